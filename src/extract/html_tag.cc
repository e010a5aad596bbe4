#include "extract/html_tag.h"

#include <algorithm>
#include <array>

namespace assay::extract {
namespace {

constexpr std::size_t kMaxAttributes = 1000;
/// As far as WHATWG says to look, and somewhat further.
constexpr std::size_t kCharsetSearchBytes = 4096;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), &lower);
  return out;
}

template <std::size_t N>
bool contains(const std::array<std::string_view, N>& sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

class TagReader {
 public:
  explicit TagReader(std::string_view tag) : tag_(tag.ends_with('>') ? tag.substr(0, tag.size() - 1) : tag) {}

  HtmlTag read() {
    HtmlTag out;
    at_ = 1;
    if (peek() == '/') out.closes = true, ++at_;
    out.name = lowered(until_any(" \t\n\r\f/"));
    while (out.attributes.size() < kMaxAttributes && next(out)) {
    }
    return out;
  }

 private:
  char peek() const { return at_ < tag_.size() ? tag_[at_] : '\0'; }
  void skip_blanks() {
    while (at_ < tag_.size() && is_blank(tag_[at_])) ++at_;
  }
  std::string_view until_any(std::string_view stops) {
    const std::size_t begin = at_;
    at_ = std::min(tag_.find_first_of(stops, at_), tag_.size());
    return tag_.substr(begin, at_ - begin);
  }
  bool next(HtmlTag& out) {
    while (at_ < tag_.size() && (is_blank(tag_[at_]) || tag_[at_] == '/')) ++at_;
    if (at_ >= tag_.size()) return false;
    const std::size_t begin = at_++;  // a first '=' belongs to the name
    until_any(" \t\n\r\f/=");
    HtmlAttribute attribute{lowered(tag_.substr(begin, at_ - begin)), at_, at_};
    skip_blanks();
    if (peek() == '=') value(attribute);
    out.attributes.push_back(std::move(attribute));
    return true;
  }
  void value(HtmlAttribute& attribute) {
    ++at_;
    skip_blanks();
    const char quote = peek();
    if (quote == '"' || quote == '\'') {
      attribute.begin = ++at_;
      until_any(std::string_view(&quote, 1));
      attribute.end = at_;
      if (at_ < tag_.size()) ++at_;
    } else {
      attribute.begin = at_;
      until_any(" \t\n\r\f");
      attribute.end = at_;
    }
  }

  std::string_view tag_;
  std::size_t at_ = 0;
};

/// Value of `key=value` in `text` from `at` on.
std::string quoted_value(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_blank(text[at]) || text[at] == '=' || text[at] == '"' || text[at] == '\'')) ++at;
  std::size_t end = at;
  while (end < text.size() && !is_blank(text[end]) && std::string_view("\"';/>?").find(text[end]) == std::string_view::npos)
    ++end;
  return std::string(text.substr(at, end - at));
}

}  // namespace

const HtmlAttribute* HtmlTag::find(std::string_view attribute) const {
  const auto found = std::find_if(attributes.begin(), attributes.end(), [&](const auto& a) { return a.name == attribute; });
  return found == attributes.end() ? nullptr : &*found;
}

std::size_t HtmlTagEnd::find(std::string_view text) {
  for (; at_ < text.size(); ++at_) {
    const char c = text[at_];
    if (quote_ != 0) {
      if (c == quote_) quote_ = 0;
      continue;
    }
    if (c == '>') return at_ + 1;
    if (after_equals_ && (c == '"' || c == '\'')) quote_ = c;
    if (!is_blank(c)) after_equals_ = c == '=';
  }
  return std::string_view::npos;
}

HtmlTag parse_html_tag(std::string_view tag) { return TagReader(tag).read(); }

bool is_inline_element(std::string_view name) {
  static constexpr std::array<std::string_view, 36> kInline{
      "a",  "abbr", "acronym", "b",    "bdi",    "bdo",    "big",  "cite", "code", "data", "del", "dfn",
      "em", "font", "i",       "img",  "ins",    "kbd",    "mark", "nobr", "q",    "rp",   "rt",  "ruby",
      "s",  "samp", "small",   "span", "strike", "strong", "sub",  "sup",  "time", "tt",   "u",   "var"};
  return contains(kInline, name) || name == "wbr";
}

bool is_layout_attribute(std::string_view name) {
  static constexpr std::array<std::string_view, 38> kLayout{
      "align",   "async",    "bgcolor", "border",   "cellpadding", "cellspacing", "charset",     "class",  "color",   "cols",
      "colspan", "defer",    "dir",     "disabled", "enctype",     "face",        "frameborder", "height", "hidden",  "hspace",
      "lang",    "loading",  "media",   "method",   "nowrap",      "rel",         "role",        "rows",   "rowspan", "size",
      "style",   "tabindex", "target",  "type",     "valign",      "vspace",      "width",       "xmlns"};
  return contains(kLayout, name);
}

std::string html_charset(std::string_view head) {
  const std::string text = lowered(head.substr(0, kCharsetSearchBytes));
  if (text.starts_with("<?xml")) {
    const std::size_t at = text.substr(0, text.find("?>")).find("encoding");
    if (at != std::string::npos) return quoted_value(text, at + 8);
  }
  for (std::size_t at = text.find("<meta"); at != std::string::npos; at = text.find("<meta", at + 1)) {
    const std::string tag = text.substr(at, text.find('>', at) - at);
    const std::size_t charset = tag.find("charset");
    if (charset != std::string::npos) return quoted_value(tag, charset + 7);
  }
  return {};
}

}  // namespace assay::extract
