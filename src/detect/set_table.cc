#include "detect/set_table.h"

#include <algorithm>
#include <iterator>

namespace assay::detect {

SetTable::SetTable(std::uint32_t patterns) {
  for (std::uint32_t id = 0; id < patterns; ++id) intern({&id, 1});
}

std::uint32_t SetTable::intern(std::span<const std::uint32_t> ids) {
  if (ids.empty()) return kNoSet;
  const auto [place, fresh] = numbers_.try_emplace({ids.begin(), ids.end()}, static_cast<std::uint32_t>(size()));
  if (!fresh) return place->second;
  ids_.insert(ids_.end(), ids.begin(), ids.end());
  begins_.push_back(static_cast<std::uint32_t>(ids_.size()));
  return place->second;
}

std::uint32_t SetTable::find(std::span<const std::uint32_t> ids) const {
  const auto place = numbers_.find({ids.begin(), ids.end()});
  return place == numbers_.end() ? kNoSet : place->second;
}

void SetTable::add_differences(std::vector<std::uint32_t> sets) {
  constexpr std::size_t kMost = 256;
  const std::size_t given = sets.size();
  for (std::size_t i = 0; i < sets.size() && sets.size() < kMost; ++i)
    for (std::size_t j = 0; j < given; ++j) {
      std::vector<std::uint32_t> left;
      std::set_difference((*this)[sets[i]].begin(), (*this)[sets[i]].end(), (*this)[sets[j]].begin(), (*this)[sets[j]].end(),
                          std::back_inserter(left));
      const std::uint32_t set = intern(left);
      if (set != kNoSet && std::find(sets.begin(), sets.end(), set) == sets.end()) sets.push_back(set);
    }
}

std::vector<std::vector<std::uint32_t>> SetTable::lists() const {
  std::vector<std::vector<std::uint32_t>> out;
  for (std::uint32_t set = 0; set < size(); ++set) out.emplace_back((*this)[set].begin(), (*this)[set].end());
  return out;
}

void SetTable::save(BlobWriter& out) const {
  out.put_all(begins_);
  out.put_all(ids_);
}

bool SetTable::load(BlobReader& in, std::size_t patterns) {
  if (!in.get_all(begins_) || !in.get_all(ids_) || begins_.size() <= patterns) return false;
  const auto known = [&](std::uint32_t id) { return id < patterns; };
  const bool whole = begins_.front() == 0 && begins_.back() == ids_.size() && std::is_sorted(begins_.begin(), begins_.end());
  if (!whole || !std::all_of(ids_.begin(), ids_.end(), known)) return false;
  for (std::uint32_t set = 0; set < size(); ++set) numbers_.try_emplace({(*this)[set].begin(), (*this)[set].end()}, set);
  for (std::uint32_t id = 0; id < patterns; ++id)
    if ((*this)[id].size() != 1 || (*this)[id].front() != id) return false;
  return true;
}

}  // namespace assay::detect
