// The sets of patterns that can be candidates together, numbered. Pattern p alone is set p; the others follow in the order in
// which the automata were built, so the numbers are the same in every run.
#pragma once
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "detect/blob.h"

namespace assay::detect {

class SetTable {
 public:
  static constexpr std::uint32_t kNoSet = 0xFFFFFFFF;

  SetTable() = default;
  explicit SetTable(std::uint32_t patterns);

  /// Number of the set; `ids` ascending. kNoSet for none.
  std::uint32_t intern(std::span<const std::uint32_t> ids);
  /// The same without adding: kNoSet when nobody has interned it.
  std::uint32_t find(std::span<const std::uint32_t> ids) const;

  /// Interns what is left of these sets without others of them, and of the results; not all if there are too many.
  void add_differences(std::vector<std::uint32_t> sets);
  std::size_t size() const { return begins_.size() - 1; }
  std::span<const std::uint32_t> operator[](std::uint32_t set) const {
    return std::span(ids_).subspan(begins_[set], begins_[set + 1] - begins_[set]);
  }
  std::vector<std::vector<std::uint32_t>> lists() const;

  void save(BlobWriter& out) const;
  bool load(BlobReader& in, std::size_t patterns);

 private:
  std::vector<std::uint32_t> begins_{0};  ///< In `ids_`, one more than sets.
  std::vector<std::uint32_t> ids_;
  std::map<std::vector<std::uint32_t>, std::uint32_t> numbers_;
};

}  // namespace assay::detect
