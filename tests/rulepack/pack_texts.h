// Rules as text.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "../support/temp_folder.h"
#include "rulepack/model.h"

namespace assay::rulepack {

inline Result<Packs, Diagnostics> load_text(std::string_view yaml) {
  const TempFolder folder;
  return load({folder.write("pack.yaml", yaml)});
}

/// A pack with one detector that lacks nothing; `more` adds or breaks (each line indented by four).
inline std::string pack_with(std::string_view more) {
  return "pack: test\nversion: 1.0.0\ndetectors:\n  - id: thing\n    name: {en: Thing}\n    category: pii\n    jurisdiction: DE\n"
         "    source: nowhere\n    examples: [a1]\n" +
         std::string(more);
}

}  // namespace assay::rulepack
