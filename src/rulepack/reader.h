// From nodes to values, directed by what is asked for. Every mistake becomes a Diagnostic with its place; reading goes on behind
// it, so that one run shows them all.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rulepack/model.h"
#include "rulepack/yaml_tree.h"

namespace assay::rulepack {

class Reader {
 public:
  Reader(const Packs& packs, Diagnostics& errors) : packs_(packs), errors_(errors) {}

  void complain(const Mark& at, std::string message, std::string fix);
  /// A scalar that is not empty. `what` names it in messages ("the id").
  std::string text(const Node& node, std::string_view what);
  /// A list of such scalars; one scalar alone counts as a list of one.
  std::vector<std::string> texts(const Node& node, std::string_view what);
  std::uint64_t number(const Node& node, std::string_view what, std::uint64_t min, std::uint64_t max);
  double real(const Node& node, std::string_view what, double min, double max);
  bool flag(const Node& node, std::string_view what);
  /// Complains unless `node` is a list or a map.
  bool is_list(const Node& node, std::string_view what);
  bool is_map(const Node& node, std::string_view what);
  /// Complains of a key that nobody knows, with the nearest that is known.
  void unknown_key(const Node& key, std::string_view what, std::span<const std::string_view> known);

 private:
  const Packs& packs_;
  Diagnostics& errors_;
};

enum class Need : std::uint8_t { kOptional, kRequired };

/// A key of a map and what reads its value into `T`.
template <class T>
struct Key {
  std::string_view name;
  Need need;
  void (*read)(Reader&, const Node&, T&);
};

template <class T>
std::vector<std::string_view> names_of(std::span<const Key<T>> keys) {
  std::vector<std::string_view> names;
  for (const Key<T>& key : keys) names.push_back(key.name);
  return names;
}

/// Reads a map by its table of keys. False: it was not a map, or a required key is missing.
template <class T>
bool read_map(Reader& reader, const Node& node, std::string_view what, std::span<const Key<T>> keys, T& out) {
  if (!reader.is_map(node, what)) return false;
  std::vector<bool> seen(keys.size());
  for (std::size_t i = 0; i + 1 < node.items.size(); i += 2) {
    std::size_t k = 0;
    while (k < keys.size() && keys[k].name != node.items[i].text) ++k;
    if (k == keys.size()) {
      reader.unknown_key(node.items[i], what, names_of(keys));
      continue;
    }
    seen[k] = true;
    keys[k].read(reader, node.items[i + 1], out);
  }
  bool complete = true;
  for (std::size_t k = 0; k < keys.size(); ++k) {
    if (seen[k] || keys[k].need == Need::kOptional) continue;
    reader.complain(node.mark, std::string(what) + " has no '" + std::string(keys[k].name) + "'", "add the key");
    complete = false;
  }
  return complete;
}

/// A word of a fixed vocabulary.
template <class E>
struct Word {
  std::string_view name;
  E value;
};
std::string suggestion(std::string_view wrong, std::span<const std::string_view> known);

template <class E>
std::optional<E> read_word(Reader& reader, const Node& node, std::string_view what, std::span<const Word<E>> words) {
  const std::string text = reader.text(node, what);
  if (text.empty()) return std::nullopt;
  std::vector<std::string_view> known;
  for (const Word<E>& word : words) {
    if (word.name == text) return word.value;
    known.push_back(word.name);
  }
  reader.complain(node.mark, std::string(what) + " cannot be '" + text + "'", suggestion(text, known));
  return std::nullopt;
}

/// "detector", "id" ...: lower case words joined by underscores, at most 64 characters.
bool is_identifier(std::string_view text);

}  // namespace assay::rulepack
