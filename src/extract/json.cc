// JSON, NDJSON and concatenated JSON, read by a scanner that never gives up: what is no JSON is text all the same. Values carry
// their key as field and their JSON pointer (RFC 6901) as locator. Keys that are more than a name (an address, a number) are
// text too. Explicit stack, flat memory, strings of any length in glued pieces.
#include <charconv>

#include "base/unicode.h"
#include "extract/extractor.h"
#include "extract/text_window.h"

namespace assay::extract {
namespace {

/// Longer keys are cut in paths and fields; as text they are whole.
constexpr std::size_t kMaxKeyBytes = 256;
/// A surrogate pair in escapes, the longest token that must be seen at once.
constexpr std::size_t kLongestEscape = 12;
constexpr std::size_t kPieceBytes = 64 << 10;

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// The four digits of \uXXXX at `at`, or -1.
int unit_at(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int unit = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    const int digit = hex_value(text[i]);
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

struct Escape {
  std::string text;
  std::size_t size = 0;
};

Escape unicode_escape(std::string_view text) {
  const int unit = unit_at(text, 0);
  if (unit < 0) return {"\\", 1};  // not an escape: the backslash stands for itself
  auto point = static_cast<char32_t>(unit);
  std::size_t size = 6;
  if (unit >= 0xD800 && unit < 0xDC00) {
    const int trail = unit_at(text, 6);
    if (trail >= 0xDC00 && trail < 0xE000)
      point = 0x10000 + (static_cast<char32_t>(unit - 0xD800) << 10) + (trail - 0xDC00), size = 12;
  }
  if (point >= 0xD800 && point < 0xE000) point = 0xFFFD;  // half a pair
  Escape escape{{}, size};
  base::append_utf8(escape.text, point);
  return escape;
}

/// RFC 8259, section 7; others stand for the character behind the backslash, as in JavaScript.
Escape read_escape(std::string_view text) {
  if (text.size() < 2) return {"\\", 1};
  switch (text[1]) {
    case 'n':
      return {"\n", 2};
    case 't':
      return {"\t", 2};
    case 'r':
      return {"\r", 2};
    case 'b':
      return {"\b", 2};
    case 'f':
      return {"\f", 2};
    case 'u':
      return unicode_escape(text);
    case '"':
    case '\\':
    case '/':
    case '\'':
      return {std::string(1, text[1]), 2};
    default:
      return {"\\", 1};
  }
}

bool is_plain_key(std::string_view key) {
  std::size_t digits = 0;
  for (const char c : key) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == ' ' || c == '.' || c == '$';
    digits += c >= '0' && c <= '9' ? 1 : 0;
    if (!letter && !(c >= '0' && c <= '9')) return false;
  }
  return digits < 4 && key.size() <= 64;
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_structure(char c) { return c == '{' || c == '}' || c == '[' || c == ']' || c == ',' || c == ':' || c == '"'; }

class Scanner {
 public:
  Scanner(TextWindow& window, const PartInfo& info, Sink& sink)
      : window_(window),
        sink_(sink),
        piece_(sink),
        lines_(info.format == "ndjson"),
        max_depth_(sink.budget().limits().max_nesting) {
    path_.kind = LocatorKind::kPath;
  }

  Result<Done, Trouble> run() {
    while (go_on_) {
      if (window_.rest().size() < kLongestEscape && !window_.ended()) {
        const auto more = window_.more();
        if (!more.ok()) return more.error();
        continue;
      }
      if (window_.rest().empty()) break;
      step();
    }
    if (in_string_ || bare_) end_token();
    if (go_on_) finish();
    return Done{};
  }

 private:
  struct Frame {
    std::size_t path_size;   // of path_.name, to cut it back
    std::size_t field_size;  // of fields_, likewise
    std::uint64_t index;     // of the element, in an array
    bool array;
    bool key_next;  // in an object: the next string is a key
  };

  void step() {
    if (in_string_) return string_step();
    const char c = window_.rest().front();
    if (bare_ && (is_blank(c) || is_structure(c))) end_token();
    if (c == '\n') loose_ = false;
    if (is_blank(c)) return window_.consume(1);
    if (c == '"') return open_string();
    if (is_structure(c)) return structure(c);
    bare_step();
  }

  // Tokens.
  void open_string() {
    window_.consume(1);
    in_string_ = true;
    begin_value();
  }
  /// Copies up to the quote, an escape, or the end of what is buffered.
  void string_step() {
    const std::string_view rest = window_.rest();
    std::size_t end = 0;
    while (end < rest.size() && rest[end] != '"' && rest[end] != '\\') ++end;
    take(end);
    if (end == rest.size()) return window_.consume(end);
    if (rest[end] == '"') {
      window_.consume(end + 1);
      return end_token();
    }
    escape_step(end);
  }
  /// An escape behind `end` bytes that are taken.
  void escape_step(std::size_t end) {
    const std::string_view rest = window_.rest();
    if (rest.size() - end < kLongestEscape && !window_.ended()) return window_.consume(end);  // `run` brings the rest of it
    const Escape escape = read_escape(rest.substr(end, kLongestEscape));
    put(escape.text, window_.stored(end, end + escape.size));
    window_.consume(end + escape.size);
  }
  /// Numbers, constants, and whatever else stands between the brackets. One quote too many turns strings inside out: escapes mean
  /// the same then.
  void bare_step() {
    if (!bare_) begin_value();
    bare_ = true;
    const std::string_view rest = window_.rest();
    std::size_t end = 0;
    while (end < rest.size() && !is_blank(rest[end]) && !is_structure(rest[end]) && rest[end] != '\\') ++end;
    take(end);
    if (end == rest.size() || rest[end] != '\\') return window_.consume(end);
    escape_step(end);
  }
  void take(std::size_t end) {
    if (is_key_ && key_.size() < kMaxKeyBytes) key_ += window_.rest().substr(0, end);
    piece_.copy(window_, 0, end);
    if (piece_.text().size() >= kPieceBytes) emit();
  }
  void put(std::string_view text, ByteRange stored) {
    if (is_key_ && key_.size() < kMaxKeyBytes) key_ += text;
    piece_.put(text, stored);
  }
  void begin_value() {
    Frame* const top = stack_.empty() || beyond_ > 0 ? nullptr : &stack_.back();
    is_key_ = in_string_ && top != nullptr && !top->array && top->key_next;
    key_.clear();
    join_ = loose_ && !in_string_ ? Join::kSpace : Join::kBreak;
    loose_ = false;
    if (is_key_) return;
    if (top == nullptr && beyond_ == 0) ++records_;
    if (top != nullptr && top->array) set_index(*top);
  }
  void end_token() {
    const bool constant = bare_ && (piece_.text() == "true" || piece_.text() == "false" || piece_.text() == "null");
    const bool was_bare = bare_;
    in_string_ = bare_ = false;
    if (is_key_) return end_key();
    loose_ = was_bare;
    if (constant) return piece_.clear();
    emit();
  }
  void end_key() {
    const bool whole = join_ == Join::kBreak;  // nothing of it was handed over yet
    is_key_ = false;
    if (whole && is_plain_key(piece_.text())) {
      piece_.clear();
    } else {
      emit();
    }
    if (key_.size() > kMaxKeyBytes) key_.resize(base::code_point_start(key_, kMaxKeyBytes));
    Frame& top = stack_.back();
    cut_back(top);
    append_pointer(key_);
    fields_ += key_;
    field_at_ = top.field_size;
    top.key_next = false;
  }
  void emit() {
    const Frame* const top = stack_.empty() ? nullptr : &stack_.back();
    path_.number = row();
    Anchor anchor{.locator = &path_, .join = join_, .row = row()};
    if (top != nullptr && !is_key_) anchor.field = std::string_view(fields_).substr(field_at_);
    go_on_ = piece_.flush(anchor) && go_on_;
    join_ = Join::kGlue;
  }

  // Structure.
  void structure(char c) {
    window_.consume(1);
    loose_ = false;
    if (c == '{' || c == '[') return open(c == '[');
    if (c == '}' || c == ']') return close(c == ']');
    if (beyond_ > 0 || stack_.empty()) return;
    Frame& top = stack_.back();
    if (c != ',') return;
    cut_back(top);
    if (top.array) ++top.index;
    top.key_next = !top.array;
  }
  void open(bool array) {
    if (stack_.size() >= max_depth_) {
      ++beyond_;
      deep_ = true;
      return;
    }
    if (stack_.empty()) ++records_;
    if (!stack_.empty() && stack_.back().array) set_index(stack_.back());
    stack_.push_back({path_.name.size(), fields_.size(), 0, array, !array});
    if (stack_.size() == 1) top_array_ = array;
  }
  void close(bool array) {
    if (beyond_ > 0) {
      --beyond_;
      return;
    }
    if (stack_.empty() || stack_.back().array != array) {
      broken_ = true;
      if (stack_.empty()) return;
    }
    cut_back(stack_.back());
    stack_.pop_back();
    // The field of the container goes on to hold: [1, 2] under "a" is two values of "a".
    field_at_ = stack_.empty() ? 0 : field_begin();
  }
  void cut_back(const Frame& frame) {
    path_.name.resize(frame.path_size);
    fields_.resize(frame.field_size);
    field_at_ = field_begin();
  }
  /// Where the key of the innermost object around the top begins in fields_.
  std::size_t field_begin() const {
    for (std::size_t i = stack_.size(); i-- > 0;) {
      if (stack_[i].array) continue;
      return stack_[i].field_size;
    }
    return 0;
  }
  void set_index(const Frame& array) {
    path_.name.resize(array.path_size);
    char digits[20];
    const auto end = std::to_chars(digits, digits + sizeof digits, array.index);
    path_.name += '/';
    path_.name.append(digits, end.ptr);
  }
  void append_pointer(std::string_view key) {
    path_.name += '/';
    for (const char c : key) {
      if (c == '~') {
        path_.name += "~0";
      } else if (c == '/') {
        path_.name += "~1";
      } else {
        path_.name += c;
      }
    }
  }
  /// Record: element of the outermost array, or value of a file that holds several.
  std::uint64_t row() const {
    if (!stack_.empty() && top_array_ && !lines_) return stack_.front().index + 1;
    return lines_ || records_ > 1 ? records_ : 0;
  }

  void finish() {
    if (deep_) {
      sink_.gap(GapClass::kInert, Reason::kDepth, {}, nullptr,
                "JSON nested too deeply: all text was read, but paths end at level " + std::to_string(max_depth_));
    }
    if (broken_ || !stack_.empty()) {
      sink_.gap(GapClass::kInert, Reason::kBadStructure, {}, nullptr, "brackets do not match; all text was read");
    }
  }

  TextWindow& window_;
  Sink& sink_;
  PieceBuilder piece_;
  bool lines_;
  std::size_t max_depth_;
  std::vector<Frame> stack_;
  std::uint64_t beyond_ = 0;  // open containers deeper than the stack may grow
  Locator path_;
  std::string fields_;        // keys of the objects around, one behind the other
  std::size_t field_at_ = 0;  // the innermost one
  std::string key_;
  Join join_ = Join::kBreak;
  std::uint64_t records_ = 0;
  bool loose_ = false;  // the last thing was a bare word: a second one is not JSON, but maybe the rest of a telephone number
  bool in_string_ = false, bare_ = false, is_key_ = false, top_array_ = false;
  bool deep_ = false, broken_ = false, go_on_ = true;
};

Result<Done, Trouble> run(Source& source, const PartInfo& info, Sink& sink) {
  TextReader reader(source, info.charset, sink.budget());
  TextWindow window(reader);
  auto done = Scanner(window, info, sink).run();
  if (done.ok()) reader.report_gaps(sink);
  return done;
}

}  // namespace

extern const Extractor kJson{"json", {"json", "ndjson"}, Access::kForward, &run, Code::kPlain};

}  // namespace assay::extract
