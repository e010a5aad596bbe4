#include "apps/cli/isolation_flag.h"
#include <algorithm>

namespace assay::cli {

std::optional<std::vector<std::string>> read_isolation(std::string_view text) {
  constexpr std::string_view kRequired = "required:";
  std::vector<std::string> layers;
  if (text == "auto") return layers;
  if (!text.starts_with(kRequired)) return std::nullopt;
  for (std::size_t at = kRequired.size(), end = 0; at <= text.size(); at = end + 1) {
    end = std::min(text.find(',', at), text.size());
    if (end == at) return std::nullopt;
    layers.emplace_back(text.substr(at, end - at));
  }
  return layers;
}

}  // namespace assay::cli
