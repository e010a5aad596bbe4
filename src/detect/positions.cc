#include "detect/positions.h"

#include <algorithm>

namespace assay::detect {
namespace {

using Ends = std::vector<std::uint32_t>;

void unite(Ends& into, const Ends& more) {
  Ends out;
  std::set_union(into.begin(), into.end(), more.begin(), more.end(), std::back_inserter(out));
  into = std::move(out);
}

class Numbering {
 public:
  explicit Numbering(Positions& out) : out_(out) {}

  /// Writes the node out behind positions `ends`; returns those that it may end with (`ends` among them if it may be empty).
  Ends place(const Node& node, const Ends& ends) {
    switch (node.kind) {
      case Node::Kind::kBytes:
        return place_bytes(node.bytes, ends);
      case Node::Kind::kConcat:
        return place_concat(node, ends);
      case Node::Kind::kAlternate:
        return place_alternate(node, ends);
      case Node::Kind::kRepeat:
        return place_repeat(node, ends);
    }
    return ends;
  }

 private:
  Ends place_bytes(const ByteSet& bytes, const Ends& ends) {
    const auto position = static_cast<std::uint32_t>(out_.bytes.size());
    out_.bytes.push_back(bytes);
    out_.follow.emplace_back();
    for (const std::uint32_t end : ends) out_.follow[end].push_back(position);
    return {position};
  }

  Ends place_concat(const Node& node, Ends ends) {
    for (const Node& child : node.children) ends = place(child, ends);
    return ends;
  }

  Ends place_alternate(const Node& node, const Ends& ends) {
    Ends out;
    for (const Node& child : node.children) unite(out, place(child, ends));
    return out;
  }

  Ends place_repeat(const Node& node, Ends ends) {
    Ends out;
    if (node.min == 0) out = ends;
    for (std::uint32_t count = 1; count <= node.max; ++count) {
      ends = place(node.children.front(), ends);
      if (count >= node.min) unite(out, ends);
    }
    return out;
  }

  Positions& out_;
};

}  // namespace

Positions number_positions(const Node& root) {
  Positions out;
  out.bytes.emplace_back();
  out.follow.emplace_back();
  const Ends ends = Numbering(out).place(root, {0});
  out.last.assign(out.bytes.size(), false);
  for (const std::uint32_t end : ends) out.last[end] = true;
  return out;
}

}  // namespace assay::detect
