#include "extract/pdf/page_device.h"

#include <GfxFont.h>
#include <GfxState.h>

#include <cmath>
#include <utility>

#include "base/unicode.h"
#include "extract/pdf/objects.h"

namespace assay::extract::pdf {
namespace {

/// TextOutputDev needs some 100 bytes per laid-out glyph; a page of a book has 4,000 of them.
constexpr std::uint64_t kMaxLaidOut = 1'000'000;
/// TextOutputDev.cc ignores tiny characters from here on.
constexpr std::uint64_t kMaxTiny = 50'000;
constexpr double kTinyUnits = 3;

bool says_something(char32_t point) {
  const bool is_private = (point >= 0xE000 && point <= 0xF8FF) || point >= 0xF0000;
  return point >= 0x20 && point != 0xFFFD && !is_private && !(point >= 0x7F && point < 0xA0);
}

bool is_blank(char32_t point) { return point == 0x20 || point == 0xA0 || point == 0x09; }

void append_points(std::string& out, const Unicode* points, int count) {
  for (int i = 0; i < count; ++i) {
    const char32_t point = points[i];
    if (point < 0xD800 || (point > 0xDFFF && point <= 0x10FFFF)) base::append_utf8(out, point);
  }
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\n' && c != '\t') out.push_back(c);
  }
  return out;
}

/// The font is not in the file. For a code that its encoding names no glyph for, whatever font a reader takes instead can draw
/// nothing that would say something; nor do the pieces of brackets and the like that Adobe keeps in private use (Symbol has
/// them).
bool is_no_text(const GfxState& state, CharCode code, const Unicode* points, int count) {
  const GfxFont* font = state.getFont().get();
  Ref embedded;
  if (font == nullptr || font->getType() != fontType1 || font->getEmbeddedFontID(&embedded) || code > 255) return false;
  if (static_cast<const Gfx8BitFont*>(font)->getCharName(static_cast<int>(code)) == nullptr) return true;
  return count == 1 && points[0] >= 0xF8E5 && points[0] <= 0xF8FF;
}

}  // namespace

PageDevice::PageDevice(base::Budget& budget) : TextOutputDev(&collect, this, false, 0, false), budget_(budget) {
  setTextPageBreaks(false);
}

void PageDevice::collect(void* device, const char* text, int length) {
  if (length > 0) static_cast<PageDevice*>(device)->text_.append(text, static_cast<std::size_t>(length));
}

bool PageDevice::must_stop(void* device) { return !static_cast<PageDevice*>(device)->budget_.tick(); }

void PageDevice::begin() {
  tally_ = {};
  text_.clear();
  loose_.clear();
  drawn_ = tiny_ = run_ = 0;
  in_actual_text_ = false;
}

std::string PageDevice::take_text() { return made_valid(std::exchange(text_, {})); }
std::string PageDevice::take_loose() { return std::exchange(loose_, {}); }

void PageDevice::startPage(int page, GfxState* state, XRef* xref) {
  if (state != nullptr) {
    width_ = state->getPageWidth();
    height_ = state->getPageHeight();
  }
  TextOutputDev::startPage(page, state, xref);
}

void PageDevice::beginStringOp(GfxState*) { ++tally_.strings; }

void PageDevice::beginActualText(GfxState* state, const GooString* replacement) {
  in_actual_text_ = true;
  replaced_.clear();
  replacement_ = replacement == nullptr ? "" : text_of(*replacement);
  TextOutputDev::beginActualText(state, replacement);
}

void PageDevice::endActualText(GfxState* state) {
  TextOutputDev::endActualText(state);
  if (!in_actual_text_) return;
  in_actual_text_ = false;
  if (without_blanks(replaced_) == without_blanks(replacement_)) return;
  loose_ += '\n' + replaced_;
}

/// The conditions of TextPage::addChar, Poppler 22.12.
bool PageDevice::dropped_by_poppler(GfxState* state, double x, double y, double dx, double dy, CharCode code) {
  double at_x = 0, at_y = 0, wide = 0, high = 0, space_x = 0, space_y = 0;
  const double spacing = state->getCharSpace() + (code == 0x20 ? state->getWordSpace() : 0);
  state->textTransformDelta(spacing * state->getHorizScaling(), 0, &space_x, &space_y);
  state->transform(x, y, &at_x, &at_y);
  state->transformDelta(dx - space_x, dy - space_y, &wide, &high);
  if (!std::isfinite(at_x + at_y + wide + high)) return true;
  if (at_x + wide < 0 || at_x > width_ || at_y + high < 0 || at_y > height_) return true;
  const bool tiny = std::fabs(wide) < kTinyUnits && std::fabs(high) < kTinyUnits;
  return tiny && ++tiny_ > kMaxTiny;
}

void PageDevice::tally(const GfxState& state, CharCode code, const Unicode* points, int count) {
  bool mapped = false, blank = count > 0;
  for (int i = 0; i < count; ++i) {
    mapped = mapped || says_something(points[i]);
    blank = blank && is_blank(points[i]);
  }
  if (blank) return;
  if (mapped) {
    ++tally_.characters;
    run_ = 0;
    return;
  }
  if (is_no_text(state, code, points, count)) return;
  ++tally_.unmapped;
  tally_.longest_run = std::max(tally_.longest_run, ++run_);
}

void PageDevice::add_loose(double x, double y, double size, const Unicode* points, int count) {
  if (!loose_.empty() && !(std::fabs(y - loose_y_) < size))
    loose_.push_back('\n');
  else if (!loose_.empty() && !(std::fabs(x - loose_x_) < size / 4))
    loose_.push_back(' ');
  append_points(loose_, points, count);
}

void PageDevice::drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y,
                          CharCode code, int bytes, const Unicode* points, int count) {
  tally(*state, code, points, count);
  if (in_actual_text_) append_points(replaced_, points, count);
  const bool dropped = dropped_by_poppler(state, x, y, dx, dy, code);
  if (!dropped && ++drawn_ <= kMaxLaidOut) {
    return TextOutputDev::drawChar(state, x, y, dx, dy, origin_x, origin_y, code, bytes, points, count);
  }
  incCharCount(bytes);
  if (!in_actual_text_) add_loose(x, y, state->getFontSize(), points, count);
  loose_x_ = x + dx;
  loose_y_ = y + dy;
}

}  // namespace assay::extract::pdf
