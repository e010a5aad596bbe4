#include "mutators/zip_file.h"

#include <zlib.h>

#include <algorithm>

namespace assay::fuzz {
namespace {

constexpr std::size_t kMostUnpacked = 256 << 10;
constexpr std::size_t kMostMembers = 64;
constexpr std::uint16_t kDeflated = 8, kDescriptor = 8, kEncrypted = 1;

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t size) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i)
    value |= std::uint32_t{static_cast<unsigned char>(bytes[at + i])} << (8 * i);
  return value;
}

void put(std::string& out, std::uint32_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i));
}

std::string packed(const ZipMember& member) {
  return member.method == kDeflated && (member.flags & kEncrypted) == 0 ? deflated(member.content) : member.content;
}

/// The fields that local header and directory share: from the flags to the name's length.
void put_common(std::string& out, const ZipMember& member, std::uint32_t crc, std::size_t packed_size) {
  put(out, member.flags, 2);
  put(out, member.method, 2);
  put(out, 0x5A210000, 4);
  put(out, crc, 4);
  put(out, static_cast<std::uint32_t>(packed_size), 4);
  put(out, static_cast<std::uint32_t>(member.content.size()), 4);
  put(out, static_cast<std::uint32_t>(member.name.size()), 2);
}

ZipMember read_member(std::string_view bytes, std::size_t at) {
  ZipMember member;
  member.flags = static_cast<std::uint16_t>(number(bytes, at + 8, 2));
  member.method = static_cast<std::uint16_t>(number(bytes, at + 10, 2));
  const std::size_t size = number(bytes, at + 20, 4), local = number(bytes, at + 42, 4);
  member.name = bytes.substr(std::min(at + 46, bytes.size()), number(bytes, at + 28, 2));
  const std::size_t data = local + 30 + number(bytes, local + 26, 2) + number(bytes, local + 28, 2);
  const std::string_view stored = bytes.substr(std::min(data, bytes.size()), size);
  const bool packed = member.method == kDeflated && (member.flags & kEncrypted) == 0;
  member.content = packed ? inflated(stored, kMostUnpacked) : std::string(stored);
  return member;
}

}  // namespace

std::string deflated(std::string_view bytes) {
  std::string out(compressBound(static_cast<uLong>(bytes.size())) + 16, '\0');
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string inflated(std::string_view bytes, std::size_t most) {
  std::string out(most, '\0');
  z_stream stream{};
  inflateInit2(&stream, -MAX_WBITS);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  inflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::vector<ZipMember> read_zip(std::string_view bytes) {
  std::vector<ZipMember> members;
  const std::size_t end = bytes.rfind(std::string_view("PK\5\6", 4));
  if (end == std::string_view::npos) return members;
  std::size_t at = number(bytes, end + 16, 4);
  while (members.size() < kMostMembers && at + 46 <= bytes.size() && bytes.substr(at, 4) == std::string_view("PK\1\2", 4)) {
    members.push_back(read_member(bytes, at));
    at += 46 + number(bytes, at + 28, 2) + number(bytes, at + 30, 2) + number(bytes, at + 32, 2);
  }
  return members;
}

std::string write_zip(const std::vector<ZipMember>& members) {
  std::string out, directory;
  for (const ZipMember& member : members) {
    const std::string data = packed(member);
    const auto crc = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(member.content.data()), static_cast<uInt>(member.content.size())));
    const std::size_t local = out.size();
    out += std::string_view("PK\3\4\x14\0", 6);
    put_common(out, member, crc, data.size());
    put(out, 0, 2);
    out += member.name + data;
    if ((member.flags & kDescriptor) != 0) {
      out += std::string_view("PK\7\10", 4);
      put(out, crc, 4);
      put(out, static_cast<std::uint32_t>(data.size()), 4);
      put(out, static_cast<std::uint32_t>(member.content.size()), 4);
    }
    directory += std::string_view("PK\1\2\x14\0\x14\0", 8);
    put_common(directory, member, crc, data.size());
    directory += std::string(12, '\0');
    put(directory, static_cast<std::uint32_t>(local), 4);
    directory += member.name;
  }
  const std::size_t start = out.size();
  out += directory;
  out += std::string_view("PK\5\6\0\0\0\0", 8);
  put(out, static_cast<std::uint32_t>(members.size()), 2);
  put(out, static_cast<std::uint32_t>(members.size()), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, static_cast<std::uint32_t>(start), 4);
  put(out, 0, 2);
  return out;
}

}  // namespace assay::fuzz
