#include "classify/glob.h"

#include <vector>

#include "support/input.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The same by a table of all prefixes: slow and plain.
bool matches_plainly(std::string_view pattern, std::string_view path) {
  std::vector<std::vector<bool>> fits(pattern.size() + 1, std::vector<bool>(path.size() + 1));
  fits[0][0] = true;
  for (std::size_t p = 1; p <= pattern.size(); ++p) {
    const bool star = pattern[p - 1] == '*';
    const bool second = star && p >= 2 && pattern[p - 2] == '*';
    for (std::size_t at = 0; at <= path.size(); ++at) {
      const char c = at == 0 ? '\0' : path[at - 1];
      if (star) {
        fits[p][at] = fits[p - 1][at] || (second && fits[p - 2][at]) || (at != 0 && fits[p][at - 1] && (c != '/' || second));
      } else if (at != 0) {
        fits[p][at] = fits[p - 1][at - 1] && (pattern[p - 1] == '?' ? c != '/' : folded(pattern[p - 1]) == folded(c));
      }
    }
  }
  return fits[pattern.size()][path.size()];
}

}  // namespace

/// First line: pattern; second: path.
void fuzz_glob(std::string_view bytes) {
  Input input(bytes);
  const std::string_view pattern = input.line(), path = input.rest();
  const bool matches = classify::glob_matches(pattern, path);
  if (pattern.find("***") != std::string_view::npos || pattern.size() * path.size() > 4096) return;
  require(matches == matches_plainly(pattern, path), "a glob matches what its definition says");
}

}  // namespace assay::fuzz
