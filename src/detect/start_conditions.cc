#include "detect/start_conditions.h"

#include <algorithm>
#include <optional>
#include <set>

#include "detect/anchor.h"
#include "detect/pattern_analysis.h"
#include "detect/position_walk.h"

namespace assay::detect {
namespace {

/// A pattern that begins with more kinds of other bytes than this would be tried nearly everywhere.
constexpr unsigned kMaxSpecial = 6;
/// A pattern with fewer digits would be tried at too many numbers, if anything else can be asked first.
constexpr std::uint64_t kEnoughDigits = 5;
/// A pattern with no more prefixes than this is found best by them.
constexpr std::size_t kFewPrefixes = 1500;
/// So many different situations at most: beyond, the pattern is as good as unpredictable.
constexpr std::size_t kMaxSteps = 20000;

constexpr ByteSet kBeyondAscii = ByteSet::range(128, 255);

bool needs_no_word_before(Boundary boundary) { return boundary == Boundary::kWord || boundary == Boundary::kToken; }

ByteSet common(ByteSet a, const ByteSet& b) { return a &= b; }

/// What a match that begins with a letter looks like so far.
struct Situation {
  PositionSet at;
  unsigned length = 0;
  bool letters = true;   ///< Only letters so far ...
  bool gap = false;      ///< ... or letters and one other byte.
  bool capitals = true;  ///< Only capitals and digits.
  bool long_run = true;  ///< Only bytes of a long run.
  friend auto operator<=>(const Situation&, const Situation&) = default;
};

/// Walks all ways in which a match may begin until each has fulfilled a condition; false if one ends before it does.
class Proof {
 public:
  explicit Proof(const Node& root) : walk_(root) {}

  /// Lane kWords, for matches that begin with one of `first`: letters, or digits.
  bool words(const ByteSet& first) {
    std::vector<Situation> open(1);
    open[0].at = {0};
    open[0].letters = first == kLetterBytes;
    std::set<Situation> seen;
    while (!open.empty()) {
      const Situation now = std::move(open.back());
      open.pop_back();
      for (const ByteSet& bytes : kClasses) {
        Situation next = now;
        next.at = walk_.step(now.at, now.length == 0 ? common(bytes, first) : bytes);
        if (next.at.empty() || advance(now, bytes, next)) continue;
        if (walk_.may_end(next.at) || next.length > kLongRun || seen.size() > kMaxSteps) return false;
        if (seen.insert(next).second) open.push_back(std::move(next));
      }
    }
    return true;
  }

  /// Lane kLoose, likewise.
  bool loose() const {
    PositionSet at = walk_.step({0}, kLetterBytes);
    const ByteSet passed_over = ~(kDigitBytes | kJoinBytes);
    for (unsigned i = 0; i < kNear && !at.empty(); ++i) {
      if (walk_.may_end(at)) return false;
      at = walk_.step(at, passed_over);
    }
    return at.empty();
  }

  ByteSet first_bytes() const {
    ByteSet out;
    for (unsigned b = 0; b < 256; ++b)
      if (!walk_.step({0}, ByteSet::single(static_cast<std::uint8_t>(b))).empty()) out.add(static_cast<std::uint8_t>(b));
    return out;
  }

 private:
  static constexpr ByteSet kClasses[] = {kDigitBytes, kUpperBytes, kLowerBytes,
                                         kJoinBytes,  kRunBytes,   ~(kWordBytes | kJoinBytes | kRunBytes)};

  /// True: a condition of kWords is fulfilled.
  static bool advance(const Situation& now, const ByteSet& bytes, Situation& next) {
    const bool digit = bytes == kDigitBytes, join = bytes == kJoinBytes, other = bytes == kClasses[5];
    const bool word = digit || bytes == kUpperBytes || bytes == kLowerBytes;
    if (now.length > 0 && (now.letters || now.gap) && digit) return true;
    if (now.length > 0 && now.letters && join && now.length <= kShortRun) return true;
    next.length = now.length + 1;
    next.gap = now.letters && now.length > 0 && !word;
    next.letters = now.letters && word && !digit;
    next.capitals = now.capitals && (digit || bytes == kUpperBytes);
    next.long_run = now.long_run && !other;
    return (next.capitals && next.length >= kCapitalRun) || (next.long_run && next.length >= kLongRun);
  }

  PositionWalk walk_;
};

/// Every match holds an '@' with nothing but local bytes in front, and not too many.
bool fits_at_lane(const ParsedPattern& pattern, const Factor& factor) {
  const bool at_sign =
      factor.kind == Factor::Kind::kRare && factor.node.kind == Node::Kind::kBytes && factor.node.bytes == ByteSet::single('@');
  return at_sign && factor.max_back <= kLocalBytes + 1 && needs_no_word_before(pattern.boundary) && !factor.before.contains('@');
}

/// The lane of matches that begin with a digit, if there should be one.
std::optional<Lane> lane_of_numbers(const ParsedPattern& pattern, Proof& proof) {
  if (pattern.boundary == Boundary::kNone) return std::nullopt;
  const bool few_digits = least_digits(pattern.pattern.root) < kEnoughDigits;
  if (few_digits && needs_no_word_before(pattern.boundary) && proof.words(kDigitBytes)) return Lane::kWords;
  return Lane::kDigits;
}

/// The lane of matches that begin with `first`, which holds no digits. Sets the prefixes if it is theirs.
std::optional<Lane> lane_of_others(const ParsedPattern& pattern, const ByteSet& first, Proof& proof,
                                   std::set<FoldedPrefix>& prefixes) {
  const bool letters = !common(first, kLetterBytes).empty(), whole_words = needs_no_word_before(pattern.boundary);
  if (letters && pattern.boundary == Boundary::kNone) return std::nullopt;
  const bool special = !common(first, kSpecialBytes).empty();
  if (special && best_factor(pattern.pattern).kind == Factor::Kind::kLiteral) return std::nullopt;
  auto listed = !letters || whole_words ? folded_prefixes(pattern, first) : std::nullopt;
  const bool few = listed && (pattern.dictionary || listed->size() <= kFewPrefixes);
  const bool only_letters = first == common(first, kLetterBytes);
  if (!few && only_letters && whole_words && proof.words(kLetterBytes)) return Lane::kWords;
  if (listed) {
    prefixes = std::move(*listed);
    return Lane::kPrefixes;
  }
  const bool loose = common(first, kBeyondAscii).empty() && (!letters || proof.loose());
  return loose && best_factor(pattern.pattern).kind != Factor::Kind::kLiteral ? std::optional(Lane::kLoose) : std::nullopt;
}

}  // namespace

LaneChoice choose_lanes(const ParsedPattern& pattern) {
  LaneChoice choice;
  const Factor factor = best_factor(pattern.pattern);
  if (fits_at_lane(pattern, factor)) {
    choice.of(Lane::kAt) = ByteSet::all();
    choice.local = factor.before;
    return choice;
  }
  Proof proof(pattern.pattern.root);
  const ByteSet first = proof.first_bytes(), numbers = common(first, kDigitBytes), others = common(first, ~kDigitBytes);
  if (common(first, kSpecialBytes).size() > kMaxSpecial) return {};
  const std::optional<Lane> of_numbers = numbers.empty() ? std::nullopt : lane_of_numbers(pattern, proof);
  const std::optional<Lane> of_others = others.empty() ? std::nullopt : lane_of_others(pattern, others, proof, choice.prefixes);
  if ((!numbers.empty() && !of_numbers) || (!others.empty() && !of_others)) return {};
  if (of_numbers) choice.of(*of_numbers) |= numbers;
  if (of_others) choice.of(*of_others) |= others;
  return choice;
}

}  // namespace assay::detect
