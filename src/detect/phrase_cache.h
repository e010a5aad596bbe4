// The two indexes of a pack's phrases, kept in the cache as one file: building them takes ten times as long as the rest of a
// start.
#pragma once
#include "detect/phrases.h"
#include "rulepack/pack_cache.h"

namespace assay::detect {

struct PhraseIndexes {
  PhraseIndex names;  ///< For names of fields.
  PhraseIndex text;
};

/// `packs` must outlive them. All mistakes of all phrases. Cache trouble is never an error.
Result<PhraseIndexes, Diagnostics> phrase_indexes(const rulepack::Packs& packs, const rulepack::PackCache& cache);

}  // namespace assay::detect
