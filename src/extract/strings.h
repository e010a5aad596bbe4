// The last resort for parts that no reader understands: printable runs of the raw bytes.
#pragma once
#include "extract/extractor.h"

namespace assay::extract {

/// Shorter runs are noise. Characters.
inline constexpr std::size_t kShortestString = 6;

/// Reads `source` forward to its end and hands over every run of at least kShortestString printable characters in ASCII, UTF-8
/// (a Latin-1 letter within an ASCII word included), UTF-16LE and UTF-16BE at any alignment, in order, with locator kStrings.
/// Flat memory; longer runs come in glued pieces. The source's trouble, or the budget's reason.
Result<Done, Trouble> sweep_strings(Source& source, Sink& sink);

}  // namespace assay::extract
