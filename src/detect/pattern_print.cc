#include "detect/pattern_print.h"

namespace assay::detect {
namespace {

void append_byte(unsigned byte, std::string& out) {
  const bool plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
  if (plain) {
    out += static_cast<char>(byte);
    return;
  }
  constexpr char kHex[] = "0123456789abcdef";
  out += "\\x";
  out += kHex[byte >> 4];
  out += kHex[byte & 15];
}

void append_bytes(const ByteSet& bytes, std::string& out) {
  if (bytes.size() == 1) return append_byte(bytes.first(), out);
  out += '[';
  for (unsigned first = 0; first < 256; ++first) {
    if (!bytes.contains(static_cast<std::uint8_t>(first))) continue;
    unsigned last = first;
    while (last < 255 && bytes.contains(static_cast<std::uint8_t>(last + 1))) ++last;
    append_byte(first, out);
    if (last > first) out += '-', append_byte(last, out);
    first = last;
  }
  out += ']';
}

void append_node(const Node& node, std::string& out);

void append_group(const Node& node, std::string& out) {
  out += "(?:";
  append_node(node, out);
  out += ')';
}

void append_repeat(const Node& node, std::string& out) {
  const Node& child = node.children.front();
  child.kind == Node::Kind::kBytes ? append_bytes(child.bytes, out) : append_group(child, out);
  if (node.min == 0 && node.max == 1) {
    out += '?';
    return;
  }
  out += '{' + std::to_string(node.min);
  if (node.max != node.min) out += ',' + std::to_string(node.max);
  out += '}';
}

void append_node(const Node& node, std::string& out) {
  switch (node.kind) {
    case Node::Kind::kBytes:
      append_bytes(node.bytes, out);
      break;
    case Node::Kind::kRepeat:
      append_repeat(node, out);
      break;
    case Node::Kind::kConcat:
      for (const Node& child : node.children)
        child.kind == Node::Kind::kAlternate ? append_group(child, out) : append_node(child, out);
      break;
    case Node::Kind::kAlternate:
      for (const Node& child : node.children) {
        if (&child != &node.children.front()) out += '|';
        append_node(child, out);
      }
      break;
  }
}

}  // namespace

std::string print_regex(const Node& node) {
  std::string out;
  append_node(node, out);
  return out;
}

}  // namespace assay::detect
