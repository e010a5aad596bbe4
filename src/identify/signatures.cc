#include "identify/signatures.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace assay::identify {
namespace {

/// Rows by one of their words, sorted; of equal words the first row wins.
using Words = std::vector<std::pair<std::string_view, const Format*>>;

template <class AddWords>
Words make_index(AddWords add_words) {
  Words words;
  for (const Format& row : formats()) add_words(row, words);
  std::stable_sort(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return words;
}

const Format* find(const Words& words, std::string_view word) {
  const auto at =
      std::lower_bound(words.begin(), words.end(), word, [](const auto& row, std::string_view key) { return row.first < key; });
  return at != words.end() && at->first == word ? at->second : nullptr;
}

void add_extensions(const Format& row, Words& words) {
  for (std::string_view rest = row.extensions; !rest.empty();) {
    const std::string_view word = rest.substr(0, rest.find(' '));
    words.emplace_back(word, &row);
    rest.remove_prefix(std::min(rest.size(), word.size() + 1));
  }
}

}  // namespace

const Format* format_named(std::string_view id) {
  static const Words words = make_index([](const Format& row, Words& out) { out.emplace_back(row.id, &row); });
  return find(words, id);
}
const Format* format_of_extension(std::string_view extension) {
  static const Words words = make_index(&add_extensions);
  return find(words, extension);
}
const Format* format_of_media_type(std::string_view media_type) {
  static const Words words = make_index([](const Format& row, Words& out) { out.emplace_back(row.media_type, &row); });
  return find(words, media_type);
}

}  // namespace assay::identify
