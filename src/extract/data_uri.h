// data: URLs (RFC 2397).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace assay::extract {

struct DataUri {
  std::string media_type;
  std::string bytes;
};

/// The content of `uri`, base64 or percent-encoded; nothing if it is not a data: URL or its base64 is none. The content is never
/// longer than the URL.
std::optional<DataUri> read_data_uri(std::string_view uri);

}  // namespace assay::extract
