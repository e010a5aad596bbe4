// Detectors that build on others: `override: ID` changes a detector in place, `inherit: ID` makes a new one from it. Both work on
// nodes, before anything is read, so that a change may stand in another file and place and message stay those of what was
// written.
//
// What is written replaces what was there, key by key, also inside of `context` and `reject`. Besides: `context: {add,
// add_negative, remove}` edits the phrases, `add_patterns` appends, a `confidence` of the detector takes the place of those of
// its patterns, and `enabled: false` in an override takes the detector away. Overrides apply in the order of the files, before
// anybody inherits.
#pragma once
#include <string>
#include <vector>

#include "rulepack/reader.h"

namespace assay::rulepack {

/// One item of `detectors:` with the pack it stands in.
struct DetectorNode {
  Node node;
  std::string pack;
};

/// Leaves complete nodes only: no `override`, `inherit`, `enabled`, `add...` in them. Complains of bases that do not exist, of
/// circles, and of more than 5,000 detectors.
void resolve_inheritance(Reader& reader, std::vector<DetectorNode>& detectors);

}  // namespace assay::rulepack
