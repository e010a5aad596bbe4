// The fixed-layout records of a ZIP and little-endian access to them. Internal to zip/.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "extract/zip/reader.h"

namespace assay::extract::zip {

inline constexpr std::string_view kLocalMark{"PK\3\4", 4}, kCentralMark{"PK\1\2", 4}, kEndMark{"PK\5\6", 4};
inline constexpr std::string_view kEnd64Mark{"PK\6\6", 4}, kLocator64Mark{"PK\6\7", 4}, kDescriptorMark{"PK\7\10", 4};
inline constexpr std::uint64_t kLocalBytes = 30, kCentralBytes = 46, kEndBytes = 22, kEnd64Bytes = 56, kLocator64Bytes = 20;
inline constexpr std::uint16_t kNo16 = 0xFFFF;
inline constexpr std::uint32_t kNo32 = 0xFFFFFFFF;
inline constexpr std::uint16_t kFlagDescriptor = 1 << 3;

/// Little-endian numbers at `at`, which must be inside.
inline std::uint16_t u16(std::string_view bytes, std::size_t at) {
  return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) | static_cast<unsigned char>(bytes[at + 1]) << 8);
}
inline std::uint32_t u32(std::string_view bytes, std::size_t at) {
  return u16(bytes, at) | std::uint32_t{u16(bytes, at + 2)} << 16;
}
inline std::uint64_t u64(std::string_view bytes, std::size_t at) {
  return std::uint64_t{u32(bytes, at)} | std::uint64_t{u32(bytes, at + 4)} << 32;
}

/// Serves small stretches of a source through one buffer. A read error ends everything: `trouble` stays set.
class Window {
 public:
  Window(Source& source, std::uint64_t size) : source_(source), size_(size) {}
  /// Up to `bytes` (at most 192 KiB) from `offset`; fewer at the end of the source. Valid until the next call.
  std::string_view at(std::uint64_t offset, std::size_t bytes);
  std::uint64_t size() const { return size_; }
  const std::optional<Trouble>& trouble() const { return trouble_; }

 private:
  Source& source_;
  std::uint64_t size_, begin_ = 0;
  std::string buffer_;
  std::optional<Trouble> trouble_;
};

/// What an extra-field block says. Fields that are 0xFFFFFFFF in the record are looked up in the ZIP64 block.
struct ExtraFields {
  std::string_view zip64, unicode_path, unicode_comment;
  std::string_view unknown;  ///< The first block of unknown kind that is long and not all zero.
};
ExtraFields parse_extra(std::string_view extra);

/// A local header with its name. Nothing if the bytes at `offset` are none.
struct LocalHeader {
  Entry entry;           ///< header_at, data_at, sizes, flags, method, name.
  std::string raw_name;  ///< As stored.
};
std::optional<LocalHeader> read_local(Window& window, std::uint64_t offset);

/// End of the data descriptor behind `entry`'s data (APPNOTE 4.3.9: with or without signature, 32 or 64 bit); the end of the
/// data if there is none that agrees with the entry.
std::uint64_t descriptor_end(Window& window, const Entry& entry);

/// Reads the end record and the central directory into `archive`. Returns the claimed stretches: directory and end records.
/// Nothing: there is no end record, or it points nowhere.
std::optional<std::vector<ByteRange>> read_directory(Window& window, base::Budget& budget, Archive& archive,
                                                     std::vector<std::string>& raw_names);

/// Name or comment bytes to UTF-8: as such where they are valid, with or without flag 11 promising it, else code page 437.
std::string decode_name(std::string_view raw);
/// The text of a Unicode path or comment field (0x7075, 0x6375) that belongs to `raw`; empty if none does.
std::string_view unicode_field(std::string_view field, std::string_view raw);

}  // namespace assay::extract::zip
