// The two indexes of a pack's phrases, kept in the cache as one file: building them takes ten times as long as the rest of a
// start.
#pragma once
#include <string>

#include "detect/phrases.h"

namespace assay::detect {

struct PhraseIndexes {
  PhraseIndex names;  ///< For names of fields.
  PhraseIndex text;
};

/// `packs` must outlive them. All mistakes of all phrases. Cache trouble is never an error; an empty folder is no cache.
Result<PhraseIndexes, Diagnostics> phrase_indexes(const rulepack::Packs& packs, const std::string& cache_dir);

}  // namespace assay::detect
