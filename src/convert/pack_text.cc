// Drafts as YAML.
#include <algorithm>
#include <cstdio>
#include <set>

#include "convert/draft.h"

namespace assay::convert {
namespace {
constexpr std::size_t kMaxId = 60;

std::string quoted(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    out += c;
    if (c == '\'') out += c;
  }
  return out + "'";
}

/// Lower case words joined by underscores, beginning with a letter, and not there before.
std::string id_of(std::string_view name, std::set<std::string>& taken) {
  std::string id;
  for (const char c : name) {
    const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    const bool plain = (low >= 'a' && low <= 'z') || (low >= '0' && low <= '9');
    if (plain) id += low;
    if (!plain && !id.empty() && id.back() != '_') id += '_';
  }
  while (!id.empty() && id.back() == '_') id.pop_back();
  if (id.empty() || id[0] < 'a') id = "rule_" + id;
  id.resize(std::min(id.size(), kMaxId));
  while (id.back() == '_') id.pop_back();
  std::string unique = id;
  for (int i = 2; !taken.insert(unique).second; ++i) unique = id + "_" + std::to_string(i);
  return unique;
}

/// A phrase must hold a word; of several that say the same, one.
std::vector<std::string> sound_phrases(const std::vector<std::string>& phrases) {
  std::vector<std::string> out;
  for (const std::string& phrase : phrases) {
    const bool word = std::any_of(phrase.begin(), phrase.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 128;
    });
    if (word && phrase.size() >= 2 && std::find(out.begin(), out.end(), phrase) == out.end()) out.push_back(phrase);
  }
  return out;
}

std::string list_of(const std::vector<std::string>& texts) {
  std::string out = "[";
  for (const std::string& text : texts) out += (out.size() > 1 ? ", " : "") + quoted(text);
  return out + "]";
}

std::string confidence_of(unsigned alone, unsigned context) {
  std::string out = "{";
  if (alone > 0) out += "alone: " + std::to_string(alone);
  if (context > 0) out += std::string(alone > 0 ? ", " : "") + "context: " + std::to_string(context);
  return out + "}";
}

std::string pattern_of(const DraftPattern& p) {
  return "      - {regex: " + quoted(print(p.regex)) + ", boundary: " + (p.regex.word_edge ? "word" : "none") +
         ", confidence: " + confidence_of(p.alone, p.context) + "}\n";
}

std::string example_of(const Draft& d, const std::vector<std::string>& phrases) {
  const std::string value = d.patterns.empty() ? d.terms.front() : sample(d.patterns.front().regex);
  return phrases.empty() ? value : phrases.front() + " " + value;
}

std::string context_of(const Draft& d, const std::vector<std::string>& phrases) {
  const std::vector<std::string> negative = sound_phrases(d.negative);
  if (phrases.empty() && negative.empty()) return "";
  std::string out = "    context: {near: " + std::to_string(d.near);
  if (!phrases.empty()) out += ", any: " + list_of(phrases);
  if (!negative.empty()) out += ", negative: " + list_of(negative);
  return out + "}\n";
}

std::string entropy_of(double bits) {
  if (bits <= 0) return "";
  char text[64];
  std::snprintf(text, sizeof text, "    check: {entropy: {min: '%.3g'}}\n", bits);
  return text;
}

/// With a check, "alone" would hold without it: the cases move to their checked twins.
std::string checked(std::string confidence, double entropy) {
  if (entropy <= 0) return confidence;
  for (const auto& [from, to] : {std::pair{"alone:", "checked:"}, std::pair{"{context:", "{checked_context:"},
                                 std::pair{" context:", " checked_context:"}})
    if (const auto at = confidence.find(from); at != confidence.npos) confidence.replace(at, std::string_view(from).size(), to);
  return confidence;
}

std::string yaml_of(const Draft& d, const std::string& id, const std::vector<std::string>& phrases) {
  std::string out = "  - id: " + id + "\n    name: {en: " + quoted(d.name) + "}\n    category: " + d.category +
                    "\n    jurisdiction: " + d.jurisdiction + "\n    regulations: [GDPR]\n    value: exact\n";
  out += entropy_of(d.entropy) + context_of(d, phrases) + "    patterns:\n";
  for (DraftPattern p : d.patterns) {
    if (phrases.empty()) p.alone = std::max(p.alone, p.context), p.context = 0;
    out += checked(pattern_of(p), d.entropy);
  }
  if (!d.terms.empty())
    out += "      - {terms: " + list_of(d.terms) + ", confidence: " + confidence_of(d.terms_alone, 0) +
           (d.entropy > 0 ? ", check: {}" : "") + "}\n";
  return out + "    examples: [" + quoted(example_of(d, phrases)) + "]\n    source: " + quoted(d.source) + "\n";
}
}  // namespace

std::string pack_of(Drafts& drafts, std::string_view pack, std::size_t& written) {
  std::string out = "pack: " + std::string(pack) + "\nversion: 1.0.0\ndetectors:\n";
  std::set<std::string> ids;
  written = 0;
  for (const Draft& draft : drafts.all) {
    const std::vector<std::string> phrases = sound_phrases(draft.phrases);
    out += yaml_of(draft, id_of(draft.rule, ids), phrases);
    ++written;
  }
  return written > 0 ? out : std::string();
}

}  // namespace assay::convert
