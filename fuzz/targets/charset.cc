#include "extract/charset.h"

#include "base/unicode.h"
#include "support/input.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {

constexpr std::string_view kDeclared[] = {"",          "utf-8",       "utf-16le",  "utf-16be", "utf-32le", "utf-7",
                                          "shift_jis", "iso-2022-jp", "gb18030",   "big5",     "euc-kr",   "windows-1251",
                                          "koi8-r",    "ibm037",      "macintosh", "hz",       "nonsense"};

void check(const extract::Undecodable& undecodable, std::size_t size) {
  require(undecodable.ranges.size() <= extract::Undecodable::kMaxRanges, "undecodable ranges are few");
  for (const ByteRange& range : undecodable.ranges)
    require(range.begin <= range.end && range.end <= size, "undecodable ranges lie in the bytes");
}

std::string in_pieces(std::string_view bytes, std::string_view charset, std::size_t most, base::PositionMap& map) {
  extract::Decoder decoder(charset, 0);
  Dice dice(most);
  std::string out;
  while (!bytes.empty()) {
    const std::size_t n = std::min(bytes.size(), 1 + dice.below(most));
    decoder.decode(bytes.substr(0, n), n == bytes.size() ? extract::Chunk::kLast : extract::Chunk::kMore, out, map);
    bytes.remove_prefix(n);
  }
  check(decoder.undecodable(), SIZE_MAX);
  return out;
}

void check_map(const base::PositionMap& map, std::string_view text, std::size_t size) {
  std::uint64_t reached = 0;
  for (const auto& piece : map.pieces()) {
    require(piece.derived == reached, "the map has no holes");
    reached += piece.derived_size;
    require(piece.original + piece.original_size <= size, "the map stays in the bytes");
  }
  require(reached == text.size(), "the map covers the text");
}

}  // namespace

/// First byte: the declared charset; second: the size of chunks.
void fuzz_charset(std::string_view bytes) {
  Input input(bytes);
  const std::string_view declared = kDeclared[input.below(std::size(kDeclared))];
  const std::size_t most = 1 + input.below(32);
  const extract::Decoded whole = extract::to_utf8(input.rest(), declared);
  require(base::is_valid_utf8(whole.text), "decoded text is UTF-8");
  require(extract::is_known_charset(whole.charset), "the charset is known");
  check(whole.undecodable, input.rest().size());
  check_map(whole.map, whole.text, input.rest().size());

  const std::size_t mark = extract::bom_size(input.rest(), whole.charset);
  base::PositionMap map;
  const std::string pieces = in_pieces(input.rest().substr(mark), whole.charset, most, map);
  require(pieces == whole.text, "decoding does not depend on chunks");
}

}  // namespace assay::fuzz
