// RAR 5.0 archive format, https://www.rarlab.com/technote.htm: general archive block, file header, file encryption record.
#include "extract/archive/rar5_seals.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "base/io.h"

namespace assay::extract::archives {
namespace {

constexpr std::string_view kMark{"Rar!\x1a\x07\x01\x00", 8};
constexpr std::size_t kMaxHeaderBytes = 2 << 20;  // the format's own limit
constexpr std::uint64_t kFileHeader = 2, kHasExtra = 1, kHasData = 2, kEncryptionRecord = 1;

// Takes a variable-length integer off the front: seven bits a byte, low ones first.
std::optional<std::uint64_t> take(std::string_view& bytes) {
  std::uint64_t value = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    value |= std::uint64_t{byte & 0x7FU} << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

bool has_encryption(std::string_view records) {
  while (!records.empty()) {
    const auto size = take(records);
    if (!size || *size > records.size()) return false;
    std::string_view record = records.substr(0, static_cast<std::size_t>(*size));
    records.remove_prefix(record.size());
    if (take(record) == kEncryptionRecord) return true;
  }
  return false;
}

struct Block {
  std::uint64_t type = 0, bytes = 0;  // header and data together
  bool encrypted = false;
};

std::optional<Block> read_block(Source& source, std::uint64_t at) {
  char start[16];
  const auto got = base::read_full_at(source, at, start);
  if (!got.ok() || got.value() < 7) return std::nullopt;
  std::string_view rest(start, got.value());
  rest.remove_prefix(4);  // CRC-32
  const auto size = take(rest);
  if (!size || *size == 0 || *size > kMaxHeaderBytes) return std::nullopt;
  const std::uint64_t header_at = at + got.value() - rest.size();
  std::string header(static_cast<std::size_t>(*size), '\0');
  const auto whole = base::read_full_at(source, header_at, header);
  if (!whole.ok() || whole.value() < header.size()) return std::nullopt;
  std::string_view fields = header;
  const auto type = take(fields), flags = take(fields);
  if (!type || !flags) return std::nullopt;
  const auto extra = (*flags & kHasExtra) != 0 ? take(fields) : std::optional<std::uint64_t>(0);
  const auto data = (*flags & kHasData) != 0 ? take(fields) : std::optional<std::uint64_t>(0);
  if (!extra || !data || *extra > fields.size()) return std::nullopt;
  Block block{*type, 0, has_encryption(fields.substr(fields.size() - static_cast<std::size_t>(*extra)))};
  const std::uint64_t header_bytes = header_at - at + header.size();
  block.bytes = header_bytes + std::min(*data, ~header_bytes);
  return block;
}

}  // namespace

std::set<std::uint64_t> sealed_rar5_entries(Source& source, base::Budget& budget) {
  std::set<std::uint64_t> sealed;
  char mark[kMark.size()];
  const auto got = base::read_full_at(source, 0, mark);
  if (!got.ok() || std::string_view(mark, got.value()) != kMark) return sealed;
  std::uint64_t files = 0;
  for (std::uint64_t at = kMark.size(); at < *source.size() && budget.tick();) {
    const auto block = read_block(source, at);
    if (!block || block->bytes > *source.size() - at) break;
    if (block->type == kFileHeader && block->encrypted) sealed.insert(files);
    files += block->type == kFileHeader ? 1 : 0;
    if (files > budget.limits().max_entries) break;
    at += block->bytes;
  }
  return sealed;
}

}  // namespace assay::extract::archives
