// Where everything lies: local headers against the directory, overlaps, and what is in the bytes that nobody claims.
#include <algorithm>
#include <numeric>

#include "extract/zip/records.h"

namespace assay::extract::zip {
namespace {

/// Looking for descriptors may read the archive that often over all members; hostile ones would make it quadratic.
constexpr std::uint64_t kSearchFactor = 8;

bool by_begin(const ByteRange& a, const ByteRange& b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; }

class Layout {
 public:
  enum class Directory : std::uint8_t { kMissing, kPresent };
  Layout(Window& window, base::Budget& budget, Archive& archive, Directory directory)
      : window_(window), budget_(budget), archive_(archive), directory_(directory) {}

  // Entries of the directory, by position. `claimed` holds the directory itself.
  void place_listed(std::vector<ByteRange> claimed, const std::vector<std::string>& raw_names) {
    fixed_ = claimed;
    std::vector<std::size_t> order(archive_.entries.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [this](std::size_t a, std::size_t b) {
      return archive_.entries[a].header_at < archive_.entries[b].header_at;
    });
    for (const std::size_t index : order) {
      if (!budget_.tick()) return;
      place(archive_.entries[index], raw_names[index], claimed);
    }
    std::move(second_readings_.begin(), second_readings_.end(), std::back_inserter(archive_.entries));
    claimed_ = std::move(claimed);
  }

  // Looks for local headers in what is left, then keeps what is still unclaimed.
  void place_unlisted() {
    std::sort(claimed_.begin(), claimed_.end(), by_begin);
    std::uint64_t at = 0;
    for (const ByteRange& range : claimed_) {
      if (range.begin > at) search({at, range.begin});
      at = std::max(at, range.end);
    }
    if (at < window_.size()) search({at, window_.size()});
  }

 private:
  // Headers may point anywhere; what is said of the archive's bytes stays within them.
  void odd(Reason reason, ByteRange where, std::string_view detail) {
    const ByteRange inside{std::min(where.begin, window_.size()), std::min(where.end, window_.size())};
    archive_.oddities.push_back({reason, GapClass::kContent, inside, detail});
  }
  void refuse(Entry& entry, Reason reason, std::string_view detail) {
    entry.unreadable = reason;
    odd(reason, {entry.header_at, entry.header_at + kLocalBytes}, detail);
  }

  void place(Entry& entry, const std::string& raw_name, std::vector<ByteRange>& claimed) {
    const auto local = read_local(window_, entry.header_at);
    if (!local) return refuse(entry, Reason::kBadStructure, "the directory points at no local header");
    entry.data_at = local->entry.data_at;
    if (entry.data_at > window_.size() || entry.compressed > window_.size() - entry.data_at) {
      odd(Reason::kTruncated, {entry.header_at, window_.size()}, "a member reaches beyond the end");
      entry.compressed = window_.size() - std::min(window_.size(), entry.data_at);
    }
    const ByteRange range{entry.header_at, descriptor_end(window_, entry)};
    if (range.begin < reached_ ||
        std::any_of(fixed_.begin(), fixed_.end(), [&](const ByteRange& f) { return f.overlaps(range); })) {
      return refuse(entry, Reason::kHeaderConflict, "members overlap; only the first is unpacked");
    }
    reached_ = range.end;
    claimed.push_back(range);
    compare(entry, raw_name, *local);
  }

  void compare(Entry& entry, const std::string& raw_name, const LocalHeader& local) {
    const ByteRange where{entry.header_at, entry.data_at};
    if (local.raw_name != raw_name) {
      entry.other_name = local.entry.name;
      odd(Reason::kHeaderConflict, where, "local header and directory name the member differently");
    }
    const bool sizes_behind = (local.entry.flags & kFlagDescriptor) != 0;
    if (!sizes_behind && (local.entry.compressed != entry.compressed || local.entry.size != entry.size)) {
      odd(Reason::kHeaderConflict, where, "local header and directory disagree about the size");
    }
    if ((local.entry.flags & 1) != (entry.flags & 1)) odd(Reason::kHeaderConflict, where, "only one header says encrypted");
    if (local.entry.method == entry.method) return;
    odd(Reason::kHeaderConflict, where, "local header and directory disagree about the method");
    Entry other = entry;
    other.origin = Origin::kLocalReading;
    other.method = local.entry.method;
    other.name = local.entry.name;
    other.other_name.clear();
    if (budget_.draw_entry()) second_readings_.push_back(std::move(other));
  }

  void search(ByteRange range) {
    std::uint64_t at = range.begin;
    while (at < range.end && budget_.tick()) {
      const std::uint64_t mark = find(kLocalMark, at, range.end);
      auto local = mark < range.end ? read_local(window_, mark) : std::nullopt;
      if (mark < range.end && !(local && plausible(*local, range))) {
        keep_stray({at, mark + kLocalMark.size()});
        at = mark + kLocalMark.size();
        continue;
      }
      keep_stray({at, mark});
      if (mark == range.end || !budget_.draw_entry()) return;
      at = add_unlisted(std::move(local->entry), range);
    }
  }
  static bool plausible(const LocalHeader& local, ByteRange range) {
    return !local.raw_name.empty() && local.entry.data_at <= range.end && local.entry.method < 100;
  }
  // Returns the end of the entry.
  std::uint64_t add_unlisted(Entry entry, ByteRange range) {
    entry.origin = Origin::kUnlisted;
    if ((entry.flags & kFlagDescriptor) != 0 && entry.compressed == 0) guess_extent(entry, range);
    if (entry.compressed > range.end - entry.data_at) {
      odd(Reason::kTruncated, {entry.header_at, range.end}, "a member reaches beyond the end");
      entry.compressed = range.end - entry.data_at;
    }
    if (directory_ == Directory::kPresent)
      odd(Reason::kHeaderConflict, {entry.header_at, entry.data_at}, "a member that the directory does not list");
    const std::uint64_t end = std::max(entry.data_at + entry.compressed, std::min(range.end, descriptor_end(window_, entry)));
    archive_.entries.push_back(std::move(entry));
    return end;
  }
  // The sizes stand behind the data: the first descriptor that agrees with the distance, else the next header.
  void guess_extent(Entry& entry, ByteRange range) {
    for (std::uint64_t at = entry.data_at; budget_.tick() && searched_ < kSearchFactor * window_.size();) {
      at = find(kDescriptorMark, at, range.end);
      const std::string_view record = window_.at(at, 24);
      if (at == range.end || record.size() < 16) break;
      const std::uint64_t bytes = at - entry.data_at;
      if (u32(record, 8) == (bytes & kNo32)) {
        entry.crc = u32(record, 4);
        entry.compressed = bytes;
        const bool wide = record.size() >= 24 && u64(record, 8) == bytes && bytes != u32(record, 12);
        entry.size = wide ? u64(record, 16) : u32(record, 12);
        return;
      }
      ++at;
    }
    entry.extent = Extent::kGuessed;
    const std::uint64_t next = find(kLocalMark, entry.data_at, range.end);
    entry.compressed = find(kCentralMark, entry.data_at, next) - entry.data_at;
  }

  // First `mark` in [at, end), or end.
  std::uint64_t find(std::string_view mark, std::uint64_t at, std::uint64_t end) {
    constexpr std::size_t kStep = 64 << 10;
    while (at < end && budget_.tick()) {
      const std::string_view bytes = window_.at(at, static_cast<std::size_t>(std::min<std::uint64_t>(kStep, end - at)));
      searched_ += bytes.size();
      const std::size_t hit = bytes.find(mark);
      if (hit != bytes.npos) return at + hit;
      if (bytes.size() < kStep) break;
      at += bytes.size() - (mark.size() - 1);
    }
    return end;
  }
  // Remembers a stretch unless it is all zero; neighbours become one.
  void keep_stray(ByteRange range) {
    for (std::uint64_t at = range.begin; at < range.end && budget_.tick();) {
      const std::string_view bytes = window_.at(at, static_cast<std::size_t>(std::min<std::uint64_t>(64 << 10, range.end - at)));
      if (bytes.empty()) return;
      if (bytes.find_first_not_of('\0') != bytes.npos) {
        auto& strays = archive_.strays;
        if (!strays.empty() && strays.back().end == range.begin) {
          strays.back().end = range.end;
        } else {
          strays.push_back(range);
        }
        return;
      }
      at += bytes.size();
    }
  }

  Window& window_;
  base::Budget& budget_;
  Archive& archive_;
  Directory directory_;
  std::vector<ByteRange> fixed_, claimed_;
  std::vector<Entry> second_readings_;
  std::uint64_t reached_ = 0, searched_ = 0;
};

}  // namespace

Result<Archive, Trouble> read_archive(Source& source, base::Budget& budget) {
  if (!source.random_access() || !source.size()) return Trouble{Reason::kInternal, "a ZIP needs random access"};
  Archive archive;
  Window window(source, *source.size());
  std::vector<std::string> raw_names;
  auto claimed = read_directory(window, budget, archive, raw_names);
  Layout layout(window, budget, archive, claimed ? Layout::Directory::kPresent : Layout::Directory::kMissing);
  layout.place_listed(claimed.value_or(std::vector<ByteRange>{}), raw_names);
  layout.place_unlisted();
  if (window.trouble()) return *window.trouble();
  if (!budget.ok()) return Trouble{budget.stopped(), "ZIP directory"};
  if (!claimed && archive.entries.empty()) return Trouble{Reason::kBadStructure, "no end record and no member"};
  if (!claimed) archive.oddities.push_back({Reason::kTruncated, GapClass::kContent, {}, "no central directory"});
  return archive;
}

}  // namespace assay::extract::zip
