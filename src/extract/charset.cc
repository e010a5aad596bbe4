#include "extract/charset.h"

#include "extract/charset_engines.h"

namespace assay::extract {
namespace {
/// Undecodable stretches closer than this are one.
constexpr std::uint64_t kMergeDistance = 4096;
}  // namespace

void Undecodable::add(ByteRange range) {
  bytes += range.size();
  const bool near_last = !ranges.empty() && range.begin <= ranges.back().end + kMergeDistance;
  if (near_last || ranges.size() == kMaxRanges) {
    ranges.back().end = range.end;
  } else {
    ranges.push_back(range);
  }
}

namespace {

bool is_first_half(std::string_view three) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(three[i]); };
  return byte(0) == 0xED && (byte(1) & 0xF0) == 0xA0 && (byte(2) & 0xC0) == 0x80;
}

std::size_t without_cut_bytes(std::string_view bytes) {
  for (std::size_t back = 1; back <= 3 && back <= bytes.size(); ++back) {
    const auto byte = static_cast<unsigned char>(bytes[bytes.size() - back]);
    if ((byte & 0xC0) == 0x80) continue;
    const std::size_t length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
    return length > back ? bytes.size() - back : bytes.size();
  }
  return bytes.size();
}

}  // namespace

std::size_t without_cut_sequence(std::string_view bytes) {
  const std::size_t whole = without_cut_bytes(bytes);
  return whole >= 3 && is_first_half(bytes.substr(whole - 3, 3)) ? whole - 3 : whole;
}

Decoder::Decoder(std::string_view charset, std::uint64_t offset)
    : engine_(make_engine(canonical_charset(charset), offset)), charset_(canonical_charset(charset)) {}
Decoder::~Decoder() = default;
Decoder::Decoder(Decoder&&) noexcept = default;
Decoder& Decoder::operator=(Decoder&&) noexcept = default;

void Decoder::decode(std::string_view bytes, Chunk chunk, std::string& out, base::PositionMap& map) {
  engine_->decode(bytes, chunk, out, map);
}
const Undecodable& Decoder::undecodable() const { return engine_->undecodable; }
const std::string& Decoder::charset() const { return charset_; }
bool Decoder::is_utf8() const { return engine_->is_utf8(); }

bool is_known_charset(std::string_view charset) {
  return !charset.empty() && charset.size() <= 64 && has_converter(canonical_charset(charset));
}

std::string canonical_charset(std::string_view charset) {
  std::string name;
  for (const char c : charset.substr(0, 64)) {
    if (c > ' ' && c < 0x7F && c != '"' && c != '\'') name += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  static constexpr std::string_view kUtf8[] = {"utf8", "utf-8", "us-ascii", "ascii", "ansi_x3.4-1968", "iso646-us", "cp65001"};
  for (const std::string_view alias : kUtf8) {
    if (name == alias) return "utf-8";
  }
  static constexpr std::string_view kWestern[] = {"iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1",     "l1",
                                                  "cp1252",     "x-ansi",    "ansi",       "8bit",   "windows-1252"};
  for (const std::string_view alias : kWestern) {
    if (name == alias) return "windows-1252";
  }
  // What is declared under these names is written with the larger Windows repertoire (WHATWG Encoding, section 4.2).
  if (name == "gb2312" || name == "gb_2312-80" || name == "gbk") return "gb18030";
  if (name == "shift_jis" || name == "shift-jis" || name == "sjis" || name == "x-sjis") return "windows-31j";
  if (name == "ks_c_5601-1987" || name == "euc-kr" || name == "ksc5601") return "windows-949";
  if (name == "iso-8859-9") return "windows-1254";
  return name;
}

Decoded to_utf8(std::string_view bytes, std::string_view declared) {
  Decoded result;
  result.charset = detect_charset(bytes.substr(0, kCharsetHeadBytes), declared);
  const std::size_t bom = bom_size(bytes, result.charset);
  Decoder decoder(result.charset, bom);
  decoder.decode(bytes.substr(bom), Chunk::kLast, result.text, result.map);
  result.undecodable = decoder.undecodable();
  return result;
}

}  // namespace assay::extract
