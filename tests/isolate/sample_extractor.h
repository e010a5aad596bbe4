// A reader that uses everything a Sink has. Tests run it in process and behind the border and compare.
#pragma once
#include <string>

#include "base/io.h"
#include "extract/extractor.h"

namespace assay::isolate::testing {

inline Result<Done, Trouble> run_sample(Source& source, const extract::PartInfo& part, extract::Sink& sink) {
  const Locator page{LocatorKind::kPage, "", 7}, cell{LocatorKind::kCell, "Bl\xC3\xA4tter!B7", 3};
  char head[4] = {};
  const auto got = source.read_at(0, head);
  if (!got.ok()) return got.error();
  const std::string first(head, got.value());
  if (!sink.text("starts with " + first, {.locator = &page})) return Done{};
  if (!sink.text("value", {.locator = &cell, .join = extract::Join::kSpace, .field = "Steuer-ID", .row = 9})) return Done{};
  if (!sink.text(first, {.join = extract::Join::kGlue, .stored = {0, got.value()}, .fit = StoredFit::kExact})) return Done{};
  if (!sink.text("recognised", {.stored = {0, 2}, .fit = StoredFit::kCovering, .derived = true})) return Done{};
  sink.gap(GapClass::kPixelsOrSound, Reason::kNotLookedAt, {1, 2}, &page, "2 pictures");
  sink.gap(GapClass::kInert, Reason::kInertContent, {}, nullptr, "font");
  base::MemorySource child(std::string(200'000, 'c') + std::string(part.charset));
  if (!sink.child({.name = "a\xFF.bin", .media_type = "application/x-c", .stored = {0, 1}}, child)) return Done{};
  base::MemorySource none("");
  if (!sink.child({.name = "locked", .encrypted = true}, none)) return Done{};
  base::FunctionSource broken([](std::span<char>) -> Result<std::size_t, Trouble> {
    return Trouble{Reason::kTruncated, "half"};
  });
  if (!sink.child({.name = "broken"}, broken)) return Done{};
  sink.text(std::string(700'000, 'x') + "\xE2\x82\xAC" + std::string(10, 'y'), {.locator = &page});
  return Done{};
}

}  // namespace assay::isolate::testing
