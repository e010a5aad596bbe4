// Plain text in any encoding, any size, any line length: blocks are handed over as they come, glued.
#include "extract/extractor.h"
#include "extract/text_reader.h"

namespace assay::extract {
namespace {

Result<Done, Trouble> run(Source& source, const PartInfo& info, Sink& sink) {
  TextReader reader(source, info.charset, sink.budget());
  Locator line{LocatorKind::kLine, {}, 1};
  for (Join join = Join::kBreak;; join = Join::kGlue) {
    const auto next = reader.next();
    if (!next.ok()) return next.error();
    if (!next.value()) break;
    const TextBlock& block = *next.value();
    Anchor anchor{.locator = &line, .join = join, .stored = block.stored, .map = block.map};
    anchor.fit = block.map == nullptr ? StoredFit::kExact : StoredFit::kCovering;
    if (!sink.text(block.text, anchor)) return Done{};
    line.number += count_lines(block.text);
  }
  reader.report_gaps(sink);
  return Done{};
}

}  // namespace

/// Beside plain text what is text by design and reads well as it stands.
extern const Extractor kText{
    "text", {"text", "calendar", "vcard", "ldif", "dxf", "step", "postscript"}, Access::kForward, &run, Code::kPlain};

}  // namespace assay::extract
