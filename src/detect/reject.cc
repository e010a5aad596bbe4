#include "detect/reject.h"

#include <algorithm>
#include <mutex>
#include <optional>

#include "detect/automaton.h"
#include "detect/bit_automaton.h"
#include "detect/value_form.h"

namespace assay::detect {
namespace {
constexpr std::size_t kMostStates = 4096;
}  // namespace

/// Good patterns, compiled when the first value is held against them: few detectors of a pack ever come to that.
class RejectSet::Patterns {
 public:
  explicit Patterns(std::vector<Pattern> patterns) : patterns_(std::move(patterns)) {}

  bool match(std::string_view value) const {
    std::call_once(once_, [this] { compile(); });
    if (value.empty()) return false;
    bool whole = false;
    const auto on_end = [&](std::size_t end) { whole = whole || end == value.size(); };
    if (together_) together_->walk(value, 0, bit(Boundary::kNone), [&](std::size_t end, std::uint32_t) { on_end(end); });
    BitAutomaton::Bits bits, spare;
    for (const BitAutomaton& each : singly_) each.walk(value, 0, bits, spare, on_end);
    return whole;
  }

 private:
  void compile() const {
    std::vector<AutomatonInput> inputs;
    for (std::uint32_t i = 0; i < patterns_.size(); ++i) inputs.push_back({i, &patterns_[i], Boundary::kNone, Boundary::kNone});
    SetTable sets(static_cast<std::uint32_t>(inputs.size()));
    together_ = Automaton::build(inputs, kMostStates, sets);
    if (!together_)
      for (const Pattern& pattern : patterns_) singly_.push_back(BitAutomaton::build(pattern));
  }

  std::vector<Pattern> patterns_;
  mutable std::once_flag once_;
  mutable std::optional<Automaton> together_;
  mutable std::vector<BitAutomaton> singly_;  ///< If they are too big together.
};

RejectLists::Values RejectLists::formed(const std::vector<std::string>& values, rulepack::ValueForm form) {
  Values out;
  for (const std::string& value : values) {
    std::string formed;
    write_value(form, value, formed);
    if (!formed.empty()) out.push_back(std::move(formed));
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::shared_ptr<const RejectLists::Values> RejectLists::find(const std::string& name, rulepack::ValueForm form) {
  const auto list = packs_.lists.find(name);
  if (list == packs_.lists.end()) return nullptr;
  auto& known = known_[{name, form}];
  if (!known) known = std::make_shared<const Values>(formed(list->second, form));
  return known;
}

Result<RejectSet, Diagnostics> RejectSet::compile(const rulepack::Packs& packs, const rulepack::DetectorSpec& detector,
                                                  RejectLists& lists) {
  RejectSet set;
  Diagnostics errors;
  const auto add = [&](std::shared_ptr<const RejectLists::Values> values) {
    if (!values->empty()) set.lists_.push_back(std::move(values));
  };
  for (const std::string& name : detector.reject.lists) {
    if (auto values = lists.find(name, detector.value)) {
      add(std::move(values));
    } else {
      errors.push_back(packs.at(detector.mark, "there is no reject list `" + name + "`", "define it in lists.yaml"));
    }
  }
  add(std::make_shared<const RejectLists::Values>(RejectLists::formed(detector.reject.values, detector.value)));
  std::vector<Pattern> patterns;
  for (const std::string& regex : detector.reject.patterns) {
    auto pattern = parse_pattern(regex, Case::kExact);
    if (pattern.ok()) {
      patterns.push_back(std::move(pattern.value()));
    } else {
      const PatternError& error = pattern.error();
      const std::string place = " (character " + std::to_string(error.column) + " of the pattern)";
      errors.push_back(packs.at(detector.mark, "reject pattern: " + error.message + place, error.fix));
    }
  }
  if (!errors.empty()) return errors;
  if (!patterns.empty()) set.patterns_ = std::make_shared<const Patterns>(std::move(patterns));
  return set;
}

bool RejectSet::holds(std::string_view value) const {
  for (const auto& list : lists_)
    if (std::binary_search(list->begin(), list->end(), value)) return true;
  return patterns_ != nullptr && patterns_->match(value);
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
