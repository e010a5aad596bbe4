// Which charset is this? The order is that of charset.h; statistics come last because they guess.
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <memory>
#include <new>

#include "base/unicode.h"
#include "extract/charset.h"

namespace assay::extract {
namespace {

struct Mark {
  std::string_view bytes, charset;
};
/// Longer marks first: that of UTF-32LE begins with that of UTF-16LE.
constexpr Mark kMarks[] = {
    {{"\xFF\xFE\x00\x00", 4}, "utf-32le"},
    {{"\x00\x00\xFE\xFF", 4}, "utf-32be"},
    {"\xEF\xBB\xBF", "utf-8"},
    {"\x84\x31\x95\x33", "gb18030"},
    {"\xFF\xFE", "utf-16le"},
    {"\xFE\xFF", "utf-16be"},
};

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

/// Share of the text that UTF-16 must spend on characters below U+0100 to be believed without a mark: 1 in this many.
constexpr std::size_t kUtf16LatinShare = 20;

struct NulCounts {
  std::array<std::size_t, 4> at{};  // by position modulo four
  std::size_t even() const { return at[0] + at[2]; }
  std::size_t odd() const { return at[1] + at[3]; }
};

NulCounts count_nuls(std::string_view head) {
  NulCounts counts;
  for (std::size_t i = 0; i < head.size(); ++i) counts.at[i % 4] += head[i] == '\0' ? 1 : 0;
  return counts;
}

bool is_plausible_point(char32_t point) {
  if (point < 0x20) return point == '\t' || point == '\n' || point == '\r' || point == '\f' || point == 0;
  return point <= 0x10FFFF && !U_IS_SURROGATE(point) && (point & 0xFFFE) != 0xFFFE;
}

bool is_plausible_utf32(std::string_view head, bool little) {
  if (head.size() < 8) return false;
  for (std::size_t i = 0; i + 4 <= head.size(); i += 4) {
    char32_t point = 0;
    for (std::size_t b = 0; b < 4; ++b) point = (point << 8) | byte_at(head, little ? i + 3 - b : i + b);
    if (!is_plausible_point(point)) return false;
  }
  return true;
}

bool is_plausible_utf16(std::string_view head, bool little) {
  bool after_lead = false;
  for (std::size_t i = 0; i + 2 <= head.size(); i += 2) {
    const char32_t unit = byte_at(head, little ? i + 1 : i) << 8 | byte_at(head, little ? i : i + 1);
    if (U16_IS_TRAIL(unit) != after_lead) return false;
    after_lead = U16_IS_LEAD(unit);
    if (!after_lead && !U16_IS_TRAIL(unit) && !is_plausible_point(unit)) return false;
  }
  return true;
}

/// ASCII with some NULs in it is not UTF-16: there every second byte of Latin text is one, and other scripts have other bytes.
bool is_ascii_with_nuls(std::string_view head, std::size_t nuls) {
  const auto printable = static_cast<std::size_t>(std::count_if(
      head.begin(), head.end(), [](char c) { return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\r' || c == '\t'; }));
  return nuls * 5 < head.size() && (printable + nuls) * 20 >= head.size() * 19;
}

/// Latin text in two bytes a character: NULs in three of five places where the high bytes are, few where the low ones are. Noise
/// in it is no reason to read it byte by byte.
bool is_latin_utf16(std::size_t highs, std::size_t lows, std::size_t bytes) {
  return highs >= 8 && highs * 10 >= bytes * 3 && highs > 8 * lows;
}

/// The same in four bytes a character: three in four are NULs, the fourth is seldom.
bool is_latin_utf32(const NulCounts& nuls, std::size_t letter, std::size_t bytes) {
  const std::size_t others = nuls.even() + nuls.odd() - nuls.at[letter];
  return bytes >= 32 && others * 10 >= bytes * 7 && nuls.at[letter] * 16 < bytes;
}

std::string_view by_nuls(std::string_view head) {
  const NulCounts nuls = count_nuls(head);
  const std::size_t total = nuls.even() + nuls.odd();
  if (total < std::max<std::size_t>(1, head.size() / 2 / kUtf16LatinShare) || is_ascii_with_nuls(head, total)) return {};
  if (nuls.at[2] + nuls.at[3] > nuls.at[0] + nuls.at[1] && is_plausible_utf32(head, true)) return "utf-32le";
  if (nuls.at[0] + nuls.at[1] > nuls.at[2] + nuls.at[3] && is_plausible_utf32(head, false)) return "utf-32be";
  if (is_latin_utf32(nuls, 0, head.size())) return "utf-32le";
  if (is_latin_utf32(nuls, 3, head.size())) return "utf-32be";
  if (nuls.odd() > 4 * nuls.even() && is_plausible_utf16(head, true)) return "utf-16le";
  if (nuls.even() > 4 * nuls.odd() && is_plausible_utf16(head, false)) return "utf-16be";
  if (is_latin_utf16(nuls.odd(), nuls.even(), head.size())) return "utf-16le";
  if (is_latin_utf16(nuls.even(), nuls.odd(), head.size())) return "utf-16be";
  return {};
}

/// UTF-8 with some bytes of another charset in it, as logs have them. Other charsets form valid sequences by chance, but few.
bool is_mostly_utf8(std::string_view head) {
  std::size_t sequences = 0, strays = 0;
  for (std::size_t at = 0; at < head.size();) {
    const std::string_view valid = head.substr(at, base::valid_utf8_prefix(head.substr(at)));
    sequences += static_cast<std::size_t>(
        std::count_if(valid.begin(), valid.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xC0; }));
    at += valid.size();
    const std::size_t meant = at < head.size() ? lenient_sequence(head, at).length : 0;
    (meant > 0 ? sequences : strays) += 1;
    at += std::max<std::size_t>(1, meant);
  }
  return sequences > 0 && 2 * sequences >= strays;
}

/// RFC 1468 (Japanese), 1557 (Korean), 1922 (Chinese).
std::string_view by_escapes(std::string_view head) {
  const auto has = [&](std::string_view escape) { return head.find(escape) != std::string_view::npos; };
  if (has("\x1B$)C")) return "iso-2022-kr";
  if (has("\x1B$)A") || has("\x1B$)G") || has("\x1B$*H")) return "iso-2022-cn";
  if (has("\x1B$B") || has("\x1B$@") || has("\x1B(J") || has("\x1B(I") || has("\x1B$(D")) return "iso-2022-jp-2";
  return {};
}

int base64_value(char c) {
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= 'a' && c <= 'z') return c - 'a' + 26;
  if (c >= '0' && c <= '9') return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/// A run of RFC 2152 base64 that holds whole UTF-16 units, none of them ASCII (those need no run).
bool is_utf7_run(std::string_view run) {
  const std::size_t bits = run.size() * 6;
  if (run.size() < 3 || bits % 16 >= 6) return false;
  unsigned accumulated = 0;
  std::size_t held = 0;
  for (const char c : run) {
    accumulated = (accumulated << 6 | static_cast<unsigned>(base64_value(c))) & 0xFFFFF;
    held += 6;
    if (held < 16) continue;
    held -= 16;
    if (((accumulated >> held) & 0xFFFF) < 0x80) return false;
  }
  return (accumulated & ((1U << held) - 1)) == 0;
}

/// UTF-7 is claimed only for text in which every '+' opens a well-formed run; a few are needed to rule out chance.
bool is_utf7(std::string_view head) {
  constexpr std::size_t kRunsNeeded = 3;
  std::size_t runs = 0;
  for (std::size_t at = head.find('+'); at != std::string_view::npos; at = head.find('+', at)) {
    std::size_t end = ++at;
    while (end < head.size() && base64_value(head[end]) >= 0) ++end;
    if (end == head.size()) break;
    if (end == at && head[end] == '-') continue;
    if (!is_utf7_run(head.substr(at, end - at))) return false;
    ++runs;
    at = end;
  }
  return runs >= kRunsNeeded;
}

struct DetectorDeleter {
  void operator()(UCharsetDetector* detector) const { ucsdet_close(detector); }
};

std::unique_ptr<UCharsetDetector, DetectorDeleter> open_detector() {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<UCharsetDetector, DetectorDeleter> detector(ucsdet_open(&error));
  if (U_FAILURE(error)) throw std::bad_alloc();  // not to be taken for a text of no known charset
  return detector;
}

std::string by_statistics(std::string_view head) {
  constexpr std::int32_t kBelievable = 20;  // of 100
  // One per thread: it is dear to open, and ICU does not survive when memory runs out while it does.
  thread_local const std::unique_ptr<UCharsetDetector, DetectorDeleter> detector = open_detector();
  UErrorCode error = U_ZERO_ERROR;
  ucsdet_setText(detector.get(), head.data(), static_cast<std::int32_t>(head.size()), &error);
  const UCharsetMatch* const match = U_SUCCESS(error) ? ucsdet_detect(detector.get(), &error) : nullptr;
  if (error == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  if (match == nullptr || U_FAILURE(error) || ucsdet_getConfidence(match, &error) < kBelievable) return {};
  const char* const name = ucsdet_getName(match, &error);
  if (U_FAILURE(error) || name == nullptr) return {};
  const std::string charset = canonical_charset(name);
  // By now the text is known not to be UTF-8, nor UTF-16 or UTF-32 by anything but chance.
  return charset.starts_with("utf-") || !is_known_charset(charset) ? std::string{} : charset;
}

bool decodes_cleanly(std::string_view head, const std::string& charset) {
  Decoder decoder(charset);
  std::string text;
  base::PositionMap map;
  decoder.decode(head, Chunk::kMore, text, map);
  return decoder.undecodable().bytes == 0;
}

bool is_valid_utf8_head(std::string_view head) {
  const std::size_t whole = head.size() == kCharsetHeadBytes ? without_cut_sequence(head) : head.size();
  return base::is_valid_utf8(head.substr(0, whole));
}

}  // namespace

std::size_t bom_size(std::string_view head, std::string_view charset) {
  for (const Mark& mark : kMarks) {
    if (head.starts_with(mark.bytes) && mark.charset == charset) return mark.bytes.size();
  }
  return 0;
}

std::string detect_charset(std::string_view head, std::string_view declared) {
  head = head.substr(0, kCharsetHeadBytes);
  for (const Mark& mark : kMarks) {
    if (head.starts_with(mark.bytes)) return std::string(mark.charset);
  }
  const std::string_view wide = by_nuls(head);
  if (!wide.empty()) return std::string(wide);
  const bool valid_utf8 = is_valid_utf8_head(head);
  if (valid_utf8 && !base::is_ascii(head)) return "utf-8";  // chance does not write UTF-8, whatever is declared
  const std::string named = canonical_charset(declared);
  const bool claims_wide = named.starts_with("utf-16") || named.starts_with("utf-32");
  const bool usable = named != "utf-8" && !(claims_wide && valid_utf8) && is_known_charset(named);
  if (usable && decodes_cleanly(head, named)) return named;
  if (valid_utf8) {
    const std::string_view escaped = by_escapes(head);
    if (!escaped.empty()) return std::string(escaped);
    return is_utf7(head) ? "utf-7" : "utf-8";
  }
  if (is_mostly_utf8(head)) return "utf-8";
  const std::string guess = by_statistics(head);
  return guess.empty() ? "windows-1252" : guess;
}

}  // namespace assay::extract
