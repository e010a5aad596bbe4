// Texts whose content is known. One JSON object per line, described by corpus/labelled/labelled.schema.json:
//   {"id": "de-17", "lang": "de", "kind": "text", "text": "...", "labels": [{"detector": "iban", "begin": 5, "end": 27}]}
// Threads: pure functions. Errors: the first line that is not such an object, with its number.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "assay/ranges.h"
#include "assay/result.h"

namespace assay::eval {

struct Label {
  std::string detector;
  std::vector<std::string> also;    ///< Detectors that are as right here.
  std::vector<std::string> within;  ///< Detectors that may find a piece of it: no hit, no false alarm.
  TextRange range;                  ///< Bytes of the text.
  bool optional = false;            ///< May be found, need not be.
};

struct LabelledText {
  enum class Kind : std::uint8_t { kText, kTable };
  std::string id, lang, text;
  std::string hard;   ///< What kind of trap it is; empty if none.
  std::string trick;  ///< How its values are disguised; empty if they are not.
  Kind kind = Kind::kText;
  std::vector<Label> labels;
};

/// Reads `path`, gzipped or not, and appends to `texts`.
Result<Done> read_labelled(const std::string& path, std::vector<LabelledText>& texts);

}  // namespace assay::eval
