// Character references of HTML: "&uuml;", "&#252;", "&#xFC;".
#pragma once
#include <string>
#include <string_view>

namespace assay::extract {

/// Longer ones are not recognised: room for leading zeros, "&" and ";" included.
inline constexpr std::size_t kLongestReference = 40;

struct Reference {
  std::string text;      ///< What it stands for, UTF-8.
  std::size_t size = 0;  ///< Bytes of the reference; 0: there is none.
};

/// The reference at the front of `text` (which begins with '&'). The ';' may be missing behind numbers and before anything
/// that is not a letter or digit, as in browsers.
Reference read_reference(std::string_view text);

}  // namespace assay::extract
