// What of a match is its value: for hashing, reject lists and checks.
#pragma once
#include <string>
#include <string_view>

#include "rulepack/model.h"

namespace assay::detect {

/// Replaces `out`. kExact: the match itself. kLower: folded to small letters (simple case folding). kDigits: its ASCII digits.
/// kAlnumUpper: its ASCII letters and digits, letters as capitals, and every character beyond ASCII as it is.
void write_value(rulepack::ValueForm form, std::string_view match, std::string& out);

}  // namespace assay::detect
