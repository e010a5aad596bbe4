// Purview's rule package XML: Entity > Pattern > IdMatch/Match/Any, Regex, Keyword > Group > Term, LocalizedStrings.
#include <expat.h>

#include <algorithm>
#include <charconv>
#include <map>

#include "convert/draft.h"

namespace assay::convert {
namespace {
constexpr std::size_t kMaxDepth = 64;

struct Element {
  std::string name, text;
  std::map<std::string, std::string> attributes;
  std::vector<Element> children;
  std::string get(const std::string& key) const {
    const auto at = attributes.find(key);
    return at == attributes.end() ? std::string() : at->second;
  }
};

/// "ns|Name" -> "Name"
std::string local_name(const char* name) {
  const std::string_view text(name);
  const auto bar = text.rfind('|');
  return std::string(bar == text.npos ? text : text.substr(bar + 1));
}

struct Builder {
  XML_Parser parser;
  std::vector<Element> open{1};

  static void begin(void* self, const char* name, const char** attributes) {
    auto& builder = *static_cast<Builder*>(self);
    if (builder.open.size() > kMaxDepth) return static_cast<void>(XML_StopParser(builder.parser, XML_FALSE));
    Element& element = builder.open.emplace_back();
    element.name = local_name(name);
    for (; *attributes != nullptr; attributes += 2) element.attributes[local_name(attributes[0])] = attributes[1];
  }
  static void end(void* self, const char*) {
    auto& open = static_cast<Builder*>(self)->open;
    Element done = std::move(open.back());
    open.pop_back();
    open.back().children.push_back(std::move(done));
  }
  static void text(void* self, const char* text, int size) {
    static_cast<Builder*>(self)->open.back().text.append(text, static_cast<std::size_t>(size));
  }
  /// A package needs no entities of its own; without them nothing can grow.
  static void doctype(void* self, const char*, const char*, const char*, int) {
    XML_StopParser(static_cast<Builder*>(self)->parser, XML_FALSE);
  }
};

std::string trimmed(const std::string& text) {
  const auto from = text.find_first_not_of(" \t\r\n"), to = text.find_last_not_of(" \t\r\n");
  return from == text.npos ? std::string() : text.substr(from, to - from + 1);
}

template <class Visit>
void each(const Element& root, std::string_view name, Visit visit) {
  std::vector<const Element*> open{&root};
  while (!open.empty()) {
    const Element* at = open.back();
    open.pop_back();
    if (at->name == name) visit(*at);
    for (auto child = at->children.rbegin(); child != at->children.rend(); ++child) open.push_back(&*child);
  }
}

unsigned number(const std::string& text, unsigned otherwise) {
  unsigned value = otherwise;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

class Package {
 public:
  Package(const Element& root, Drafts& drafts) : drafts_(drafts) {
    each(root, "Regex", [&](const Element& e) { regexes_[e.get("id")] = trimmed(e.text); });
    each(root, "Keyword", [&](const Element& keyword) {
      each(keyword, "Term", [&](const Element& term) { keywords_[keyword.get("id")].push_back(trimmed(term.text)); });
    });
    each(root, "Resource", [&](const Element& resource) {
      each(resource, "Name", [&](const Element& name) {
        if (names_[resource.get("idRef")].empty() || name.get("default") == "true")
          names_[resource.get("idRef")] = trimmed(name.text);
      });
    });
    each(root, "Entity", [&](const Element& entity) { add(entity); });
    each(root, "Affinity",
         [&](const Element& e) { drafts_.lose(name_of(e), "an Affinity: evidence without a value of its own"); });
  }

 private:
  std::string name_of(const Element& entity) const {
    const auto at = names_.find(entity.get("id"));
    return at == names_.end() || at->second.empty() ? entity.get("id") : at->second;
  }

  void add(const Element& entity) {
    Draft draft;
    draft.rule = draft.name = name_of(entity);
    draft.category = "pii";
    draft.near = std::min(300U, std::max(1U, number(entity.get("patternsProximity"), 300)));
    draft.source = "Purview sensitive information type " + entity.get("id");
    for (const Element& pattern : entity.children)
      if (pattern.name == "Pattern") add_pattern(pattern, draft);
    if (draft.patterns.empty()) return drafts_.lose(draft.rule, "no pattern of it is a regex that we can carry over");
    std::sort(draft.phrases.begin(), draft.phrases.end());
    draft.phrases.erase(std::unique(draft.phrases.begin(), draft.phrases.end()), draft.phrases.end());
    drafts_.all.push_back(std::move(draft));
  }

  void add_pattern(const Element& pattern, Draft& draft) {
    const unsigned level = std::min(100U, number(pattern.get("confidenceLevel"), 75));
    std::string primary;
    std::size_t evidence = 0;
    bool excluded = false;
    each(pattern, "IdMatch", [&](const Element& e) { primary = e.get("idRef"); });
    each(pattern, "Any", [&](const Element& any) { excluded = excluded || any.get("maxMatches") == "0"; });
    each(pattern, "Match", [&](const Element& e) { evidence += add_evidence(e, draft, excluded) ? 1 : 0; });
    const auto regex = regexes_.find(primary);
    if (regex == regexes_.end())
      return drafts_.lose_part(draft.rule, "'" + primary + "' is a function or a keyword list of Purview's own");
    add_regex(regex->second, primary, evidence > 0 ? 0 : level, evidence > 0 ? level : 0, draft);
  }

  /// False: it does not count as context.
  bool add_evidence(const Element& match, Draft& draft, bool excluded) {
    const std::string id = match.get("idRef");
    const auto words = keywords_.find(id);
    if (words == keywords_.end()) {
      drafts_.lose_part(draft.rule, "evidence '" + id + "' is no keyword list");
      return false;
    }
    auto& into = excluded ? draft.negative : draft.phrases;
    into.insert(into.end(), words->second.begin(), words->second.end());
    return !excluded;
  }

  void add_regex(const std::string& text, const std::string& id, unsigned alone, unsigned context, Draft& draft) {
    auto regex = read_regex(text);
    if (!regex.ok()) return drafts_.lose_part(draft.rule, "regex '" + id + "': " + regex.error().message);
    for (const std::string& note : regex.value().notes) drafts_.lose_part(draft.rule, "regex '" + id + "': " + note);
    if (!trim(regex.value())) return drafts_.lose_part(draft.rule, "regex '" + id + "': an anchor or boundary in the middle");
    draft.patterns.push_back({std::move(regex.value()), alone, context});
  }

  Drafts& drafts_;
  std::map<std::string, std::string> regexes_, names_;
  std::map<std::string, std::vector<std::string>> keywords_;
};
}  // namespace

Result<Drafts> read_purview(std::string_view text) {
  const XML_Parser parser = XML_ParserCreateNS(nullptr, '|');
  if (parser == nullptr) return Diagnostic{.code = Code::kIo, .message = "no memory for the XML parser"};
  Builder builder{parser};
  XML_SetUserData(parser, &builder);
  XML_SetElementHandler(parser, Builder::begin, Builder::end);
  XML_SetCharacterDataHandler(parser, Builder::text);
  XML_SetStartDoctypeDeclHandler(parser, Builder::doctype);
  const bool sound =
      text.size() < (1U << 30) && XML_Parse(parser, text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK;
  const auto line = static_cast<std::uint32_t>(XML_GetCurrentLineNumber(parser));
  const std::string why = XML_ErrorString(XML_GetErrorCode(parser)) != nullptr ? XML_ErrorString(XML_GetErrorCode(parser)) : "";
  XML_ParserFree(parser);
  if (!sound) return Diagnostic{.line = line, .column = 1, .code = Code::kBadRules, .message = "not a rule package: " + why};
  Drafts drafts;
  Package(builder.open.front(), drafts);
  return drafts;
}

}  // namespace assay::convert
