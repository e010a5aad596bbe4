// From bytes in any encoding to UTF-8 with a position map. Charset names are lower case, as WHATWG and IANA spell them; what is
// declared as Latin-1 or ASCII is read as windows-1252, as browsers do.
// Threads: one thread per object. Nothing throws but std::bad_alloc.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/ranges.h"
#include "base/position_map.h"

namespace assay::extract {

/// As much of a text as detection looks at. Bytes.
inline constexpr std::size_t kCharsetHeadBytes = 64 << 10;

/// Charset of a text that begins with `head`: byte order mark; `declared` if it decodes the head cleanly; strict UTF-8; UTF-16
/// and UTF-32 by their NULs; ISO-2022 and UTF-7 by their escapes; ICU's statistics; else windows-1252. Never empty, always
/// known to Decoder. Pure ASCII is "utf-8".
std::string detect_charset(std::string_view head, std::string_view declared = {});
/// Length of the byte order mark of `charset` at the front of `head`; 0 if there is none.
std::size_t bom_size(std::string_view head, std::string_view charset);
/// True: Decoder can read it (ICU knows it, under whatever alias).
bool is_known_charset(std::string_view charset);
/// Lower case, aliases resolved where browsers read another charset than the one declared.
std::string canonical_charset(std::string_view charset);

/// What a charset could not explain. Neighbours are merged and at most kMaxRanges kept: the last one then covers the rest.
struct Undecodable {
  static constexpr std::size_t kMaxRanges = 16;
  std::uint64_t bytes = 0;
  std::vector<ByteRange> ranges;  ///< Stored bytes, in order.
  void add(ByteRange range);
};

enum class Chunk : std::uint8_t { kMore = 0, kLast };

/// Incremental. Incomplete sequences wait for the next chunk. UTF-8 is read leniently: overlong forms and split surrogate pairs
/// give the character that was meant, other invalid bytes are read as windows-1252 (a Latin-1 line in a UTF-8 log), so
/// nothing is lost. In other charsets bytes without a meaning become U+FFFD and are counted in `undecodable()`.
class Decoder {
 public:
  /// `offset`: stored position of the first byte. An unknown charset is read as windows-1252.
  explicit Decoder(std::string_view charset, std::uint64_t offset = 0);
  ~Decoder();
  Decoder(Decoder&&) noexcept;
  Decoder& operator=(Decoder&&) noexcept;

  /// Appends to `out`, and to `map` with derived = offset in `out`, original = stored byte. Always valid UTF-8.
  void decode(std::string_view bytes, Chunk chunk, std::string& out, base::PositionMap& map);
  const Undecodable& undecodable() const;
  const std::string& charset() const;
  bool is_utf8() const;

  class Engine;  // one per kind of charset

 private:
  std::unique_ptr<Engine> engine_;
  std::string charset_;
};

/// A whole buffer at once.
struct Decoded {
  std::string text;       ///< UTF-8, without byte order mark.
  base::PositionMap map;  ///< derived = offset in `text`, original = offset in the bytes.
  std::string charset;
  Undecodable undecodable;
};
Decoded to_utf8(std::string_view bytes, std::string_view declared = {});

/// The character meant by an overlong form of ASCII, or by a surrogate pair written as two sequences (CESU-8), at `at`.
struct Meant {
  char32_t point = 0;
  std::size_t length = 0;  ///< 0: neither.
};
Meant lenient_sequence(std::string_view bytes, std::size_t at);

/// Length of `bytes` without a UTF-8 sequence that is cut off at the end, or the first half of a surrogate pair that may be
/// (`lenient_sequence`): at most 5 bytes.
std::size_t without_cut_sequence(std::string_view bytes);

}  // namespace assay::extract
