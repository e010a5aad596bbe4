#include "detect/pattern.h"

#include <algorithm>
#include <optional>

#include "base/unicode.h"
#include "detect/pattern_analysis.h"
#include "detect/pattern_classes.h"
#include "detect/utf8_ranges.h"

namespace assay::detect {

Node bytes_node(const ByteSet& bytes) {
  Node node;
  node.bytes = bytes;
  return node;
}

Node concat_node(std::vector<Node> children) {
  if (children.size() == 1) return std::move(children.front());
  Node node;
  node.kind = Node::Kind::kConcat;
  node.children = std::move(children);
  return node;
}

Node alternate_node(std::vector<Node> children) {
  if (children.size() == 1) return std::move(children.front());
  Node node;
  node.kind = Node::Kind::kAlternate;
  node.children = std::move(children);
  return node;
}

namespace {

using Parsed = Result<Node, PatternError>;

struct Bounds {
  std::uint32_t min = 1, max = 1;
};

class Parser {
 public:
  Parser(std::string_view regex, Case letter_case) : in_{regex, 0}, letter_case_(letter_case) {}

  Parsed parse() {
    Parsed node = alternatives();
    if (!node.ok() || in_.done()) return node;
    return in_.error("there is no group to close here", "write \\) for the character");
  }

 private:
  // Recursion: alternatives -> sequence -> item -> group -> alternatives, at most kMaxPatternDepth times.
  Parsed alternatives() {
    std::vector<Node> choices;
    do {
      Parsed choice = sequence();
      if (!choice.ok()) return choice;
      choices.push_back(std::move(choice.value()));
    } while (in_.accept('|'));
    return alternate_node(std::move(choices));
  }

  Parsed sequence() {
    std::vector<Node> items;
    while (!in_.done() && in_.peek() != '|' && in_.peek() != ')') {
      Parsed item = repeated_item();
      if (!item.ok()) return item;
      items.push_back(std::move(item.value()));
    }
    if (items.empty()) return in_.error("empty alternative", "make the group optional instead: (?:...)?");
    return concat_node(std::move(items));
  }

  Parsed repeated_item() {
    Parsed node = item();
    if (!node.ok() || in_.done() || !is_repeat(in_.peek())) return node;
    const Result<Bounds, PatternError> bounds = repeat_bounds();
    if (!bounds.ok()) return bounds.error();
    if (!in_.done() && is_repeat(in_.peek())) return repeat_of_repeat();
    if (bounds.value().min == 1 && bounds.value().max == 1) return node;
    Node repeat;
    repeat.kind = Node::Kind::kRepeat;
    repeat.min = bounds.value().min;
    repeat.max = bounds.value().max;
    repeat.children.push_back(std::move(node.value()));
    return repeat;
  }

  static bool is_repeat(char c) { return c == '?' || c == '*' || c == '+' || c == '{'; }

  PatternError repeat_of_repeat() const {
    return in_.error("a repeat follows a repeat",
                     "the longest match always counts, so drop ? and +; to repeat a repeat, group it: (?:x{2}){3}");
  }

  Result<Bounds, PatternError> repeat_bounds() {
    const char c = in_.peek();
    if (c == '*') return in_.error("* has no upper bound", "write {0,64}, or another bound");
    if (c == '+') return in_.error("+ has no upper bound", "write {1,64}, or another bound");
    const PatternError open = in_.error("repeat is not {n} or {n,m}", "write {n} or {n,m}, or \\{ for the character");
    in_.skip(1);
    if (c == '?') return Bounds{0, 1};
    const auto min = number();
    if (!min) return open;
    if (in_.accept('}')) return checked_bounds(*min, *min, open);
    if (!in_.accept(',')) return open;
    if (in_.accept('}'))
      return PatternError{open.column, "{n,} has no upper bound", "write {n,m} with the largest count that is real"};
    const auto max = number();
    if (!max || !in_.accept('}')) return open;
    return checked_bounds(*min, *max, open);
  }

  static Result<Bounds, PatternError> checked_bounds(std::uint32_t min, std::uint32_t max, const PatternError& open) {
    if (max == 0) return PatternError{open.column, "repeat of zero times", "remove it"};
    if (min > max) return PatternError{open.column, "repeat whose lower bound is above the upper one", "swap the two"};
    if (max > kMaxPatternBytes)
      return PatternError{open.column, "repeat of more than 1,024 times", "use `extend` for long tails"};
    return Bounds{min, max};
  }

  /// At most five digits, so it cannot overflow.
  std::optional<std::uint32_t> number() {
    std::uint32_t value = 0;
    const std::size_t begin = in_.at;
    while (!in_.done() && in_.peek() >= '0' && in_.peek() <= '9' && in_.at - begin < 5) {
      value = value * 10 + static_cast<std::uint32_t>(in_.peek() - '0');
      in_.skip(1);
    }
    if (in_.at == begin) return std::nullopt;
    return value;
  }

  Parsed item() {
    switch (in_.peek()) {
      case '(':
        return group();
      case '[':
        return char_class();
      case '.':
        in_.skip(1);
        return bytes_node(~ByteSet::single('\n'));
      case '\\':
        return escape();
      case '^':
      case '$':
        return in_.error("anchors are not part of the language", "declare `boundary` instead");
      case '*':
      case '+':
      case '?':
      case '{':
        return in_.error("nothing to repeat here", "escape the character with a backslash");
      case ']':
      case '}':
        return in_.error("unescaped bracket", "escape it with a backslash");
      default:
        return literal(in_.take_code_point());
    }
  }

  Parsed group() {
    const PatternError here = in_.error("this kind of group is not part of the language",
                                        "write (?:...); lookaround is replaced by `boundary`, inline flags by `caseless: true`");
    if (!in_.rest().starts_with("(?:"))
      return in_.rest().starts_with("(?") ? here : PatternError{here.column, "capturing group", "write (?:...)"};
    if (++depth_ > kMaxPatternDepth) return PatternError{here.column, "groups nested more than 24 deep", "simplify the pattern"};
    in_.skip(3);
    Parsed node = alternatives();
    if (!node.ok()) return node;
    if (!in_.accept(')')) return PatternError{here.column, "group is not closed", "add )"};
    --depth_;
    return node;
  }

  Parsed char_class() {
    auto members = take_class(in_);
    if (!members.ok()) return members.error();
    return class_node(members.value());
  }

  Parsed escape() {
    auto member = take_escape(in_, Place::kOutsideClass);
    if (!member.ok()) return member.error();
    return class_node(member.value());
  }

  Node literal(std::uint32_t code_point) {
    ClassMembers members;
    members.add(code_point);
    return class_node(members);
  }

  Node class_node(const ClassMembers& members) const {
    std::vector<Node> choices;
    const ByteSet bytes = letter_case_ == Case::kAsciiCaseless ? both_cases(members.bytes) : members.bytes;
    // A negated class was complemented when read, so folding must not undo it.
    if (!members.bytes.empty()) choices.push_back(bytes_node(members.negated ? negated_bytes(members) : bytes));
    for (const CodePointRange& range : members.beyond_ascii) append_utf8_nodes(range, choices);
    return alternate_node(std::move(choices));
  }

  ByteSet negated_bytes(const ClassMembers& members) const {
    return letter_case_ == Case::kAsciiCaseless ? ~both_cases(~members.bytes) : members.bytes;
  }

  PatternReader in_;
  Case letter_case_;
  unsigned depth_ = 0;
};

PatternError whole(std::string message, std::string fix) { return {1, std::move(message), std::move(fix)}; }

}  // namespace

Result<Pattern, PatternError> parse_pattern(std::string_view regex, Case letter_case) {
  if (!base::is_valid_utf8(regex)) return whole("pattern is not UTF-8", "save the file as UTF-8");
  if (regex.empty()) return whole("pattern is empty", "write what is to be found");
  Parsed root = Parser(regex, letter_case).parse();
  if (!root.ok()) return root.error();
  const NodeSize size = measure(root.value());
  if (size.min_bytes == 0) return whole("pattern may match nothing", "make at least one part of it obligatory");
  if (size.max_bytes > kMaxPatternBytes)
    return whole("pattern may match " + std::to_string(size.max_bytes) + " bytes, more than 1,024",
                 "lower the repeats, or use `extend: {class, max}` for the tail");
  if (size.positions > kMaxPatternPositions)
    return whole("pattern has " + std::to_string(size.positions) + " positions when its repeats are written out, more than 8,192",
                 "lower the repeats or split it");
  return Pattern{std::move(root.value()), static_cast<std::uint32_t>(size.min_bytes), static_cast<std::uint32_t>(size.max_bytes)};
}

Result<ByteSet, PatternError> parse_extend_class(std::string_view text) {
  Result<Pattern, PatternError> pattern = parse_pattern(text, Case::kExact);
  if (!pattern.ok()) return pattern.error();
  const Node& root = pattern.value().root;
  const bool one_ascii_class = root.kind == Node::Kind::kBytes && (root.bytes & ByteSet::range(128, 255)).empty();
  if (!one_ascii_class) return whole("extend needs a single class of ASCII characters", "write for example [A-Za-z0-9_-]");
  return root.bytes;
}

}  // namespace assay::detect
