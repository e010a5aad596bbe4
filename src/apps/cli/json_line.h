// One line of `assay detect`'s input: {"id": ..., "text": "..."}; other members are ignored.
// A strict reader of its own (RFC 8259): the id is echoed byte for byte, so every byte of it must have been checked, and JSON
// from JavaScript or Python may hold lone surrogates, which libraries refuse.
#pragma once
#include <string>
#include <string_view>

namespace assay::cli {

struct JsonLine {
  std::string_view id = "null";  ///< JSON as it stands in the line; "null" if there is none.
  std::string text;              ///< UTF-8. A lone surrogate is U+FFFD: three bytes, as WTF-8 would have, so offsets agree.
  const char* error = nullptr;   ///< What is wrong with the line; `id` is then "null" unless the line is an object with an id.
};

/// `line` is borrowed by the result. `text` is reused storage.
void read_json_line(std::string_view line, JsonLine& result);

}  // namespace assay::cli
