// Sources that are awkward on purpose.
#pragma once
#include <algorithm>
#include <string_view>

#include "assay/source.h"
#include "support/input.h"

namespace assay::fuzz {

/// Serves borrowed bytes in reads of changing, often tiny size.
class ChoppySource final : public Source {
 public:
  /// `most` is the largest read, at least 1.
  ChoppySource(std::string_view bytes, std::size_t most, std::uint64_t seed) : bytes_(bytes), most_(most), dice_(seed) {}
  std::optional<std::uint64_t> size() const override { return bytes_.size(); }
  bool random_access() const override { return true; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    const std::size_t n = copy(at_, out, 1 + dice_.below(most_));
    at_ += n;
    return n;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override {
    if (offset >= bytes_.size()) return std::size_t{0};
    return copy(static_cast<std::size_t>(offset), out, out.size());
  }

 private:
  std::size_t copy(std::size_t from, std::span<char> out, std::size_t most) const {
    const std::size_t n = std::min({out.size(), most, bytes_.size() - from});
    std::copy_n(bytes_.data() + from, n, out.data());
    return n;
  }

  std::string_view bytes_;
  std::size_t most_, at_ = 0;
  Dice dice_;
};

}  // namespace assay::fuzz
