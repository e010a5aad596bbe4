#include "rulepack/reader.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace assay::rulepack {
namespace {
constexpr std::size_t kMaxWord = 64;

/// Optimal string alignment distance: a swap of neighbours counts one, as a typo does. Both sides are cut at 64.
std::size_t distance(std::string_view a, std::string_view b) {
  a = a.substr(0, kMaxWord);
  b = b.substr(0, kMaxWord);
  std::array<std::array<std::size_t, kMaxWord + 1>, kMaxWord + 1> cost;
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = i + j;
        continue;
      }
      const std::size_t replaced = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

std::string range_text(std::string_view min, std::string_view max) {
  return "write a number from " + std::string(min) + " to " + std::string(max) + ", without quotes";
}
}  // namespace

std::string suggestion(std::string_view wrong, std::span<const std::string_view> known) {
  const auto nearest = std::min_element(known.begin(), known.end(), [&](std::string_view a, std::string_view b) {
    return distance(wrong, a) < distance(wrong, b);
  });
  if (nearest != known.end() && distance(wrong, *nearest) <= std::max<std::size_t>(1, nearest->size() / 3)) {
    return "did you mean '" + std::string(*nearest) + "'?";
  }
  std::string all = "known:";
  for (std::string_view name : known) all += (all.size() > 6 ? ", " : " ") + std::string(name);
  return all;
}

bool is_identifier(std::string_view text) {
  if (text.empty() || text.size() > 64 || text.back() == '_' || text.find("__") != text.npos) return false;
  if (text.front() < 'a' || text.front() > 'z') return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

void Reader::complain(const Mark& at, std::string message, std::string fix) {
  errors_.push_back(packs_.at(at, std::move(message), std::move(fix)));
}

std::string Reader::text(const Node& node, std::string_view what) {
  if (node.kind != Node::Kind::kScalar) {
    complain(node.mark, std::string(what) + " must be a text", "write one value, not a list or a map");
    return {};
  }
  if (node.text.empty()) complain(node.mark, std::string(what) + " is empty", "write a value or delete the key");
  return node.text;
}

std::vector<std::string> Reader::texts(const Node& node, std::string_view what) {
  std::vector<std::string> out;
  if (node.kind == Node::Kind::kScalar) {
    out.push_back(text(node, what));
    return out;
  }
  if (!is_list(node, what)) return out;
  for (const Node& item : node.items) out.push_back(text(item, what));
  return out;
}

std::uint64_t Reader::number(const Node& node, std::string_view what, std::uint64_t min, std::uint64_t max) {
  std::uint64_t value = 0;
  const char* end = node.text.data() + node.text.size();
  const auto [at, error] = std::from_chars(node.text.data(), end, value);
  const bool whole = node.kind == Node::Kind::kScalar && node.plain && !node.text.empty() && error == std::errc{} && at == end;
  if (whole && value >= min && value <= max) return value;
  complain(node.mark, std::string(what) + (whole ? " is out of range" : " must be a whole number"),
           range_text(std::to_string(min), std::to_string(max)));
  return min;
}

double Reader::real(const Node& node, std::string_view what, double min, double max) {
  double value = 0;
  const char* end = node.text.data() + node.text.size();
  const auto [at, error] = std::from_chars(node.text.data(), end, value, std::chars_format::fixed);
  const bool whole = node.kind == Node::Kind::kScalar && node.plain && !node.text.empty() && error == std::errc{} && at == end;
  if (whole && value >= min && value <= max) return value;
  complain(node.mark, std::string(what) + (whole ? " is out of range" : " must be a number"),
           range_text(std::to_string(min), std::to_string(max)));
  return min;
}

bool Reader::flag(const Node& node, std::string_view what) {
  if (node.kind == Node::Kind::kScalar && node.plain && node.text == "true") return true;
  if (node.kind == Node::Kind::kScalar && node.plain && node.text == "false") return false;
  complain(node.mark, std::string(what) + " must be true or false", "write true or false, without quotes");
  return false;
}

bool Reader::is_list(const Node& node, std::string_view what) {
  if (node.kind == Node::Kind::kList) return true;
  complain(node.mark, std::string(what) + " must be a list", "write [a, b] or one `- item` per line");
  return false;
}

bool Reader::is_map(const Node& node, std::string_view what) {
  if (node.kind == Node::Kind::kMap) return true;
  complain(node.mark, std::string(what) + " must be a map", "write `key: value` lines");
  return false;
}

void Reader::unknown_key(const Node& key, std::string_view what, std::span<const std::string_view> known) {
  complain(key.mark, "unknown key '" + key.text + "' in " + std::string(what), suggestion(key.text, known));
}

}  // namespace assay::rulepack
