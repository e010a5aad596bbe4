// Sources beyond the public ones: heads, spools, bounded views.
#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "assay/source.h"
#include "base/budget.h"
#include "base/content.h"

namespace assay::base {

/// What could be read, and what came instead of more: nothing, or an error. Bytes before an error are good.
struct Front {
  std::size_t bytes = 0;
  std::optional<Trouble> trouble;
};
/// Fills `out` as far as the source goes.
Front read_front(Source& source, std::span<char> out);
/// Fills `out` as far as the source goes (loops over short reads). What came before an error is lost: read_front keeps it.
Result<std::size_t, Trouble> read_full(Source& source, std::span<char> out);
Result<std::size_t, Trouble> read_full_at(Source& source, std::uint64_t offset, std::span<char> out);
/// Reads the rest, at most `max` bytes; kMemory if there is more.
Result<std::string, Trouble> read_all(Source& source, std::uint64_t max);

/// Owns bytes and serves them.
class MemorySource final : public Source {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  std::optional<std::uint64_t> size() const override { return bytes_.size(); }
  bool random_access() const override { return true; }
  Result<std::size_t, Trouble> read(std::span<char> out) override;
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override;

 private:
  ContentString bytes_;
  std::size_t at_ = 0;
};

/// A forward source from a function: returns bytes written, 0 at the end.
class FunctionSource final : public Source {
 public:
  using Read = std::function<Result<std::size_t, Trouble>(std::span<char>)>;
  explicit FunctionSource(Read read, std::optional<std::uint64_t> size = {}) : read_(std::move(read)), size_(size) {}
  std::optional<std::uint64_t> size() const override { return size_; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override { return read_(out); }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }

 private:
  Read read_;
  std::optional<std::uint64_t> size_;
};

/// A window [offset, offset + size) of a random-access source that outlives it.
class SliceSource final : public Source {
 public:
  SliceSource(Source& whole, std::uint64_t offset, std::uint64_t size) : whole_(whole), offset_(offset), size_(size) {}
  std::optional<std::uint64_t> size() const override { return size_; }
  bool random_access() const override { return true; }
  Result<std::size_t, Trouble> read(std::span<char> out) override;
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override;

 private:
  Source& whole_;
  std::uint64_t offset_, size_, at_ = 0;
};

/// Copies a forward source so that it can be read at random: up to 4 MiB in memory, beyond that into an unlinked temporary file
/// (budget: draw_temp). The budget's reason when it does not fit, the source's trouble when it fails: then what came so far is in
/// `partial`.
struct Spooled {
  std::unique_ptr<Source> source;  ///< Never null; holds what was read.
  Reason cut = Reason::kNone;      ///< Why it is not complete.
  std::string detail;
};
Spooled spool(Source& forward, Budget& budget);

}  // namespace assay::base
