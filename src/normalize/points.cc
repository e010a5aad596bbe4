#include "normalize/points.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "base/unicode.h"

namespace assay::normalize {
namespace {
struct Range {
  char32_t first, last;
};

/// Default_Ignorable_Code_Point, Unicode 15 (DerivedCoreProperties.txt). A table of our own: the view must not change with ICU.
constexpr std::array kDropped{
    Range{0x00AD, 0x00AD},   Range{0x034F, 0x034F},   Range{0x061C, 0x061C}, Range{0x115F, 0x1160}, Range{0x17B4, 0x17B5},
    Range{0x180B, 0x180F},   Range{0x200B, 0x200F},   Range{0x202A, 0x202E}, Range{0x2060, 0x206F}, Range{0x3164, 0x3164},
    Range{0xFE00, 0xFE0F},   Range{0xFEFF, 0xFEFF},   Range{0xFFA0, 0xFFA0}, Range{0xFFF0, 0xFFF8}, Range{0x1BCA0, 0x1BCA3},
    Range{0x1D173, 0x1D17A}, Range{0xE0000, 0xE0FFF},
};

/// What text is made of; looked up instead of computed. All ranges are whole blocks.
constexpr std::size_t kBlock = 128;
constexpr std::array kCommon{
    Range{0x0080, 0x07FF},  // Latin, Greek, Cyrillic, Hebrew, Arabic
    Range{0x0900, 0x097F},  // Devanagari
    Range{0x0E00, 0x0E7F},  // Thai
    Range{0x2000, 0x22FF},  // punctuation, currency, letterlike, arrows, operators
    Range{0x3000, 0x30FF},  // CJK punctuation, kana
    Range{0xD780, 0xD7FF},  // the last Hangul syllables
    Range{0xFF00, 0xFFFF},  // full and half width
};
/// Ideographs and Hangul syllables: they never join to what stands before and are their own NFKC form.
constexpr std::array kPlain{Range{0x4E00, 0x9FFF}, Range{0xAC00, 0xD77F}};

const UNormalizer2* nfkc() {
  static const UNormalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    return unorm2_getNFKCInstance(&status);
  }();
  return instance;
}

bool is_dash(char32_t point) {
  return u_charType(static_cast<UChar32>(point)) == U_DASH_PUNCTUATION || point == 0x02D7 || point == 0x2043 || point == 0x2212 ||
         point == 0x2796;
}

/// Step 4.
char32_t mapped(char32_t point) {
  if (point < 0x80) return point;
  if (point == 0x85 || point == 0x2028 || point == 0x2029) return '\n';
  const auto type = u_charType(static_cast<UChar32>(point));
  if (type == U_SPACE_SEPARATOR) return ' ';
  if (type == U_DECIMAL_DIGIT_NUMBER) return static_cast<char32_t>('0' + u_charDigitValue(static_cast<UChar32>(point)));
  return is_dash(point) ? '-' : point;
}

Point make_point(char32_t point) {
  Point out;
  if (!begins_segment(point)) return out;
  std::string before, after;
  base::append_utf8(before, point);
  append_view(after, before);
  if (after.size() > out.bytes.size()) return out;
  std::copy(after.begin(), after.end(), out.bytes.begin());
  out.size = static_cast<std::uint8_t>(after.size());
  out.kind = before == after ? Kind::kSame : Kind::kMapped;
  return out;
}

using Block = std::array<Point, kBlock>;

/// Built once, some 3,000 code points. ASCII and whatever is not listed share a block of kUnknown.
class Table {
 public:
  Table() {
    for (Point& point : plain_) point.kind = Kind::kSame;
    blocks_.fill(&unknown_);
    for (const Range& range : kPlain)
      for (std::size_t i = range.first / kBlock; i <= range.last / kBlock; ++i) blocks_[i] = &plain_;
    for (const Range& range : kCommon)
      for (std::size_t i = range.first / kBlock; i <= range.last / kBlock; ++i) blocks_[i] = make_block(i);
  }
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;

  const Point& at(char32_t point) const { return (*blocks_[point > 0xFFFF ? 0 : point / kBlock])[point % kBlock]; }

 private:
  const Block* make_block(std::size_t index) {
    owned_.push_back(std::make_unique<Block>());
    for (std::size_t i = 0; i < kBlock; ++i) (*owned_.back())[i] = make_point(static_cast<char32_t>(index * kBlock + i));
    return owned_.back().get();
  }

  Block plain_, unknown_;
  std::array<const Block*, 0x10000 / kBlock> blocks_;
  std::vector<std::unique_ptr<Block>> owned_;
};

std::u16string visible_utf16(std::string_view utf8) {
  std::u16string out;
  for (std::size_t at = 0; at < utf8.size();) {
    const char32_t point = base::next_code_point(utf8, at);
    if (is_dropped(point)) continue;
    if (point > 0xFFFF) out += {static_cast<char16_t>(U16_LEAD(point)), static_cast<char16_t>(U16_TRAIL(point))};
    if (point <= 0xFFFF) out += static_cast<char16_t>(point);
  }
  return out;
}

/// ICU answers with the size that it needs when the buffer is too small. Input is bounded by the length of a segment.
std::u16string normalised(const std::u16string& text) {
  std::u16string out(text.size() * 3 + 32, u'\0');
  while (true) {
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t size = unorm2_normalize(nfkc(), text.data(), static_cast<std::int32_t>(text.size()), out.data(),
                                               static_cast<std::int32_t>(out.size()), &status);
    const bool too_small = status == U_BUFFER_OVERFLOW_ERROR;
    if (!too_small && U_FAILURE(status)) return text;  // not for well-formed text
    out.resize(static_cast<std::size_t>(size));
    if (!too_small) return out;
  }
}
}  // namespace

bool is_dropped(char32_t point) {
  if (point < kDropped[0].first) return false;
  return std::any_of(kDropped.begin(), kDropped.end(),
                     [&](const Range& range) { return point >= range.first && point <= range.last; });
}

bool begins_segment(char32_t point) {
  if (point < 0x80) return true;
  return !is_dropped(point) && unorm2_hasBoundaryBefore(nfkc(), static_cast<UChar32>(point)) != 0;
}

const Point& point_for(char32_t point) {
  static const Table table;
  return table.at(point);
}

void append_view(std::string& out, std::string_view utf8) {
  const std::u16string normal = normalised(visible_utf16(utf8));
  for (std::size_t at = 0; at < normal.size();) {
    UChar32 point = 0;
    U16_NEXT(normal.data(), at, normal.size(), point);
    base::append_utf8(out, mapped(static_cast<char32_t>(point)));
  }
}

}  // namespace assay::normalize
