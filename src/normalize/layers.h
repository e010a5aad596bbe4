// What encodings inside of plain text say: character references (&#52; &amp;), percent escapes (%34), quoted-printable (=34, and
// = at a line's end) and base64. Each escape decides for itself with what stands near, so what is found does not depend on where
// a window of text begins.
//
//   percent, quoted-printable   bytes behind each other that are UTF-8 together; quoted-printable only where another one stands
//                               within 96 bytes, because x=10 is an assignment
//   base64                      a line's run of 24 characters or more (behind a line of 60 or more any) whose length allows it
//   and
//                               that decodes to text: UTF-8 without control characters. Runs longer than `most_run` are left.
//
// What they stand for is seen as the match view sees it (match_view.h), code point by code point; CR is dropped.
// Threads: pure functions.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "normalize/reading.h"
#include "normalize/suspects.h"

namespace assay::normalize {

inline constexpr std::size_t kMostLayerRun = 64 << 10;

/// Appends the edits that decode `text`, sorted and not overlapping. `suspects` as find_suspects gives them.
void find_layers(std::string_view text, std::span<const Suspect> suspects, std::size_t most_run, std::vector<Edit>& out);

}  // namespace assay::normalize
