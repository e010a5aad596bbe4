// allow.yaml -> entries, every mistake with its place.
#include <array>
#include <fstream>
#include <sstream>

#include "base/fence.h"
#include "engine/allow.h"
#include "rulepack/reader.h"

namespace assay {
namespace engine {
namespace {
using rulepack::Key;
using rulepack::Need;
using rulepack::Node;
using rulepack::Reader;
using Rule = LoadedAllowList::Rule;

bool is_hex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

bool is_day(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
  for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U, 8U, 9U})
    if (text[i] < '0' || text[i] > '9') return false;
  const int month = (text[5] - '0') * 10 + text[6] - '0', day = (text[8] - '0') * 10 + text[9] - '0';
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

void read_hash(Reader& r, const Node& n, Rule& rule) {
  rule.entry.value_hash = r.text(n, "value_hash");
  if (!is_hex(rule.entry.value_hash, 32))
    r.complain(n.mark, "value_hash is not 32 hex digits", "copy it from a finding of the report");
}

void read_key(Reader& r, const Node& n, Rule& rule) {
  rule.entry.key = r.text(n, "key");
  if (!is_hex(rule.entry.key, 16)) r.complain(n.mark, "key is not 16 hex digits", "copy the report's key_id");
}

void read_regex(Reader& r, const Node& n, Rule& rule) {
  rule.entry.regex = r.text(n, "the regex");
  auto regex = detect::ValuePattern::compile(rule.entry.regex);
  if (!regex.ok()) return r.complain(n.mark, regex.error().message, regex.error().fix);
  rule.regex = std::move(regex.value());
}

void read_expires(Reader& r, const Node& n, Rule& rule) {
  rule.entry.expires = r.text(n, "expires");
  if (!is_day(rule.entry.expires)) r.complain(n.mark, "expires is not a day", "write it as 2027-06-30");
}

const std::array<Key<Rule>, 9> kKeys{{
    {"detector", Need::kRequired, [](Reader& r, const Node& n, Rule& e) { e.entry.detector = r.text(n, "the detector"); }},
    {"value_hash", Need::kOptional, read_hash},
    {"key", Need::kOptional, read_key},
    {"regex", Need::kOptional, read_regex},
    {"path", Need::kOptional, [](Reader& r, const Node& n, Rule& e) { e.entry.path = r.text(n, "the path"); }},
    {"domain", Need::kOptional, [](Reader& r, const Node& n, Rule& e) { e.entry.domain = r.text(n, "the domain"); }},
    {"author", Need::kRequired, [](Reader& r, const Node& n, Rule& e) { e.entry.author = r.text(n, "the author"); }},
    {"reason", Need::kRequired, [](Reader& r, const Node& n, Rule& e) { e.entry.reason = r.text(n, "the reason"); }},
    {"expires", Need::kOptional, read_expires},
}};

struct File {
  std::vector<Rule> rules;
};

void read_entries(Reader& reader, const Node& node, File& file) {
  if (!reader.is_list(node, "allow")) return;
  for (const Node& item : node.items) {
    Rule& rule = file.rules.emplace_back();
    rule.entry.line = item.mark.line;
    if (!rulepack::read_map<Rule>(reader, item, "entry", kKeys, rule)) continue;
    const AllowEntry& e = rule.entry;
    if (e.value_hash.empty() && e.regex.empty() && e.path.empty() && e.domain.empty())
      reader.complain(item.mark, "the entry would cover everything", "add value_hash, regex, path or domain");
    if (e.value_hash.empty() != e.key.empty())
      reader.complain(item.mark, "value_hash and key belong together", "copy both from the report: value_hash and key_id");
  }
}

const std::array<Key<File>, 2> kFileKeys{{
    {"version", Need::kRequired, [](Reader& r, const Node& n, File&) { r.text(n, "the version"); }},
    {"allow", Need::kRequired, read_entries},
}};

struct Loading {
  rulepack::Packs places;  ///< For the names of files in messages.
  Diagnostics errors;
  std::vector<Rule> rules;
  base::Sha256 hash;
};

void complain(Loading& all, const std::string& path, std::string message, std::string fix) {
  all.errors.push_back({path, 0, 0, Code::kIo, std::move(message), std::move(fix)});
}

void load_file(const std::string& path, std::string_view today, Loading& all) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  if (in) bytes << in.rdbuf();
  if (!in) return complain(all, path, "cannot be read", "check the path");
  const std::string text = bytes.str();
  all.places.files.push_back(path);
  auto root = rulepack::parse_yaml(text, static_cast<std::uint32_t>(all.places.files.size() - 1));
  if (!root.ok()) {
    all.errors.push_back(std::move(root.error()));
    all.errors.back().file = path;
    return;
  }
  Reader reader(all.places, all.errors);
  File file;
  rulepack::read_map<File>(reader, root.value(), "allow file", kFileKeys, file);
  for (Rule& rule : file.rules) {
    rule.entry.file = path;
    rule.entry.expired = !rule.entry.expires.empty() && rule.entry.expires < today;
    all.rules.push_back(std::move(rule));
  }
  all.hash.update(std::to_string(text.size()) + '\0' + text);
}

Result<std::shared_ptr<const AllowList>, Diagnostics> load_files(const std::vector<std::string>& paths, std::string_view today) {
  Loading all;
  for (const std::string& path : paths) load_file(path, today, all);
  if (!all.errors.empty()) return std::move(all.errors);
  // What has expired since is another list.
  for (const Rule& rule : all.rules) all.hash.update(rule.entry.expired ? "x" : "-");
  return std::shared_ptr<const AllowList>(std::make_shared<LoadedAllowList>(std::move(all.rules), all.hash.finish()));
}

}  // namespace
}  // namespace engine

inline namespace v1 {
Result<std::shared_ptr<const AllowList>, Diagnostics> AllowList::load(const std::vector<std::string>& paths,
                                                                      std::string_view today) {
  return base::unless_out_of_memory([&] { return engine::load_files(paths, today); });
}
}  // namespace v1
}  // namespace assay
