// Nodes of one file -> detectors, lists and labels, appended to the packs. Also tells which keys it knows, for the schema's test.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "rulepack/inherit.h"
#include "rulepack/reader.h"

namespace assay::rulepack {

/// A file with `pack:`. Its detectors stay nodes: what they build on may stand in a file that comes later.
void read_pack(Reader& reader, const Node& root, Packs& packs, std::vector<DetectorNode>& detectors);
/// Of all files together.
void read_detectors(Reader& reader, std::vector<DetectorNode> nodes, Packs& packs);
/// A file with `labels:`.
void read_labels(Reader& reader, const Node& root, Packs& packs);

/// What a detector says for all its patterns, and a pattern for itself.
struct PatternDefaults {
  std::optional<Boundary> boundary;
  std::optional<std::vector<CheckSpec>> checks;
  std::optional<OnFail> on_fail;
  std::optional<Confidence> confidence;
  std::optional<std::string> justify;
};
struct PatternDraft : PatternDefaults {
  std::string regex;
  std::vector<std::string> terms;
  std::optional<bool> caseless;
  std::optional<Extend> extend;
  Mark mark;
};
PatternDraft read_pattern(Reader& reader, const Node& node);
std::vector<CheckSpec> read_checks(Reader& reader, const Node& node);
Boundary read_boundary(Reader& reader, const Node& node);
OnFail read_on_fail(Reader& reader, const Node& node);
Confidence read_confidence(Reader& reader, const Node& node);

/// Fills what a pattern leaves open from its detector. Complains of a pattern that ends up without a confidence.
PatternSpec inherit(Reader& reader, const PatternDraft& draft, const PatternDefaults& detector);

/// Keys by kind of map ("detector" -> id, name, ...).
using KeyNames = std::map<std::string, std::vector<std::string_view>>;
void add_pack_keys(KeyNames& keys);
void add_pattern_keys(KeyNames& keys);
void add_label_keys(KeyNames& keys);

}  // namespace assay::rulepack
