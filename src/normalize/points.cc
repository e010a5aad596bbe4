#include "normalize/points.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <memory>
#include <new>
#include <string>

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

const UNormalizer2* nfkc() {
  static const UNormalizer2* const instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* const found = unorm2_getNFKCInstance(&status);
    if (found == nullptr) throw std::bad_alloc();  // it is built in: nothing else can be missing
    return found;
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
    if (status == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
    if (!too_small && U_FAILURE(status)) return text;  // not for well-formed text
    out.resize(static_cast<std::size_t>(size));
    if (!too_small) return out;
  }
}
}  // namespace

bool is_dropped(char32_t point) {
  if (point < kDropped[0].first) return false;
  const auto after =
      std::upper_bound(kDropped.begin(), kDropped.end(), point, [](char32_t at, const Range& range) { return at < range.first; });
  return point <= after[-1].last;
}

bool begins_segment(char32_t point) {
  if (point < 0x80) return true;
  return !is_dropped(point) && unorm2_hasBoundaryBefore(nfkc(), static_cast<UChar32>(point)) != 0;
}

const PointTable& PointTable::get() {
  static const PointTable kTable;
  return kTable;
}

// Blocks stay for the life of the process, 2 MiB if a text has a character of each. Who comes second throws its copy away.
const Point* PointTable::fill(std::size_t index) const {
  auto block = std::make_unique<std::array<Point, kPointBlock>>();
  for (std::size_t i = 0; i < kPointBlock; ++i) (*block)[i] = make_point(static_cast<char32_t>(index * kPointBlock + i));
  const Point* expected = nullptr;
  const bool first = blocks_[index].compare_exchange_strong(expected, block->data(), std::memory_order_acq_rel);
  return first ? block.release()->data() : expected;
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
