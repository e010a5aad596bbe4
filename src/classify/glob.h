// Path patterns of labels.yaml.
#pragma once
#include <string_view>

namespace assay::classify {

/// `*` stands for any characters but '/', `**` for any, `?` for one but '/'. The whole path must match; ASCII case does not
/// matter (shares come from Windows too). O(length of path x length of pattern), no recursion.
bool glob_matches(std::string_view pattern, std::string_view path);

}  // namespace assay::classify
