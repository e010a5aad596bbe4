#include "base/io.h"

#include <algorithm>
#include <cstring>

namespace assay::base {
namespace {

// Serves bytes that somebody else keeps.
class BorrowedSource final : public Source {
 public:
  explicit BorrowedSource(std::string_view bytes) : bytes_(bytes) {}
  std::optional<std::uint64_t> size() const override { return bytes_.size(); }
  bool random_access() const override { return true; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    auto got = read_at(at_, out);
    if (got.ok()) at_ += got.value();
    return got;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override {
    if (offset >= bytes_.size()) return std::size_t{0};
    const std::size_t size = std::min<std::size_t>(out.size(), bytes_.size() - offset);
    std::memcpy(out.data(), bytes_.data() + offset, size);
    return size;
  }

 private:
  std::string_view bytes_;
  std::uint64_t at_ = 0;
};

}  // namespace

Result<std::size_t, Trouble> MemorySource::read(std::span<char> out) {
  auto got = read_at(at_, out);
  if (got.ok()) at_ += got.value();
  return got;
}

Result<std::size_t, Trouble> MemorySource::read_at(std::uint64_t offset, std::span<char> out) {
  return BorrowedSource(bytes_).read_at(offset, out);
}

Result<std::size_t, Trouble> SliceSource::read(std::span<char> out) {
  auto got = read_at(at_, out);
  if (got.ok()) at_ += got.value();
  return got;
}

Result<std::size_t, Trouble> SliceSource::read_at(std::uint64_t offset, std::span<char> out) {
  if (offset >= size_) return std::size_t{0};
  return whole_.read_at(offset_ + offset, out.first(std::min<std::uint64_t>(out.size(), size_ - offset)));
}

Front read_front(Source& source, std::span<char> out) {
  Front front;
  while (front.bytes < out.size()) {
    auto got = source.read(out.subspan(front.bytes));
    if (!got.ok()) front.trouble = got.error();
    if (!got.ok() || got.value() == 0) break;
    front.bytes += got.value();
  }
  return front;
}

Result<std::size_t, Trouble> read_full(Source& source, std::span<char> out) {
  Front front = read_front(source, out);
  if (front.trouble) return std::move(*front.trouble);
  return front.bytes;
}

Result<std::size_t, Trouble> read_full_at(Source& source, std::uint64_t offset, std::span<char> out) {
  std::size_t filled = 0;
  while (filled < out.size()) {
    auto got = source.read_at(offset + filled, out.subspan(filled));
    if (!got.ok()) return got;
    if (got.value() == 0) break;
    filled += got.value();
  }
  return filled;
}

Result<std::string, Trouble> read_all(Source& source, std::uint64_t max) {
  constexpr std::size_t kStep = 64 << 10;
  std::string all;
  for (;;) {
    const std::size_t had = all.size();
    if (had > max) return Trouble{Reason::kMemory, "larger than may be held in memory"};
    all.resize(had + static_cast<std::size_t>(std::min<std::uint64_t>(std::max(kStep, had), max - had + 1)));
    auto got = read_full(source, std::span(all).subspan(had));
    if (!got.ok()) return got.error();
    const bool ended = had + got.value() < all.size();
    all.resize(had + got.value());
    if (ended) return all;
  }
}

}  // namespace assay::base

namespace assay {
inline namespace v1 {
std::unique_ptr<Source> borrow_bytes(std::string_view bytes) { return std::make_unique<base::BorrowedSource>(bytes); }
}  // namespace v1
}  // namespace assay
