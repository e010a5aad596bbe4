#include "convert/regex.h"

#include <algorithm>

namespace assay::convert {
namespace {
using Kind = RegexNode::Kind;

bool is_edge(Kind kind) { return kind >= Kind::kWordEdge; }

/// Is there an edge of one of these kinds somewhere in it?
template <typename Wanted>
bool holds(const RegexNode& root, Wanted wanted) {
  std::vector<const RegexNode*> open{&root};
  while (!open.empty()) {
    const RegexNode* at = open.back();
    open.pop_back();
    if (wanted(at->kind)) return true;
    for (const RegexNode& child : at->children) open.push_back(&child);
  }
  return false;
}

bool holds_edge(const RegexNode& root) { return holds(root, is_edge); }

/// A long run that may be missing: it only led up to the value. Short ones ("-1234" of a postcode) belong to it.
constexpr unsigned kLongRun = 10;
bool is_optional(const RegexNode& node) { return node.kind == Kind::kRepeat && node.min == 0 && node.max >= kLongRun; }

/// "(?:[;\s]|$)": what may follow, or the end. It says where the value ends and is no part of it. An end of the text in front of
/// a value, or a start behind it, says something else: such a pattern is refused, not carried without it.
bool is_delimiter(const RegexNode& node, bool front) {
  const Kind wrong = front ? Kind::kEnd : Kind::kStart;
  return node.kind == Kind::kChoice && holds_edge(node) && !holds(node, [&](Kind kind) { return kind == wrong; });
}

/// Sequences in sequences become one, so that the ends can be seen.
void flatten(RegexNode& node) {
  if (node.kind != Kind::kSequence) return;
  std::vector<RegexNode> flat;
  for (RegexNode& child : node.children) {
    flatten(child);
    if (child.kind == Kind::kSequence && !child.is_capture) {
      for (RegexNode& grandchild : child.children) flat.push_back(std::move(grandchild));
    } else {
      flat.push_back(std::move(child));
    }
  }
  node.children = std::move(flat);
  if (node.children.size() == 1 && node.children[0].kind == Kind::kSequence) {
    RegexNode only = std::move(node.children[0]);
    node.children = std::move(only.children);
  }
}

/// Takes from one end what is no part of a value. True if a boundary was among it.
bool trim_end(std::vector<RegexNode>& items, bool front) {
  bool edge = false;
  while (!items.empty()) {
    RegexNode& item = front ? items.front() : items.back();
    const bool goes = is_edge(item.kind) || is_optional(item) || is_delimiter(item, front);
    if (!goes) break;
    edge = edge || !is_optional(item);
    front ? static_cast<void>(items.erase(items.begin())) : items.pop_back();
  }
  return edge;
}

void escape(std::string& out, unsigned c, std::string_view special) {
  if (c == '\n') return void(out += "\\n");
  if (c == '\r') return void(out += "\\r");
  if (c == '\t') return void(out += "\\t");
  if (special.find(static_cast<char>(c)) != special.npos) out += '\\';
  out += static_cast<char>(c);
}

/// What our match view can hold: other blanks and line ends are folded or of no use in a pattern.
Chars useful(const Chars& chars) {
  Chars out = chars;
  for (unsigned c = 0; c < 32; ++c)
    if (c != '\t' && c != '\n' && c != '\r') out.reset(c);
  out.reset(127);
  return out;
}

std::string print_chars(const Chars& all) {
  const Chars chars = useful(all);
  std::string out;
  if (chars.count() == 1) {
    escape(out, static_cast<unsigned>(chars._Find_first()), R"(\.[](){}?*+|^$)");
    return out;
  }
  out = "[";
  for (unsigned c = 0; c < 128; ++c) {
    if (!chars[c]) continue;
    unsigned last = c;
    while (last + 1 < 128 && chars[last + 1]) ++last;
    escape(out, c, R"(\]^-[)");
    if (last > c + 1) out += '-';
    if (last > c) escape(out, last, R"(\]^-[)");
    c = last;
  }
  return out + "]";
}

std::string print_node(const RegexNode& node);

std::string grouped(const RegexNode& node) {
  const std::string text = print_node(node);
  return node.kind == Kind::kChars ? text : "(?:" + text + ")";
}

/// Depth is bounded by the reader.
std::string print_node(const RegexNode& node) {
  std::string out;
  switch (node.kind) {
    case Kind::kChars:
      return print_chars(node.chars);
    case Kind::kSequence:
      for (const RegexNode& child : node.children) out += child.kind == Kind::kChoice ? grouped(child) : print_node(child);
      return out;
    case Kind::kChoice:
      for (const RegexNode& child : node.children) out += (&child == &node.children.front() ? "" : "|") + print_node(child);
      return out;
    case Kind::kRepeat:
      out = grouped(node.children[0]);
      if (node.min == 0 && node.max == 1) return out + "?";
      if (node.min == node.max) return out + "{" + std::to_string(node.min) + "}";
      return out + "{" + std::to_string(node.min) + "," + std::to_string(node.max) + "}";
    default:
      return out;
  }
}

/// Walks through the members of a class so that neighbours differ: letters and digits first.
char pick(const Chars& all, unsigned& turn) {
  Chars chars = useful(all), plain;
  for (unsigned c = 0; c < 128; ++c)
    if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')) plain.set(c);
  if ((chars & plain).any()) chars &= plain;
  std::string members;
  for (unsigned c = 0; c < 128; ++c)
    if (chars[c]) members += static_cast<char>(c);
  if (members.empty()) return ' ';
  turn += 7;
  return members[(turn * 11 + turn / 5) % members.size()];
}

void sample_node(const RegexNode& node, unsigned& turn, std::string& out) {
  switch (node.kind) {
    case Kind::kChars:
      out += pick(node.chars, turn);
      return;
    case Kind::kSequence:
      for (const RegexNode& child : node.children) sample_node(child, turn, out);
      return;
    case Kind::kChoice:
      return sample_node(node.children.front(), turn, out);
    case Kind::kRepeat:
      for (unsigned i = 0; i < std::max(node.min, node.max > 0 && node.min == 0 ? 1U : node.min); ++i)
        sample_node(node.children[0], turn, out);
      return;
    default:
      return;
  }
}

/// Breadth first: the outermost, leftmost group. Null: none.
const RegexNode* first_capture(const RegexNode& root) {
  std::vector<const RegexNode*> level{&root};
  while (!level.empty()) {
    std::vector<const RegexNode*> next;
    for (const RegexNode* node : level) {
      if (node->is_capture) return node;
      for (const RegexNode& child : node->children) next.push_back(&child);
    }
    level = std::move(next);
  }
  return nullptr;
}
}  // namespace

bool trim(Regex& regex) {
  if (regex.root.kind != RegexNode::Kind::kSequence) {
    RegexNode sequence;
    sequence.children.push_back(std::move(regex.root));
    regex.root = std::move(sequence);
  }
  flatten(regex.root);
  const bool front = trim_end(regex.root.children, true), back = trim_end(regex.root.children, false);
  regex.word_edge = regex.word_edge || front || back;
  return !regex.root.children.empty() && !holds_edge(regex.root) && !sample(regex).empty();
}

bool take_capture(Regex& regex) {
  const RegexNode* group = first_capture(regex.root);
  if (group == nullptr || group == &regex.root) return false;
  RegexNode alone = *group;
  alone.is_capture = false;
  regex.root = std::move(alone);
  return true;
}

std::string print(const Regex& regex) { return print_node(regex.root); }

std::string sample(const Regex& regex) {
  unsigned turn = 0;
  std::string out;
  sample_node(regex.root, turn, out);
  return out;
}

}  // namespace assay::convert
