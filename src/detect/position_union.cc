#include "detect/position_union.h"

#include <algorithm>
#include <map>

#include "detect/positions.h"

namespace assay::detect {
namespace {

constexpr ByteSet kDigitBytes = ByteSet::range('0', '9');
constexpr ByteSet kLetterBytes = ByteSet::range('A', 'Z') | ByteSet::range('a', 'z') | ByteSet::single('_');

/// First positions of an input that may begin with some bytes only get a copy of their own: others may lead to them, too.
void restrict_first(PositionUnion& all, std::uint32_t start, const ByteSet& first) {
  for (std::uint32_t& position : all.follow[start]) {
    ByteSet bytes = all.bytes[position];
    bytes &= first;
    if (bytes == all.bytes[position]) continue;
    const std::vector<std::uint32_t> follow = all.follow[position];
    all.bytes.push_back(bytes);
    all.follow.push_back(follow);
    all.accepts.push_back(all.accepts[position]);
    position = static_cast<std::uint32_t>(all.bytes.size() - 1);
  }
}

/// The positions once for each number of bytes so far, so that only matches of `least` to `most` bytes end.
Positions of_length(const Positions& in, std::uint32_t least, std::uint32_t most) {
  const auto count = static_cast<std::uint32_t>(in.bytes.size());
  const auto number = [&](std::uint32_t position, std::uint32_t length) { return length * count + position; };
  Positions out;
  for (std::uint32_t length = 0; length <= most; ++length)
    for (std::uint32_t position = 0; position < count; ++position) {
      out.bytes.push_back(in.bytes[position]);
      out.last.push_back(in.last[position] && length >= least);
      std::vector<std::uint32_t>& follow = out.follow.emplace_back();
      for (const std::uint32_t next : in.follow[position])
        if (length < most) follow.push_back(number(next, length + 1));
    }
  return out;
}

/// Splits every class that holds both members and others of `set`.
void refine(std::array<std::uint8_t, 256>& of, const ByteSet& set) {
  std::map<std::pair<std::uint8_t, bool>, std::uint8_t> numbers;
  for (unsigned b = 0; b < 256; ++b) {
    const auto key = std::pair(of[b], set.contains(static_cast<std::uint8_t>(b)));
    of[b] = numbers.try_emplace(key, static_cast<std::uint8_t>(numbers.size())).first->second;
  }
}

}  // namespace

Follower follower_of(std::uint8_t byte) {
  return kDigitBytes.contains(byte) ? Follower::kDigit : kLetterBytes.contains(byte) ? Follower::kWordByte : Follower::kOther;
}

bool may_end(Boundary boundary, Follower follower) {
  if (boundary == Boundary::kNone) return true;
  if (boundary == Boundary::kDigits || boundary == Boundary::kNumber) return follower != Follower::kDigit;
  return follower == Follower::kOther;
}

PositionUnion::PositionUnion(std::span<const AutomatonInput> inputs) {
  for (std::uint32_t input = 0; input < inputs.size(); ++input) {
    Positions positions = number_positions(inputs[input].pattern->root);
    if (inputs[input].most != 0) positions = of_length(positions, inputs[input].least, inputs[input].most);
    const auto base = static_cast<std::uint32_t>(bytes.size());
    starts.push_back(base);
    for (std::size_t i = 0; i < positions.bytes.size(); ++i) {
      bytes.push_back(positions.bytes[i]);
      accepts.push_back(positions.last[i] ? input : kNoInput);
      for (std::uint32_t& position : follow.emplace_back(positions.follow[i])) position += base;
    }
    restrict_first(*this, base, inputs[input].first);
  }
}

ByteClasses::ByteClasses(const PositionUnion& all) {
  std::vector<ByteSet> sets = all.bytes;
  sets.push_back(kDigitBytes);
  sets.push_back(kLetterBytes);
  std::sort(sets.begin(), sets.end());
  sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  for (const ByteSet& set : sets) refine(of, set);
  std::map<std::uint8_t, std::uint8_t> example;
  for (unsigned b = 0; b < 256; ++b) example.try_emplace(of[b], static_cast<std::uint8_t>(b));
  for (const auto& [number, byte] : example) followers.push_back(follower_of(byte));
  followers.push_back(Follower::kOther);
  for (const ByteSet& set : all.bytes) {
    std::vector<std::uint8_t>& classes = by_position.emplace_back();
    for (const auto& [number, byte] : example)
      if (set.contains(byte)) classes.push_back(number);
  }
}

}  // namespace assay::detect
