#include "classify/glob.h"

#include <vector>

namespace assay::classify {
namespace {
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

bool is_star(std::string_view pattern, std::size_t at) { return at < pattern.size() && pattern[at] == '*'; }
/// Length of the token at `at`: `**` is one.
std::size_t token_size(std::string_view pattern, std::size_t at) {
  return is_star(pattern, at) && is_star(pattern, at + 1) ? 2 : 1;
}

/// States reachable without a character: a star may stand for nothing.
void close(std::string_view pattern, std::vector<bool>& states) {
  for (std::size_t i = 0; i < pattern.size(); ++i)
    if (states[i] && is_star(pattern, i)) states[i + token_size(pattern, i)] = true;
}
}  // namespace

bool glob_matches(std::string_view pattern, std::string_view path) {
  std::vector<bool> states(pattern.size() + 1), next(pattern.size() + 1);
  states[0] = true;
  close(pattern, states);
  for (char c : path) {
    next.assign(next.size(), false);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
      if (!states[i]) continue;
      if (is_star(pattern, i)) {
        if (c != '/' || token_size(pattern, i) == 2) next[i] = true;
      } else if (pattern[i] == '?' ? c != '/' : lower(pattern[i]) == lower(c)) {
        next[i + 1] = true;
      }
    }
    close(pattern, next);
    states.swap(next);
  }
  return states[pattern.size()];
}

}  // namespace assay::classify
