// What Assay is compared with: many regexes as an author would write them first, fused into one Hyperscan block database that
// reports the ends of matches and nothing else.
#pragma once
#include <hs.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "rulepack/model.h"

namespace assay::bench {

struct Regex {
  std::string text;
  unsigned flags = 0;
};

/// Bytes mode knows no \x{..} beyond FF: in a class such members are left out, which only makes this side faster; elsewhere the
/// character is spelt in UTF-8. A class of nothing else becomes any character beyond ASCII.
class BytesRegex {
 public:
  explicit BytesRegex(std::string_view regex) : in_(regex) {}
  std::string translate() {
    while (at_ < in_.size()) {
      if (in_[at_] == '[') {
        character_class();
      } else if (starts("\\x{")) {
        append_utf8(code_point());
      } else {
        copy();
      }
    }
    return out_;
  }

 private:
  bool starts(std::string_view with) const { return in_.substr(at_, with.size()) == with; }
  void copy() {
    const std::size_t size = in_[at_] == '\\' && at_ + 1 < in_.size() ? 2 : 1;
    out_ += in_.substr(at_, size);
    at_ += size;
  }
  unsigned long code_point() {
    const std::size_t end = in_.find('}', at_);
    const unsigned long point = std::stoul(std::string(in_.substr(at_ + 3, end - at_ - 3)), nullptr, 16);
    at_ = end + 1;
    return point;
  }
  void append_byte(unsigned long byte) {
    char text[8];
    std::snprintf(text, sizeof text, "\\x%02lX", byte & 0xFF);
    out_ += text;
  }
  void append_utf8(unsigned long point) {
    if (point < 0x80) return append_byte(point);
    out_ += "(?:";
    if (point >= 0x10000) append_byte(0xF0 | point >> 18), append_byte(0x80 | (point >> 12 & 0x3F));
    if (point >= 0x800 && point < 0x10000) append_byte(0xE0 | point >> 12);
    if (point >= 0x800) append_byte(0x80 | (point >> 6 & 0x3F));
    if (point < 0x800) append_byte(0xC0 | point >> 6);
    append_byte(0x80 | (point & 0x3F));
    out_ += ')';
  }
  void character_class() {
    const std::size_t begin = out_.size();
    out_ += in_[at_++];
    if (at_ < in_.size() && in_[at_] == '^') out_ += in_[at_++];
    const std::size_t members = out_.size();
    while (at_ < in_.size() && in_[at_] != ']') {
      if (!starts("\\x{")) {
        copy();
        continue;
      }
      const unsigned long first = code_point();
      if (first < 0x80) append_byte(first);
      if (starts("-\\x{")) {
        ++at_;
        const unsigned long last = code_point();
        if (first < 0x80) out_ += '-', append_byte(last < 0x80 ? last : 0x7F);
      }
    }
    ++at_;
    out_ += ']';
    if (out_.size() == members + 1) out_.replace(begin, out_.npos, "(?:[\\xC2-\\xF4][\\x80-\\xBF]{1,3})");
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
};

/// A term of a dictionary, caseless, whole words.
inline Regex regex_of_term(std::string_view term) {
  std::string text = "\\b";
  for (char c : term) {
    const bool plain =
        (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || static_cast<unsigned char>(c) >= 0x80;
    text += c == ' ' ? std::string("\\s+") : plain ? std::string(1, c) : std::string("\\") + c;
  }
  return {text + "\\b", HS_FLAG_CASELESS};
}

/// Every pattern of every detector, word boundaries around.
inline std::vector<Regex> own_regexes(const rulepack::Packs& packs) {
  std::vector<Regex> out;
  for (const auto& detector : packs.detectors)
    for (const rulepack::PatternSpec& pattern : detector.patterns) {
      for (const std::string& term : pattern.terms) out.push_back(regex_of_term(term));
      if (pattern.regex.empty()) continue;
      std::string text = "(?:" + BytesRegex(pattern.regex).translate() + ")";
      if (pattern.extend) text += BytesRegex(pattern.extend->char_class).translate() + "*";
      if (pattern.boundary != rulepack::Boundary::kNone) text = "\\b" + text + "\\b";
      out.push_back({std::move(text), pattern.caseless ? unsigned{HS_FLAG_CASELESS} : 0U});
    }
  return out;
}

/// group TAB flags TAB regex, as ../shared/prototype/naive119.tsv has them.
inline std::vector<Regex> regexes_of_table(const std::string& path) {
  std::vector<Regex> out;
  std::ifstream file(path);
  for (std::string line; std::getline(file, line);) {
    const std::size_t first = line.find('\t'), second = line.find('\t', first + 1);
    if (first == line.npos || second == line.npos) continue;
    const bool caseless = line.substr(first + 1, second - first - 1).find('i') != line.npos;
    out.push_back({line.substr(second + 1), caseless ? unsigned{HS_FLAG_CASELESS} : 0U});
  }
  return out;
}

class Fused {
 public:
  Fused() = default;
  Fused(const Fused&) = delete;
  Fused& operator=(const Fused&) = delete;
  ~Fused() {
    hs_free_scratch(scratch_);
    hs_free_database(database_);
  }

  /// Compiles, or takes what an earlier process of this run left in `cache` (empty: none). What Hyperscan refuses is left out.
  void build(std::vector<Regex> regexes, const std::string& cache) {
    if (!cache.empty() && load(cache)) return;
    while (!regexes.empty() && !compile(regexes)) {
    }
    if (database_ == nullptr || hs_alloc_scratch(database_, &scratch_) != HS_SUCCESS || cache.empty()) return;
    char* bytes = nullptr;
    std::size_t size = 0;
    if (hs_serialize_database(database_, &bytes, &size) == HS_SUCCESS)
      std::ofstream(cache, std::ios::binary).write(bytes, static_cast<std::streamsize>(size));
    std::free(bytes);
  }
  bool ready() const { return scratch_ != nullptr; }
  std::uint64_t count(std::string_view text) const {
    std::uint64_t events = 0;
    constexpr std::size_t kBlock = 1 << 20;
    for (std::size_t at = 0; at < text.size(); at += kBlock) {
      const std::string_view block = text.substr(at, kBlock);
      hs_scan(database_, block.data(), static_cast<unsigned>(block.size()), 0, scratch_, count_event, &events);
    }
    return events;
  }

 private:
  static int count_event(unsigned, unsigned long long, unsigned long long, unsigned, void* count) {
    ++*static_cast<std::uint64_t*>(count);
    return 0;
  }
  bool load(const std::string& cache) {
    std::ifstream file(cache, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    return !bytes.empty() && hs_deserialize_database(bytes.data(), bytes.size(), &database_) == HS_SUCCESS &&
           hs_alloc_scratch(database_, &scratch_) == HS_SUCCESS;
  }
  /// False: one regex was refused and taken out; again.
  bool compile(std::vector<Regex>& regexes) {
    std::vector<const char*> texts;
    std::vector<unsigned> flags, ids;
    for (const Regex& regex : regexes) {
      ids.push_back(static_cast<unsigned>(ids.size()));
      texts.push_back(regex.text.c_str());
      flags.push_back(regex.flags);
    }
    hs_compile_error_t* error = nullptr;
    const auto count = static_cast<unsigned>(texts.size());
    if (hs_compile_multi(texts.data(), flags.data(), ids.data(), count, HS_MODE_BLOCK, nullptr, &database_, &error) == HS_SUCCESS)
      return true;
    const int refused = error->expression;
    std::fprintf(stderr, "  left out of the fused side: %s (%s)\n",
                 refused < 0 ? "all" : texts[static_cast<std::size_t>(refused)], error->message);
    hs_free_compile_error(error);
    refused < 0 ? regexes.clear() : static_cast<void>(regexes.erase(regexes.begin() + refused));
    return regexes.empty();
  }
  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
};

}  // namespace assay::bench
