// Archives and compressed streams by libarchive: members become children, everything else in the headers becomes text.
// Links are words here, never followed. mtree is left to the text reader: libarchive's would open the files that it names.
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <set>

#include "base/io.h"
#include "base/unicode.h"
#include "extract/archive/handle.h"
#include "extract/archive/rar5_seals.h"
#include "extract/extractor.h"

namespace assay::extract {
namespace {

using archives::EntrySource;
using archives::Handle;

constexpr int kMaxBadHeaders = 1000;  // in a row, before the rest of an archive is given up

struct Format {
  std::string_view id;
  std::vector<Handle::Enable> enable;
};
const Format* format_named(std::string_view id) {
  static const std::vector<Format> formats{
      {"7z", {&archive_read_support_format_7zip}},
      {"rar", {&archive_read_support_format_rar, &archive_read_support_format_rar5}},
      {"cab", {&archive_read_support_format_cab}},
      {"iso", {&archive_read_support_format_iso9660}},
      {"xar", {&archive_read_support_format_xar}},
      {"lha", {&archive_read_support_format_lha}},
      {"tar", {&archive_read_support_format_gnutar, &archive_read_support_format_tar}},
      {"cpio", {&archive_read_support_format_cpio}},
      {"ar", {&archive_read_support_format_ar}},
      {"warc", {&archive_read_support_format_warc}},
      {"rpm",
       {&archive_read_support_filter_rpm, &archive_read_support_filter_gzip, &archive_read_support_filter_bzip2,
        &archive_read_support_filter_xz, &archive_read_support_filter_lzma, &archive_read_support_filter_zstd,
        &archive_read_support_format_cpio}},
  };
  const auto it = std::find_if(formats.begin(), formats.end(), [&](const Format& f) { return f.id == id; });
  return it == formats.end() ? nullptr : &*it;
}

std::string_view view(const char* text) { return text == nullptr ? std::string_view{} : std::string_view(text); }

std::optional<std::uint64_t> declared_size(archive_entry* entry) {
  if (archive_entry_size_is_set(entry) == 0 || archive_entry_size(entry) < 0) return std::nullopt;
  return static_cast<std::uint64_t>(archive_entry_size(entry));
}

/// One walk over the members of one archive.
class Walk {
 public:
  /// `sealed`: entries known to be encrypted, by position; libarchive does not say so of RAR5.
  Walk(Handle& handle, std::set<std::uint64_t> sealed, Sink& sink) : handle_(handle), sealed_(std::move(sealed)), sink_(sink) {}

  Result<Done, Trouble> run() {
    archive_entry* entry = nullptr;
    for (int bad = 0;;) {
      const int status = handle_.next(&entry);
      if (handle_.has_passed_over())
        sink_.gap(GapClass::kContent, Reason::kBadStructure, {}, nullptr, "a damaged header; bytes were passed over");
      if (status == ARCHIVE_EOF) return Done{};
      if (!sink_.budget().ok()) return Trouble{sink_.budget().stopped(), "archive"};
      if (status == ARCHIVE_FATAL || ++bad > kMaxBadHeaders) return whole_trouble();
      if (status == ARCHIVE_FAILED) {
        const Trouble why = handle_.trouble();
        sink_.gap(GapClass::kContent, why.reason, {}, nullptr, why.detail);
        continue;
      }
      bad = 0;
      if (!sink_.budget().draw_entry()) return Trouble{sink_.budget().stopped(), "archive"};
      if (!deliver(entry)) return Done{};
    }
  }

 private:
  // An archive whose headers are encrypted cannot even be listed.
  Trouble whole_trouble() const {
    Trouble why = handle_.trouble();
    if (why.reason == Reason::kEncryptedPart) why = {Reason::kPasswordRequired, "the list of members is encrypted"};
    return why;
  }

  bool say(std::string_view text, LocatorKind kind, std::string_view name, std::string_view field = {}) {
    if (text.empty()) return true;
    const Locator where{kind, std::string(name), 0};
    const std::string utf8 = base::is_valid_utf8(text) ? std::string(text) : base::printable_name(text);
    return sink_.text(utf8, Anchor{.locator = &where, .field = field});
  }
  bool deliver(archive_entry* entry) {
    const std::string_view name = name_of(entry);
    if (!say_owner(entry) || !say(view(archive_entry_symlink(entry)), LocatorKind::kMetadata, "link target") ||
        !say(view(archive_entry_hardlink(entry)), LocatorKind::kMetadata, "link target") || !say_attributes(entry)) {
      return false;
    }
    const std::uint64_t ordinal = ordinal_++;
    const bool file = archive_entry_filetype(entry) == AE_IFREG || archive_entry_filetype(entry) == 0;
    const bool link = archive_entry_hardlink(entry) != nullptr && archive_entry_size(entry) <= 0;
    if (!file || link) return say(name, LocatorKind::kFileName, "");
    EntrySource source(handle_, declared_size(entry));
    return deliver_data(name, archive_entry_is_encrypted(entry) > 0 || sealed_.count(ordinal) > 0, source);
  }
  bool deliver_data(std::string_view name, bool encrypted, EntrySource& source) {
    base::Budget& budget = sink_.budget();
    base::FunctionSource drawn([&](std::span<char> out) -> Result<std::size_t, Trouble> {
      auto got = source.read(out);
      if (got.ok() && !budget.draw_expanded(got.value())) return Trouble{budget.stopped(), "unpacking"};
      return got;
    });
    return sink_.child(ChildInfo{.name = name, .encrypted = encrypted, .counted = true}, drawn);
  }
  std::string_view name_of(archive_entry* entry) {
    const std::string_view raw = view(archive_entry_pathname(entry));
    return raw.empty() ? view(archive_entry_pathname_utf8(entry)) : raw;
  }
  // User and group names are people; the same over and over is said once.
  bool say_owner(archive_entry* entry) {
    std::string owner(view(archive_entry_uname(entry)));
    const std::string_view group = view(archive_entry_gname(entry));
    if (!group.empty() && group != owner) owner.append(owner.empty() ? "" : " ").append(group);
    if (owner == owner_) return true;
    owner_ = owner;
    return say(owner, LocatorKind::kMetadata, "owner");
  }
  bool say_attributes(archive_entry* entry) {
    const char* name = nullptr;
    const void* value = nullptr;
    std::size_t bytes = 0;
    archive_entry_xattr_reset(entry);
    while (archive_entry_xattr_next(entry, &name, &value, &bytes) == ARCHIVE_OK) {
      const std::string_view text(static_cast<const char*>(value), value == nullptr ? 0 : bytes);
      if (!say(text, LocatorKind::kMetadata, "extended attribute", base::is_valid_utf8(view(name)) ? view(name) : ""))
        return false;
    }
    return true;
  }

  Handle& handle_;
  const std::set<std::uint64_t> sealed_;
  Sink& sink_;
  std::uint64_t ordinal_ = 0;
  std::string owner_;
};

// Bytes behind the end of the archive: padding is nothing, all else is a part of its own.
void deliver_trailing(Handle& handle, Sink& sink) {
  const std::uint64_t begin = handle.consumed();
  const auto rest = handle.rest();
  std::string head(64 << 10, '\0');
  for (;;) {
    const auto got = base::read_full(*rest, head);
    if (!got.ok() || got.value() == 0 || !sink.budget().tick()) return;
    head.resize(got.value());
    if (head.find_first_not_of('\0') != head.npos) break;
  }
  sink.gap(GapClass::kContent, Reason::kTrailingData, {}, nullptr, "bytes behind the end of the archive");
  std::size_t given = 0;
  base::FunctionSource all([&](std::span<char> out) -> Result<std::size_t, Trouble> {
    if (given == head.size()) return rest->read(out);
    const std::size_t n = std::min(out.size(), head.size() - given);
    std::memcpy(out.data(), head.data() + given, n);
    given += n;
    return n;
  });
  (void)sink.child(ChildInfo{.name = "bytes from " + std::to_string(begin)}, all);
}

Result<Done, Trouble> run_archive(Source& source, const PartInfo& info, Sink& sink) {
  const Format* const format = format_named(info.format);
  if (format == nullptr) return Trouble{Reason::kInternal, "archive format without a reader"};
  auto opened = Handle::open(source, sink.budget(), format->enable);
  if (!opened.ok()) return opened.error();
  std::set<std::uint64_t> sealed;
  if (format->id == "rar") sealed = archives::sealed_rar5_entries(source, sink.budget());
  auto done = Walk(*opened.value(), std::move(sealed), sink).run();
  if (!done.ok() || !sink.budget().ok()) return done;
  if (format->id == "rpm") {
    static const Locator header{LocatorKind::kPath, "package header", 0};
    sink.gap(GapClass::kContent, Reason::kNotLookedAt, {}, &header, "name, description and changelog of the package");
  }
  const bool sequential = archive_format(opened.value()->get()) != ARCHIVE_FORMAT_7ZIP && !source.random_access();
  if (sequential && format->id != "rpm") deliver_trailing(*opened.value(), sink);
  return Done{};
}

struct Filter {
  std::string_view id;
  Handle::Enable enable;
  std::string_view suffix, becomes;
};
constexpr std::array<Filter, 7> kFilters{{
    {"bzip2", &archive_read_support_filter_bzip2, ".bz2", ""},
    {"xz", &archive_read_support_filter_xz, ".xz", ""},
    {"zstd", &archive_read_support_filter_zstd, ".zst", ""},
    {"lz4", &archive_read_support_filter_lz4, ".lz4", ""},
    {"lzma", &archive_read_support_filter_lzma, ".lzma", ""},
    {"compress", &archive_read_support_filter_compress, ".Z", ""},
    {"lzip", &archive_read_support_filter_lzip, ".lz", ""},
}};

// "a.txt.xz" -> "a.txt", "a.txz" -> "a.tar".
std::string name_inside(std::string_view name, std::string_view suffix) {
  static constexpr std::array<std::string_view, 6> kShort{".tbz2", ".tbz", ".txz", ".tzst", ".tlz", ".taz"};
  if (name.size() > suffix.size() && name.ends_with(suffix)) return std::string(name.substr(0, name.size() - suffix.size()));
  for (const std::string_view ending : kShort) {
    if (name.size() > ending.size() && name.ends_with(ending))
      return std::string(name.substr(0, name.size() - ending.size())) + ".tar";
  }
  return "content";
}

Result<Done, Trouble> run_compressed(Source& source, const PartInfo& info, Sink& sink) {
  const auto* const filter = std::find_if(kFilters.begin(), kFilters.end(), [&](const Filter& f) { return f.id == info.format; });
  if (filter == kFilters.end()) return Trouble{Reason::kInternal, "compression format without a reader"};
  auto opened = Handle::open(source, sink.budget(), {filter->enable, &archive_read_support_format_raw});
  if (!opened.ok()) return opened.error();
  Handle& handle = *opened.value();
  archive_entry* entry = nullptr;
  const int status = handle.next(&entry);
  // Without the filter's consent the raw format would hand out the packed bytes as they are.
  if (status != ARCHIVE_EOF && archive_filter_count(handle.get()) < 2)
    return Trouble{Reason::kBadStructure, "not a compressed stream"};
  if (status == ARCHIVE_EOF) return Done{};
  if (status < ARCHIVE_WARN) return handle.trouble();
  if (!sink.budget().draw_entry()) return Trouble{sink.budget().stopped(), "compressed stream"};
  EntrySource data(handle, std::nullopt);
  bool told = false;
  base::FunctionSource drawn([&](std::span<char> out) -> Result<std::size_t, Trouble> {
    auto got = data.read(out);
    if (got.ok() && !sink.budget().draw_expanded(got.value())) return Trouble{sink.budget().stopped(), "unpacking"};
    told = told || !got.ok();
    return got;
  });
  if (!sink.child(ChildInfo{.name = name_inside(info.name, filter->suffix), .counted = true}, drawn) || told) return Done{};
  std::array<char, 32 << 10> block{};
  for (;;) {  // what the reader left: trailing bytes lie behind it
    const auto got = drawn.read(block);
    if (!got.ok()) return got.error();
    if (got.value() == 0) break;
  }
  deliver_trailing(handle, sink);
  return Done{};
}

}  // namespace

extern const Extractor kArchive{
    "archive", {"7z", "rar", "cab", "iso", "xar", "lha"}, Access::kRandom, &run_archive, Code::kForeign};
extern const Extractor kArchiveStream{
    "archive_stream", {"tar", "cpio", "ar", "warc", "rpm"}, Access::kForward, &run_archive, Code::kForeign};
extern const Extractor kCompressed{
    "compressed", {"bzip2", "xz", "zstd", "lz4", "lzma", "compress", "lzip"}, Access::kForward, &run_compressed, Code::kForeign};

}  // namespace assay::extract
