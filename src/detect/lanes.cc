#include "detect/lanes.h"

#include <algorithm>
#include <limits>
#include <string_view>

#include "detect/lanes_simd.h"

namespace assay::detect {
namespace {

constexpr ByteSet kDigitBytes = ByteSet::range('0', '9');
constexpr ByteSet kWordBytes = kDigitBytes | ByteSet::range('A', 'Z') | ByteSet::range('a', 'z') | ByteSet::single('_');

constexpr std::size_t kMaxAlternatives = 16;

/// What looking up the halves of a byte separately makes of a set.
ByteSet by_halves(const ByteSet& bytes) {
  std::uint32_t low = 0, high = 0;
  for (unsigned b = 0; b < 256; ++b)
    if (bytes.contains(static_cast<std::uint8_t>(b))) low |= 1U << (b & 15), high |= 1U << (b >> 4);
  ByteSet out;
  for (unsigned b = 0; b < 256; ++b)
    if ((low >> (b & 15) & 1) != 0 && (high >> (b >> 4) & 1) != 0) out.add(static_cast<std::uint8_t>(b));
  return out;
}

/// Text is not evenly mixed: stretches made of one kind of byte, for which the product of even shares would be far too low.
struct Stretch {
  double share;  ///< Of all places.
  std::string_view bytes;

  double of(const ByteSet& set) const {
    const auto member = [&](char c) { return set.contains(static_cast<std::uint8_t>(c)); };
    return static_cast<double>(std::count_if(bytes.begin(), bytes.end(), member)) / static_cast<double>(bytes.size());
  }
};
constexpr Stretch kStretches[] = {{0.08, " "},
                                  {0.005, "-"},
                                  {0.003, "="},
                                  {0.003, "*"},
                                  {0.003, "."},
                                  {0.002, "_"},
                                  {0.002, "0"},
                                  {0.02, "0123456789"},
                                  {0.01, "0123456789.-/: "},
                                  {0.01, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
                                  {0.01, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ "}};

const ByteSet& forbidden_before(Boundary guard) {
  static constexpr ByteSet kNothing{};
  return guard == Boundary::kWord ? kWordBytes : guard == Boundary::kDigits ? kDigitBytes : kNothing;
}

Boundary guard_of(Boundary boundary) {
  if (boundary == Boundary::kWord || boundary == Boundary::kToken) return Boundary::kWord;
  return boundary == Boundary::kNone ? Boundary::kNone : Boundary::kDigits;
}

/// Greedy joining: the pair of lanes whose joining costs least, as long as there are too many or joining costs nothing.
class Clusters {
 public:
  explicit Clusters(std::span<const LaneKey> keys) : lane_of_(keys.size()) {
    for (std::size_t i = 0; i < keys.size(); ++i) {
      const auto same = std::find(keys_.begin(), keys_.end(), keys[i]);
      lane_of_[i] = static_cast<std::uint32_t>(same - keys_.begin());
      if (same == keys_.end()) keys_.push_back(keys[i]), rates_.push_back(start_rate(keys[i]));
    }
    alive_.assign(keys_.size(), true);
    costs_.assign(keys_.size(), std::vector<double>(keys_.size(), 0));
    for (std::size_t i = 0; i < keys_.size(); ++i) price(i);
  }

  std::vector<std::uint32_t> join_all() {
    for (std::size_t count = keys_.size(); join_cheapest(count > kMaxLanes); --count) {
    }
    std::vector<std::uint32_t> numbers(keys_.size());
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if (alive_[i]) numbers[i] = next++;
    for (std::uint32_t& lane : lane_of_) lane = numbers[lane];
    return lane_of_;
  }

 private:
  void price(std::size_t i) {
    for (std::size_t j = 0; j < keys_.size(); ++j)
      if (alive_[j] && j != i)
        costs_[std::min(i, j)][std::max(i, j)] = start_rate(join(keys_[i], keys_[j])) - rates_[i] - rates_[j];
  }

  bool join_cheapest(bool too_many) {
    double best = too_many ? std::numeric_limits<double>::infinity() : 0.0;
    std::size_t into = 0, from = 0;
    for (std::size_t i = 0; i < keys_.size(); ++i)
      for (std::size_t j = i + 1; alive_[i] && j < keys_.size(); ++j)
        if (alive_[j] && costs_[i][j] < best) best = costs_[i][j], into = i, from = j;
    if (into == from) return false;
    keys_[into] = join(keys_[into], keys_[from]);
    rates_[into] = start_rate(keys_[into]);
    alive_[from] = false;
    for (std::uint32_t& lane : lane_of_)
      if (lane == from) lane = static_cast<std::uint32_t>(into);
    price(into);
    return true;
  }

  std::vector<LaneKey> keys_;
  std::vector<double> rates_;
  std::vector<bool> alive_;
  std::vector<std::vector<double>> costs_;
  std::vector<std::uint32_t> lane_of_;
};

}  // namespace

std::vector<LaneKey> lane_keys(const Node& root, Boundary boundary) {
  if (root.kind != Node::Kind::kAlternate || root.children.size() > kMaxAlternatives)
    return {{prefix_of(root), guard_of(boundary)}};
  std::vector<LaneKey> keys;
  for (const Node& child : root.children) keys.push_back({prefix_of(child), guard_of(boundary)});
  return keys;
}

LaneKey join(const LaneKey& a, const LaneKey& b) {
  LaneKey out = a;
  for (std::size_t i = 0; i < kPrefixBytes; ++i) out.prefix[i] |= b.prefix[i];
  out.guard = std::min(a.guard, b.guard);
  return out;
}

double start_rate(const LaneKey& key) {
  std::array<ByteSet, kPrefixBytes> prefix;
  for (std::size_t i = 0; i < kPrefixBytes; ++i) prefix[i] = by_halves(key.prefix[i]);
  const ByteSet before = ~forbidden_before(key.guard);
  double rate = share_of(before);
  for (const ByteSet& bytes : prefix) rate *= share_of(bytes);
  for (const Stretch& stretch : kStretches) {
    double share = stretch.share * stretch.of(before);
    for (std::size_t i = 0; i < kPrefixBytes && share > 0; ++i) share *= stretch.of(prefix[i]);
    rate += share;
  }
  return rate;
}

std::vector<std::uint32_t> assign_lanes(std::span<const LaneKey> keys) { return Clusters(keys).join_all(); }

Lanes::Lanes(std::span<const LaneKey> keys) : count_(static_cast<std::uint32_t>(std::min(keys.size(), kMaxLanes))) {
  for (std::size_t lane = 0; lane < count_; ++lane) {
    const auto mark = static_cast<std::uint8_t>(1U << lane);
    if (keys[lane].guard == Boundary::kDigits) digit_guard_ |= mark;
    if (keys[lane].guard == Boundary::kWord) word_guard_ |= mark;
    for (std::size_t i = 0; i < kPrefixBytes; ++i)
      for (unsigned b = 0; b < 256; ++b) {
        if (!keys[lane].prefix[i].contains(static_cast<std::uint8_t>(b))) continue;
        exact_[i][b] |= mark;
        low_[i][b & 15] |= mark;
        high_[i][b >> 4] |= mark;
      }
  }
}

std::uint8_t Lanes::lanes_at(std::string_view text, std::size_t at) const {
  unsigned lanes = 0xFF;
  for (std::size_t i = 0; i < kPrefixBytes; ++i)
    lanes &= exact_[i][at + i < text.size() ? static_cast<std::uint8_t>(text[at + i]) : 0];
  if (lanes == 0 || at == 0) return static_cast<std::uint8_t>(lanes);
  const auto before = static_cast<std::uint8_t>(text[at - 1]);
  if (kDigitBytes.contains(before)) lanes &= ~static_cast<unsigned>(digit_guard_);
  if (kWordBytes.contains(before)) lanes &= ~static_cast<unsigned>(word_guard_);
  return static_cast<std::uint8_t>(lanes);
}

Lanes::Start* Lanes::find_scalar(std::string_view text, std::size_t stripe, std::size_t begin, std::size_t end,
                                 Start* out) const {
  for (std::size_t at = begin; at < end; ++at)
    if (const std::uint8_t lanes = lanes_at(text, at); lanes != 0) *out++ = {static_cast<std::uint32_t>(at - stripe), lanes};
  return out;
}

std::size_t Lanes::find(std::string_view text, std::size_t begin, std::size_t end, Starts& out) const {
  if (count_ == 0) return 0;
  // Whole blocks with a byte in front and enough behind by SIMD, what is left one by one.
  const std::size_t first = std::min(std::max<std::size_t>(begin, 1), end);
  LanesSimd::Place place{begin, first, find_scalar(text, begin, begin, first, out.data())};
  LanesSimd::find(*this, text, end, place);
  return static_cast<std::size_t>(find_scalar(text, begin, place.at, end, place.out) - out.data());
}

void Lanes::save(BlobWriter& out) const {
  out.put(count_);
  out.put(digit_guard_);
  out.put(word_guard_);
  out.put(exact_);
  out.put(low_);
  out.put(high_);
}

bool Lanes::load(BlobReader& in) {
  return in.get(count_) && count_ <= kMaxLanes && in.get(digit_guard_) && in.get(word_guard_) && in.get(exact_) && in.get(low_) &&
         in.get(high_);
}

}  // namespace assay::detect
