#include "apps/cli/json_line.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <vector>

namespace assay::cli {
namespace {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

void append_code_point(std::string& out, unsigned c) {
  if (c >= 0xD800 && c <= 0xDFFF) c = 0xFFFD;
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 63))};
  } else if (c < 0x10000) {
    out += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 63)), static_cast<char>(0x80 | (c & 63))};
  } else {
    out += {static_cast<char>(0xF0 | c >> 18), static_cast<char>(0x80 | (c >> 12 & 63)), static_cast<char>(0x80 | (c >> 6 & 63)),
            static_cast<char>(0x80 | (c & 63))};
  }
}

/// Reads front to back. Every function returns false at the first byte that RFC 8259 does not allow there.
class Reader {
 public:
  explicit Reader(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

  void space() {
    while (at_ != end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r' || *at_ == '\n')) ++at_;
  }
  bool take(char c) {
    if (at_ == end_ || *at_ != c) return false;
    ++at_;
    return true;
  }
  bool at_end() const { return at_ == end_; }
  char peek() const { return at_ == end_ ? '\0' : *at_; }
  const char* position() const { return at_; }

  /// Reads a string; what it says goes to `*out` unless that is null.
  bool string(std::string* out) {
    if (!take('"')) return false;
    while (true) {
      const char* stop =
          std::find_if(at_, end_, [](char c) { return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20; });
      if (out != nullptr) out->append(at_, stop);
      at_ = stop;
      if (take('"')) return true;
      if (!take('\\') || !escape(out)) return false;
    }
  }

  /// Any value, however deep, without recursion.
  bool value() {
    std::vector<char> open;
    while (true) {
      space();
      if (!opening(open)) return false;
      if (open.empty() || !fresh_) {
        if (!closing(open)) return false;
        if (open.empty()) return true;
      }
    }
  }

 private:
  // A scalar, or the beginning of an object or array, after which `fresh_` holds until its first member.
  bool opening(std::vector<char>& open) {
    const char c = peek();
    if (c == '{' || c == '[') {
      ++at_;
      open.push_back(c);
      space();
      fresh_ = peek() != (c == '{' ? '}' : ']');
      return !fresh_ || c == '[' || key();
    }
    fresh_ = false;
    return c == '"' ? string(nullptr) : scalar();
  }

  // As many ends as there are, then a comma and, in an object, the next key.
  bool closing(std::vector<char>& open) {
    while (!open.empty()) {
      space();
      if (take(open.back() == '{' ? '}' : ']')) {
        open.pop_back();
        continue;
      }
      if (!take(',')) return false;
      space();
      return open.back() == '[' || key();
    }
    return true;
  }

  bool key() {
    if (!string(nullptr)) return false;
    space();
    return take(':');
  }

  bool scalar() {
    for (const std::string_view word : {"true", "false", "null"}) {
      if (static_cast<std::size_t>(end_ - at_) < word.size() || !std::equal(word.begin(), word.end(), at_)) continue;
      at_ += word.size();
      return true;
    }
    return number();
  }

  bool digits() {
    const char* begin = at_;
    while (at_ != end_ && is_digit(*at_)) ++at_;
    return at_ != begin;
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (peek() != 'e' && peek() != 'E') return true;
    ++at_;
    if (!take('+')) take('-');
    return digits();
  }

  bool escape(std::string* out) {
    static constexpr std::string_view kFrom = "\"\\/bfnrt", kTo = "\"\\/\b\f\n\r\t";
    if (take('u')) return unicode_escape(out);
    const auto which = at_ == end_ ? std::string_view::npos : kFrom.find(*at_);
    if (which == std::string_view::npos) return false;
    if (out != nullptr) *out += kTo[which];
    ++at_;
    return true;
  }

  bool unicode_escape(std::string* out) {
    unsigned c = 0;
    if (!hex4(c)) return false;
    if (c >= 0xD800 && c < 0xDC00 && end_ - at_ >= 6 && at_[0] == '\\' && at_[1] == 'u') {
      const char* back = at_;
      unsigned low = 0;
      at_ += 2;
      if (!hex4(low)) return false;
      if (low >= 0xDC00 && low < 0xE000)
        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
      else
        at_ = back;
    }
    if (out != nullptr) append_code_point(*out, c);
    return true;
  }

  bool hex4(unsigned& value) {
    if (end_ - at_ < 4) return false;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = *at_, lower = static_cast<char>(c | 0x20);
      if (!is_digit(c) && (lower < 'a' || lower > 'f')) return false;
      value = value * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : lower - 'a' + 10);
    }
    return true;
  }

  const char* at_;
  const char* end_;
  bool fresh_ = false;
};

enum class Text { kMissing, kString, kOther };

// The member after its key. The last of equal keys holds, as in JavaScript and Python.
bool read_member(Reader& in, std::string_view key, JsonLine& line, Text& text) {
  const char* begin = in.position();
  if (key == "text" && in.peek() == '"') {
    text = Text::kString;
    line.text.clear();
    return in.string(&line.text);
  }
  if (!in.value()) return false;
  if (key == "text") text = Text::kOther;
  if (key == "id") line.id = std::string_view(begin, static_cast<std::size_t>(in.position() - begin));
  return true;
}

bool read_members(Reader& in, JsonLine& line, Text& text) {
  in.space();
  if (in.take('}')) return true;
  std::string key;
  while (true) {
    key.clear();
    in.space();
    if (!in.string(&key)) return false;
    in.space();
    if (!in.take(':')) return false;
    in.space();
    if (!read_member(in, key, line, text)) return false;
    in.space();
    if (in.take('}')) return true;
    if (!in.take(',')) return false;
  }
}

const char* read_object(std::string_view bytes, JsonLine& line) {
  if (!simdjson::validate_utf8(bytes)) return "the line is not valid UTF-8";
  Reader in(bytes);
  in.space();
  if (in.at_end()) return "the line is empty";
  Text text = Text::kMissing;
  bool good = in.take('{') && read_members(in, line, text);
  in.space();
  good = good && in.at_end();
  if (!good) {
    line.id = "null";
    return "the line is not a JSON object";
  }
  if (text == Text::kMissing) return "the object has no member \"text\"";
  return text == Text::kString ? nullptr : "the member \"text\" is not a string";
}

}  // namespace

void read_json_line(std::string_view bytes, JsonLine& line) {
  line.id = "null";
  line.text.clear();
  line.error = read_object(bytes, line);
}

}  // namespace assay::cli
