#include "rulepack/unions.h"

#include <algorithm>
#include <map>

#include "rulepack/reader.h"

namespace assay::rulepack {
namespace {
constexpr std::string_view kCategory = "category:", kJurisdiction = "jurisdiction:";

bool has_prefix(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

template <class Test>
void add_where(const Packs& packs, Test test, std::set<std::string>& out) {
  for (const DetectorSpec& detector : packs.detectors)
    if (test(detector)) out.insert(detector.id);
}

/// Categories and jurisdictions. `text` carries its prefix.
void add_group(const Packs& packs, std::string_view text, std::set<std::string>& out) {
  if (has_prefix(text, kCategory))
    add_where(
        packs, [&](const DetectorSpec& d) { return d.category == text.substr(kCategory.size()); }, out);
  if (has_prefix(text, kJurisdiction))
    add_where(
        packs, [&](const DetectorSpec& d) { return d.jurisdiction == text.substr(kJurisdiction.size()); }, out);
}

class Resolver {
 public:
  Resolver(Packs& packs, Diagnostics& errors) : packs_(packs), errors_(errors) {}

  void run() {
    for (UnionSpec& one : packs_.unions) check_id(one);
    bool grown = true;  // Unions of unions: until nothing is added. Bounded: members only grow.
    while (grown) {
      grown = false;
      for (UnionSpec& one : packs_.unions) grown |= grow(one);
    }
    for (const UnionSpec& one : packs_.unions) check_members(one);
    for (LabelRule& rule : packs_.labels.rules) expand(rule.when);
  }

 private:
  void complain(const UnionSpec& one, const std::string& message, std::string fix) {
    errors_.push_back(packs_.at(one.mark, "union '" + one.id + "' " + message, std::move(fix)));
  }

  void check_id(const UnionSpec& one) {
    const auto same = [&](const UnionSpec& other) { return other.id == one.id; };
    const bool twice = std::count_if(packs_.unions.begin(), packs_.unions.end(), same) > 1;
    if (twice || packs_.find(one.id) != nullptr) complain(one, "has the id of something else", "give it another id");
  }

  bool grow(UnionSpec& one) {
    std::set<std::string> members(one.members.begin(), one.members.end());
    for (const std::string& name : one.of) {
      if (packs_.find(name) != nullptr) members.insert(name);
      add_group(packs_, name, members);
      if (const UnionSpec* other = packs_.find_union(name)) members.insert(other->members.begin(), other->members.end());
    }
    const bool grown = members.size() > one.members.size();
    one.members.assign(members.begin(), members.end());
    return grown;
  }

  void check_members(const UnionSpec& one) {
    if (reaches(one, one.id)) complain(one, "contains itself", "take one of the names out of the circle");
    for (const std::string& name : one.of) {
      const bool group = has_prefix(name, kCategory) || has_prefix(name, kJurisdiction);
      if (group || packs_.find(name) != nullptr || packs_.find_union(name) != nullptr) continue;
      std::vector<std::string_view> known;
      for (const DetectorSpec& detector : packs_.detectors) known.push_back(detector.id);
      complain(one, "names '" + name + "', which does not exist", suggestion(name, known));
    }
    if (one.members.empty()) complain(one, "comes to no detector", "name at least one that is loaded");
  }

  /// Follows names breadth-first; each union at most once.
  bool reaches(const UnionSpec& from, std::string_view id) const {
    std::set<std::string> seen;
    std::vector<const UnionSpec*> open{&from};
    while (!open.empty()) {
      const UnionSpec* at = open.back();
      open.pop_back();
      for (const std::string& name : at->of) {
        if (name == id) return true;
        const UnionSpec* next = packs_.find_union(name);
        if (next != nullptr && seen.insert(name).second) open.push_back(next);
      }
    }
    return false;
  }

  void expand(std::vector<std::string>& selectors) const {
    std::vector<std::string> expanded;
    for (const std::string& name : selectors) {
      const UnionSpec* one = packs_.find_union(name);
      if (one == nullptr) expanded.push_back(name);
      if (one != nullptr) expanded.insert(expanded.end(), one->members.begin(), one->members.end());
    }
    selectors = std::move(expanded);
  }

  void expand(Condition& root) const {
    std::vector<Condition*> open{&root};
    while (!open.empty()) {
      Condition* at = open.back();
      open.pop_back();
      if (at->kind == Condition::Kind::kCount || at->kind == Condition::Kind::kTogether) expand(at->selectors), expand(at->with);
      for (Condition& child : at->children) open.push_back(&child);
    }
  }

  Packs& packs_;
  Diagnostics& errors_;
};
}  // namespace

void resolve_unions(Packs& packs, Diagnostics& errors) { Resolver(packs, errors).run(); }

std::set<std::string> meant_by(const Packs& packs, std::string_view name) {
  std::set<std::string> ids;
  if (packs.find(name) != nullptr) ids.insert(std::string(name));
  if (const UnionSpec* one = packs.find_union(name)) ids.insert(one->members.begin(), one->members.end());
  add_group(packs, name, ids);
  add_group(packs, std::string(kCategory) + std::string(name), ids);
  add_group(packs, std::string(kJurisdiction) + std::string(name), ids);
  return ids;
}

}  // namespace assay::rulepack
