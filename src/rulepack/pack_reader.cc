// Packs: detectors with everything that is not a pattern, and reject lists.
#include "rulepack/pack_reader.h"

#include <array>

namespace assay::rulepack {
namespace {
struct DetectorDraft {
  DetectorSpec spec;
  PatternDefaults defaults;
  std::vector<PatternDraft> patterns;
};

constexpr std::array kValueForms{Word<ValueForm>{"exact", ValueForm::kExact}, Word<ValueForm>{"lower", ValueForm::kLower},
                                 Word<ValueForm>{"digits", ValueForm::kDigits}, Word<ValueForm>{"alnum", ValueForm::kAlnumUpper}};

std::string read_id(Reader& reader, const Node& node, std::string_view what) {
  std::string id = reader.text(node, what);
  if (!id.empty() && !is_identifier(id)) {
    reader.complain(node.mark, "ill-formed " + std::string(what) + " '" + id + "'",
                    "use lower case words joined by _, like de_tax_id");
  }
  return id;
}

std::map<std::string, std::string> read_names(Reader& reader, const Node& node) {
  std::map<std::string, std::string> names;
  if (!reader.is_map(node, "name")) return names;
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2)
    names[node.items[i].text] = reader.text(node.items[i + 1], "the name");
  if (names.count("en") == 0) reader.complain(node.mark, "name has no 'en'", "add the English name");
  return names;
}

std::vector<Phrase> read_phrases(Reader& reader, const Node& node) {
  std::vector<Phrase> phrases;
  if (!reader.is_list(node, "the phrases")) return phrases;
  for (const Node& item : node.items) phrases.push_back({reader.text(item, "a phrase"), item.mark});
  return phrases;
}

const std::array<Key<ContextSpec>, 4> kContextKeys{{
    {"near", Need::kOptional,
     [](Reader& r, const Node& n, ContextSpec& c) { c.near = static_cast<std::uint32_t>(r.number(n, "near", 1, 300)); }},
    {"any", Need::kOptional, [](Reader& r, const Node& n, ContextSpec& c) { c.any = read_phrases(r, n); }},
    {"negative", Need::kOptional, [](Reader& r, const Node& n, ContextSpec& c) { c.negative = read_phrases(r, n); }},
    {"lower", Need::kOptional,
     [](Reader& r, const Node& n, ContextSpec& c) { c.lower = static_cast<std::uint8_t>(r.number(n, "lower", 1, 100)); }},
}};

const std::array<Key<RejectSpec>, 4> kRejectKeys{{
    {"values", Need::kOptional, [](Reader& r, const Node& n, RejectSpec& s) { s.values = r.texts(n, "a value"); }},
    {"lists", Need::kOptional, [](Reader& r, const Node& n, RejectSpec& s) { s.lists = r.texts(n, "a list"); }},
    {"patterns", Need::kOptional, [](Reader& r, const Node& n, RejectSpec& s) { s.patterns = r.texts(n, "a pattern"); }},
    {"lower", Need::kOptional,
     [](Reader& r, const Node& n, RejectSpec& s) { s.lower = static_cast<std::uint8_t>(r.number(n, "lower", 1, 100)); }},
}};

const std::array<Key<Example>, 2> kExampleKeys{{
    {"text", Need::kRequired, [](Reader& r, const Node& n, Example& e) { e.text = r.text(n, "the text"); }},
    {"field", Need::kOptional, [](Reader& r, const Node& n, Example& e) { e.field = r.text(n, "the field"); }},
}};

std::vector<Example> read_examples(Reader& reader, const Node& node) {
  std::vector<Example> examples;
  if (!reader.is_list(node, "the examples")) return examples;
  for (const Node& item : node.items) {
    Example example;
    if (item.kind == Node::Kind::kScalar) example.text = reader.text(item, "an example");
    if (item.kind != Node::Kind::kScalar) read_map<Example>(reader, item, "example", kExampleKeys, example);
    example.mark = item.mark;
    examples.push_back(std::move(example));
  }
  return examples;
}

void read_patterns(Reader& reader, const Node& node, DetectorDraft& draft) {
  if (!reader.is_list(node, "patterns")) return;
  if (node.items.empty()) reader.complain(node.mark, "patterns is empty", "add at least one regex");
  for (const Node& item : node.items) draft.patterns.push_back(read_pattern(reader, item));
}

std::string read_jurisdiction(Reader& reader, const Node& node) {
  std::string code = reader.text(node, "the jurisdiction");
  const bool country = code.size() == 2 && code[0] >= 'A' && code[0] <= 'Z' && code[1] >= 'A' && code[1] <= 'Z';
  if (!country && code != "GLOBAL" && !code.empty())
    reader.complain(node.mark, "jurisdiction cannot be '" + code + "'", "write a two-letter country code, EU or GLOBAL");
  return code;
}

using Draft = DetectorDraft;
const std::array<Key<Draft>, 20> kDetectorKeys{{
    {"id", Need::kRequired, [](Reader& r, const Node& n, Draft& d) { d.spec.id = read_id(r, n, "id"); }},
    {"name", Need::kRequired, [](Reader& r, const Node& n, Draft& d) { d.spec.name = read_names(r, n); }},
    {"category", Need::kRequired, [](Reader& r, const Node& n, Draft& d) { d.spec.category = read_id(r, n, "category"); }},
    {"jurisdiction", Need::kRequired, [](Reader& r, const Node& n, Draft& d) { d.spec.jurisdiction = read_jurisdiction(r, n); }},
    {"regulations", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.spec.regulations = r.texts(n, "a regulation"); }},
    {"patterns", Need::kRequired, read_patterns},
    {"boundary", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.defaults.boundary = read_boundary(r, n); }},
    {"check", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.defaults.checks = read_checks(r, n); }},
    {"on_fail", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.defaults.on_fail = read_on_fail(r, n); }},
    {"context", Need::kOptional,
     [](Reader& r, const Node& n, Draft& d) { read_map<ContextSpec>(r, n, "context", kContextKeys, d.spec.context); }},
    {"confidence", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.defaults.confidence = read_confidence(r, n); }},
    {"reject", Need::kOptional,
     [](Reader& r, const Node& n, Draft& d) { read_map<RejectSpec>(r, n, "reject", kRejectKeys, d.spec.reject); }},
    {"value", Need::kOptional,
     [](Reader& r, const Node& n, Draft& d) {
       d.spec.value = read_word<ValueForm>(r, n, "value", kValueForms).value_or(ValueForm::kAlnumUpper);
     }},
    {"beats", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.spec.beats = r.texts(n, "a detector"); }},
    {"examples", Need::kRequired, [](Reader& r, const Node& n, Draft& d) { d.spec.examples = read_examples(r, n); }},
    {"counter", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.spec.counters = read_examples(r, n); }},
    {"source", Need::kRequired, [](Reader& r, const Node& n, Draft& d) { d.spec.source = r.text(n, "the source"); }},
    {"stdnum", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.spec.stdnum = r.text(n, "stdnum"); }},
    {"unverified", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.spec.unverified = r.text(n, "unverified"); }},
    {"justify", Need::kOptional, [](Reader& r, const Node& n, Draft& d) { d.defaults.justify = r.text(n, "justify"); }},
}};

DetectorSpec read_detector(Reader& reader, const Node& node) {
  Draft draft;
  draft.spec.mark = node.mark;
  const bool complete = read_map<Draft>(reader, node, "detector", kDetectorKeys, draft);
  if (complete && draft.spec.examples.empty()) {
    reader.complain(node.mark, "detector '" + draft.spec.id + "' has no example", "add a text that it must find");
  }
  for (const PatternDraft& pattern : draft.patterns) draft.spec.patterns.push_back(inherit(reader, pattern, draft.defaults));
  return std::move(draft.spec);
}

using Union = UnionSpec;
const std::array<Key<Union>, 7> kUnionKeys{{
    {"id", Need::kRequired, [](Reader& r, const Node& n, Union& u) { u.id = read_id(r, n, "id"); }},
    {"name", Need::kRequired, [](Reader& r, const Node& n, Union& u) { u.name = read_names(r, n); }},
    {"category", Need::kRequired, [](Reader& r, const Node& n, Union& u) { u.category = read_id(r, n, "category"); }},
    {"jurisdiction", Need::kRequired, [](Reader& r, const Node& n, Union& u) { u.jurisdiction = read_jurisdiction(r, n); }},
    {"of", Need::kRequired, [](Reader& r, const Node& n, Union& u) { u.of = r.texts(n, "a member"); }},
    {"regulations", Need::kOptional, [](Reader& r, const Node& n, Union& u) { u.regulations = r.texts(n, "a regulation"); }},
    {"source", Need::kOptional, [](Reader& r, const Node& n, Union& u) { u.source = r.text(n, "the source"); }},
}};

struct PackDraft {
  std::string name, version;
  std::vector<Node> detectors;
  std::vector<UnionSpec> unions;
  std::map<std::string, std::vector<std::string>> lists;
};

void read_detectors(Reader& reader, const Node& node, PackDraft& pack) {
  if (!reader.is_list(node, "detectors")) return;
  pack.detectors = node.items;
}

void read_unions(Reader& reader, const Node& node, PackDraft& pack) {
  if (!reader.is_list(node, "unions")) return;
  for (const Node& item : node.items) {
    UnionSpec& one = pack.unions.emplace_back();
    one.mark = item.mark;
    read_map<Union>(reader, item, "union", kUnionKeys, one);
  }
}

void read_lists(Reader& reader, const Node& node, PackDraft& pack) {
  if (!reader.is_map(node, "lists")) return;
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
    const std::string name = read_id(reader, node.items[i], "list name");
    pack.lists[name] = reader.texts(node.items[i + 1], "a value");
  }
}

const std::array<Key<PackDraft>, 5> kPackKeys{{
    {"pack", Need::kRequired, [](Reader& r, const Node& n, PackDraft& p) { p.name = read_id(r, n, "pack name"); }},
    {"version", Need::kRequired, [](Reader& r, const Node& n, PackDraft& p) { p.version = r.text(n, "the version"); }},
    {"detectors", Need::kOptional, read_detectors},
    {"unions", Need::kOptional, read_unions},
    {"lists", Need::kOptional, read_lists},
}};
}  // namespace

void read_pack(Reader& reader, const Node& root, Packs& packs, std::vector<DetectorNode>& detectors) {
  PackDraft pack;
  read_map<PackDraft>(reader, root, "pack", kPackKeys, pack);
  for (Node& detector : pack.detectors) detectors.push_back({std::move(detector), pack.name});
  for (UnionSpec& one : pack.unions) {
    one.pack = pack.name;
    packs.unions.push_back(std::move(one));
  }
  for (auto& [name, values] : pack.lists) {
    const bool fresh = packs.lists.emplace(name, std::move(values)).second;
    if (!fresh) reader.complain(root.mark, "list '" + name + "' exists already", "give each list one home");
  }
}

void read_detectors(Reader& reader, std::vector<DetectorNode> nodes, Packs& packs) {
  resolve_inheritance(reader, nodes);
  for (const DetectorNode& each : nodes) {
    packs.detectors.push_back(read_detector(reader, each.node));
    packs.detectors.back().pack = each.pack;
  }
}

void add_pack_keys(KeyNames& keys) {
  keys["pack"] = names_of<PackDraft>(kPackKeys);
  keys["detector"] = names_of<Draft>(kDetectorKeys);
  for (const std::string_view name : {"override", "inherit", "enabled", "add_patterns"}) keys["detector"].push_back(name);
  keys["union"] = names_of<Union>(kUnionKeys);
  keys["context"] = names_of<ContextSpec>(kContextKeys);
  for (const std::string_view name : {"add", "add_negative", "remove"}) keys["context"].push_back(name);
  keys["reject"] = names_of<RejectSpec>(kRejectKeys);
  keys["example"] = names_of<Example>(kExampleKeys);
}

}  // namespace assay::rulepack
