// Roll-ups: from `of: [de_passport, category:credential]` to the ids of detectors.
#pragma once
#include <set>
#include <string>

#include "rulepack/model.h"

namespace assay::rulepack {

/// Fills `members` of every union and replaces unions in label conditions by their members. Complains of members that do not
/// exist, of circles and of unions that come to nothing. Detectors and unions must be sorted.
void resolve_unions(Packs& packs, Diagnostics& errors);

/// Ids of the detectors that a person means by `name`: a detector, a union, a category or a jurisdiction, these two with or
/// without their prefix (`category:pii`, `jurisdiction:DE`). Empty: nobody has that name. Unions must be resolved.
std::set<std::string> meant_by(const Packs& packs, std::string_view name);

}  // namespace assay::rulepack
