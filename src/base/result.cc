#include "assay/result.h"

namespace assay {
inline namespace v1 {

std::string Diagnostic::text() const {
  std::string out = file;
  for (std::uint32_t number : {line, column}) {
    if (number == 0) break;
    if (!out.empty()) out += ':';
    out += std::to_string(number);
  }
  if (!out.empty()) out += ": ";
  out += message;
  if (!fix.empty()) out += " (" + fix + ")";
  return out;
}

}  // namespace v1
}  // namespace assay
