#include "detect/phrases.h"

#include <algorithm>
#include <map>

#include "detect/phrase_cells.h"
#include "detect/phrase_tables.h"

namespace assay::detect {
namespace {
using Words = std::vector<std::string>;
/// Words that stand on every page, in prose or in programs: a phrase is looked up by another of its words if it has one.
constexpr std::string_view kEverywhere[] = {
    "a",   "all", "and",  "as",   "at",   "be",   "by",  "class", "code", "con",   "data", "date", "das",  "de",  "del",
    "der", "des", "die",  "do",   "du",   "el",   "en",  "et",    "file", "for",   "from", "id",   "in",   "is",  "it",
    "key", "la",  "le",   "line", "name", "new",  "no",  "not",   "of",   "on",    "one",  "or",   "para", "per", "pour",
    "set", "the", "this", "time", "to",   "type", "und", "use",   "user", "value", "van",  "von",  "with", "you", "your"};
/// Words that stand in many phrases or on many pages.
constexpr std::string_view kCommon[] = {
    "access",         "account", "address",   "adresse",  "application",   "author",     "bank",        "call",         "card",
    "carte",          "case",    "client",    "codigo",   "configuration", "connection", "description", "details",      "device",
    "document",       "driver",  "error",     "event",    "family",        "first",      "form",        "health",       "host",
    "identification", "index",   "insurance", "last",     "library",       "license",    "list",        "memory",       "message",
    "national",       "nombre",  "number",    "numbers",  "numer",         "numero",     "nummer",      "order",        "output",
    "package",        "part",    "personal",  "port",     "public",        "reference",  "register",    "registration", "release",
    "return",         "run",     "section",   "security", "server",        "service",    "social",      "source",       "state",
    "string",         "system",  "tarjeta",   "tax",      "text",          "update",     "version"};

template <std::size_t kCount>
bool is_one_of(const std::string_view (&words)[kCount], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

/// How seldom the word is met: a guess that decides about time only.
double rarity(std::string_view word) {
  constexpr std::string_view kRareLetters = "zqxjkvwbyfgphmucldrsntoiea";  // the rarest first
  if (word.size() == 1) return 2 - static_cast<double>(kRareLetters.find(word[0])) / 13;
  if (is_one_of(kEverywhere, word)) return 0.1 * static_cast<double>(word.size());
  return is_one_of(kCommon, word) ? 3.5 : static_cast<double>(word.size()) + 1;
}

std::uint32_t rarest(const Words& words) {
  const auto best =
      std::max_element(words.begin(), words.end(), [](const auto& a, const auto& b) { return rarity(a) <= rarity(b); });
  return static_cast<std::uint32_t>(best - words.begin());
}

/// Gathers phrases under their canonical words. A detector that writes one phrase twice is listed once.
class Gather {
 public:
  Gather(std::size_t max_word, PhraseUse use) : max_word_(max_word), use_(use) {}

  void add(const rulepack::Packs& packs, std::uint32_t detector, Tone tone) {
    const std::vector<rulepack::Phrase>& phrases = phrases_of(packs.detectors[detector], tone);
    for (std::uint32_t i = 0; i < phrases.size(); ++i) add(packs, {detector, static_cast<std::uint32_t>(tone), i}, phrases[i]);
  }

  struct Found {
    std::vector<PhraseTables::User> users;
    std::vector<Words> ways;
  };
  std::map<Words, Found> all;
  Diagnostics errors;

 private:
  void add(const rulepack::Packs& packs, const PhraseTables::User& user, const rulepack::Phrase& phrase) {
    std::vector<Words> ways = spellings(phrase.text);
    if (ways.empty()) return complain(packs, phrase, "has no letter or digit");
    for (const std::string& word : ways.front())
      if (word.size() > max_word_) return complain(packs, phrase, "has a word of more than 64 bytes");
    if (use_ == PhraseUse::kText && !may_be_near(packs.detectors[user.detector], ways)) return;
    auto [place, fresh] = all.try_emplace(ways.front());
    auto& users = place->second.users;
    const bool known = std::any_of(users.begin(), users.end(), [&](const PhraseTables::User& each) {
      return each.detector == user.detector && each.tone == user.tone;
    });
    if (!known) users.push_back(user);
    for (Words& way : ways) add_way(place->second.ways, std::move(way));
  }

  /// In the text a phrase must lie wholly within reach; folding makes at most two letters of one.
  static bool may_be_near(const rulepack::DetectorSpec& detector, const std::vector<Words>& ways) {
    return std::any_of(ways.begin(), ways.end(), [&](const Words& words) {
      std::size_t points = 0;
      for (const std::string& word : words) points += count_points(word);
      return points <= 2 * std::size_t{detector.context.near};
    });
  }
  static void add_way(std::vector<Words>& ways, Words way) {
    if (std::find(ways.begin(), ways.end(), way) == ways.end()) ways.push_back(std::move(way));
  }
  void complain(const rulepack::Packs& packs, const rulepack::Phrase& phrase, const std::string& what) {
    errors.push_back(packs.at(phrase.mark, "the context phrase " + what, "write it as words, or delete it"));
  }
  std::size_t max_word_;
  PhraseUse use_;
};
}  // namespace

Result<PhraseIndex, Diagnostics> PhraseIndex::build(const rulepack::Packs& packs, PhraseUse use) {
  Gather gather(kMaxWord, use);
  for (std::uint32_t i = 0; i < packs.detectors.size(); ++i)
    for (const Tone tone : {Tone::kPositive, Tone::kNegative}) gather.add(packs, i, tone);
  if (!gather.errors.empty()) return std::move(gather.errors);
  PhraseTablesWriter tables;
  for (const auto& [first_way, found] : gather.all) {
    tables.add_phrase(found.users);
    for (const Words& way : found.ways) tables.add_spelling(std::vector<std::string_view>(way.begin(), way.end()), rarest(way));
  }
  return *load(base::CachedBytes::copy_of(tables.take()), packs);
}

std::optional<PhraseIndex> PhraseIndex::load(base::CachedBytes bytes, const rulepack::Packs& packs) {
  PhraseTables tables;
  if (!tables.load(bytes.bytes, packs)) return std::nullopt;
  PhraseIndex index;
  index.bytes_ = std::move(bytes);
  index.size_ = static_cast<std::uint32_t>(tables.first_user.size() - 1);
  index.first_user_ = tables.first_user;
  index.slots_ = tables.slots;
  index.filter_ = tables.filter;
  index.users_.reserve(tables.users.size());
  index.words_.reserve(tables.words.size());
  index.spellings_.reserve(tables.spellings.size());
  index.entries_.reserve(tables.order.size());
  for (const auto& [detector, tone_number, place] : tables.users) {
    const auto tone = static_cast<Tone>(tone_number);
    index.users_.push_back({detector, tone, phrases_of(packs.detectors[detector], tone)[place].text});
  }
  for (const auto& [begin, size] : tables.words) index.words_.emplace_back(tables.letters.data() + begin, size);
  for (const auto& [first, words, phrase, key_word] : tables.spellings)
    index.spellings_.push_back({std::span(index.words_).subspan(first, words), phrase, key_word});
  for (const std::uint32_t spelling : tables.order) index.entries_.push_back(index.entry(spelling));
  return index;
}

/// Of all units that may stand for the word.
void PhraseIndex::keys_of(const FormedWord& word, std::vector<std::uint64_t>& out) {
  char unit[2 * kMaxWord];
  const std::size_t size = word.text.copy(unit, kMaxWord);
  for (const Tail& tail : tails())
    if (takes(word, tail)) out.push_back(tail_key({unit, size + tail.text.copy(unit + size, kMaxWord)}));
}

PhraseIndex::Entry PhraseIndex::entry(std::uint32_t spelling) const {
  const auto& [words, phrase, at] = spellings_[spelling];
  const auto ascii = [](char c) { return static_cast<unsigned char>(c) < 0x80 ? c : '\0'; };
  Entry out{spelling, formed(words, at)};
  if (at > 0) out.before = ascii(words[at - 1].back());
  if (at + 1 < words.size()) out.behind = ascii(words[at + 1].front());
  return out;
}

PhraseIndex::Slot PhraseIndex::find(std::uint64_t key) const {
  const Slot* const slots = slots_.data();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = mix(key) >> 20 & mask;
  while (slots[at].count > 0 && slots[at].key != key) at = (at + 1) & mask;
  return slots[at];
}

}  // namespace assay::detect
