// What all scans of an engine share. Immutable once made.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "assay/engine.h"
#include "base/hash.h"
#include "detect/detect.h"
#include "extract/extractor.h"
#include "identify/identify.h"

namespace assay::engine {

struct Setup {
  std::shared_ptr<const detect::RuleMatcher> matcher;
  std::vector<extract::Extractor> extractors;                           ///< First row that names a format reads it.
  identify::MediaTypeOf media_type = &identify::media_type_by_library;  ///< Of what the signatures do not know.
  Profile profile = Profile::kGateway;
  Limits limits;
  base::ValueKey key = base::ValueKey::random();
  std::string revision;
  std::uint64_t window_bytes = 1 << 20;
  std::string run_id;  ///< Of this engine, for `RunFacts`.

  const extract::Extractor* extractor_for(std::string_view format) const;
};

}  // namespace assay::engine
