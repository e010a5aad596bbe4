// The characters of one page. Poppler's TextOutputDev puts them in reading order, but drops some without a word: those outside
// the page, all tiny ones behind the 50,000th, and the glyphs that an ActualText replaces. Those are kept here in drawing order.
// Colour is never set up: it is a third of the time of text extraction.
#pragma once
#include <poppler-config.h>

#include <TextOutputDev.h>

#include <cstdint>
#include <string>

#include "base/budget.h"

namespace assay::extract::pdf {

/// What was drawn on the page, for the question whether its text can be trusted.
struct PageTally {
  std::uint64_t strings = 0;      ///< Text operators with something to show.
  std::uint64_t characters = 0;   ///< Glyphs that have a Unicode value.
  std::uint64_t unmapped = 0;     ///< Glyphs that have none, or only a private one. Codes that draw nothing are no glyphs.
  std::uint64_t longest_run = 0;  ///< Of unmapped glyphs in a row.
};

class PageDevice final : public TextOutputDev {
 public:
  explicit PageDevice(base::Budget& budget);

  /// Forgets the page before.
  void begin();
  /// Text of the page in reading order, valid UTF-8; complete once the page was displayed.
  std::string take_text();
  /// Text that TextOutputDev drops, in drawing order, valid UTF-8.
  std::string take_loose();
  const PageTally& tally() const { return tally_; }
  /// For Poppler's abort callback: the budget says stop.
  static bool must_stop(void* device);

  void initGfxState(GfxState*) override {}
  void startPage(int page, GfxState* state, XRef* xref) override;
  void beginStringOp(GfxState* state) override;
  void beginActualText(GfxState* state, const GooString* replacement) override;
  void endActualText(GfxState* state) override;
  void drawChar(GfxState* state, double x, double y, double dx, double dy, double origin_x, double origin_y, CharCode code,
                int bytes, const Unicode* points, int count) override;

 private:
  static void collect(void* device, const char* text, int length);
  bool dropped_by_poppler(GfxState* state, double x, double y, double dx, double dy, CharCode code);
  void tally(const GfxState& state, CharCode code, const Unicode* points, int count);
  void add_loose(double x, double y, double size, const Unicode* points, int count);

  base::Budget& budget_;
  PageTally tally_;
  std::string text_, loose_, replaced_, replacement_;
  double width_ = 0, height_ = 0;     // of the page, in device units
  double loose_x_ = 0, loose_y_ = 0;  // where the last loose glyph ended
  std::uint64_t drawn_ = 0, tiny_ = 0, run_ = 0;
  bool in_actual_text_ = false;
};

}  // namespace assay::extract::pdf
