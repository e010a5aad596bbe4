// gzip (RFC 1952) and zlib (RFC 1950) streams: each gzip member is a child, names and comments of the headers are text.
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "base/io.h"
#include "base/unicode.h"
#include "extract/extractor.h"

namespace assay::extract {
namespace {

constexpr std::size_t kInputBytes = 32 << 10;
constexpr std::size_t kNameBytes = 4096;
constexpr int kGzipWindow = MAX_WBITS + 16, kZlibWindow = MAX_WBITS;

/// The packed side: a buffer over the source that members share.
class Packed {
 public:
  explicit Packed(Source& source) : source_(source) {}
  /// At least one byte, if there is one; a trouble of the source otherwise.
  std::optional<Trouble> fill() {
    if (!left_.empty() || ended_) return std::nullopt;
    const auto got = source_.read(buffer_);
    if (!got.ok()) return got.error();
    left_ = std::span(buffer_).first(got.value());
    ended_ = left_.empty();
    fetched_ += got.value();
    return std::nullopt;
  }
  std::span<char> left() const { return left_; }
  void drop(std::size_t bytes) { left_ = left_.subspan(bytes); }
  std::uint64_t position() const { return fetched_ - left_.size(); }
  /// Skips zero bytes (tapes are padded). True if something follows.
  bool more() {
    while (!fill() && !left_.empty()) {
      const auto* const other = std::find_if(left_.data(), left_.data() + left_.size(), [](char c) { return c != 0; });
      drop(static_cast<std::size_t>(other - left_.data()));
      if (!left_.empty()) return true;
    }
    return false;
  }
  /// Another member follows: magic and method. Only looks at what is buffered, and tops it up if that is less than two bytes.
  bool at_member() {
    if (left_.size() == 1 && !ended_) {
      buffer_[0] = left_[0];
      const auto got = source_.read(std::span(buffer_).subspan(1));
      if (!got.ok()) return false;
      fetched_ += got.value();
      left_ = std::span(buffer_).first(1 + got.value());
    }
    return left_.size() >= 2 && left_[0] == '\x1f' && left_[1] == '\x8b';
  }

 private:
  Source& source_;
  std::array<char, kInputBytes> buffer_{};
  std::span<char> left_;
  std::uint64_t fetched_ = 0;
  bool ended_ = false;
};

/// One member, unpacked. zlib checks header and trailer (CRC-32 and length, Adler-32).
class Unpacked final : public Source {
 public:
  Unpacked(Packed& packed, base::Budget& budget, int window) : packed_(packed), budget_(budget) {
    ready_ = inflateInit2(&stream_, window) == Z_OK;
    header_.name = reinterpret_cast<Bytef*>(name_.data());
    header_.name_max = kNameBytes - 1;
    header_.comment = reinterpret_cast<Bytef*>(comment_.data());
    header_.comm_max = kNameBytes - 1;
    if (ready_ && window == kGzipWindow) inflateGetHeader(&stream_, &header_);
  }
  ~Unpacked() override {
    if (ready_) inflateEnd(&stream_);
  }
  Unpacked(const Unpacked&) = delete;
  Unpacked& operator=(const Unpacked&) = delete;

  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    if (held_ > 0 && !out.empty()) return take_held(out);
    if (failed_) return *failed_;
    auto got = inflate_into(out);
    if (!got.ok()) failed_ = got.error();
    return got;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }
  /// Unpacks the first bytes, so that the header is known. They are served by `read` afterwards.
  void open() {
    const auto got = inflate_into(first_);
    held_ = head_ = got.ok() ? got.value() : 0;
    if (!got.ok()) failed_ = got.error();
  }
  bool ended() const { return ended_; }
  const std::optional<Trouble>& failed() const { return failed_; }
  /// Nothing at all could be made of it.
  bool empty() const { return head_ == 0; }
  std::string_view name() const { return name_.data(); }
  std::string_view comment() const { return comment_.data(); }

 private:
  std::size_t take_held(std::span<char> out) {
    const std::size_t n = std::min(out.size(), held_);
    std::memcpy(out.data(), first_.data() + (head_ - held_), n);
    held_ -= n;
    return n;
  }
  Result<std::size_t, Trouble> inflate_into(std::span<char> out) {
    if (!ready_) throw std::bad_alloc();
    out = out.first(std::min<std::size_t>(out.size(), 1 << 30));
    stream_.next_out = reinterpret_cast<Bytef*>(out.data());
    stream_.avail_out = static_cast<uInt>(out.size());
    std::optional<Trouble> trouble;
    while (!ended_ && !trouble && stream_.avail_out == out.size() && !out.empty()) trouble = step();
    const std::size_t made = out.size() - stream_.avail_out;
    if (made > 0 && !budget_.draw_expanded(made)) return Trouble{budget_.stopped(), "unpacking"};
    failed_ = trouble;  // what came before it is good; it is told by the next read
    if (made == 0 && trouble) return *trouble;
    return made;
  }
  std::optional<Trouble> step() {
    if (auto trouble = packed_.fill()) return trouble;
    if (packed_.left().empty()) return Trouble{Reason::kTruncated, "the compressed stream stops in the middle"};
    if (!budget_.tick()) return Trouble{budget_.stopped(), "unpacking"};
    stream_.next_in = reinterpret_cast<Bytef*>(packed_.left().data());
    stream_.avail_in = static_cast<uInt>(packed_.left().size());
    const int status = inflate(&stream_, Z_NO_FLUSH);
    packed_.drop(packed_.left().size() - stream_.avail_in);
    ended_ = status == Z_STREAM_END;
    if (status == Z_OK || ended_) return std::nullopt;
    if (status == Z_MEM_ERROR) throw std::bad_alloc();
    const bool checksum = stream_.msg != nullptr && std::string_view(stream_.msg).find("check") != std::string_view::npos;
    if (checksum && stream_.total_out > 0)
      return Trouble{Reason::kChecksumMismatch, "checksum or length of the compressed stream"};
    return Trouble{Reason::kBadStructure, "not a deflate stream"};
  }

  Packed& packed_;
  base::Budget& budget_;
  z_stream stream_{};
  gz_header header_{};
  std::array<char, kNameBytes> name_{}, comment_{};
  std::array<char, 4096> first_{};
  std::size_t held_ = 0, head_ = 0;
  std::optional<Trouble> failed_;
  bool ready_ = false, ended_ = false;
};

// "a.txt.gz" -> "a.txt", "a.tgz" -> "a.tar".
std::string name_inside(std::string_view name) {
  static constexpr std::array<std::string_view, 4> kEndings{".gz", ".zlib", ".zz", ".z"};
  for (const std::string_view ending : kEndings) {
    if (name.size() > ending.size() && name.ends_with(ending)) return std::string(name.substr(0, name.size() - ending.size()));
  }
  if (name.size() > 4 && name.ends_with(".tgz")) return std::string(name.substr(0, name.size() - 4)) + ".tar";
  return "content";
}

// What the reader left: the next member begins behind it. A trouble that the reader did not see.
std::optional<Trouble> drain(Unpacked& member) {
  std::array<char, kInputBytes> block{};
  while (!member.failed()) {
    const auto got = member.read(block);
    if (!got.ok()) return got.error();
    if (got.value() == 0) break;
  }
  return std::nullopt;
}

bool say_comment(std::string_view comment, Sink& sink) {
  static const Locator where{LocatorKind::kMetadata, "comment", 0};
  if (comment.empty()) return true;
  const std::string utf8 = base::is_valid_utf8(comment) ? std::string(comment) : base::printable_name(comment);
  return sink.text(utf8, Anchor{.locator = &where});
}

void deliver_trailing(Packed& packed, Sink& sink) {
  const std::uint64_t at = packed.position();
  sink.gap(GapClass::kContent, Reason::kTrailingData, {}, nullptr, "bytes behind the end of the compressed stream");
  base::FunctionSource rest([&](std::span<char> out) -> Result<std::size_t, Trouble> {
    if (auto trouble = packed.fill()) return *trouble;
    const std::size_t n = std::min(out.size(), packed.left().size());
    std::memcpy(out.data(), packed.left().data(), n);
    packed.drop(n);
    return n;
  });
  (void)sink.child(ChildInfo{.name = "bytes from " + std::to_string(at)}, rest);
}

Result<Done, Trouble> run(Source& source, const PartInfo& info, Sink& sink) {
  Packed packed(source);
  const bool gzip = info.format != "zlib";
  for (bool first = true;; first = false) {
    if (!sink.budget().draw_entry()) return Trouble{sink.budget().stopped(), "compressed stream"};
    Unpacked member(packed, sink.budget(), gzip ? kGzipWindow : kZlibWindow);
    member.open();
    if (first && member.failed() && member.empty()) return *member.failed();
    if (!say_comment(member.comment(), sink)) return Done{};
    const std::string name = member.name().empty() ? name_inside(info.name) : std::string(member.name());
    if (!sink.child(ChildInfo{.name = name, .counted = true}, member)) return Done{};
    if (auto trouble = drain(member)) return *trouble;
    if (!member.ended() || !packed.more()) return Done{};  // an unfinished member has said so to its reader
    if (gzip && packed.at_member()) continue;
    deliver_trailing(packed, sink);
    return Done{};
  }
}

}  // namespace

extern const Extractor kGzip{"gzip", {"gzip", "zlib"}, Access::kForward, &run};

}  // namespace assay::extract
