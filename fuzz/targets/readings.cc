// What disguises text, found by the vectorised and the plain code; edits in order; readings that can be traced back.
#include "base/unicode.h"
#include "extract/charset.h"
#include "normalize/layers.h"
#include "normalize/number_readings.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {

void check(std::string_view text, const std::vector<normalize::Edit>& edits) {
  std::size_t reached = 0;
  for (const normalize::Edit& edit : edits) {
    require(reached <= edit.begin && edit.begin <= edit.end && edit.end <= text.size(), "edits are sorted and lie in the text");
    reached = edit.end;
  }
  normalize::Reading reading;
  normalize::read_with(text, 0, text.size(), edits, reading);
  require(base::is_valid_utf8(reading.text), "a reading is UTF-8");
  for (const auto& piece : reading.map.pieces())
    require(piece.original + piece.original_size <= text.size(), "a reading's places lie in the text");
}

}  // namespace

void fuzz_readings(std::string_view bytes) {
  const std::string text = extract::to_utf8(bytes, "utf-8").text;
  std::vector<normalize::Suspect> suspects, plainly;
  normalize::find_suspects(text, suspects);
  normalize::find_suspects_plainly(text, plainly);
  require(suspects == plainly, "vectors find what plain code finds");

  std::vector<normalize::Edit> layers;
  normalize::find_layers(text, suspects, normalize::kMostLayerRun, layers);
  check(text, layers);
  normalize::NumberReadings numbers;
  normalize::find_number_readings(text, suspects, numbers);
  for (const auto* edits :
       {&numbers.joined, &numbers.joined_inside, &numbers.unwrapped, &numbers.wrapped_groups, &numbers.prefixed, &numbers.digits})
    check(text, *edits);
}

}  // namespace assay::fuzz
