// An identifier that must be found: made at random, with right check digits, and words around it that leave no doubt.
#pragma once
#include <string>

#include "support/input.h"

namespace assay::fuzz {

struct Planted {
  std::string field;  ///< What a column or key is called that holds it: "IBAN".
  std::string value;  ///< As it stands in the document.
  std::string bare;   ///< Its letters and digits alone.
  /// "IBAN: DE12 3456 ..."
  std::string sentence() const { return field + ": " + value; }
};

Planted plant(Dice& dice);

/// Words that mean nothing, about `words` of them, in lines.
std::string filler(Dice& dice, std::size_t words);

}  // namespace assay::fuzz
