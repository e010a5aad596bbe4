#include "detect/value_form.h"

#include "detect/words.h"

namespace assay::detect {
namespace {
void append_digits(std::string_view match, std::string& out) {
  for (char c : match)
    if (c >= '0' && c <= '9') out += c;
}

void append_alnum_upper(std::string_view match, std::string& out) {
  for (char c : match) {
    if (!is_ascii_word_byte(c) && static_cast<unsigned char>(c) < 0x80) continue;
    out += c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
  }
}
}  // namespace

void write_value(rulepack::ValueForm form, std::string_view match, std::string& out) {
  out.clear();
  switch (form) {
    case rulepack::ValueForm::kExact:
      out.assign(match);
      return;
    case rulepack::ValueForm::kLower:
      return append_folded(out, match);
    case rulepack::ValueForm::kDigits:
      return append_digits(match, out);
    case rulepack::ValueForm::kAlnumUpper:
      return append_alnum_upper(match, out);
  }
}

}  // namespace assay::detect
