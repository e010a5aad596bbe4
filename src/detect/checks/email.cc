// The domain of an e-mail address: labels as RFC 1035 section 2.3.4 has them and a top-level domain that exists.
#include <algorithm>
#include <array>

#include "detect/checks/families.h"
#include "detect/checks/top_level_domains.h"

namespace assay::detect::checks {
namespace {
constexpr std::size_t kMaxLabel = 63;

bool is_label(std::string_view label) {
  if (label.empty() || label.size() > kMaxLabel || label.front() == '-' || label.back() == '-') return false;
  return std::all_of(label.begin(), label.end(), [](char c) {
    return is_digit(c) || is_upper(c) || is_lower(c) || c == '-' || static_cast<unsigned char>(c) >= 0x80;
  });
}

bool are_labels(std::string_view domain) {
  while (true) {
    const std::size_t dot = std::min(domain.find('.'), domain.size());
    if (!is_label(domain.substr(0, dot))) return false;
    if (dot == domain.size()) return true;
    domain.remove_prefix(dot + 1);
  }
}

/// Internationalised names are not in the table: any other script, or a well-formed A-label (RFC 5890).
bool is_plausible_tld(std::string_view label) {
  std::array<char, kMaxLabel> lower{};
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (static_cast<unsigned char>(label[i]) >= 0x80) return true;
    lower[i] = is_upper(label[i]) ? static_cast<char>(label[i] | 0x20) : label[i];
  }
  const std::string_view name(lower.data(), label.size());
  return name.substr(0, 4) == "xn--" ? name.size() > 4 : is_top_level_domain(name);
}
}  // namespace

/// Looks behind the last '@', or at the whole value if there is none.
bool email_tld(std::string_view value, const Params&) noexcept {
  const std::size_t at = value.rfind('@');
  const std::string_view domain = at == value.npos ? value : value.substr(at + 1);
  const std::size_t dot = domain.rfind('.');
  if (dot == domain.npos || domain.size() > 253 || !are_labels(domain)) return false;
  return is_plausible_tld(domain.substr(dot + 1));
}

}  // namespace assay::detect::checks
