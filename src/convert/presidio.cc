// Presidio's recognizers: [{name, supported_entity, patterns: [{name, regex, score}], context, deny_list}].
#include <algorithm>
#include <charconv>
#include <cmath>

#include "convert/draft.h"
#include "rulepack/yaml_tree.h"

namespace assay::convert {
namespace {
using rulepack::Node;
/// What Presidio adds for a word near by, and the least that then comes out (presidio-analyzer, LemmaContextAwareEnhancer).
constexpr unsigned kContextRaise = 35, kContextLeast = 40, kDenyListScore = 100;

const Node* value_of(const Node& map, std::string_view key) {
  if (map.kind != Node::Kind::kMap) return nullptr;
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2)
    if (map.items[i].text == key) return &map.items[i + 1];
  return nullptr;
}

std::string text_of(const Node& map, std::string_view key) {
  const Node* value = value_of(map, key);
  return value != nullptr ? value->text : std::string();
}

std::vector<std::string> texts_of(const Node& map, std::string_view key) {
  std::vector<std::string> out;
  if (const Node* list = value_of(map, key))
    for (const Node& item : list->items) out.push_back(item.text);
  return out;
}

unsigned percent(const std::string& score) {
  double value = 0;
  const auto read = std::from_chars(score.data(), score.data() + score.size(), value);
  if (read.ec != std::errc() || !(value >= 0 && value <= 1)) return 0;
  return static_cast<unsigned>(std::lround(value * 100));
}

void read_pattern(const Node& node, const std::string& rule, Draft& draft, Drafts& drafts) {
  auto regex = read_regex(text_of(node, "regex"));
  const std::string place = "pattern '" + text_of(node, "name") + "': ";
  if (!regex.ok()) return drafts.lose_part(rule, place + regex.error().message);
  for (const std::string& note : regex.value().notes) drafts.lose_part(rule, place + note);
  if (!trim(regex.value())) return drafts.lose_part(rule, place + "an anchor or boundary in the middle");
  const unsigned alone = percent(text_of(node, "score"));
  const unsigned context = draft.phrases.empty() ? 0 : std::max(kContextLeast, std::min(100U, alone + kContextRaise));
  if (alone + context == 0) return drafts.lose_part(rule, place + "no score above 0, and no context to raise it");
  draft.patterns.push_back({std::move(regex.value()), alone, context});
}

void read_recognizer(const Node& node, Drafts& drafts) {
  Draft draft;
  draft.name = text_of(node, "supported_entity");
  draft.rule = text_of(node, "name").empty() ? draft.name : text_of(node, "name");
  if (draft.name.empty()) draft.name = draft.rule;
  draft.category = "pii";
  draft.source = "Presidio recogniser " + draft.rule;
  draft.phrases = texts_of(node, "context");
  if (const Node* languages = value_of(node, "supported_languages"))
    for (const Node& language : languages->items)
      if (const Node* context = value_of(language, "context"))
        for (const Node& word : context->items) draft.phrases.push_back(word.text);
  if (const Node* patterns = value_of(node, "patterns"))
    for (const Node& pattern : patterns->items) read_pattern(pattern, draft.rule, draft, drafts);
  draft.terms = texts_of(node, "deny_list");
  draft.terms_alone = kDenyListScore;
  if (draft.patterns.empty() && draft.terms.empty())
    return drafts.lose(draft.rule, "no pattern and no deny_list: a recogniser in code or a model");
  drafts.all.push_back(std::move(draft));
}
}  // namespace

Result<Drafts> read_presidio(std::string_view text) {
  auto root = rulepack::parse_yaml(text, 0);
  if (!root.ok()) return root.error();
  const Node* list = value_of(root.value(), "recognizers");
  if (list == nullptr && root.value().kind == Node::Kind::kList) list = &root.value();
  Drafts drafts;
  if (list == nullptr) read_recognizer(root.value(), drafts);
  if (list != nullptr)
    for (const Node& item : list->items) read_recognizer(item, drafts);
  return drafts;
}

}  // namespace assay::convert
