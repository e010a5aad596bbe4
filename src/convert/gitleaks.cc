// gitleaks.toml: [[rules]] with id, description, regex, secretGroup, entropy, keywords, allowlists.
#include <toml++/toml.h>

#include <algorithm>

#include "convert/draft.h"

namespace assay::convert {
namespace {
/// Enough literal text that a value with it is no accident.
constexpr unsigned kAlone = 80, kWithContext = 80;
constexpr std::size_t kOwnPrefix = 3;
constexpr unsigned kNear = 60;

std::size_t literal_prefix(const Regex& regex) {
  std::size_t length = 0;
  for (const RegexNode& item : regex.root.children) {
    const bool caseless_letter = item.kind == RegexNode::Kind::kChars && item.chars.count() <= 2;
    if (!caseless_letter) break;
    ++length;
  }
  return length;
}

std::vector<std::string> texts_of(const toml::table& rule, std::string_view key) {
  std::vector<std::string> out;
  if (const toml::array* list = rule[key].as_array())
    for (const toml::node& item : *list)
      if (const auto text = item.value<std::string>()) out.push_back(*text);
  return out;
}

void name_losses(const toml::table& rule, const std::string& id, Drafts& drafts) {
  if (rule.contains("path")) drafts.lose_part(id, "the path condition: findings do not depend on file names here");
  if (rule.contains("allowlist") || rule.contains("allowlists"))
    drafts.lose_part(id, "the allowlist: write `reject: {values, patterns}` or an allow.yaml");
}

/// "key ... = (value)": the group is the value, what stands before it is what context is for. A value with a prefix of its own
/// needs none.
bool shape(Regex& regex, Draft& draft, const toml::table& rule) {
  Regex whole = regex;
  bool sound = trim(whole);
  if (take_capture(regex)) {
    sound = trim(regex);
    regex.word_edge = regex.word_edge || whole.word_edge;
  } else {
    regex = std::move(whole);
  }
  if (!sound) return false;
  const bool alone = literal_prefix(regex) >= kOwnPrefix;
  if (!alone) draft.phrases = texts_of(rule, "keywords"), draft.near = kNear;
  const bool context = !draft.phrases.empty();
  draft.patterns.push_back({std::move(regex), context ? 0 : kAlone, context ? kWithContext : 0});
  return true;
}

void read_rule(const toml::table& rule, Drafts& drafts) {
  const std::string id = rule["id"].value_or(std::string("(without an id)"));
  const auto text = rule["regex"].value<std::string>();
  if (!text) return drafts.lose(id, "it has no regex, only a path");
  auto regex = read_regex(*text);
  if (!regex.ok()) return drafts.lose(id, regex.error().message);
  Draft draft;
  draft.rule = id;
  draft.name = rule["description"].value_or(id);
  draft.category = "credential";
  draft.entropy = rule["entropy"].value_or(0.0);
  draft.source = "gitleaks rule " + id;
  for (const std::string& note : regex.value().notes) drafts.lose_part(id, note);
  if (!shape(regex.value(), draft, rule)) return drafts.lose(id, "an anchor or boundary in the middle of the regex");
  name_losses(rule, id, drafts);
  drafts.all.push_back(std::move(draft));
}
}  // namespace

Result<Drafts> read_gitleaks(std::string_view text) {
  try {
    const toml::table root = toml::parse(text);
    Drafts drafts;
    if (const toml::array* rules = root["rules"].as_array())
      for (const toml::node& rule : *rules)
        if (const toml::table* table = rule.as_table()) read_rule(*table, drafts);
    if (root.contains("allowlist")) drafts.lose_part("(all rules)", "the global allowlist: write an allow.yaml");
    return drafts;
  } catch (const toml::parse_error& error) {
    const auto at = error.source().begin;
    return Diagnostic{.line = at.line,
                      .column = at.column,
                      .code = Code::kBadRules,
                      .message = "not TOML: " + std::string(error.description())};
  }
}

}  // namespace assay::convert
