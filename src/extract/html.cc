// HTML by an own tolerant tokenizer: any bytes go in, every text comes out. Inline tags join, others break. What a reader of the
// page does not see is read too: comments, attributes, scripts, styles, hidden fields, data: URLs (as children).
#include <algorithm>
#include <charconv>

#include "base/io.h"
#include "base/unicode.h"
#include "extract/data_uri.h"
#include "extract/entities.h"
#include "extract/extractor.h"
#include "extract/html_tables.h"
#include "extract/html_tag.h"
#include "extract/text_window.h"

namespace assay::extract {
namespace {

constexpr std::size_t kPieceBytes = 64 << 10;
/// A tag or comment must fit into memory; longer ones are read as text.
constexpr std::size_t kMaxTokenBytes = 16 << 20;
constexpr std::size_t kMaxTagAfterBroken = 256;
/// Of the window's map: in converted text each is a character.
constexpr std::size_t kMaxPieces = 1'000'000;
/// Enough to tell what kind of token follows a '<'.
constexpr std::size_t kLookAhead = 16;
constexpr std::size_t kMaxAside = 1000;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// Text that stands beside the flow: attributes and comments. Handed over at the next break, so that it divides no word.
struct Aside {
  PieceBuilder piece;
  Locator locator;
  std::string field;
};

class Reader {
 public:
  Reader(TextWindow& window, Sink& sink) : window_(window), sink_(sink), flow_(sink) {}

  Result<Done, Trouble> run() {
    while (go_on_) {
      if (wanted_ > window_.rest().size() && !window_.ended()) {
        const auto more = window_.more();
        if (!more.ok()) return more.error();
        continue;
      }
      if (window_.rest().empty()) break;
      wanted_ = 1;
      raw_.empty() ? step() : raw_step();
    }
    break_flow();
    return Done{};
  }

 private:
  /// What ends a token, and how far to look for it.
  struct Ending {
    std::string_view mark;
    std::size_t limit = kMaxTokenBytes;
  };

  // Tokens. Each either consumes something or asks for more text by `wanted_`.
  void step() {
    const std::string_view rest = window_.rest();
    if (rest.front() == '<') return markup(rest);
    if (rest.front() == '&') return reference(rest);
    if (is_blank(rest.front())) return blanks(rest);
    const std::size_t end = plain_end(rest);
    flow_.copy(window_, 0, end);
    consume(end);
    if (flow_.text().size() >= kPieceBytes) flush_flow();
  }
  /// Text that is copied as it stands: up to a tag, a reference, or blanks other than one space between words.
  static std::size_t plain_end(std::string_view rest) {
    for (std::size_t at = 0; at < rest.size(); ++at) {
      if (rest[at] == '<' || rest[at] == '&') return at;
      if (!is_blank(rest[at])) continue;
      const bool between = rest[at] == ' ' && at + 1 < rest.size() && !is_blank(rest[at + 1]);
      if (!between) return at;
    }
    return rest.size();
  }
  bool wait_for(std::size_t bytes) {
    if (window_.ended() || window_.rest().size() >= bytes) return false;
    wanted_ = bytes;
    return true;
  }
  void consume(std::size_t bytes) {
    line_ += count_lines(window_.rest().substr(0, bytes));
    window_.consume(bytes);
    tag_end_.reset();
  }
  /// As browsers show them: any number is one space, but for <pre>.
  void blanks(std::string_view rest) {
    std::size_t end = 0;
    while (end < rest.size() && is_blank(rest[end])) ++end;
    if (end == rest.size() && rest.size() < kPieceBytes && wait_for(end + 1)) return;
    const bool leading = flow_.empty() && join_ == Join::kBreak;
    if (pre_ > 0 || (end == 1 && rest.front() == ' ' && !leading)) {
      flow_.copy(window_, 0, end);
    } else if (!leading && !flow_.text().ends_with(' ')) {
      flow_.put(" ", window_.stored(0, end));
    }
    consume(end);
  }
  void reference(std::string_view rest) {
    if (wait_for(kLongestReference)) return;
    const Reference found = read_reference(rest);
    if (found.size == 0) {
      flow_.copy(window_, 0, 1);
      return consume(1);
    }
    flow_.put(found.text, window_.stored(0, found.size));
    consume(found.size);
  }
  void markup(std::string_view rest) {
    if (wait_for(kLookAhead)) return;
    if (rest.starts_with("<!--")) return enclosed(rest, 4, comment_, "comment");
    if (rest.starts_with("<![CDATA[")) return cdata(rest);
    const char next = rest.size() > 1 ? rest[1] : '\0';
    if (next == '!' || next == '?') return enclosed(rest, 2, declaration_, next == '!' ? "declaration" : "instruction");
    const bool closing = next == '/' && rest.size() > 2 && is_letter(rest[2]);
    if (!is_letter(next) && !closing) return literal();
    const std::size_t end = tag_end_.find(rest.substr(0, tag_limit_));
    if (end != std::string_view::npos) return tag(rest.substr(0, end));
    if (more_of_token(rest, tag_limit_)) return;
    tag_limit_ = kMaxTagAfterBroken;
    literal();
  }
  void literal() {
    flow_.copy(window_, 0, 1);
    consume(1);
  }
  /// False: there is no more, or the token is too long to be one. `limit` falls once a token had no end, so that a page full of
  /// beginnings is not searched to its end for each.
  bool more_of_token(std::string_view rest, std::size_t limit) {
    return rest.size() < limit && window_.pieces() < kMaxPieces && wait_for(rest.size() + 1);
  }

  /// A token whose text is an aside; without its end it is text.
  void enclosed(std::string_view rest, std::size_t begin, Ending& ending, std::string_view kind) {
    const std::size_t end = find_end(rest, begin, ending);
    if (end == std::string_view::npos) return;
    if (kind != "declaration" || rest.substr(begin, 1) == "[") {
      PieceBuilder piece(sink_);
      piece.copy(window_, begin, end);
      aside(std::move(piece), {LocatorKind::kPath, std::string(kind), 0}, {});
    }
    consume(end + ending.mark.size());
  }
  void cdata(std::string_view rest) {
    const std::size_t end = find_end(rest, 9, cdata_);
    if (end == std::string_view::npos) return;
    flow_.copy(window_, 9, end);
    consume(end + 3);
  }
  /// Where the mark that ends the token begins; npos: more text is wanted, or what looked like a token was taken as text.
  std::size_t find_end(std::string_view rest, std::size_t begin, Ending& ending) {
    const std::size_t end = ending.limit == 0 ? std::string_view::npos : rest.find(ending.mark, std::max(begin, searched_));
    if (end == std::string_view::npos && more_of_token(rest, ending.limit)) {
      searched_ = rest.size() - std::min(rest.size(), ending.mark.size());
      return end;
    }
    searched_ = 0;
    if (end != std::string_view::npos) return end;
    ending.limit = 0;
    literal();
    return end;
  }
  /// Script and style: everything up to the closing tag, whatever it looks like.
  void raw_step() {
    const std::string_view rest = window_.rest();
    const std::size_t end = raw_end(rest);
    const std::size_t held = window_.ended() ? 0 : std::min(rest.size(), raw_.size() + 2);
    const std::size_t safe = held == 0 ? rest.size() : base::code_point_start(rest, rest.size() - held);
    const std::size_t size = end == std::string_view::npos ? safe : end;
    if (size > 0) {
      PieceBuilder piece(sink_);
      piece.copy(window_, 0, size);
      const Locator locator{LocatorKind::kPath, raw_, 0};
      go_on_ = piece.flush({.locator = &locator, .join = raw_begun_ ? Join::kGlue : Join::kBreak}) && go_on_;
      raw_begun_ = true;
    }
    consume(size);
    if (end != std::string_view::npos) {
      raw_.clear();
      raw_begun_ = false;
    } else if (window_.ended()) {
      consume(window_.rest().size());
    } else {
      wanted_ = window_.rest().size() + 1;
    }
  }
  std::size_t raw_end(std::string_view rest) const {
    for (std::size_t at = rest.find("</"); at != std::string_view::npos; at = rest.find("</", at + 2)) {
      const std::string_view name = rest.substr(at + 2, raw_.size());
      if (std::equal(name.begin(), name.end(), raw_.begin(), raw_.end(), [](char a, char b) { return (a | 0x20) == b; }))
        return at;
    }
    return std::string_view::npos;
  }

  // Tags.
  void tag(std::string_view text) {
    const HtmlTag tag = parse_html_tag(text);
    if (!is_inline_element(tag.name)) {
      break_flow();
      structure(tag, text);
    }
    for (const HtmlAttribute& attribute : tag.attributes) {
      if (attribute.begin < attribute.end && !is_layout_attribute(attribute.name)) value(tag, text, attribute);
    }
    const bool raw = !tag.closes && !text.ends_with("/>") && (tag.name == "script" || tag.name == "style");
    consume(text.size());
    if (raw) raw_ = tag.name;
  }
  void structure(const HtmlTag& tag, std::string_view text) {
    if (tag.name == "pre" || tag.name == "textarea") pre_ = tag.closes ? pre_ - std::min<std::size_t>(pre_, 1) : pre_ + 1;
    if (tag.name == "title") in_title_ = !tag.closes;
    if (tag.name == "table") tag.closes ? tables_.close_table() : tables_.open_table();
    if (tag.name == "tr" && !tag.closes) tables_.open_row();
    if (tag.name != "td" && tag.name != "th") return;
    if (tag.closes) return tables_.close_cell();
    std::size_t span = 1;
    if (const HtmlAttribute* const colspan = tag.find("colspan")) {
      std::from_chars(text.data() + colspan->begin, text.data() + colspan->end, span);
    }
    tables_.open_cell(tag.name == "th", span);
  }
  void value(const HtmlTag& tag, std::string_view text, const HtmlAttribute& attribute) {
    const std::string_view raw = text.substr(attribute.begin, attribute.end - attribute.begin);
    if (embedded(raw, attribute)) return;
    PieceBuilder piece(sink_);
    for (std::size_t at = attribute.begin; at < attribute.end;) {
      const std::size_t stop = std::min(text.find('&', at), attribute.end);
      piece.copy(window_, at, stop);
      at = stop;
      if (at == attribute.end) break;
      const Reference found = read_reference(text.substr(at, attribute.end - at));
      if (found.size == 0) {
        piece.copy(window_, at, at + 1);
      } else {
        piece.put(found.text, window_.stored(at, at + found.size));
      }
      at += std::max<std::size_t>(1, found.size);
    }
    const bool meta = tag.name == "meta" && attribute.name == "content";
    const std::string field = field_of(tag, text, attribute);
    aside(std::move(piece),
          {meta ? LocatorKind::kMetadata : LocatorKind::kPath, meta ? field : tag.name + "/@" + attribute.name, 0}, field);
  }
  /// What a value is called: <input name="iban" value="..."> and <meta name="author" content="..."> say so.
  static std::string field_of(const HtmlTag& tag, std::string_view text, const HtmlAttribute& attribute) {
    if (attribute.name != "value" && attribute.name != "content") return attribute.name;
    for (const std::string_view by : {"name", "property", "itemprop", "http-equiv", "id", "placeholder"}) {
      const HtmlAttribute* const naming = tag.find(by);
      if (naming != nullptr && naming->begin < naming->end)
        return std::string(text.substr(naming->begin, naming->end - naming->begin));
    }
    return attribute.name;
  }
  /// A data: URL becomes a child. False: it is none, or none that decodes.
  bool embedded(std::string_view raw, const HtmlAttribute& attribute) {
    if (raw.size() < 5 || (raw[0] | 0x20) != 'd') return false;
    auto uri = read_data_uri(raw);
    if (!uri) return false;
    flush_flow();
    if (!sink_.budget().draw_expanded(uri->bytes.size())) {
      go_on_ = false;
      return true;
    }
    const std::string name = "data-" + std::to_string(++embedded_);
    const ChildInfo info{name, uri->media_type, window_.stored(attribute.begin, attribute.end), false};
    base::MemorySource source(std::move(uri->bytes));
    go_on_ = sink_.child(info, source) && go_on_;
    return true;
  }

  // Output.
  void flush_flow() {
    if (flow_.empty()) return;
    tables_.text(flow_.text());
    Locator locator{LocatorKind::kLine, {}, flow_line_};
    if (in_title_) locator = {LocatorKind::kMetadata, "title", 0};
    const Anchor anchor{.locator = &locator, .join = join_, .field = in_title_ ? "title" : tables_.field(), .row = tables_.row()};
    go_on_ = flow_.flush(anchor) && go_on_;
    join_ = Join::kGlue;
  }
  void break_flow() {
    flush_flow();
    for (Aside& aside : asides_) {
      go_on_ = go_on_ && aside.piece.flush({.locator = &aside.locator, .field = aside.field});
    }
    asides_.clear();
    join_ = Join::kBreak;
    flow_line_ = line_;
  }
  void aside(PieceBuilder piece, Locator locator, std::string field) {
    const bool blank = std::all_of(piece.text().begin(), piece.text().end(), &is_blank);
    if (blank) return;
    const bool large = asides_.size() >= kMaxAside || piece.text().size() >= kPieceBytes;
    asides_.push_back({std::move(piece), std::move(locator), std::move(field)});
    if (large) break_flow();
  }

  TextWindow& window_;
  Sink& sink_;
  PieceBuilder flow_;  // text of the page, up to the next break
  std::vector<Aside> asides_;
  HtmlTables tables_;
  HtmlTagEnd tag_end_;
  Ending comment_{"-->"}, declaration_{">"}, cdata_{"]]>"};
  std::size_t tag_limit_ = kMaxTokenBytes;
  std::string raw_;  // element whose content is raw text; empty: none
  Join join_ = Join::kBreak;
  std::uint64_t line_ = 1, flow_line_ = 1;
  std::size_t wanted_ = 1, searched_ = 0, pre_ = 0, embedded_ = 0;
  bool in_title_ = false, raw_begun_ = false, go_on_ = true;
};

Result<Done, Trouble> run(Source& source, const PartInfo& info, Sink& sink) {
  TextReader reader(source, info.charset, sink.budget());
  const auto head = reader.head();
  if (!head.ok()) return head.error();
  reader.declare(html_charset(head.value()));
  TextWindow window(reader);
  auto done = Reader(window, sink).run();
  if (done.ok()) reader.report_gaps(sink);
  return done;
}

}  // namespace

extern const Extractor kHtml{"html", {"html"}, Access::kForward, &run};

}  // namespace assay::extract
