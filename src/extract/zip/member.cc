// The bytes of one member: stored, deflated, or by a method that libarchive knows.
#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/io.h"
#include "extract/zip/foreign.h"
#include "extract/zip/reader.h"

namespace assay::extract::zip {
namespace {

constexpr std::size_t kInputBytes = 32 << 10;

std::uint32_t crc_of(std::uint32_t so_far, std::span<const char> bytes) {
  return static_cast<std::uint32_t>(crc32_z(so_far, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

/// Counts and checks what comes out.
class Checked {
 public:
  Checked(const Entry& entry, base::Budget& budget) : entry_(entry), budget_(budget) {}
  bool take(std::span<const char> bytes) {
    crc_ = crc_of(crc_, bytes);
    size_ += bytes.size();
    return budget_.draw_expanded(bytes.size());
  }
  Trouble stopped() const { return {budget_.stopped(), "unpacking"}; }
  /// At the end: 0, or what is wrong.
  Result<std::size_t, Trouble> end() const {
    if (entry_.extent == Extent::kGuessed || entry_.origin == Origin::kLocalReading) return std::size_t{0};
    if (crc_ != entry_.crc) return Trouble{Reason::kChecksumMismatch, "CRC-32 of the member"};
    if (size_ != entry_.size) return Trouble{Reason::kHeaderConflict, "the member is not as long as declared"};
    return std::size_t{0};
  }

 private:
  Entry entry_;
  base::Budget& budget_;
  std::uint32_t crc_ = 0;
  std::uint64_t size_ = 0;
};

class StoredMember final : public Member {
 public:
  StoredMember(Source& source, const Entry& entry, base::Budget& budget)
      : slice_(source, entry.data_at, entry.compressed), checked_(entry, budget) {}
  std::optional<std::uint64_t> size() const override { return slice_.size(); }
  /// Read once like any other member, so that all of it is counted and checked, and a report does not depend on who hands it
  /// over.
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    auto got = slice_.read(out);
    if (!got.ok() || out.empty()) return got;
    if (got.value() > 0 && checked_.take(out.first(got.value()))) return got;
    over_ = true;
    return got.value() == 0 ? checked_.end() : checked_.stopped();
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }

 private:
  base::SliceSource slice_;
  Checked checked_;
};

class InflatedMember final : public Member {
 public:
  InflatedMember(Source& source, const Entry& entry, base::Budget& budget)
      : slice_(source, entry.data_at, entry.compressed), checked_(entry, budget), stored_(entry.stored()) {
    ready_ = inflateInit2(&stream_, -MAX_WBITS) == Z_OK;
  }
  ~InflatedMember() override {
    if (ready_) inflateEnd(&stream_);
  }
  InflatedMember(const InflatedMember&) = delete;
  InflatedMember& operator=(const InflatedMember&) = delete;

  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    if (failed_) return *failed_;
    auto got = inflate_into(out);
    if (!got.ok()) failed_ = got.error();
    over_ = !got.ok() || (got.value() == 0 && !out.empty());
    return got;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }
  ByteRange leftover() const override {
    if (!ended_) return {};
    return {stored_.end - (slice_left_ + stream_.avail_in), stored_.end};
  }

 private:
  Result<std::size_t, Trouble> inflate_into(std::span<char> out) {
    if (!ready_) throw std::bad_alloc();
    if (ended_ || out.empty()) return ended_ ? checked_.end() : Result<std::size_t, Trouble>(std::size_t{0});
    out = out.first(std::min<std::size_t>(out.size(), 1 << 30));
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    std::optional<Trouble> trouble;
    while (!ended_ && !trouble && stream_.avail_out == out.size()) trouble = step();
    const std::size_t made = out.size() - stream_.avail_out;
    if (made == 0) return trouble ? Result<std::size_t, Trouble>(*trouble) : checked_.end();
    failed_ = std::move(trouble);  // what came before it is good; it is told by the next read
    if (!checked_.take(out.first(made))) return checked_.stopped();
    return made;
  }
  std::optional<Trouble> step() {
    if (auto trouble = refill()) return trouble;
    const int status = inflate(&stream_, Z_NO_FLUSH);
    ended_ = status == Z_STREAM_END;
    if (ended_ || (status == Z_OK && (stream_.avail_in > 0 || slice_left_ > 0 || stream_.avail_out == 0))) return std::nullopt;
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    if (status == Z_OK || status == Z_BUF_ERROR) return Trouble{Reason::kTruncated, "the deflate stream stops in the middle"};
    return Trouble{Reason::kBadStructure, "not a deflate stream"};
  }
  std::optional<Trouble> refill() {
    if (stream_.avail_in > 0 || slice_left_ == 0) return std::nullopt;
    const auto got = slice_.read(input_);
    if (!got.ok()) return got.error();
    slice_left_ = got.value() == 0 ? 0 : slice_left_ - got.value();
    stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
    stream_.avail_in = static_cast<uInt>(got.value());
    return std::nullopt;
  }

  base::SliceSource slice_;
  Checked checked_;
  ByteRange stored_;
  std::uint64_t slice_left_ = stored_.size();
  std::array<char, kInputBytes> input_{};
  z_stream stream_{};
  std::optional<Trouble> failed_;
  bool ready_ = false, ended_ = false;
};

/// Draws and checks what another unpacker makes of the data.
class ForeignMember final : public Member {
 public:
  ForeignMember(std::unique_ptr<Source> unpacked, const Entry& entry, base::Budget& budget)
      : unpacked_(std::move(unpacked)), checked_(entry, budget) {}
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    auto got = unpacked_->read(out);
    if (got.ok() && got.value() > 0 && checked_.take(out.first(got.value()))) return got;
    over_ = !got.ok() || !out.empty();
    if (!got.ok()) return got;
    return got.value() == 0 ? checked_.end() : checked_.stopped();
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }

 private:
  std::unique_ptr<Source> unpacked_;
  Checked checked_;
};

}  // namespace

std::unique_ptr<Member> open_member(Source& source, const Entry& entry, base::Budget& budget) {
  if (entry.method == kStored) return std::make_unique<StoredMember>(source, entry, budget);
  if (entry.method == kDeflated) return std::make_unique<InflatedMember>(source, entry, budget);
  auto unpacked = open_foreign(source, entry, budget);
  if (unpacked == nullptr) return nullptr;
  return std::make_unique<ForeignMember>(std::move(unpacked), entry, budget);
}

std::optional<Trouble> Member::finish() {
  std::array<char, kInputBytes> block{};
  while (!over_) {
    const auto got = read(block);
    if (!got.ok()) return got.error();
  }
  return std::nullopt;
}

Result<std::string, Trouble> read_member(Source& source, const Entry& entry, base::Budget& budget, std::uint64_t max) {
  if (entry.unreadable != Reason::kNone) return Trouble{entry.unreadable, "member"};
  if (entry.encrypted()) return Trouble{Reason::kPasswordRequired, "member"};
  const auto member = open_member(source, entry, budget);
  if (member == nullptr) return Trouble{Reason::kUnsupportedMethod, "compression method"};
  return base::read_all(*member, max);
}

}  // namespace assay::extract::zip
