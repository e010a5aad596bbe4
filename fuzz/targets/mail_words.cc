#include "base/unicode.h"
#include "extract/mail/words.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {

void fuzz_mail_words(std::string_view bytes) {
  require(base::is_valid_utf8(extract::mail::decode_words(bytes)), "a header value is UTF-8");
  const extract::mail::Parameters parameters = extract::mail::parse_parameters(bytes);
  for (const auto& [name, value] : parameters.entries) {
    require(base::is_valid_utf8(value), "a parameter is UTF-8");
    require(name == extract::mail::lower(name), "a parameter's name is in lower case");
  }
}

}  // namespace assay::fuzz
