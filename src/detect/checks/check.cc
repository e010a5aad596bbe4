#include "detect/checks/check.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
using rulepack::Param;

/// Index of `word` among words separated by single spaces; -1 if it is none of them.
int index_of(std::string_view words, std::string_view word) {
  for (int i = 0; !words.empty(); ++i) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return i;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return -1;
}

std::string joined(std::string_view words) {
  std::string out;
  for (char c : words) {
    if (c == ' ') out += ',';
    out += c;
  }
  return out;
}

bool in_range(std::int64_t number, const ParamRule& rule) { return number >= rule.min && number <= rule.max; }

/// Numbers written without quotes arrive as numbers, also where text is wanted: `prefix: 80840`.
std::optional<std::string> as_text(const Param& param) {
  if (const auto* text = std::get_if<std::string>(&param)) return *text;
  if (const auto* number = std::get_if<std::int64_t>(&param)) return std::to_string(*number);
  return std::nullopt;
}

std::vector<std::string> as_texts(const Param& param) {
  if (const auto* texts = std::get_if<std::vector<std::string>>(&param)) return *texts;
  if (const auto one = as_text(param)) return {*one};
  std::vector<std::string> out;
  for (std::int64_t number : std::get<std::vector<std::int64_t>>(param)) out.push_back(std::to_string(number));
  return out;
}

/// Digits with at most two behind a point, in hundredths.
std::optional<std::int64_t> as_hundredths(const Param& param) {
  const auto text = as_text(param);
  if (!text) return std::nullopt;
  const std::size_t point = std::min(text->find('.'), text->size());
  std::string digits = text->substr(0, point);
  std::string behind = point < text->size() ? text->substr(point + 1) : "";
  if (behind.size() > 2 || digits.size() > 6) return std::nullopt;
  behind.resize(2, '0');
  digits += behind;
  return all_digits(digits) ? std::optional<std::int64_t>(to_number(digits)) : std::nullopt;
}

/// Stores one parameter in its field; the answer is what is wrong with it, or empty.
struct Store {
  const ParamRule& rule;
  const Param& param;
  Params& out;

  std::string operator()(Choice field) const {
    const auto word = as_text(param);
    const int index = word ? index_of(rule.words, *word) : -1;
    if (index < 0) return "must be one of " + joined(rule.words);
    out.*field = static_cast<std::uint32_t>(index);
    return {};
  }

  std::string operator()(Flags flags) const {
    for (const std::string& word : as_texts(param)) {
      const int index = index_of(rule.words, word);
      if (index < 0) return "must be a list of " + joined(rule.words);
      out.*flags.field |= 1U << index;
    }
    return {};
  }

  std::string operator()(Decimal decimal) const {
    const auto value = as_hundredths(param);
    if (!value || !in_range(*value, rule)) return "must be a number such as 3.5, at most " + std::to_string(rule.max / 100);
    out.*decimal.field = static_cast<std::int32_t>(*value);
    return {};
  }

  std::string operator()(Number field) const {
    const auto* number = std::get_if<std::int64_t>(&param);
    if (number == nullptr || !in_range(*number, rule)) return "must be a whole number" + range();
    out.*field = static_cast<std::int32_t>(*number);
    return {};
  }

  std::string operator()(Text field) const {
    const auto text = as_text(param);
    if (!text || !in_range(static_cast<std::int64_t>(text->size()), rule)) return "must be text of" + range() + " characters";
    out.*field = *text;
    return {};
  }

  std::string operator()(Numbers field) const {
    const auto* numbers = std::get_if<std::vector<std::int64_t>>(&param);
    if (numbers == nullptr || numbers->empty() || numbers->size() > 64) return "must be a list of whole numbers" + range();
    for (std::int64_t number : *numbers) {
      if (!in_range(number, rule)) return "must be a list of whole numbers" + range();
      (out.*field).push_back(static_cast<std::int32_t>(number));
    }
    return {};
  }

  std::string operator()(Texts field) const {
    out.*field = as_texts(param);
    std::sort((out.*field).begin(), (out.*field).end());
    const bool fits = std::all_of((out.*field).begin(), (out.*field).end(), [&](const std::string& text) {
      return in_range(static_cast<std::int64_t>(text.size()), rule);
    });
    return fits && !(out.*field).empty() ? std::string{} : "must be a list of texts of" + range() + " characters";
  }

  std::string range() const { return " " + std::to_string(rule.min) + " to " + std::to_string(rule.max); }
};

const ParamRule* rule_named(const Row& row, std::string_view name) {
  for (const auto rules : {row.params, common_params()})
    for (const ParamRule& rule : rules)
      if (rule.name == name) return &rule;
  return nullptr;
}

std::string names_of(std::span<const ParamRule> rules) {
  std::string out;
  for (const ParamRule& rule : rules) out += std::string(rule.name) + ", ";
  return out + "part";
}

std::string names_of(std::span<const Row> rows) {
  std::string out;
  for (const Row& row : rows) out += (out.empty() ? "" : ", ") + std::string(row.name);
  return out;
}

/// Reads the parameters of one spec and collects what is wrong with them.
class Compiler {
 public:
  Compiler(const rulepack::Packs& packs, const rulepack::CheckSpec& spec, const Row& row)
      : packs_(packs), spec_(spec), row_(row) {}

  Diagnostics run(Params& out) {
    for (const auto& [name, param] : spec_.params) read(name, param, out);
    for (const ParamRule& rule : row_.params)
      if (rule.need == Need::kRequired && spec_.params.find(std::string(rule.name)) == spec_.params.end())
        complain("needs the parameter `" + std::string(rule.name) + "`", "see src/detect/checks/README.md");
    for (const std::string& list : out.lists) add_list(list, out.values);
    if (!out.part.empty() && out.part.size() != 2) complain("has a bad `part`", "write `part: [from, to]`");
    const std::string_view wrong = row_.complaint == nullptr || !errors_.empty() ? std::string_view{} : row_.complaint(out);
    if (!wrong.empty()) complain("cannot work: " + std::string(wrong), "see src/detect/checks/README.md");
    return std::move(errors_);
  }

 private:
  void read(const std::string& name, const Param& param, Params& out) {
    const ParamRule* rule = rule_named(row_, name);
    if (rule == nullptr) {
      const std::string what = name == "variant" ? "takes no bare value" : "has no parameter `" + name + "`";
      return complain(what, "its parameters: " + names_of(row_.params));
    }
    const std::string wrong = std::visit(Store{*rule, param, out}, rule->field);
    if (!wrong.empty()) complain("has a bad `" + name + "`", "it " + wrong);
  }

  void add_list(const std::string& name, std::vector<std::string>& values) {
    const auto list = packs_.lists.find(name);
    if (list == packs_.lists.end()) return complain("names a list `" + name + "` that is not there", "define it under `lists:`");
    for (const std::string& entry : list->second) {
      std::string& folded = values.emplace_back(entry);
      std::transform(folded.begin(), folded.end(), folded.begin(),
                     [](char c) { return is_upper(c) ? static_cast<char>(c | 0x20) : c; });
    }
  }

  void complain(const std::string& what, std::string fix) {
    errors_.push_back(packs_.at(spec_.mark, "check `" + spec_.algorithm + "` " + what, std::move(fix)));
  }

  const rulepack::Packs& packs_;
  const rulepack::CheckSpec& spec_;
  const Row& row_;
  Diagnostics errors_;
};
}  // namespace

Result<Check, Diagnostics> Check::compile(const rulepack::Packs& packs, const rulepack::CheckSpec& spec) {
  Check check;
  check.row_ = find_row(spec.algorithm);
  if (check.row_ == nullptr) {
    return Diagnostics{packs.at(spec.mark, "there is no check `" + spec.algorithm + "`", "known checks: " + names_of(table()))};
  }
  Diagnostics errors = Compiler(packs, spec, *check.row_).run(check.params_);
  if (!errors.empty()) return errors;
  return check;
}

bool Check::passes(std::string_view value) const noexcept {
  if (params_.part.empty()) return row_->check(value, params_);
  const auto size = static_cast<std::int64_t>(value.size());
  const std::int64_t from = params_.part[0] < 0 ? size + params_.part[0] : params_.part[0];
  const std::int64_t to = params_.part[1] <= 0 ? size + params_.part[1] : params_.part[1];
  if (from < 0 || from >= to || to > size) return false;
  return row_->check(value.substr(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from)), params_);
}

}  // namespace assay::detect::checks
