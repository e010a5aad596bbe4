"""A letter, form or report before it has a format: the same blocks become a PDF or a Word file."""
import dataclasses


@dataclasses.dataclass
class Heading:
    text: str


@dataclasses.dataclass
class Paragraph:
    text: str


@dataclasses.dataclass
class Fields:
    """Label and value, one pair a line."""
    pairs: list


@dataclasses.dataclass
class Table:
    head: list
    rows: list
    widths: list  # shares of the page's width


@dataclasses.dataclass
class PageBreak:
    pass


@dataclasses.dataclass
class Document:
    title: str
    author: str
    letterhead: list  # lines at the top of the first page; the first one is the name of the house
    footer: str
    blocks: list
    language: str = "de"
    comments: list = dataclasses.field(default_factory=list)  # Word only: (author, text)
