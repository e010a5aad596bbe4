// --isolation
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay::cli {

/// "auto" is no layer, "required:seccomp,landlock" are two. Nothing when it is neither; whether there are such layers is for the
/// engine to say.
std::optional<std::vector<std::string>> read_isolation(std::string_view text);

}  // namespace assay::cli
