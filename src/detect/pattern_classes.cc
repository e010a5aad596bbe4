#include "detect/pattern_classes.h"

#include <algorithm>
#include <optional>

#include "base/unicode.h"

namespace assay::detect {
namespace {

constexpr ByteSet kDigitBytes = ByteSet::range('0', '9');
constexpr ByteSet kSpaceBytes = ByteSet::range('\t', '\r') | ByteSet::single(' ');
constexpr ByteSet kWordBytes = kDigitBytes | ByteSet::range('A', 'Z') | ByteSet::range('a', 'z') | ByteSet::single('_');

bool is_ascii_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

std::optional<std::uint32_t> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint32_t>(c - '0');
  if ((c | 32) >= 'a' && (c | 32) <= 'f') return static_cast<std::uint32_t>((c | 32) - 'a' + 10);
  return std::nullopt;
}

/// "xE4" or "x{20AC}", the reader standing on the x behind `backslash`.
Result<ClassMembers, PatternError> take_hex(PatternReader& in, const PatternReader& backslash) {
  const PatternError bad =
      backslash.error("\\x needs two hexadecimal digits, or up to six in braces", "write \\xE4 or \\x{20AC}");
  in.skip(1);
  const bool braces = in.accept('{');
  const std::size_t limit = braces ? 6 : 2;
  std::uint32_t code_point = 0;
  std::size_t digits = 0;
  for (; digits < limit && !in.done(); ++digits, in.skip(1)) {
    const auto digit = hex_digit(in.peek());
    if (!digit) break;
    code_point = code_point * 16 + *digit;
  }
  const bool complete = braces ? digits > 0 && in.accept('}') : digits == 2;
  const bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
  if (!complete || code_point > 0x10FFFF || surrogate) return bad;
  ClassMembers members;
  members.add(code_point);
  return members;
}

PatternError unknown_escape(const PatternReader& in, char c) {
  switch (c) {
    case 'b':
    case 'B':
    case 'A':
    case 'z':
    case 'Z':
      return in.error("anchors and \\b are not part of the language", "declare `boundary` instead");
    case 'D':
    case 'S':
    case 'W':
      return in.error("negated shorthand classes are not part of the language", "write [^\\d], [^\\s] or [^\\w]");
    case 'p':
    case 'P':
      return in.error("Unicode properties are not part of the language", "list the ranges that are meant: [a-zà-öø-ÿ]");
    default:
      break;
  }
  if ((c >= '1' && c <= '9') || c == 'k') return in.error("backreferences are not part of the language", "use a check instead");
  return in.error("unknown escape", "only punctuation needs a backslash");
}

struct ShortHand {
  char letter;
  ByteSet bytes;
};
constexpr ShortHand kShortHands[] = {{'d', kDigitBytes},           {'s', kSpaceBytes},           {'w', kWordBytes},
                                     {'t', ByteSet::single('\t')}, {'n', ByteSet::single('\n')}, {'r', ByteSet::single('\r')},
                                     {'f', ByteSet::single('\f')}};

/// One member of a class: an escape or a plain character.
Result<ClassMembers, PatternError> take_member(PatternReader& in) {
  if (in.peek() == '\\') return take_escape(in, Place::kInsideClass);
  if (in.peek() == '[') return in.error("[ within a class", "write \\[ for the character; [:alpha:] is not part of the language");
  ClassMembers members;
  members.add(in.take_code_point());
  return members;
}

/// The code point of a member that is just one character.
std::optional<std::uint32_t> single_of(const ClassMembers& members) {
  if (members.beyond_ascii.size() == 1 && members.bytes.empty()) return members.beyond_ascii.front().first;
  if (members.beyond_ascii.empty() && members.bytes.size() == 1) return members.bytes.first();
  return std::nullopt;
}

/// Reads "-x" behind the member `first` when it is there.
Result<ClassMembers, PatternError> take_range(PatternReader& in, ClassMembers first) {
  const bool range = in.rest().size() >= 2 && in.rest()[0] == '-' && in.rest()[1] != ']';
  if (!range) return first;
  const PatternError here =
      in.error("range in a class must go from a lower to a higher character", "swap the two, or write \\- for the character");
  in.skip(1);
  Result<ClassMembers, PatternError> last = take_member(in);
  if (!last.ok()) return last;
  const auto from = single_of(first);
  const auto to = single_of(last.value());
  if (!from || !to || *from > *to) return here;
  ClassMembers members;
  members.add_range({*from, *to});
  return members;
}

}  // namespace

bool PatternReader::accept(char c) {
  if (done() || peek() != c) return false;
  ++at;
  return true;
}

std::uint32_t PatternReader::take_code_point() { return static_cast<std::uint32_t>(base::next_code_point(text, at)); }

PatternError PatternReader::error(std::string message, std::string fix) const {
  const std::string_view before = text.substr(0, at);
  const auto continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; };
  const auto code_points = before.size() - static_cast<std::size_t>(std::count_if(before.begin(), before.end(), continuation));
  return {static_cast<std::uint32_t>(code_points) + 1, std::move(message), std::move(fix)};
}

void ClassMembers::add_range(CodePointRange range) {
  if (range.first <= 0x7F) bytes |= ByteSet::range(range.first, std::min(range.last, 0x7FU));
  if (range.last > 0x7F) beyond_ascii.push_back({std::max(range.first, 0x80U), range.last});
}

Result<ClassMembers, PatternError> take_escape(PatternReader& in, Place place) {
  const PatternReader backslash = in;
  in.skip(1);
  if (in.done()) return backslash.error("backslash at the end", "write \\\\ for the character");
  const char c = in.peek();
  if (c == 'x') return take_hex(in, backslash);
  ClassMembers members;
  for (const ShortHand& row : kShortHands)
    if (row.letter == c) members.bytes = row.bytes;
  if (members.bytes.empty() && is_ascii_punctuation(c)) members.add(static_cast<std::uint32_t>(c));
  if (!members.bytes.empty()) {
    in.skip(1);
    return members;
  }
  if (place == Place::kInsideClass && c == 'b') return backslash.error("\\b within a class", "write \\x08 for the character");
  return unknown_escape(backslash, c);
}

Result<ClassMembers, PatternError> take_class(PatternReader& in) {
  const PatternReader open = in;
  in.skip(1);
  ClassMembers members;
  members.negated = in.accept('^');
  if (!in.done() && in.peek() == ']') return open.error("empty class", "write \\] for the character");
  while (!in.accept(']')) {
    if (in.done()) return open.error("class is not closed", "add ]");
    Result<ClassMembers, PatternError> member = take_member(in);
    if (member.ok()) member = take_range(in, std::move(member.value()));
    if (!member.ok()) return member;
    members.bytes |= member.value().bytes;
    for (const CodePointRange& range : member.value().beyond_ascii) members.beyond_ascii.push_back(range);
  }
  if (!members.negated) return members;
  if (!members.beyond_ascii.empty())
    return open.error("a negated class matches one byte and can hold ASCII only", "list what is allowed instead");
  members.bytes = ~members.bytes;
  if (members.bytes.empty()) return open.error("class that nothing belongs to", "remove it");
  return members;
}

}  // namespace assay::detect
