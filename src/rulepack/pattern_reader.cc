// Patterns, checks and confidences, and what a pattern inherits from its detector.
#include <algorithm>
#include <array>

#include "rulepack/pack_reader.h"

namespace assay::rulepack {
namespace {
constexpr std::array kBoundaries{Word<Boundary>{"none", Boundary::kNone}, Word<Boundary>{"digits", Boundary::kDigits},
                                 Word<Boundary>{"number", Boundary::kNumber}, Word<Boundary>{"word", Boundary::kWord},
                                 Word<Boundary>{"token", Boundary::kToken}};
constexpr std::array kOnFail{Word<OnFail>{"drop", OnFail::kDrop}, Word<OnFail>{"neutral", OnFail::kNeutral}};

std::uint8_t percent(Reader& r, const Node& n) { return static_cast<std::uint8_t>(r.number(n, "a confidence", 0, 100)); }

const std::array<Key<Confidence>, 4> kConfidenceKeys{{
    {"alone", Need::kOptional, [](Reader& r, const Node& n, Confidence& c) { c.alone = percent(r, n); }},
    {"checked", Need::kOptional, [](Reader& r, const Node& n, Confidence& c) { c.checked = percent(r, n); }},
    {"context", Need::kOptional, [](Reader& r, const Node& n, Confidence& c) { c.context = percent(r, n); }},
    {"checked_context", Need::kOptional, [](Reader& r, const Node& n, Confidence& c) { c.checked_context = percent(r, n); }},
}};

const std::array<Key<Extend>, 2> kExtendKeys{{
    {"class", Need::kRequired, [](Reader& r, const Node& n, Extend& e) { e.char_class = r.text(n, "the class"); }},
    {"max", Need::kOptional,
     [](Reader& r, const Node& n, Extend& e) { e.max = static_cast<std::uint32_t>(r.number(n, "max", 1, 16384)); }},
}};

Extend read_extend(Reader& reader, const Node& node) {
  Extend extend;
  read_map<Extend>(reader, node, "extend", kExtendKeys, extend);
  return extend;
}

const std::array<Key<PatternDraft>, 9> kPatternKeys{{
    {"regex", Need::kOptional, [](Reader& r, const Node& n, PatternDraft& p) { p.regex = r.text(n, "the regex"); }},
    {"terms", Need::kOptional, [](Reader& r, const Node& n, PatternDraft& p) { p.terms = r.texts(n, "a term"); }},
    {"caseless", Need::kOptional, [](Reader& r, const Node& n, PatternDraft& p) { p.caseless = r.flag(n, "caseless"); }},
    {"boundary", Need::kOptional, [](Reader& r, const Node& n, PatternDraft& p) { p.boundary = read_boundary(r, n); }},
    {"check", Need::kOptional, [](Reader& r, const Node& n, PatternDraft& p) { p.checks = read_checks(r, n); }},
    {"on_fail", Need::kOptional, [](Reader& r, const Node& n, PatternDraft& p) { p.on_fail = read_on_fail(r, n); }},
    {"confidence", Need::kOptional, [](Reader& r, const Node& n, PatternDraft& p) { p.confidence = read_confidence(r, n); }},
    {"extend", Need::kOptional, [](Reader& r, const Node& n, PatternDraft& p) { p.extend = read_extend(r, n); }},
    {"justify", Need::kOptional, [](Reader& r, const Node& n, PatternDraft& p) { p.justify = r.text(n, "justify"); }},
}};

bool is_whole_number(const Node& node) {
  if (node.kind != Node::Kind::kScalar || !node.plain || node.text.empty() || node.text.size() > 18) return false;
  const std::string_view digits = std::string_view(node.text).substr(node.text[0] == '-' ? 1 : 0);
  return !digits.empty() && std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
}

Param read_param_list(Reader& reader, const Node& node) {
  if (!node.items.empty() && std::all_of(node.items.begin(), node.items.end(), is_whole_number)) {
    std::vector<std::int64_t> numbers;
    for (const Node& item : node.items) numbers.push_back(std::stoll(item.text));
    return numbers;
  }
  return reader.texts(node, "a parameter");
}

Param read_param(Reader& reader, const Node& node) {
  if (node.kind == Node::Kind::kList) return read_param_list(reader, node);
  if (is_whole_number(node)) return static_cast<std::int64_t>(std::stoll(node.text));
  return reader.text(node, "a parameter");
}

CheckSpec read_check(Reader& reader, const Node& name, const Node& value) {
  CheckSpec check;
  check.algorithm = name.text;
  check.mark = name.mark;
  if (value.kind == Node::Kind::kMap) {
    for (std::size_t i = 0; i + 1 < value.items.size(); i += 2)
      check.params[value.items[i].text] = read_param(reader, value.items[i + 1]);
  } else if (value.kind == Node::Kind::kScalar && value.plain && value.text == "false") {
    reader.complain(value.mark, "a check cannot be false", "delete the check, or write `check: {}` to inherit none");
  } else if (value.kind != Node::Kind::kScalar || !value.plain || value.text != "true") {
    check.params["variant"] = read_param(reader, value);
  }
  return check;
}

/// One algorithm several times: two check digits of one number.
bool is_list_of_maps(const Node& node) {
  return node.kind == Node::Kind::kList && !node.items.empty() &&
         std::all_of(node.items.begin(), node.items.end(), [](const Node& item) { return item.kind == Node::Kind::kMap; });
}
}  // namespace

Boundary read_boundary(Reader& reader, const Node& node) {
  return read_word<Boundary>(reader, node, "boundary", kBoundaries).value_or(Boundary::kWord);
}

OnFail read_on_fail(Reader& reader, const Node& node) {
  return read_word<OnFail>(reader, node, "on_fail", kOnFail).value_or(OnFail::kDrop);
}

Confidence read_confidence(Reader& reader, const Node& node) {
  Confidence confidence;
  read_map<Confidence>(reader, node, "confidence", kConfidenceKeys, confidence);
  return confidence;
}

std::vector<CheckSpec> read_checks(Reader& reader, const Node& node) {
  std::vector<CheckSpec> checks;
  if (!reader.is_map(node, "check")) return checks;
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
    const Node& value = node.items[i + 1];
    if (is_list_of_maps(value)) {
      for (const Node& one : value.items) checks.push_back(read_check(reader, node.items[i], one));
    } else {
      checks.push_back(read_check(reader, node.items[i], value));
    }
  }
  return checks;
}

PatternDraft read_pattern(Reader& reader, const Node& node) {
  PatternDraft draft;
  draft.mark = node.mark;
  if (node.kind == Node::Kind::kScalar) {
    draft.regex = reader.text(node, "the regex");
  } else {
    const bool is_map = read_map<PatternDraft>(reader, node, "pattern", kPatternKeys, draft);
    if (is_map && draft.regex.empty() == draft.terms.empty())
      reader.complain(node.mark, "a pattern is either a regex or terms", "write one of `regex: '...'` and `terms: [a, b c]`");
  }
  return draft;
}

PatternSpec inherit(Reader& reader, const PatternDraft& draft, const PatternDefaults& detector) {
  PatternSpec spec;
  spec.regex = draft.regex;
  spec.terms = draft.terms;
  spec.caseless = draft.caseless.value_or(!draft.terms.empty());
  spec.extend = draft.extend;
  spec.mark = draft.mark;
  spec.boundary = draft.boundary.value_or(detector.boundary.value_or(Boundary::kWord));
  spec.checks = draft.checks.value_or(detector.checks.value_or(std::vector<CheckSpec>{}));
  spec.on_fail = draft.on_fail.value_or(detector.on_fail.value_or(OnFail::kDrop));
  spec.justify = draft.justify.value_or(detector.justify.value_or(""));
  if (!draft.confidence && !detector.confidence) {
    reader.complain(draft.mark, "the pattern has no confidence", "add `confidence:` to the pattern or to its detector");
  }
  spec.confidence = draft.confidence.value_or(detector.confidence.value_or(Confidence{}));
  return spec;
}

void add_pattern_keys(KeyNames& keys) {
  keys["pattern"] = names_of<PatternDraft>(kPatternKeys);
  keys["confidence"] = names_of<Confidence>(kConfidenceKeys);
  keys["extend"] = names_of<Extend>(kExtendKeys);
}

}  // namespace assay::rulepack
