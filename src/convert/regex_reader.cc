// The reader of foreign regular expressions.
#include <array>

#include "convert/regex.h"

namespace assay::convert {
namespace {
using Kind = RegexNode::Kind;
constexpr unsigned kMaxDepth = 64, kOpenBound = 64, kMaxRepeat = 1024;

Chars range(unsigned from, unsigned to) {
  Chars chars;
  for (unsigned c = from; c <= to && c < 128; ++c) chars.set(c);
  return chars;
}
Chars digits() { return range('0', '9'); }
Chars words() { return range('a', 'z') | range('A', 'Z') | digits() | range('_', '_'); }
Chars spaces() { return range('\t', '\n') | range('\f', '\r') | range(' ', ' '); }
/// Of what text holds: a dot matches no line feed, and a negated class no control character but blanks.
Chars printable() { return range(' ', '~') | range('\t', '\t'); }

struct Named {
  std::string_view name;
  Chars (*chars)();
};
const std::array kPosix{Named{"alnum", [] { return range('a', 'z') | range('A', 'Z') | digits(); }},
                        Named{"alpha", [] { return range('a', 'z') | range('A', 'Z'); }},
                        Named{"digit", digits},
                        Named{"lower", [] { return range('a', 'z'); }},
                        Named{"upper", [] { return range('A', 'Z'); }},
                        Named{"space", spaces},
                        Named{"word", words},
                        Named{"xdigit", [] { return digits() | range('a', 'f') | range('A', 'F'); }},
                        Named{"punct", [] { return range('!', '/') | range(':', '@') | range('[', '`') | range('{', '~'); }}};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Regex> run() {
    Regex regex;
    regex.root = choice(0);
    if (error_.empty() && at_ < text_.size()) fail("a ) without (");
    if (!error_.empty())
      return Diagnostic{.code = Code::kBadRules, .message = error_ + " (character " + std::to_string(place_ + 1) + ")"};
    regex.notes = std::move(notes_);
    return regex;
  }

 private:
  void fail(std::string what) {
    if (error_.empty()) error_ = std::move(what), place_ = at_;
    at_ = text_.size();
  }
  bool more() const { return at_ < text_.size(); }
  bool next_is(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
  bool eat(std::string_view what) {
    if (!next_is(what)) return false;
    at_ += what.size();
    return true;
  }
  void note(std::string text) {
    for (const std::string& each : notes_)
      if (each == text) return;
    notes_.push_back(std::move(text));
  }

  RegexNode choice(unsigned depth) {
    if (depth > kMaxDepth) return fail("nested too deeply"), RegexNode{};
    const bool caseless = caseless_;
    RegexNode node;
    node.kind = Kind::kChoice;
    do node.children.push_back(sequence(depth));
    while (eat("|"));
    caseless_ = caseless;
    return node.children.size() == 1 ? std::move(node.children.front()) : std::move(node);
  }

  RegexNode sequence(unsigned depth) {
    RegexNode node;
    while (more() && text_[at_] != '|' && text_[at_] != ')') {
      RegexNode item = atom(depth);
      if (!error_.empty()) break;
      while (more() && repeat(item)) continue;
      if (item.kind != Kind::kSequence || !item.children.empty()) node.children.push_back(std::move(item));
    }
    return node;
  }

  /// What stands behind an atom. A second sign (lazy, possessive) changes nothing: the longest match counts.
  bool repeat(RegexNode& item) {
    unsigned min = 0, max = 0;
    if (eat("*")) {
      max = bounded(0);
    } else if (eat("+")) {
      min = 1, max = bounded(1);
    } else if (eat("?")) {
      max = 1;
    } else if (!next_is("{") || !counted(min, max)) {
      return false;
    }
    if (!eat("?")) eat("+");
    RegexNode node;
    node.kind = Kind::kRepeat;
    node.min = min, node.max = max;
    node.children.push_back(std::move(item));
    item = std::move(node);
    return true;
  }

  unsigned bounded(unsigned min) {
    note("an open repeat is bounded at " + std::to_string(min + kOpenBound));
    return min + kOpenBound;
  }

  bool counted(unsigned& min, unsigned& max) {
    const std::size_t begin = at_;
    ++at_;
    const bool any = number(min);
    max = min;
    const bool comma = eat(",");
    if (comma && !number(max)) max = bounded(min);
    if ((any || comma) && eat("}") && min <= max && max <= kMaxRepeat) return true;
    at_ = begin;
    if (any) fail("a repeat that is too long or the wrong way round");
    return false;
  }

  bool number(unsigned& value) {
    const std::size_t begin = at_;
    value = 0;
    while (more() && text_[at_] >= '0' && text_[at_] <= '9' && at_ - begin < 6)
      value = value * 10 + static_cast<unsigned>(text_[at_++] - '0');
    return at_ > begin;
  }

  RegexNode atom(unsigned depth) {
    const char c = text_[at_];
    if (c == '(') return group(depth);
    if (c == '[') return chars(bracket());
    if (c == '\\') return escape();
    ++at_;
    if (c == '.') return chars(printable());
    if (c == '^') return edge(Kind::kStart);
    if (c == '$') return edge(Kind::kEnd);
    if (c == '*' || c == '+' || c == '?') return fail("a repeat of nothing"), RegexNode{};
    return literal(c);
  }

  RegexNode literal(char c) {
    if (static_cast<unsigned char>(c) >= 128) return fail("a character beyond ASCII"), RegexNode{};
    return chars(range(static_cast<unsigned>(c), static_cast<unsigned>(c)));
  }

  RegexNode chars(Chars set) {
    if (caseless_)
      for (unsigned c = 'a'; c <= 'z'; ++c)
        if (set[c] || set[c - 32]) set.set(c), set.set(c - 32);
    RegexNode node;
    node.kind = Kind::kChars;
    node.chars = set;
    if (set.none() && error_.empty()) fail("a class that holds nothing in ASCII");
    return node;
  }

  static RegexNode edge(Kind kind) {
    RegexNode node;
    node.kind = kind;
    return node;
  }

  RegexNode group(unsigned depth) {
    ++at_;
    const bool caseless = caseless_;
    Kind look = Kind::kSequence;
    bool capture = true;
    if (eat("?")) {
      capture = false;
      if (eat("=") || eat("<=")) return fail("look-around for something"), RegexNode{};
      if (eat("!")) {
        look = Kind::kNotBehind;
      } else if (eat("<!")) {
        look = Kind::kNotBefore;
      } else if (eat("P<") || eat("<")) {
        capture = true;
        while (more() && text_[at_] != '>') ++at_;
        eat(">");
      } else if (!eat(">") && !flags()) {
        return RegexNode{};
      }
    }
    RegexNode node = choice(depth + 1);
    if (!error_.empty()) return node;
    if (!eat(")")) return fail("a ( without )"), RegexNode{};
    caseless_ = caseless;
    if (look != Kind::kSequence) return edge(look);
    RegexNode wrapped;
    wrapped.is_capture = capture;
    wrapped.children.push_back(std::move(node));
    return wrapped;
  }

  /// `i)` speaks for the rest of the enclosing group, `i:` for this one. False: nothing is left of the group, or an error.
  bool flags() {
    bool on = true;
    for (; more() && text_[at_] != ')' && text_[at_] != ':'; ++at_) {
      if (text_[at_] == '-') on = false;
      if (text_[at_] == 'i') caseless_ = on;
      if (text_[at_] == 'x') return fail("a spaced-out pattern (?x)"), false;
    }
    if (eat(":")) return true;
    eat(")");
    return false;
  }

  RegexNode escape() {
    ++at_;
    if (!more()) return fail("a \\ at the end"), RegexNode{};
    if (eat("b")) return edge(Kind::kWordEdge);
    if (eat("A")) return edge(Kind::kStart);
    if (eat("z") || eat("Z")) return edge(Kind::kEnd);
    return chars(escaped());
  }

  Chars escaped() {
    const char c = text_[at_++];
    switch (c) {
      case 'd':
        return digits();
      case 'w':
        return words();
      case 's':
        return spaces();
      case 'D':
        return printable() & ~digits();
      case 'W':
        return printable() & ~words();
      case 'S':
        return range('!', '~');
      case 'n':
        return range('\n', '\n');
      case 'r':
        return range('\r', '\r');
      case 't':
        return range('\t', '\t');
      case 'f':
        return range('\f', '\f');
      case 'v':
        return range('\v', '\v');
      case 'x':
        return hexadecimal();
      default:
        break;
    }
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || static_cast<unsigned char>(c) >= 128) fail(std::string("\\") + c + " has no counterpart");
    return letter ? Chars() : range(static_cast<unsigned>(c) & 127U, static_cast<unsigned>(c) & 127U);
  }

  Chars hexadecimal() {
    unsigned value = 0;
    const bool braces = eat("{");
    for (int i = 0; i < (braces ? 6 : 2) && more() && text_[at_] != '}'; ++i) {
      const char c = text_[at_];
      const char* digit = "0123456789abcdef";
      unsigned d = 0;
      while (d < 16 && digit[d] != (c | 32)) ++d;
      if (d == 16) return fail("\\x without a number"), Chars();
      value = value * 16 + d;
      ++at_;
    }
    if (braces) eat("}");
    if (value >= 128) return fail("a character beyond ASCII"), Chars();
    return range(value, value);
  }

  Chars bracket() {
    ++at_;
    const bool negated = eat("^");
    Chars set;
    for (bool first = true; more() && (first || text_[at_] != ']'); first = false) set |= member();
    if (!eat("]") && error_.empty()) fail("a [ without ]");
    return negated ? printable() & ~set : set;
  }

  Chars member() {
    if (eat("[:")) return posix();
    const Chars from = one();
    if (from.count() != 1 || !next_is("-") || at_ + 1 >= text_.size() || text_[at_ + 1] == ']') return from;
    ++at_;
    const Chars to = one();
    if (to.count() != 1) return from | to | range('-', '-');
    return range(static_cast<unsigned>(from._Find_first()), static_cast<unsigned>(to._Find_first()));
  }

  Chars one() {
    const char c = text_[at_++];
    if (c == '\\' && more()) return escaped();
    if (static_cast<unsigned char>(c) >= 128) return fail("a character beyond ASCII"), Chars();
    return range(static_cast<unsigned>(c), static_cast<unsigned>(c));
  }

  Chars posix() {
    for (const Named& each : kPosix)
      if (eat(std::string(each.name) + ":]")) return each.chars();
    fail("a class name that nobody knows");
    return {};
  }

  std::string_view text_;
  std::size_t at_ = 0, place_ = 0;
  bool caseless_ = false;
  std::string error_;
  std::vector<std::string> notes_;
};
}  // namespace

Result<Regex> read_regex(std::string_view text) { return Parser(text).run(); }

}  // namespace assay::convert
