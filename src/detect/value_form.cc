#include "detect/value_form.h"

#include "detect/words.h"

namespace assay::detect {
namespace {
/// Writes the bytes that `map` makes something of, in one go: values are written for every check and every hit.
template <class Map>
void write_mapped(std::string_view match, std::string& out, const Map& map) {
  out.resize(match.size());
  char* end = out.data();
  for (const char c : match) {
    *end = map(c);
    end += *end != 0 ? 1 : 0;
  }
  out.resize(static_cast<std::size_t>(end - out.data()));
}

char digit_or_nothing(char c) { return c >= '0' && c <= '9' ? c : '\0'; }
char alnum_upper_or_nothing(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c & ~0x20);
  return is_ascii_word_byte(c) || static_cast<unsigned char>(c) >= 0x80 ? c : '\0';
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
      return write_mapped(match, out, digit_or_nothing);
    case rulepack::ValueForm::kAlnumUpper:
      return write_mapped(match, out, alnum_upper_or_nothing);
  }
}

}  // namespace assay::detect
