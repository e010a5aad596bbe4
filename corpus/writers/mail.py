"""E-mail by hand (RFC 5322, 2045, 2047): quoted-printable text, an HTML alternative, attachments in base64. CRLF throughout."""
import base64
import quopri
from email.header import Header


def encoded_word(text):
    return text if text.isascii() else Header(text, "utf-8").encode()


def text_part(text, subtype="plain"):
    body = quopri.encodestring(text.encode(), quotetabs=False).decode().replace("\r\n", "\n")
    return f'Content-Type: text/{subtype}; charset="utf-8"\nContent-Transfer-Encoding: quoted-printable\n\n{body}\n'


def attachment(name, media_type, content):
    body = base64.encodebytes(content).decode()
    return (f'Content-Type: {media_type}; name="{name}"\nContent-Disposition: attachment; filename="{name}"\n'
            f"Content-Transfer-Encoding: base64\n\n{body}")


def multipart(kind, boundary, parts):
    body = "".join(f"--{boundary}\n{part}" + ("" if part.endswith("\n") else "\n") for part in parts)
    return f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n{body}--{boundary}--\n'


def write(headers, body):
    """`headers`: (name, value) with words encoded where needed; `body` begins with its own content headers."""
    head = "".join(f"{name}: {value}\n" for name, value in headers) + "MIME-Version: 1.0\n"
    return (head + body).replace("\n", "\r\n").encode()
