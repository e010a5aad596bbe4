#include "oracle/encodings.h"

#include <zlib.h>

namespace assay::fuzz {
namespace {

constexpr char kHex[] = "0123456789ABCDEF";

std::string hex(char c) { return {kHex[static_cast<unsigned char>(c) >> 4], kHex[c & 15]}; }

std::string packed(std::string_view bytes, int window) {
  std::string out(compressBound(static_cast<uLong>(bytes.size())) + 64, '\0');
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY);
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

std::string encoded(std::string_view ascii, std::size_t unit, bool big) {
  std::string out;
  for (const char c : ascii) {
    if (big) out.append(unit - 1, '\0');
    out += c;
    if (!big) out.append(unit - 1, '\0');
  }
  return out;
}

std::string references(Dice& dice, std::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    switch (dice.below(4)) {
      case 0:
        out += "&#" + std::to_string(static_cast<int>(c)) + ";";
        break;
      case 1:
        out += "&#x" + hex(c) + ";";
        break;
      default:
        out += c;
    }
  }
  return out;
}

std::string json_escaped(Dice& dice, std::string_view ascii) {
  std::string out;
  for (const char c : ascii) out += dice.once_in(3) ? "\\u00" + hex(c) : std::string(1, c);
  return out;
}

std::string quoted_printable(Dice& dice, std::string_view ascii) {
  std::string out;
  for (const char c : ascii) {
    if (dice.once_in(20)) out += "=\n";
    out += dice.once_in(3) ? "=" + hex(c) : std::string(1, c);
  }
  return out;
}

std::string base64(std::string_view bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    unsigned value = 0;
    for (std::size_t i = 0; i < 3; ++i)
      value = value << 8 | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    for (int shift = 18; shift >= 0; shift -= 6) out += kDigits[value >> shift & 63];
  }
  for (std::size_t pad = (3 - bytes.size() % 3) % 3; pad > 0; --pad) out[out.size() - pad] = '=';
  return out;
}

std::string base64_lines(std::string_view bytes) {
  const std::string all = base64(bytes);
  std::string out;
  for (std::size_t at = 0; at < all.size(); at += 76) out += all.substr(at, 76) + "\n";
  return out;
}

std::string disguised(Dice& dice, const Planted& planted) {
  const std::string said = planted.sentence();
  switch (dice.below(6)) {
    case 0:
      return references(dice, said);
    case 1: {
      std::string out;
      for (const char c : said) out += "%" + hex(c);
      return out;
    }
    case 2:
      return base64(said);
    default:
      return said;
  }
}

std::string zlib_stream(std::string_view bytes) { return packed(bytes, MAX_WBITS); }
std::string gzip_stream(std::string_view bytes) { return packed(bytes, MAX_WBITS + 16); }

}  // namespace assay::fuzz
