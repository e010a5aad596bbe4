#include "detect/reject.h"

#include <algorithm>

#include "detect/value_form.h"

namespace assay::detect {
namespace {
constexpr std::size_t kMostStates = 4096;

/// All patterns, which are known to be good, in one automaton without boundaries; null if there are none or it would be too big.
std::shared_ptr<const Automaton> one_automaton(const std::vector<std::string>& regexes) {
  std::vector<Pattern> patterns;
  for (const std::string& regex : regexes)
    if (auto pattern = parse_pattern(regex, Case::kExact); pattern.ok()) patterns.push_back(std::move(pattern.value()));
  std::vector<AutomatonInput> inputs;
  for (std::uint32_t i = 0; i < patterns.size(); ++i) inputs.push_back({i, &patterns[i], Boundary::kNone, Boundary::kNone});
  if (inputs.empty()) return nullptr;
  SetTable sets(static_cast<std::uint32_t>(inputs.size()));
  std::optional<Automaton> automaton = Automaton::build(inputs, kMostStates, sets);
  return automaton ? std::make_shared<const Automaton>(std::move(*automaton)) : nullptr;
}
}  // namespace

Result<RejectSet, Diagnostics> RejectSet::compile(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector) {
  RejectSet set;
  Diagnostics errors;
  const auto add = [&](const std::vector<std::string>& values) {
    for (const std::string& value : values) {
      std::string formed;
      write_value(detector.value, value, formed);
      if (!formed.empty()) set.values_.push_back(std::move(formed));
    }
  };
  add(detector.reject.values);
  for (const std::string& name : detector.reject.lists) {
    const auto list = packs.lists.find(name);
    if (list == packs.lists.end()) {
      errors.push_back(packs.at(detector.mark, "there is no reject list `" + name + "`", "define it in lists.yaml"));
    } else {
      add(list->second);
    }
  }
  for (const std::string& regex : detector.reject.patterns) {
    auto pattern = ValuePattern::compile(regex);
    if (pattern.ok()) {
      set.patterns_.push_back(std::move(pattern.value()));
    } else {
      errors.push_back(packs.at(detector.mark, "reject pattern: " + pattern.error().message, pattern.error().fix));
    }
  }
  if (!errors.empty()) return errors;
  std::sort(set.values_.begin(), set.values_.end());
  set.together_ = one_automaton(detector.reject.patterns);
  if (set.together_ != nullptr) set.patterns_.clear();
  return set;
}

bool RejectSet::holds(std::string_view value) const {
  return std::binary_search(values_.begin(), values_.end(), value) || matches(value);
}

bool RejectSet::matches(std::string_view value) const {
  bool whole = false;
  if (together_ != nullptr && !value.empty())
    together_->walk(value, 0, bit(Boundary::kNone), [&](std::size_t end, std::uint32_t) { whole = end == value.size(); });
  return whole ||
         std::any_of(patterns_.begin(), patterns_.end(), [&](const ValuePattern& pattern) { return pattern.matches(value); });
}

std::string RejectSet::why(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector, std::string_view value) const {
  if (!holds(value)) return {};
  std::string formed;
  const auto names = [&](const std::vector<std::string>& values) {
    return std::any_of(values.begin(), values.end(), [&](const std::string& each) {
      write_value(detector.value, each, formed);
      return formed == value;
    });
  };
  if (names(detector.reject.values)) return "value";
  for (const std::string& name : detector.reject.lists) {
    const auto list = packs.lists.find(name);
    if (list != packs.lists.end() && names(list->second)) return "list " + name;
  }
  return "pattern";
}

}  // namespace assay::detect
