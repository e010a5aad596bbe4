#include "engine/allow.h"

#include <algorithm>

#include "classify/glob.h"

namespace assay::engine {
namespace {
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

/// "bob@mail.acme.example" ends with the domain "acme.example", "bob@notacme.example" does not.
bool ends_with_domain(std::string_view text, std::string_view domain) {
  if (text.size() <= domain.size()) return false;
  const std::string_view tail = text.substr(text.size() - domain.size());
  const char before = text[text.size() - domain.size() - 1];
  return (before == '@' || before == '.' || before == '/') &&
         std::equal(tail.begin(), tail.end(), domain.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

bool names(const AllowEntry& entry, const rulepack::DetectorSpec& detector) {
  constexpr std::string_view kCategory = "category:";
  if (entry.detector == "*" || entry.detector == detector.id) return true;
  return entry.detector.rfind(kCategory, 0) == 0 &&
         std::string_view(entry.detector).substr(kCategory.size()) == detector.category;
}
}  // namespace

LoadedAllowList::LoadedAllowList(std::vector<Rule> rules, std::string hash) : rules_(std::move(rules)), hash_(std::move(hash)) {
  for (const Rule& rule : rules_) entries_.push_back(rule.entry);
}

AllowedHere::AllowedHere(const AllowList* allow, const rulepack::Packs& packs, const base::ValueKey& key, std::string_view path)
    : list_(dynamic_cast<const LoadedAllowList*>(allow)), key_(key) {
  if (list_ == nullptr) return;
  const auto& rules = list_->rules();
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    const AllowEntry& entry = rules[i].entry;
    if (entry.expired || (!entry.path.empty() && !classify::glob_matches(entry.path, path))) continue;
    if (!entry.value_hash.empty() && entry.key != key.id()) continue;  // Made with another key: it can never be the same.
    by_detector_.resize(packs.detectors.size());
    for (std::size_t d = 0; d < packs.detectors.size(); ++d)
      if (names(entry, packs.detectors[d])) by_detector_[d].push_back(i);
  }
}

std::int32_t AllowedHere::covers(std::uint32_t detector, std::string_view value, std::string_view text) const {
  for (const std::uint32_t i : by_detector_[detector])
    if (covers(list_->rules()[i], value, text)) return static_cast<std::int32_t>(i);
  return -1;
}

bool AllowedHere::covers(const LoadedAllowList::Rule& rule, std::string_view value, std::string_view text) const {
  const AllowEntry& entry = rule.entry;
  if (!entry.value_hash.empty() && key_.hash(value) != entry.value_hash) return false;
  if (rule.regex && !rule.regex->matches(text) && !rule.regex->matches(value)) return false;
  return entry.domain.empty() || ends_with_domain(text, entry.domain);
}

}  // namespace assay::engine
