// Members of a ZIP packed with bzip2, LZMA, xz, Zstandard or PPMd: libarchive gets a ZIP of one member, made up around the data.
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "base/io.h"
#include "extract/archive/handle.h"
#include "extract/zip/foreign.h"
#include "extract/zip/records.h"

namespace assay::extract::zip {
namespace {

constexpr std::array<std::uint16_t, 6> kMethods{12, 14, 20, 93, 95, 98};  // APPNOTE 4.4.5
constexpr std::uint16_t kMethodFlags = 6;                                 // bits 1 and 2 belong to the method

void put(std::string& out, std::uint64_t value, std::size_t bytes) {
  for (std::size_t i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

// Local header with ZIP64 sizes (4.3.7, 4.5.3).
std::string header_for(const Entry& entry) {
  std::string out(kLocalMark);
  put(out, 63, 2);
  put(out, entry.flags & kMethodFlags, 2);
  put(out, entry.method, 2);
  put(out, 0, 4);
  put(out, entry.crc, 4);
  put(out, kNo32, 4);
  put(out, kNo32, 4);
  put(out, 1, 2);
  put(out, 20, 2);
  out += 'm';
  put(out, 1, 2);
  put(out, 16, 2);
  put(out, entry.size, 8);
  put(out, entry.compressed, 8);
  return out;
}

/// Header, then data.
class OneMemberZip final : public Source {
 public:
  OneMemberZip(Source& source, const Entry& entry) : header_(header_for(entry)), data_(source, entry.data_at, entry.compressed) {}
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    if (given_ == header_.size()) return data_.read(out);
    const std::size_t n = std::min(out.size(), header_.size() - given_);
    std::memcpy(out.data(), header_.data() + given_, n);
    given_ += n;
    return n;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }

 private:
  std::string header_;
  std::size_t given_ = 0;
  base::SliceSource data_;
};

/// Keeps the chain of readers alive and passes on what it makes.
class Unpacked final : public Source {
 public:
  Unpacked(Source& source, const Entry& entry, base::Budget& budget) : zip_(source, entry) {
    auto opened = archives::Handle::open(zip_, budget, {&archive_read_support_format_zip_streamable});
    if (!opened.ok()) {
      failed_ = opened.error();
      return;
    }
    handle_ = std::move(opened.value());
    archive_entry* ignored = nullptr;
    if (handle_->next(&ignored) < ARCHIVE_WARN) failed_ = handle_->trouble();
    data_ = std::make_unique<archives::EntrySource>(*handle_, std::nullopt);
  }
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    if (failed_) return *failed_;
    return data_->read(out);
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }

 private:
  OneMemberZip zip_;
  std::unique_ptr<archives::Handle> handle_;
  std::unique_ptr<archives::EntrySource> data_;
  std::optional<Trouble> failed_;
};

}  // namespace

std::unique_ptr<Source> open_foreign(Source& source, const Entry& entry, base::Budget& budget) {
  if (std::find(kMethods.begin(), kMethods.end(), entry.method) == kMethods.end()) return nullptr;
  return std::make_unique<Unpacked>(source, entry, budget);
}

}  // namespace assay::extract::zip
