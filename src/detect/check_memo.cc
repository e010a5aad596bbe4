#include "detect/check_memo.h"

#include <algorithm>

#include "detect/value_form.h"

namespace assay::detect {

Result<std::uint32_t, Diagnostics> CheckTable::add(const rulepack::Packs& packs, const rulepack::CheckSpec& spec) {
  const auto [place, fresh] = known_.try_emplace({spec.algorithm, spec.params}, static_cast<std::uint32_t>(checks_.size()));
  if (!fresh) return place->second;
  auto check = checks::Check::compile(packs, spec);
  if (!check.ok()) {
    known_.erase(place);
    return std::move(check.error());
  }
  checks_.push_back(std::move(check.value()));
  return place->second;
}

std::uint8_t best_of(const rulepack::Confidence& confidence, CheckResult check, bool context) {
  const bool checked = check == CheckResult::kPassed;
  std::uint8_t best = confidence.alone;
  if (checked) best = std::max(best, confidence.checked);
  if (context) best = std::max(best, confidence.context);
  if (checked && context) best = std::max(best, confidence.checked_context);
  return best;
}

void CheckMemo::begin(std::string_view match, std::size_t checks) {
  match_ = match;
  for (Form& form : forms_) form.ready = false;
  if (answers_.size() != checks || ++number_ == 0) {
    answers_.assign(checks, Answer{});
    number_ = 1;
  }
}

CheckResult CheckMemo::run(const CheckTable& table, std::span<const std::uint32_t> checks) {
  if (checks.empty()) return CheckResult::kNone;
  for (const std::uint32_t check : checks)
    if (!passes(table, check)) return CheckResult::kFailed;
  return CheckResult::kPassed;
}

bool CheckMemo::passes(const CheckTable& table, std::uint32_t check) {
  Answer& answer = answers_[check];
  if (answer.match == number_) return answer.passed;
  answer.match = number_;
  answer.passed = table[check].passes(form_for(table[check].reads()));
  return answer.passed;
}

std::string_view CheckMemo::form_for(checks::Reads reads) {
  if (reads == checks::Reads::kExact) return match_;
  const bool digits = reads == checks::Reads::kDigits;
  Form& form = forms_[digits ? 0 : 1];
  if (!form.ready) {
    write_value(digits ? rulepack::ValueForm::kDigits : rulepack::ValueForm::kAlnumUpper, match_, form.text);
    form.ready = true;
  }
  return form.text;
}

}  // namespace assay::detect
