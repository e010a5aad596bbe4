// End records and central directory (APPNOTE 4.3.12 to 4.3.16).
#include <algorithm>

#include "extract/zip/records.h"

namespace assay::extract::zip {
namespace {

constexpr std::uint64_t kMaxCommentBytes = 65'535;
/// Names, comments and entries kept. A directory beyond this is not read further, and said so.
constexpr std::uint64_t kMaxDirectoryBytes = 64 << 20;

struct End {
  std::uint64_t begin, end;  // of the end records, ZIP64 ones included
  std::uint64_t directory_bytes, directory_at, entries;
  std::string comment;
  bool split;
};

std::optional<End> end_at(std::string_view tail, std::uint64_t tail_at, std::size_t at) {
  if (tail.size() - at < kEndBytes) return std::nullopt;
  const std::string_view record = tail.substr(at);
  const std::size_t comment_bytes = u16(record, 20);
  if (record.size() < kEndBytes + comment_bytes) return std::nullopt;
  End end{tail_at + at, tail_at + at + kEndBytes + comment_bytes, u32(record, 12), u32(record, 16), u16(record, 10), {}, false};
  end.comment = record.substr(kEndBytes, comment_bytes);
  end.split = u16(record, 4) != 0 && u16(record, 4) != kNo16;
  return end;
}

// The last end record whose comment ends with the source; else the last that fits at all (bytes follow it).
std::optional<End> find_end(Window& window) {
  const std::uint64_t tail_at = window.size() - std::min(window.size(), kMaxCommentBytes + kEndBytes);
  const std::string_view tail = window.at(tail_at, kMaxCommentBytes + kEndBytes);
  std::optional<End> fitting;
  for (std::size_t at = tail.rfind(kEndMark); at != tail.npos; at = at == 0 ? tail.npos : tail.rfind(kEndMark, at - 1)) {
    auto end = end_at(tail, tail_at, at);
    if (!end) continue;
    if (end->end == window.size()) return end;
    if (!fitting) fitting = std::move(end);
  }
  return fitting;
}

// Replaces saturated fields by those of the ZIP64 record, which its locator in front of the end record points at.
void widen(Window& window, End& end) {
  if (end.begin < kLocator64Bytes) return;
  const std::string_view locator = window.at(end.begin - kLocator64Bytes, kLocator64Bytes);
  if (locator.size() < kLocator64Bytes || !locator.starts_with(kLocator64Mark)) return;
  std::uint64_t at = u64(locator, 8);
  std::string_view record = window.at(at, kEnd64Bytes);
  if (!record.starts_with(kEnd64Mark) && end.begin >= kLocator64Bytes + kEnd64Bytes) {  // something was put in front
    at = end.begin - kLocator64Bytes - kEnd64Bytes;
    record = window.at(at, kEnd64Bytes);
  }
  if (record.size() < kEnd64Bytes || !record.starts_with(kEnd64Mark) || at >= end.begin) return;
  if (end.entries == kNo16) end.entries = u64(record, 32);
  if (end.directory_bytes == kNo32) end.directory_bytes = u64(record, 40);
  if (end.directory_at == kNo32) end.directory_at = u64(record, 48);
  end.begin = at;
}

bool marked(Window& window, std::uint64_t at, std::string_view mark) { return window.at(at, mark.size()) == mark; }

void take64(std::string_view& zip64, std::uint64_t& field) {
  if (field != kNo32 || zip64.size() < 8) return;
  field = u64(zip64, 0);
  zip64.remove_prefix(8);
}

/// Reads records one after the other.
class DirectoryReader {
 public:
  DirectoryReader(Window& window, base::Budget& budget, Archive& archive, std::vector<std::string>& raw_names)
      : window_(window), budget_(budget), archive_(archive), raw_names_(raw_names) {}

  // Reads from `at` up to `limit`; returns where it stopped. `shift`: bytes put in front of the archive.
  std::uint64_t read(std::uint64_t at, std::uint64_t limit, std::uint64_t shift) {
    while (at < limit && budget_.tick()) {
      const std::string_view fixed = window_.at(at, kCentralBytes);
      if (fixed.size() < kCentralBytes || !fixed.starts_with(kCentralMark)) break;
      const std::size_t name = u16(fixed, 28), extra = u16(fixed, 30), comment = u16(fixed, 32);
      const std::uint64_t bytes = kCentralBytes + name + extra + comment;
      if (at + bytes > limit || !keep(bytes)) break;
      add(window_.at(at, static_cast<std::size_t>(bytes)), at, shift);
      at += bytes;
    }
    return at;
  }

 private:
  bool keep(std::uint64_t bytes) {
    kept_ += bytes + sizeof(Entry);
    if (kept_ <= kMaxDirectoryBytes) return budget_.draw_entry();
    archive_.oddities.push_back({Reason::kMemory, GapClass::kContent, {}, "central directory too large to be held"});
    return false;
  }
  void add(std::string_view record, std::uint64_t at, std::uint64_t shift) {
    if (record.size() < kCentralBytes) return;  // a read error, kept by the window
    const std::size_t name_bytes = u16(record, 28), extra_bytes = u16(record, 30);
    Entry entry;
    entry.flags = u16(record, 8);
    entry.method = u16(record, 10);
    entry.crc = u32(record, 16);
    entry.compressed = u32(record, 20);
    entry.size = u32(record, 24);
    entry.header_at = u32(record, 42);
    const std::string_view name = record.substr(kCentralBytes, name_bytes);
    const std::string_view extra = record.substr(kCentralBytes + name_bytes, extra_bytes);
    const std::string_view comment = record.substr(kCentralBytes + name_bytes + extra_bytes);
    ExtraFields fields = parse_extra(extra);
    take64(fields.zip64, entry.size);
    take64(fields.zip64, entry.compressed);
    take64(fields.zip64, entry.header_at);
    entry.header_at += std::min(shift, ~entry.header_at);
    entry.name = decode_name(name);
    const std::string_view unicode = unicode_field(fields.unicode_path, name);
    if (!unicode.empty() && unicode != entry.name) entry.other_name = std::exchange(entry.name, std::string(unicode));
    const std::string_view unicode_comment = unicode_field(fields.unicode_comment, comment);
    entry.comment = unicode_comment.empty() ? decode_name(comment) : std::string(unicode_comment);
    if (!fields.unknown.empty())
      note_extra(at + static_cast<std::uint64_t>(fields.unknown.data() - record.data()), fields.unknown.size());
    raw_names_.emplace_back(name);
    archive_.entries.push_back(std::move(entry));
  }
  void note_extra(std::uint64_t begin, std::uint64_t bytes) { archive_.extras.push_back({begin, begin + bytes}); }

  Window& window_;
  base::Budget& budget_;
  Archive& archive_;
  std::vector<std::string>& raw_names_;
  std::uint64_t kept_ = 0;
};

}  // namespace

std::optional<std::vector<ByteRange>> read_directory(Window& window, base::Budget& budget, Archive& archive,
                                                     std::vector<std::string>& raw_names) {
  auto end = find_end(window);
  if (!end) return std::nullopt;
  widen(window, *end);
  archive.comment = decode_name(end->comment);
  if (end->split) archive.oddities.push_back({Reason::kTruncated, GapClass::kContent, {}, "one volume of a split archive"});
  const std::uint64_t before_end = end->begin - std::min(end->begin, end->directory_bytes);
  std::uint64_t at = end->directory_at, shift = 0;
  if (marked(window, before_end, kCentralMark) || end->directory_bytes == 0) {
    at = before_end;
    shift = at > end->directory_at ? at - end->directory_at : 0;
  }
  if (end->entries > 0 && !marked(window, at, kCentralMark)) return std::nullopt;
  at = std::min(at, window.size());  // of an empty directory nobody has looked where it is
  const std::uint64_t stop = DirectoryReader(window, budget, archive, raw_names).read(at, end->begin, shift);
  if (archive.entries.size() != end->entries && (end->entries != (archive.entries.size() & kNo16))) {
    archive.oddities.push_back({Reason::kHeaderConflict, GapClass::kContent, {at, stop}, "the end record counts other entries"});
  }
  return std::vector<ByteRange>{{at, stop}, {end->begin, end->end}};
}

}  // namespace assay::extract::zip
