// Dictionaries: terms become a pattern of the same language as regexes, so that everything else treats them alike.
#pragma once
#include <string>
#include <vector>

#include "detect/pattern.h"

namespace assay::detect {

inline constexpr std::size_t kMaxTerms = 20000;

/// Any of the terms. A blank in a term stands for one to eight separators (blanks, line ends, tabs and - _ . / , ' :). Caseless:
/// simple case folding of every character, beyond ASCII too. kBadRules as a PatternError for empty, too long or too many terms;
/// `column` is the number of the term, from 1.
Result<Pattern, PatternError> pattern_of_terms(const std::vector<std::string>& terms, bool caseless);

}  // namespace assay::detect
