// labels.yaml: the condition language, the rules and their cases.
#include <algorithm>
#include <array>

#include "assay/verdict.h"
#include "rulepack/pack_reader.h"

namespace assay::rulepack {
namespace {
using Kind = Condition::Kind;
constexpr std::uint64_t kMaxCount = 65'536;

Condition read_condition(Reader& reader, const Node& node);

std::vector<std::string> read_selectors(Reader& reader, const Node& node) {
  std::vector<std::string> selectors = reader.texts(node, "a selector");
  for (const std::string& selector : selectors) {
    constexpr std::string_view kCategory = "category:";
    const bool category = selector.starts_with(kCategory);
    const bool fine = selector == "*" || is_identifier(std::string_view(selector).substr(category ? kCategory.size() : 0));
    if (!fine) reader.complain(node.mark, "ill-formed selector '" + selector + "'", "write a detector id, category:NAME or '*'");
  }
  return selectors;
}

void read_at_least(Reader& r, const Node& n, Condition& c) { c.at_least = r.number(n, "the number", 0, kMaxCount); }

void read_distinct(Reader& r, const Node& n, Condition& c) {
  read_at_least(r, n, c);
  c.distinct = true;
}

void read_least_confidence(Reader& r, const Node& n, Condition& c) {
  c.min_confidence = static_cast<std::uint8_t>(r.number(n, "confidence", 1, 100));
}

const std::array<Key<Condition>, 6> kCountKeys{{
    {"of", Need::kRequired, [](Reader& r, const Node& n, Condition& c) { c.selectors = read_selectors(r, n); }},
    {"at_least", Need::kOptional, read_at_least},
    {"distinct", Need::kOptional, read_distinct},
    {"at_most", Need::kOptional,
     [](Reader& r, const Node& n, Condition& c) { c.at_most = r.number(n, "at_most", 0, kMaxCount); }},
    {"confidence", Need::kOptional, read_least_confidence},
    {"per_kilobyte", Need::kOptional,
     [](Reader& r, const Node& n, Condition& c) { c.per_kilobyte = r.real(n, "per_kilobyte", 0, 1000); }},
}};

const std::array<Key<Condition>, 5> kTogetherKeys{{
    {"of", Need::kRequired, [](Reader& r, const Node& n, Condition& c) { c.selectors = read_selectors(r, n); }},
    {"with", Need::kRequired, [](Reader& r, const Node& n, Condition& c) { c.with = read_selectors(r, n); }},
    {"at_least", Need::kOptional, read_at_least},
    {"distinct", Need::kOptional, read_distinct},
    {"confidence", Need::kOptional, read_least_confidence},
}};

void refuse_both_counts(Reader& reader, const Node& node) {
  const auto has = [&](std::string_view key) {
    for (std::size_t i = 0; i + 1 < node.items.size(); i += 2)
      if (node.items[i].text == key) return true;
    return false;
  };
  if (!has("at_least") || !has("distinct")) return;
  reader.complain(node.mark, "'at_least' and 'distinct' exclude each other", "count occurrences or distinct values, not both");
}

void read_count(Reader& r, const Node& n, Condition& c) {
  c.kind = Kind::kCount;
  read_map<Condition>(r, n, "count", kCountKeys, c);
  refuse_both_counts(r, n);
}

void read_together(Reader& r, const Node& n, Condition& c) {
  c.kind = Kind::kTogether;
  read_map<Condition>(r, n, "together", kTogetherKeys, c);
  refuse_both_counts(r, n);
}

void read_children(Reader& r, const Node& n, Condition& c, Kind kind, std::string_view what) {
  c.kind = kind;
  if (!r.is_list(n, what)) return;
  if (n.items.empty()) r.complain(n.mark, std::string(what) + " holds no condition", "add one or delete it");
  for (const Node& item : n.items) c.children.push_back(read_condition(r, item));
}

void read_always(Reader& r, const Node& n, Condition& c) {
  c.kind = Kind::kAlways;
  if (!r.flag(n, "always")) r.complain(n.mark, "always can only be true", "write `always: true`");
}

template <Kind kind>
void read_values(Reader& r, const Node& n, Condition& c) {
  c.kind = kind;
  c.selectors = r.texts(n, "a value");
}

/// Values of a leaf whose vocabulary is fixed.
void refuse_strangers(Reader& r, const Node& n, const Condition& c, std::string_view what,
                      std::span<const std::string_view> known) {
  for (const std::string& value : c.selectors) {
    if (std::find(known.begin(), known.end(), value) != known.end()) continue;
    r.complain(n.mark, std::string(what) + " cannot be '" + value + "'", suggestion(value, known));
  }
}

void read_gap(Reader& r, const Node& n, Condition& c) {
  read_values<Kind::kGapClass>(r, n, c);
  const std::array known{name_of(GapClass::kContent), name_of(GapClass::kPixelsOrSound)};
  refuse_strangers(r, n, c, "gap", known);
}

std::vector<std::string_view> verdict_names() {
  std::vector<std::string_view> names;
  for (int v = 0; v <= static_cast<int>(Verdict::kScanned); ++v) names.push_back(name_of(static_cast<Verdict>(v)));
  return names;
}

void read_verdict(Reader& r, const Node& n, Condition& c) {
  read_values<Kind::kVerdict>(r, n, c);
  refuse_strangers(r, n, c, "verdict", verdict_names());
}

void read_direction(Reader& r, const Node& n, Condition& c) {
  constexpr std::array<std::string_view, 3> known{"inbound", "internal", "outbound"};
  read_values<Kind::kDirection>(r, n, c);
  refuse_strangers(r, n, c, "direction", known);
}

const std::array<Key<Condition>, 14> kConditionKeys{{
    {"always", Need::kOptional, read_always},
    {"all", Need::kOptional, [](Reader& r, const Node& n, Condition& c) { read_children(r, n, c, Kind::kAll, "all"); }},
    {"any", Need::kOptional, [](Reader& r, const Node& n, Condition& c) { read_children(r, n, c, Kind::kAny, "any"); }},
    {"not", Need::kOptional,
     [](Reader& r, const Node& n, Condition& c) {
       c.kind = Kind::kNot;
       c.children.push_back(read_condition(r, n));
     }},
    {"count", Need::kOptional, read_count},
    {"together", Need::kOptional, read_together},
    {"document_type", Need::kOptional, read_values<Kind::kDocumentType>},
    {"media_type", Need::kOptional, read_values<Kind::kMediaType>},
    {"format", Need::kOptional, read_values<Kind::kFormat>},
    {"path", Need::kOptional, read_values<Kind::kPath>},
    {"gap", Need::kOptional, read_gap},
    {"verdict", Need::kOptional, read_verdict},
    {"direction", Need::kOptional, read_direction},
    {"own_label", Need::kOptional, read_values<Kind::kOwnLabel>},
}};

/// One key reads as that condition, several as all of them. The tree's depth bounds the recursion (32 levels).
Condition read_condition(Reader& reader, const Node& node) {
  Condition all;
  all.kind = Kind::kAll;
  all.mark = node.mark;
  if (!reader.is_map(node, "a condition")) return all;
  if (node.items.empty()) reader.complain(node.mark, "the condition is empty", "write `always: true` if that is meant");
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
    const auto key = std::find_if(kConditionKeys.begin(), kConditionKeys.end(),
                                  [&](const Key<Condition>& k) { return k.name == node.items[i].text; });
    if (key == kConditionKeys.end()) {
      reader.unknown_key(node.items[i], "condition", names_of<Condition>(kConditionKeys));
      continue;
    }
    Condition& child = all.children.emplace_back();
    child.mark = node.items[i].mark;
    key->read(reader, node.items[i + 1], child);
  }
  if (all.children.size() != 1) return all;
  Condition only = std::move(all.children.front());
  return only;
}

const std::array<Key<LabelRule>, 4> kRuleKeys{{
    {"id", Need::kRequired, [](Reader& r, const Node& n, LabelRule& l) { l.id = r.text(n, "the id"); }},
    {"label", Need::kRequired, [](Reader& r, const Node& n, LabelRule& l) { l.label = r.text(n, "the label"); }},
    {"why", Need::kRequired, [](Reader& r, const Node& n, LabelRule& l) { l.why = r.text(n, "why"); }},
    {"when", Need::kRequired, [](Reader& r, const Node& n, LabelRule& l) { l.when = read_condition(r, n); }},
}};

void read_case_findings(Reader& reader, const Node& node, LabelCase& label_case) {
  if (!reader.is_map(node, "findings")) return;
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2)
    label_case.findings[node.items[i].text] = reader.number(node.items[i + 1], "the number", 1, kMaxCount);
}

void read_case_verdicts(Reader& reader, const Node& node, LabelCase& label_case) {
  Condition condition;
  read_verdict(reader, node, condition);
  label_case.verdicts = std::move(condition.selectors);
}

const std::array<Key<LabelCase>, 5> kCaseKeys{{
    {"name", Need::kRequired, [](Reader& r, const Node& n, LabelCase& c) { c.name = r.text(n, "the name"); }},
    {"expect", Need::kRequired, [](Reader& r, const Node& n, LabelCase& c) { c.expect = r.text(n, "the label"); }},
    {"text", Need::kOptional, [](Reader& r, const Node& n, LabelCase& c) { c.text = r.text(n, "the text"); }},
    {"findings", Need::kOptional, read_case_findings},
    {"verdicts", Need::kOptional, read_case_verdicts},
}};

struct LabelDraft {
  std::string version;
  LabelPack pack;
};

const std::array<Key<LabelDraft>, 4> kFileKeys{{
    {"version", Need::kRequired, [](Reader& r, const Node& n, LabelDraft& d) { d.version = r.text(n, "the version"); }},
    {"labels", Need::kRequired, [](Reader& r, const Node& n, LabelDraft& d) { d.pack.labels = r.texts(n, "a label"); }},
    {"rules", Need::kRequired,
     [](Reader& r, const Node& n, LabelDraft& d) {
       if (!r.is_list(n, "rules")) return;
       for (const Node& item : n.items) {
         LabelRule& rule = d.pack.rules.emplace_back();
         rule.mark = item.mark;
         read_map<LabelRule>(r, item, "rule", kRuleKeys, rule);
       }
     }},
    {"cases", Need::kOptional,
     [](Reader& r, const Node& n, LabelDraft& d) {
       if (!r.is_list(n, "cases")) return;
       for (const Node& item : n.items) {
         LabelCase& label_case = d.pack.cases.emplace_back();
         label_case.mark = item.mark;
         read_map<LabelCase>(r, item, "case", kCaseKeys, label_case);
       }
     }},
}};
}  // namespace

void read_labels(Reader& reader, const Node& root, Packs& packs) {
  LabelDraft draft;
  const bool complete = read_map<LabelDraft>(reader, root, "labels file", kFileKeys, draft);
  if (complete && draft.pack.rules.empty())
    reader.complain(root.mark, "rules is empty", "end with a rule `when: {always: true}`");
  if (!packs.labels.labels.empty()) {
    return reader.complain(root.mark, "labels are defined in another file already", "load one labels file");
  }
  packs.labels = std::move(draft.pack);
}

void add_label_keys(KeyNames& keys) {
  keys["labels file"] = names_of<LabelDraft>(kFileKeys);
  keys["rule"] = names_of<LabelRule>(kRuleKeys);
  keys["case"] = names_of<LabelCase>(kCaseKeys);
  keys["condition"] = names_of<Condition>(kConditionKeys);
  keys["count"] = names_of<Condition>(kCountKeys);
  keys["together"] = names_of<Condition>(kTogetherKeys);
}

}  // namespace assay::rulepack
