#include "detect/term_patterns.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <string_view>

#include "detect/pattern_analysis.h"

namespace assay::detect {
namespace {

constexpr std::uint32_t kMostSeparators = 8;
constexpr ByteSet kSeparators = [] {
  ByteSet set;
  for (const char c : std::string_view(" \t\n\r-_./,':")) set.add(static_cast<std::uint8_t>(c));
  return set;
}();

Node separators() {
  Node node;
  node.kind = Node::Kind::kRepeat;
  node.children.push_back(bytes_node(kSeparators));
  node.min = 1;
  node.max = kMostSeparators;
  return node;
}

Node utf8_node(UChar32 code_point) {
  std::uint8_t bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, code_point);
  std::vector<Node> nodes;
  for (std::int32_t i = 0; i < length; ++i) nodes.push_back(bytes_node(ByteSet::single(bytes[i])));
  return concat_node(std::move(nodes));
}

Node character_node(UChar32 code_point, bool caseless) {
  const UChar32 lower = caseless ? u_tolower(code_point) : code_point, upper = caseless ? u_toupper(code_point) : code_point;
  if (code_point < 128)
    return bytes_node(caseless ? both_cases(ByteSet::single(static_cast<std::uint8_t>(code_point)))
                               : ByteSet::single(static_cast<std::uint8_t>(code_point)));
  std::vector<Node> cases;
  for (const UChar32 each : {lower, upper})
    if (cases.empty() || upper != lower) cases.push_back(utf8_node(each));
  return alternate_node(std::move(cases));
}

PatternError error(std::size_t number, std::string message, std::string fix) {
  return {static_cast<std::uint32_t>(number), std::move(message), std::move(fix)};
}

Result<Node, PatternError> node_of_term(const std::string& term, std::size_t number, bool caseless) {
  std::vector<Node> nodes;
  bool blank = false;
  const auto length = static_cast<std::int32_t>(term.size());
  for (std::int32_t i = 0; i < length;) {
    UChar32 code_point = 0;
    U8_NEXT(reinterpret_cast<const std::uint8_t*>(term.data()), i, length, code_point);
    if (code_point < 0) return error(number, "a term is not UTF-8", "save the file as UTF-8");
    if (code_point != ' ') {
      if (blank && !nodes.empty()) nodes.push_back(separators());
      nodes.push_back(character_node(code_point, caseless));
    }
    blank = code_point == ' ';
  }
  if (nodes.empty()) return error(number, "a term is empty", "remove it");
  return concat_node(std::move(nodes));
}

}  // namespace

Result<Pattern, PatternError> pattern_of_terms(const std::vector<std::string>& terms, bool caseless) {
  if (terms.size() > kMaxTerms) return error(kMaxTerms, "more than 20,000 terms", "split the dictionary into several patterns");
  std::vector<Node> nodes;
  for (std::size_t i = 0; i < terms.size(); ++i) {
    if (terms[i].size() > kMaxPatternBytes / kMostSeparators)
      return error(i + 1, "a term is longer than 128 bytes", "use its first words");
    Result<Node, PatternError> node = node_of_term(terms[i], i + 1, caseless);
    if (!node.ok()) return node.error();
    nodes.push_back(std::move(node.value()));
  }
  if (nodes.empty()) return error(1, "no terms", "add some");
  Pattern pattern;
  pattern.root = alternate_node(std::move(nodes));
  const NodeSize size = measure(pattern.root);
  pattern.min_bytes = static_cast<std::uint32_t>(size.min_bytes);
  pattern.max_bytes = static_cast<std::uint32_t>(size.max_bytes);
  return pattern;
}

}  // namespace assay::detect
