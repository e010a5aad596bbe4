// Which format a ZIP container holds, as far as its head tells.
#pragma once
#include <string_view>

namespace assay::identify {

/// "docx", "xlsx", "pptx", "xlsb", "vsdx", "odt" ..., "epub"; "zip" if the entry names in the head do not tell.
std::string_view zip_kind(std::string_view head);

/// A local file header that can be one stands at `at` (APPNOTE 4.3.7): known version, method, and a name.
bool is_local_header(std::string_view head, std::size_t at);

}  // namespace assay::identify
