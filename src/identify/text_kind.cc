#include "identify/text_kind.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace assay::identify {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool starts_with_caseless(std::string_view text, std::string_view prefix) {
  return text.size() >= prefix.size() &&
         std::equal(prefix.begin(), prefix.end(), text.begin(), [](char a, char b) { return a == lower(b); });
}

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text;
}

// Markup.

/// The first tag behind declarations, comments and instructions; empty if there is none in the head.
std::string_view first_tag(std::string_view text) {
  for (text = without_blanks(text); text.starts_with("<?") || text.starts_with("<!"); text = without_blanks(text)) {
    const std::string_view end = text.starts_with("<!--") ? "-->" : text.starts_with("<?") ? "?>" : ">";
    const std::size_t at = text.find(end);
    if (at == std::string_view::npos) return {};
    text.remove_prefix(at + end.size());
  }
  return text.starts_with("<") ? text : std::string_view{};
}

/// `tag` begins with one of the elements that only HTML has, or at least never XML alone.
bool is_html_tag(std::string_view tag) {
  static constexpr std::string_view kElements[] = {"html",  "head",     "body",   "script", "style", "title", "meta",   "link",
                                                   "table", "div",      "p",      "span",   "a",     "h1",    "h2",     "h3",
                                                   "br",    "ul",       "ol",     "form",   "font",  "img",   "center", "pre",
                                                   "b",     "frameset", "iframe", "input",  "base"};
  for (const std::string_view name : kElements) {
    if (!starts_with_caseless(tag.substr(1), name) || tag.size() <= name.size() + 1) continue;
    const char after = tag[name.size() + 1];
    if (is_blank(after) || after == '>' || after == '/') return true;
  }
  return false;
}

bool is_element(std::string_view tag) {
  return tag.size() > 2 && (is_letter(tag[1]) || tag[1] == '_' || static_cast<unsigned char>(tag[1]) >= 0x80) &&
         tag.find('>') != std::string_view::npos;
}

/// "html", "xml", "svg" or empty.
std::string_view markup(std::string_view text, std::string_view hint) {
  if (!text.starts_with("<")) return {};
  if (starts_with_caseless(text, "<!doctype html") || starts_with_caseless(text, "<html")) return "html";
  const bool declared = text.starts_with("<?xml");
  const std::string_view tag = first_tag(text);
  if (starts_with_caseless(tag, "<html") || (!declared && !tag.empty() && is_html_tag(tag)))
    return hint == "xml" ? "xml" : "html";
  if (starts_with_caseless(tag, "<svg") || tag.starts_with("<svg:svg")) return "svg";
  if (declared || hint == "xml" || hint == "svg") return "xml";
  if (hint == "html") return "html";
  const bool whole_element =
      is_element(tag) && (tag.find("</") != std::string_view::npos || tag.find("/>") != std::string_view::npos ||
                          tag.find("xmlns") != std::string_view::npos);
  return whole_element && hint.empty() ? "xml" : std::string_view{};
}

// JSON.

/// Behind the string that begins `text`, escapes honoured; npos if it does not end.
std::size_t string_end(std::string_view text) {
  for (std::size_t at = 1; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '"') {
      return at + 1;
    }
  }
  return std::string_view::npos;
}

bool is_json_object(std::string_view text) {
  const std::string_view inner = without_blanks(text.substr(1));
  if (inner.starts_with("}")) return true;
  if (!inner.starts_with("\"")) return false;
  const std::size_t end = string_end(inner);
  return end != std::string_view::npos && without_blanks(inner.substr(end)).starts_with(":");
}

bool is_json_array(std::string_view text) {
  const std::string_view inner = without_blanks(text.substr(1));
  if (inner.empty()) return false;
  if (inner.starts_with("{")) return is_json_object(inner);
  if (inner.starts_with("\"")) {
    const std::size_t end = string_end(inner);
    const std::string_view behind = end == std::string_view::npos ? std::string_view{} : without_blanks(inner.substr(end));
    return behind.starts_with(",") || behind.starts_with("]");
  }
  if (inner.starts_with("[")) return true;
  const std::size_t end = inner.find_first_of(",]\n");
  const std::string_view item = inner.substr(0, end);
  return end != std::string_view::npos && item.find_first_not_of("0123456789.eE+- \t\r") == std::string_view::npos;
}

/// "json", "ndjson" or empty.
std::string_view json(std::string_view text, std::string_view hint) {
  const bool object = text.starts_with("{") && is_json_object(text);
  if (object && (hint == "ndjson" || hint.empty() || hint == "text" || hint == "json")) {
    const std::size_t line = text.find('\n');
    const bool two = line != std::string_view::npos && line > 1 && text.substr(0, line).find_last_of('}') + 2 >= line &&
                     text.substr(line + 1).starts_with("{");
    return two || hint == "ndjson" ? "ndjson" : "json";
  }
  if (object || (text.starts_with("[") && is_json_array(text))) return "json";
  return {};
}

// Mail.

/// RFC 5322 field name at the front of a line, without the colon; empty if it is none.
std::string_view field_name(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && line[end] > ' ' && line[end] < 0x7F && line[end] != ':') ++end;
  return end > 0 && end < line.size() && line[end] == ':' ? line.substr(0, end) : std::string_view{};
}

bool is_mail_field(std::string_view name) {
  static constexpr std::string_view kFields[] = {"from",
                                                 "to",
                                                 "cc",
                                                 "subject",
                                                 "date",
                                                 "received",
                                                 "message-id",
                                                 "return-path",
                                                 "mime-version",
                                                 "content-type",
                                                 "delivered-to",
                                                 "reply-to",
                                                 "sender",
                                                 "dkim-signature",
                                                 "x-mailer",
                                                 "x-originating-ip",
                                                 "in-reply-to",
                                                 "references",
                                                 "content-transfer-encoding",
                                                 "x-received",
                                                 "authentication-results"};
  return std::any_of(std::begin(kFields), std::end(kFields),
                     [&](std::string_view field) { return field.size() == name.size() && starts_with_caseless(name, field); });
}

/// Mail fields among the lines of the header block at the front; 0 if the block is none.
std::size_t mail_fields(std::string_view text) {
  std::size_t known = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1);
    const std::string_view line = text.substr(0, end);
    if (line.empty() || line == "\r") break;
    const bool folded = line.front() == ' ' || line.front() == '\t';
    const std::string_view name = folded ? std::string_view{} : field_name(line);
    if (!folded && name.empty()) return known > 3 ? known : 0;
    known += is_mail_field(name) ? 1 : 0;
    text.remove_prefix(end + 1);
  }
  return known;
}

std::string_view mail(std::string_view text, std::string_view hint) {
  if (text.starts_with("From ") && text.find('\n') != std::string_view::npos) {
    if (mail_fields(text.substr(text.find('\n') + 1)) >= 2) return hint == "eml" ? "eml" : "mbox";
  }
  const std::size_t fields = mail_fields(text);
  return fields >= 3 || (hint == "eml" && fields >= 1) || (fields >= 2 && hint.empty()) ? "eml" : std::string_view{};
}

// Tables.

constexpr std::size_t kRowsLookedAt = 10;
constexpr std::size_t kRowsNeeded = 3;

/// Commas, semicolons, tabs and bars in the row at the front, outside quotes; `text` is cut behind it. False: the row is not
/// complete (a last one without line end is, if `whole`).
bool count_row(std::string_view& text, bool whole, std::array<std::size_t, 4>& counts) {
  counts.fill(0);
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n') {
      text.remove_prefix(at + 1);
      return true;
    }
    switch (c) {
      case ',':
        ++counts[0];
        break;
      case ';':
        ++counts[1];
        break;
      case '\t':
        ++counts[2];
        break;
      case '|':
        ++counts[3];
        break;
      default:
        break;
    }
  }
  const bool complete = whole && !quoted && !text.empty();
  text = {};
  return complete;
}

/// Every row is divided alike, and often enough that prose and logs are not.
std::string_view table(std::string_view text, bool whole) {
  std::array<std::size_t, 4> first{}, row{};
  if (!count_row(text, whole, first)) return {};
  if (first == std::array<std::size_t, 4>{}) return {};
  std::size_t rows = 1;
  for (; rows < kRowsLookedAt && count_row(text, whole, row); ++rows) {
    for (std::size_t i = 0; i < first.size(); ++i) {
      if (row[i] != first[i]) first[i] = 0;
    }
    if (first == std::array<std::size_t, 4>{}) return {};
  }
  if (rows < kRowsNeeded) return {};
  if (first[2] >= 1) return "tsv";
  return first[0] >= 2 || first[1] >= 2 || first[3] >= 2 ? "csv" : std::string_view{};
}

}  // namespace

std::string_view text_kind(std::string_view head, bool whole, std::string_view hint) {
  const std::string_view text = without_blanks(head);
  if (const std::string_view kind = markup(text, hint); !kind.empty()) return kind;
  if (const std::string_view kind = json(text, hint); !kind.empty()) return kind;
  if (const std::string_view kind = mail(head, hint); !kind.empty()) return kind;
  if (hint == "csv" || hint == "tsv" || hint == "ndjson" || hint == "mbox") return hint;
  if (hint == "json" && (text.starts_with("{") || text.starts_with("["))) return hint;
  if (hint == "html" && text.find('<') != std::string_view::npos) return hint;
  if (hint.empty()) {
    if (const std::string_view kind = table(head, whole); !kind.empty()) return kind;
  }
  return "text";
}

}  // namespace assay::identify
