#include "rulepack/yaml_tree.h"

#include <yaml.h>

#include <algorithm>
#include <optional>

#include "base/unicode.h"

namespace assay::rulepack {
namespace {
constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMaxNodes = 200'000;

struct Event {
  yaml_event_t raw{};
  ~Event() { yaml_event_delete(&raw); }
};

Diagnostic bad(const Mark& at, std::string message, std::string fix) {
  return Diagnostic{"", at.line, at.column, Code::kBadRules, std::move(message), std::move(fix)};
}

std::string_view line_of(std::string_view text, std::size_t line) {
  for (std::size_t i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n');
    if (end == text.npos) return {};
    text.remove_prefix(end + 1);
  }
  return text.substr(0, text.find('\n'));
}

std::string_view view(const yaml_char_t* text) { return text == nullptr ? "" : reinterpret_cast<const char*>(text); }

class Builder {
 public:
  Builder(std::string_view text, std::uint32_t file) : text_(text), file_(file) {
    yaml_parser_initialize(&parser_);
    yaml_parser_set_encoding(&parser_, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&parser_, reinterpret_cast<const unsigned char*>(text.data()), text.size());
  }
  ~Builder() { yaml_parser_delete(&parser_); }
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;

  Result<Node> build() {
    for (;;) {
      Event event;
      if (yaml_parser_parse(&parser_, &event.raw) == 0) return syntax_error();
      if (event.raw.type == YAML_STREAM_END_EVENT) break;
      take(event.raw);
      if (error_) return std::move(*error_);
    }
    if (!root_) return bad({file_, 1, 1}, "the file is empty", "start it with `pack:` and `detectors:`, or delete it");
    return std::move(*root_);
  }

 private:
  Mark mark(const yaml_mark_t& at) const {
    return {file_, static_cast<std::uint32_t>(at.line + 1), static_cast<std::uint32_t>(at.column + 1)};
  }

  void fail(const Mark& at, std::string message, std::string fix) { error_ = bad(at, std::move(message), std::move(fix)); }

  Diagnostic syntax_error() const {
    const Mark at = mark(parser_.problem_mark);
    const std::string_view line = line_of(text_, at.line);
    const std::size_t indent = line.find_first_not_of(" \t");
    const std::size_t tab = line.substr(0, indent).find('\t');
    if (tab != line.npos) {
      return bad({file_, at.line, static_cast<std::uint32_t>(tab + 1)}, "a tab indents this line", "indent with spaces");
    }
    std::string message = "not YAML: ";
    message += parser_.problem == nullptr ? "unknown problem" : parser_.problem;
    return bad(at, std::move(message), "quote texts that hold any of : # [ ] { } , & * ! | > ' \" % @ `");
  }

  void take(const yaml_event_t& event) {
    switch (event.type) {
      case YAML_DOCUMENT_START_EVENT:
        if (root_) fail(mark(event.start_mark), "a second document starts here", "one file holds one pack; delete the ---");
        return;
      case YAML_ALIAS_EVENT:
        return fail(mark(event.start_mark), "an alias stands here", "write the value out: packs are read without aliases");
      case YAML_SCALAR_EVENT:
        return scalar(event);
      case YAML_SEQUENCE_START_EVENT:
        return open(Node::Kind::kList, event, event.data.sequence_start.anchor, event.data.sequence_start.tag);
      case YAML_MAPPING_START_EVENT:
        return open(Node::Kind::kMap, event, event.data.mapping_start.anchor, event.data.mapping_start.tag);
      case YAML_SEQUENCE_END_EVENT:
      case YAML_MAPPING_END_EVENT:
        return close();
      default:
        return;
    }
  }

  bool admit(const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag) {
    const Mark at = mark(event.start_mark);
    if (anchor != nullptr) fail(at, "an anchor stands here", "delete the &name: packs are read without aliases");
    if (tag != nullptr) fail(at, "a tag stands here", "delete the !tag: types follow from the keys");
    if (++nodes_ > kMaxNodes) fail(at, "the file holds more than 200,000 values", "split it into several packs");
    if (open_.size() >= kMaxDepth) fail(at, "nested deeper than 32 levels", "flatten it");
    return !error_;
  }

  void scalar(const yaml_event_t& event) {
    const auto& data = event.data.scalar;
    if (!admit(event, data.anchor, data.tag)) return;
    Node node;
    node.mark = mark(event.start_mark);
    node.plain = data.style == YAML_PLAIN_SCALAR_STYLE;
    node.text.assign(view(data.value).data(), data.length);
    if (node.text.find('\0') != node.text.npos) return fail(node.mark, "a NUL character stands here", "delete it");
    attach(std::move(node));
  }

  void open(Node::Kind kind, const yaml_event_t& event, const yaml_char_t* anchor, const yaml_char_t* tag) {
    if (!admit(event, anchor, tag)) return;
    Node node;
    node.kind = kind;
    node.mark = mark(event.start_mark);
    open_.push_back(std::move(node));
  }

  void close() {
    Node node = std::move(open_.back());
    open_.pop_back();
    attach(std::move(node));
  }

  void attach(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Node& parent = open_.back();
    if (parent.kind == Node::Kind::kMap && parent.items.size() % 2 == 0) check_key(parent, node);
    parent.items.push_back(std::move(node));
  }

  void check_key(const Node& map, const Node& key) {
    if (key.kind != Node::Kind::kScalar) return fail(key.mark, "a key must be a word", "write `key: value`");
    if (key.text == "<<") return fail(key.mark, "a merge key stands here", "write the keys out");
    for (std::size_t i = 0; i < map.items.size(); i += 2) {
      if (map.items[i].text == key.text) {
        return fail(key.mark,
                    "'" + key.text + "' stands twice in this map, first in line " + std::to_string(map.items[i].mark.line),
                    "keep one");
      }
    }
  }

  std::string_view text_;
  std::uint32_t file_;
  yaml_parser_t parser_{};
  std::vector<Node> open_;
  std::optional<Node> root_;
  std::optional<Diagnostic> error_;
  std::size_t nodes_ = 0;
};

Mark place_of(std::string_view text, std::size_t at, std::uint32_t file) {
  const std::string_view before = text.substr(0, at);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t begin = before.rfind('\n') == before.npos ? 0 : before.rfind('\n') + 1;
  const auto column = 1 + std::count_if(before.begin() + static_cast<std::ptrdiff_t>(begin), before.end(),
                                        [](char c) { return (c & 0xC0) != 0x80; });
  return {file, static_cast<std::uint32_t>(line), static_cast<std::uint32_t>(column)};
}
}  // namespace

Result<Node> parse_yaml(std::string_view text, std::uint32_t file) {
  const std::size_t valid = base::valid_utf8_prefix(text);
  if (valid != text.size()) return bad(place_of(text, valid, file), "these bytes are not UTF-8", "save the file as UTF-8");
  return Builder(text, file).build();
}

}  // namespace assay::rulepack
