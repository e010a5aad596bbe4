// Header values: encoded words (RFC 2047), parameters and their continuations (RFC 2045, 2231).
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace assay::extract::mail {

/// A header value as UTF-8: encoded words decoded, everything else by its bytes. Neighbouring words of one charset are joined
/// before decoding, as a character may be split between them.
std::string decode_words(std::string_view raw);

/// "text/plain; charset=utf-8; name*0*=utf-8''a%20; name*1=b": the value and its parameters.
struct Parameters {
  std::string value;                                         ///< Lower case, without comments and blanks: "text/plain".
  std::vector<std::pair<std::string, std::string>> entries;  ///< Names in lower case, values as UTF-8.

  /// First value of `name`; empty if there is none.
  std::string_view of(std::string_view name) const;
};
Parameters parse_parameters(std::string_view raw);

/// ASCII lower case.
std::string lower(std::string_view text);
/// Without white space at both ends.
std::string_view trim(std::string_view text);

}  // namespace assay::extract::mail
