// Ways to write the same text otherwise.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "oracle/planted.h"

namespace assay::fuzz {

struct Charset {
  std::string_view name, mark;
  std::size_t unit;
  bool big;
};
inline constexpr std::array<Charset, 8> kCharsets{{{"utf-8", "", 1, false},
                                                   {"utf-8", "", 1, false},
                                                   {"utf-8 with mark", "\xEF\xBB\xBF", 1, false},
                                                   {"utf-16le", {"\xFF\xFE", 2}, 2, false},
                                                   {"utf-16be", {"\xFE\xFF", 2}, 2, true},
                                                   {"utf-16le without mark", "", 2, false},
                                                   {"utf-16be without mark", "", 2, true},
                                                   {"utf-32le", {"\xFF\xFE\0\0", 4}, 4, false}}};

/// ASCII in units of 1, 2 or 4 bytes.
std::string encoded(std::string_view ascii, std::size_t unit, bool big);
/// The sentence as it is, or under one layer: references, percent escapes, base64.
std::string disguised(Dice& dice, const Planted& planted);
/// Some characters as &#65; or &#x41;.
std::string references(Dice& dice, std::string_view ascii);
std::string json_escaped(Dice& dice, std::string_view ascii);
std::string quoted_printable(Dice& dice, std::string_view ascii);
/// In lines of 76.
std::string base64_lines(std::string_view bytes);
std::string base64(std::string_view bytes);
std::string zlib_stream(std::string_view bytes);
std::string gzip_stream(std::string_view bytes);

}  // namespace assay::fuzz
