// YAML text -> a small tree with marks, by libyaml's event parser. Refuses what a pack never needs and a reviewer cannot follow:
// anchors, aliases, tags, merge keys, a second document, repeated keys, nesting beyond 32, more than 200,000 nodes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "rulepack/model.h"

namespace assay::rulepack {

struct Node {
  enum class Kind : std::uint8_t { kScalar, kList, kMap };
  Kind kind = Kind::kScalar;
  bool plain = false;       ///< A scalar without quotes: only these can be numbers and flags.
  std::string text;         ///< Of a scalar.
  std::vector<Node> items;  ///< Of a list; of a map: key, value, key, value ...
  Mark mark;
};

/// Parses one document. `file` goes into the marks; errors carry line, column, message and fix, but not the file's name.
Result<Node> parse_yaml(std::string_view text, std::uint32_t file);

}  // namespace assay::rulepack
