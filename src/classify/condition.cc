#include "classify/condition.h"

#include <algorithm>

#include "classify/glob.h"

namespace assay::classify {
namespace {
using rulepack::Condition;
using Kind = Condition::Kind;

bool names(const Condition& condition, std::string_view value) {
  return !value.empty() && std::find(condition.selectors.begin(), condition.selectors.end(), value) != condition.selectors.end();
}

bool names_gap(const Condition& condition, const ObjectFacts& object) {
  return (object.content_gap && names(condition, name_of(GapClass::kContent))) ||
         (object.pixel_gap && names(condition, name_of(GapClass::kPixelsOrSound)));
}

bool names_path(const Condition& condition, std::string_view path) {
  return std::any_of(condition.selectors.begin(), condition.selectors.end(),
                     [&](const std::string& glob) { return glob_matches(glob, path); });
}

/// "text/*" stands for every subtype.
bool names_media_type(const Condition& condition, std::string_view type) {
  const std::string_view family = type.substr(0, type.find('/'));
  return names(condition, type) || (!family.empty() && names(condition, std::string(family) + "/*"));
}

bool names_object(const Condition& condition, const ObjectFacts& object) {
  switch (condition.kind) {
    case Kind::kDocumentType:
      return names(condition, object.document_type);
    case Kind::kMediaType:
      return names_media_type(condition, object.media_type);
    case Kind::kFormat:
      return names(condition, object.format);
    case Kind::kPath:
      return names_path(condition, object.path);
    case Kind::kGapClass:
      return names_gap(condition, object);
    case Kind::kVerdict:
      return names(condition, name_of(object.verdict));
    case Kind::kDirection:
      return names(condition, object.direction);
    case Kind::kOwnLabel:
      return names(condition, object.own_label);
    default:
      return false;
  }
}
}  // namespace

Tallies::Tallies(const std::vector<rulepack::LabelRule>& rules) {
  for (const rulepack::LabelRule& rule : rules) collect(rule.when);
}

void Tallies::collect(const Condition& condition) {
  for (const Condition& child : condition.children) collect(child);
  if (condition.kind != Kind::kCount && condition.kind != Kind::kTogether) return;
  index_[&condition] = tallies_.size();
  tallies_.emplace_back(condition);
}

const Tallies::Parts& Tallies::parts_of(const Fact& fact) {
  const auto known = parts_.find(fact.detector);
  if (known != parts_.end()) return known->second;
  Parts& parts = parts_[std::string(fact.detector)];
  for (std::size_t i = 0; i < tallies_.size(); ++i) {
    const Side side = tallies_[i].side_of(fact.detector, fact.category);
    if (side != Side::kNeither) parts.push_back({i, side});
  }
  return parts;
}

void Tallies::reset() {
  for (Tally& tally : tallies_) tally.reset();
}

void Tallies::add(const Fact& fact, const Place& place) {
  for (const Part& part : parts_of(fact)) tallies_[part.tally].add(fact, place, part.side);
}

bool Tallies::holds(const Condition& condition, const ObjectFacts& object) const {
  const auto child_holds = [&](const Condition& child) { return holds(child, object); };
  const auto& children = condition.children;
  switch (condition.kind) {
    case Kind::kAlways:
      return true;
    case Kind::kAll:
      return std::all_of(children.begin(), children.end(), child_holds);
    case Kind::kAny:
      return std::any_of(children.begin(), children.end(), child_holds);
    case Kind::kNot:
      return std::none_of(children.begin(), children.end(), child_holds);
    case Kind::kCount:
    case Kind::kTogether:
      return tallies_[index_.at(&condition)].holds(object.text_bytes);
    default:
      return names_object(condition, object);
  }
}

}  // namespace assay::classify
