#include "extract/mail/words.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>

#include "extract/charset.h"
#include "extract/mail/transfer.h"

namespace assay::extract::mail {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// One "=?charset?B?...?=" at the front of `text`.
struct EncodedWord {
  std::string charset, bytes;
  std::size_t size = 0;
};

std::string decode_q(std::string_view text) {
  std::string spaced(text);
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return decode_quoted_printable(spaced);
}

std::optional<EncodedWord> encoded_word(std::string_view text) {
  if (!text.starts_with("=?")) return std::nullopt;
  const std::size_t charset_end = text.find('?', 2);
  if (charset_end == text.npos || charset_end + 2 >= text.size() || text[charset_end + 2] != '?') return std::nullopt;
  const std::size_t begin = charset_end + 3, end = text.find("?=", begin);
  if (end == text.npos) return std::nullopt;
  const std::string_view name = text.substr(2, charset_end - 2), payload = text.substr(begin, end - begin);
  const char kind = static_cast<char>(text[charset_end + 1] | 0x20);
  if (kind != 'b' && kind != 'q') return std::nullopt;
  EncodedWord word;
  word.charset = lower(name.substr(0, name.find('*')));  // RFC 2231: a language may follow
  word.bytes = kind == 'b' ? decode_base64(payload) : decode_q(payload);
  word.size = end + 2;
  return word;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = static_cast<char>(c | 0x20);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int high = text[i] == '%' && i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
    if (low < 0) {
      out.push_back(text[i]);
      continue;
    }
    out.push_back(static_cast<char>(high * 16 + low));
    i += 2;
  }
  return out;
}

/// Reads structured header text: skips comments, unquotes strings.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : text_(text) {}
  bool done() const { return at_ >= text_.size(); }
  bool take(char c) {
    if (done() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  /// Up to one of `stops`, outside quotes and comments, without blanks around it.
  std::string until(std::string_view stops) {
    std::string out;
    while (!done() && stops.find(text_[at_]) == stops.npos) {
      if (text_[at_] == '"')
        quoted(out);
      else if (text_[at_] == '(' && (out.empty() || is_blank(out.back())))
        comment();
      else
        out.push_back(text_[at_++]);
    }
    return std::string(trim(out));
  }

 private:
  void quoted(std::string& out) {
    for (++at_; !done() && text_[at_] != '"'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      out.push_back(text_[at_]);
    }
    ++at_;
  }
  void comment() {
    for (int depth = 0; !done(); ++at_) {
      if (text_[at_] == '\\')
        ++at_;
      else if (text_[at_] == '(')
        ++depth;
      else if (text_[at_] == ')' && --depth == 0)
        break;
    }
    ++at_;
  }
  std::string_view text_;
  std::size_t at_ = 0;
};

/// Pieces of one parameter, by their number (RFC 2231, section 3).
struct Pieces {
  std::map<unsigned, std::string> by_number;
  std::string charset;
};

struct PieceName {
  std::string name;
  unsigned number = 0;
  bool extended = false;
};

PieceName piece_name(std::string_view name) {
  PieceName out;
  if (name.ends_with('*')) {
    out.extended = true;
    name.remove_suffix(1);
  }
  const std::size_t star = name.find('*');
  out.name = std::string(name.substr(0, star));
  if (star == name.npos) return out;
  for (const char c : name.substr(star + 1)) {
    if (c >= '0' && c <= '9' && out.number < 10'000) out.number = out.number * 10 + static_cast<unsigned>(c - '0');
  }
  return out;
}

void add_piece(Pieces& pieces, const PieceName& name, std::string value) {
  if (name.extended) {
    const std::size_t first = value.find('\''), second = first == value.npos ? first : value.find('\'', first + 1);
    if (name.number == 0 && second != value.npos) {
      pieces.charset = lower(std::string_view(value).substr(0, first));
      value.erase(0, second + 1);
    }
    value = percent_decoded(value);
  }
  pieces.by_number.emplace(name.number, std::move(value));
}

}  // namespace

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

std::string decode_words(std::string_view raw) {
  std::string out, pending, charset;  // pending: bytes of encoded words not yet decoded
  const auto settle = [&] {
    if (!pending.empty()) out += to_utf8(pending, charset).text;
    pending.clear();
  };
  while (!raw.empty()) {
    const std::size_t mark = raw.find("=?");
    const std::string_view plain = raw.substr(0, mark);
    const auto word = mark == raw.npos ? std::nullopt : encoded_word(raw.substr(mark));
    const bool only_blanks = trim(plain).empty();
    if (!(word && only_blanks && !pending.empty())) {
      settle();
      out += to_utf8(plain).text;
    }
    raw.remove_prefix(plain.size());
    if (!word) {
      const std::size_t skip = std::min<std::size_t>(raw.size(), 2);
      settle();
      out.append(raw.substr(0, skip));
      raw.remove_prefix(skip);
      continue;
    }
    if (word->charset != charset) settle();
    charset = word->charset;
    pending += word->bytes;
    raw.remove_prefix(word->size);
  }
  settle();
  return out;
}

std::string_view Parameters::of(std::string_view name) const {
  for (const auto& [key, text] : entries) {
    if (key == name) return text;
  }
  return {};
}

Parameters parse_parameters(std::string_view raw) {
  constexpr std::size_t kMostParameters = 1000;
  Scanner scanner(raw);
  Parameters out;
  out.value = lower(scanner.until(";"));
  std::vector<std::string> order;
  std::map<std::string, Pieces> all;
  while (scanner.take(';') && order.size() < kMostParameters) {
    const PieceName name = piece_name(lower(scanner.until("=;")));
    if (!scanner.take('=')) continue;
    std::string value = scanner.until(";");
    if (!all.contains(name.name)) order.push_back(name.name);
    add_piece(all[name.name], name, std::move(value));
  }
  for (const std::string& name : order) {
    const Pieces& pieces = all[name];
    std::string bytes;
    for (const auto& [number, text] : pieces.by_number) bytes += text;
    out.entries.emplace_back(name, pieces.charset.empty() ? decode_words(bytes) : to_utf8(bytes, pieces.charset).text);
  }
  return out;
}

}  // namespace assay::extract::mail
