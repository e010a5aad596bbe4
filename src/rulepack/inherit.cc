#include "rulepack/inherit.h"

#include <algorithm>
#include <map>
#include <set>

namespace assay::rulepack {
namespace {
constexpr std::size_t kMaxDetectors = 5'000;

/// Value of a key of a map; null: it has none, or is no map.
const Node* value_of(const Node& map, std::string_view key) {
  if (map.kind != Node::Kind::kMap) return nullptr;
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2)
    if (map.items[i].text == key) return &map.items[i + 1];
  return nullptr;
}
Node* value_of(Node& map, std::string_view key) { return const_cast<Node*>(value_of(std::as_const(map), key)); }

std::string text_of(const Node& map, std::string_view key) {
  const Node* value = value_of(map, key);
  return value != nullptr && value->kind == Node::Kind::kScalar ? value->text : std::string();
}

void set(Node& map, const Node& key, Node value) {
  if (Node* old = value_of(map, key.text)) {
    *old = std::move(value);
    return;
  }
  map.items.push_back(key);
  map.items.push_back(std::move(value));
}

void erase(Node& map, std::string_view key) {
  if (map.kind != Node::Kind::kMap) return;
  for (std::size_t i = 0; i + 1 < map.items.size(); i += 2) {
    if (map.items[i].text != key) continue;
    map.items.erase(map.items.begin() + static_cast<std::ptrdiff_t>(i), map.items.begin() + static_cast<std::ptrdiff_t>(i) + 2);
    return;
  }
}

/// A scalar stands for a list of one.
std::vector<Node> items_of(const Node& node) { return node.kind == Node::Kind::kList ? node.items : std::vector<Node>{node}; }

void append(Node& map, const Node& key, std::string_view to, const Node& more) {
  Node list;
  list.kind = Node::Kind::kList;
  list.mark = more.mark;
  if (const Node* old = value_of(map, to)) list.items = items_of(*old);
  for (Node& item : items_of(more)) list.items.push_back(std::move(item));
  Node name = key;
  name.text = std::string(to);
  set(map, name, std::move(list));
}

void remove(Node& map, std::string_view from, const Node& less) {
  Node* old = value_of(map, from);
  if (old == nullptr || old->kind != Node::Kind::kList) return;
  const std::vector<Node> unwanted = items_of(less);
  const auto is_unwanted = [&](const Node& item) {
    return std::any_of(unwanted.begin(), unwanted.end(), [&](const Node& each) { return each.text == item.text; });
  };
  old->items.erase(std::remove_if(old->items.begin(), old->items.end(), is_unwanted), old->items.end());
}

/// `context` and `reject`: key by key, with the editing keys.
void merge_map(Node& base, const Node& change) {
  if (base.kind != Node::Kind::kMap || change.kind != Node::Kind::kMap) {
    base = change;
    return;
  }
  for (std::size_t i = 0; i + 1 < change.items.size(); i += 2) {
    const Node &key = change.items[i], &value = change.items[i + 1];
    if (key.text == "add") {
      append(base, key, "any", value);
    } else if (key.text == "add_negative") {
      append(base, key, "negative", value);
    } else if (key.text == "remove") {
      remove(base, "any", value), remove(base, "negative", value);
    } else {
      set(base, key, value);
    }
  }
}

/// A confidence said of the whole detector speaks for every pattern that it had before.
void forget_pattern_confidences(Node& detector) {
  Node* patterns = value_of(detector, "patterns");
  if (patterns == nullptr) return;
  for (Node& pattern : patterns->items) erase(pattern, "confidence");
}

void merge_detector(Node& base, const Node& change) {
  if (value_of(change, "confidence") != nullptr && value_of(change, "patterns") == nullptr) forget_pattern_confidences(base);
  for (std::size_t i = 0; i + 1 < change.items.size(); i += 2) {
    const Node &key = change.items[i], &value = change.items[i + 1];
    Node* old = value_of(base, key.text);
    if (key.text == "override" || key.text == "inherit" || key.text == "enabled") continue;
    if (key.text == "add_patterns") {
      append(base, key, "patterns", value);
    } else if ((key.text == "context" || key.text == "reject") && old != nullptr) {
      merge_map(*old, value);
    } else {
      set(base, key, value);
    }
  }
}

class Resolver {
 public:
  Resolver(Reader& reader, std::vector<DetectorNode>& detectors) : reader_(reader), all_(detectors) {}

  void run() {
    if (all_.size() > kMaxDetectors) {
      reader_.complain(all_[kMaxDetectors].node.mark, "more than 5,000 detectors",
                       "load fewer packs, or put values into lists and terms");
      all_.clear();
      return;
    }
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (!is_override(i)) by_id_.emplace(text_of(all_[i].node, "id"), i);
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (is_override(i)) apply_override(i);
    for (std::size_t i = 0; i < all_.size(); ++i) inherit(i);
    drop_used_up();
  }

 private:
  bool is_override(std::size_t i) const { return value_of(all_[i].node, "override") != nullptr; }

  void apply_override(std::size_t i) {
    const Node& change = all_[i].node;
    const std::size_t base = find(change, "override");
    gone_.insert(i);
    if (base == all_.size()) return;
    if (const Node* enabled = value_of(change, "enabled"); enabled != nullptr && !reader_.flag(*enabled, "enabled")) {
      gone_.insert(base);
      return;
    }
    const std::string id = text_of(change, "id");
    if (!id.empty())
      reader_.complain(change.mark, "an override keeps the id of its detector", "delete `id:`, or write `inherit:`");
    merge_detector(all_[base].node, change);
  }

  /// Follows the chain to a complete detector, then merges back down it. A chain is as long as the detectors are many at most.
  void inherit(std::size_t i) {
    std::vector<std::size_t> chain;
    for (std::size_t at = i; at < all_.size() && value_of(all_[at].node, "inherit") != nullptr;
         at = find(all_[at].node, "inherit")) {
      if (std::find(chain.begin(), chain.end(), at) != chain.end()) {
        reader_.complain(all_[i].node.mark, "detector '" + text_of(all_[i].node, "id") + "' inherits from itself",
                         "break the circle: one of them must be complete");
        for (const std::size_t each : chain) gone_.insert(each), erase(all_[each].node, "inherit");
        return;
      }
      chain.push_back(at);
    }
    while (!chain.empty()) {
      merge_with_base(chain.back());
      chain.pop_back();
    }
  }

  void merge_with_base(std::size_t i) {
    const std::size_t base = find(all_[i].node, "inherit");
    if (base == all_.size()) {
      gone_.insert(i);
      erase(all_[i].node, "inherit");
      return;
    }
    Node merged = all_[base].node;
    merge_detector(merged, all_[i].node);
    merged.mark = all_[i].node.mark;
    all_[i].node = std::move(merged);
  }

  /// Position of the detector that `key` names; `all_.size()`, and a complaint, if there is none.
  std::size_t find(const Node& node, std::string_view key) {
    const Node* name = value_of(node, key);
    const auto at = by_id_.find(name->text);
    if (at != by_id_.end()) return at->second;
    std::vector<std::string_view> known;
    for (const auto& [id, index] : by_id_) known.push_back(id);
    if (complained_.insert(name).second)
      reader_.complain(name->mark, std::string(key) + " names '" + name->text + "', which is not loaded",
                       suggestion(name->text, known));
    return all_.size();
  }

  void drop_used_up() {
    std::vector<DetectorNode> kept;
    for (std::size_t i = 0; i < all_.size(); ++i)
      if (gone_.count(i) == 0) kept.push_back(std::move(all_[i]));
    all_ = std::move(kept);
  }

  Reader& reader_;
  std::vector<DetectorNode>& all_;
  std::map<std::string, std::size_t> by_id_;
  std::set<std::size_t> gone_;
  std::set<const Node*> complained_;
};
}  // namespace

void resolve_inheritance(Reader& reader, std::vector<DetectorNode>& detectors) { Resolver(reader, detectors).run(); }

}  // namespace assay::rulepack
