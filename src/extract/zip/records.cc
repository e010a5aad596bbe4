#include "extract/zip/records.h"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/io.h"
#include "base/unicode.h"

namespace assay::extract::zip {
namespace {

constexpr std::size_t kWindowBytes = 192 << 10;
constexpr std::size_t kUnknownFieldFloor = 16;  // shorter unknown fields are numbers, not texts

// Kinds with a documented layout that holds no text (APPNOTE 4.6.1, Info-ZIP extrafld.txt, Android zipalign, OPC padding).
constexpr std::array<std::uint16_t, 17> kKnownKinds{0x0001, 0x0007, 0x0009, 0x000a, 0x000d, 0x0017, 0x334d, 0x5455, 0x5855,
                                                    0x6375, 0x7075, 0x7855, 0x7875, 0x9901, 0xa220, 0xcafe, 0xd935};

// IBM code page 437, upper half (unicode.org MAPPINGS/VENDORS/MICSFT/PC/CP437.TXT).
constexpr std::array<char16_t, 128> kCp437{
    0x00c7, 0x00fc, 0x00e9, 0x00e2, 0x00e4, 0x00e0, 0x00e5, 0x00e7, 0x00ea, 0x00eb, 0x00e8, 0x00ef, 0x00ee, 0x00ec, 0x00c4,
    0x00c5, 0x00c9, 0x00e6, 0x00c6, 0x00f4, 0x00f6, 0x00f2, 0x00fb, 0x00f9, 0x00ff, 0x00d6, 0x00dc, 0x00a2, 0x00a3, 0x00a5,
    0x20a7, 0x0192, 0x00e1, 0x00ed, 0x00f3, 0x00fa, 0x00f1, 0x00d1, 0x00aa, 0x00ba, 0x00bf, 0x2310, 0x00ac, 0x00bd, 0x00bc,
    0x00a1, 0x00ab, 0x00bb, 0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255d, 0x255c, 0x255b, 0x2510, 0x2514, 0x2534, 0x252c, 0x251c, 0x2500, 0x253c, 0x255e, 0x255f, 0x255a, 0x2554, 0x2569,
    0x2566, 0x2560, 0x2550, 0x256c, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559, 0x2558, 0x2552, 0x2553, 0x256b, 0x256a, 0x2518,
    0x250c, 0x2588, 0x2584, 0x258c, 0x2590, 0x2580, 0x03b1, 0x00df, 0x0393, 0x03c0, 0x03a3, 0x03c3, 0x00b5, 0x03c4, 0x03a6,
    0x0398, 0x03a9, 0x03b4, 0x221e, 0x03c6, 0x03b5, 0x2229, 0x2261, 0x00b1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00f7, 0x2248,
    0x00b0, 0x2219, 0x00b7, 0x221a, 0x207f, 0x00b2, 0x25a0, 0x00a0};

bool all_zero(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == 0; });
}

// Takes the next 64-bit value of a ZIP64 block for a field that is saturated in the record.
void widen(std::string_view& zip64, std::uint64_t& field) {
  if (field != kNo32 || zip64.size() < 8) return;
  field = u64(zip64, 0);
  zip64.remove_prefix(8);
}

// True if `at` holds what the entry says: CRC and two sizes of `width` bytes.
bool says(std::string_view at, const Entry& entry, std::size_t width) {
  if (at.size() < 4 + 2 * width || u32(at, 0) != entry.crc) return false;
  if (width == 8) return u64(at, 4) == entry.compressed && u64(at, 12) == entry.size;
  return u32(at, 4) == (entry.compressed & kNo32) && u32(at, 8) == (entry.size & kNo32);
}

}  // namespace

std::string_view Window::at(std::uint64_t offset, std::size_t bytes) {
  if (trouble_ || offset >= size_) return {};
  bytes = static_cast<std::size_t>(std::min<std::uint64_t>({bytes, kWindowBytes, size_ - offset}));
  if (offset < begin_ || offset + bytes > begin_ + buffer_.size()) {
    buffer_.resize(static_cast<std::size_t>(std::min<std::uint64_t>(kWindowBytes, size_ - offset)));
    const auto got = base::read_full_at(source_, offset, buffer_);
    if (!got.ok()) trouble_ = got.error();
    begin_ = offset;
    buffer_.resize(got.ok() ? got.value() : 0);
  }
  const auto from = static_cast<std::size_t>(offset - begin_);
  return std::string_view(buffer_).substr(std::min(from, buffer_.size()), bytes);
}

ExtraFields parse_extra(std::string_view extra) {
  ExtraFields fields;
  while (extra.size() >= 4) {
    const std::uint16_t kind = u16(extra, 0);
    const std::size_t size = std::min<std::size_t>(u16(extra, 2), extra.size() - 4);
    const std::string_view body = extra.substr(4, size);
    extra.remove_prefix(4 + size);
    if (kind == 0x0001 && fields.zip64.empty()) fields.zip64 = body;
    if (kind == 0x7075) fields.unicode_path = body;
    if (kind == 0x6375) fields.unicode_comment = body;
    const bool known = std::find(kKnownKinds.begin(), kKnownKinds.end(), kind) != kKnownKinds.end();
    if (!known && fields.unknown.empty() && size >= kUnknownFieldFloor && !all_zero(body)) fields.unknown = body;
  }
  return fields;
}

std::optional<LocalHeader> read_local(Window& window, std::uint64_t offset) {
  std::string_view fixed = window.at(offset, kLocalBytes);
  if (fixed.size() < kLocalBytes || !fixed.starts_with(kLocalMark)) return std::nullopt;
  const std::size_t name_bytes = u16(fixed, 26), extra_bytes = u16(fixed, 28);
  LocalHeader header;
  Entry& entry = header.entry;
  entry.header_at = offset;
  entry.flags = u16(fixed, 6);
  entry.method = u16(fixed, 8);
  entry.crc = u32(fixed, 14);
  entry.compressed = u32(fixed, 18);
  entry.size = u32(fixed, 22);
  entry.data_at = offset + kLocalBytes + name_bytes + extra_bytes;
  const std::string_view whole = window.at(offset, kLocalBytes + name_bytes + extra_bytes);
  if (whole.size() < kLocalBytes + name_bytes + extra_bytes) return std::nullopt;
  header.raw_name = whole.substr(kLocalBytes, name_bytes);
  entry.name = decode_name(header.raw_name);
  std::string_view zip64 = parse_extra(whole.substr(kLocalBytes + name_bytes)).zip64;
  widen(zip64, entry.size);
  widen(zip64, entry.compressed);
  return header;
}

std::uint64_t descriptor_end(Window& window, const Entry& entry) {
  const std::uint64_t end = entry.data_at + entry.compressed;
  if ((entry.flags & kFlagDescriptor) == 0) return end;
  std::string_view at = window.at(end, 24);
  const std::uint64_t mark = at.starts_with(kDescriptorMark) ? kDescriptorMark.size() : 0;
  at.remove_prefix(mark);
  if (says(at, entry, 8)) return end + mark + 20;
  return says(at, entry, 4) ? end + mark + 12 : end;
}

std::string decode_name(std::string_view raw) {
  if (base::is_valid_utf8(raw)) return std::string(raw);
  std::string out;
  for (const char c : raw) {
    const auto byte = static_cast<unsigned char>(c);
    base::append_utf8(out, byte < 0x80 ? byte : kCp437[byte - 0x80]);
  }
  return out;
}

std::string_view unicode_field(std::string_view field, std::string_view raw) {
  if (field.size() < 6 || field[0] != 1) return {};
  const auto crc = crc32(0, reinterpret_cast<const Bytef*>(raw.data()), static_cast<uInt>(raw.size()));
  const std::string_view text = field.substr(5);
  return crc == u32(field, 1) && base::is_valid_utf8(text) ? text : std::string_view{};
}

}  // namespace assay::extract::zip
