// The texts that are measured: corpora from a folder, and texts that are as bad as a line of them can be.
//   ASSAY_BENCH_CORPUS=FOLDER   holds mixed.txt and dense.txt (../shared/tools/make_text_corpus.py)
//   ASSAY_BENCH_BYTES=N         at most so much of each
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>
#include <string_view>

namespace assay::bench {

inline std::string setting(const char* name, const char* otherwise = "") {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : value;
}

inline std::size_t most_bytes() { return std::stoull(setting("ASSAY_BENCH_BYTES", "268435456")); }

inline std::string read_corpus(const std::string& name) {
  std::ifstream file(setting("ASSAY_BENCH_CORPUS", ".") + "/" + name, std::ios::binary | std::ios::ate);
  if (!file) return {};
  std::string text(std::min<std::size_t>(static_cast<std::size_t>(file.tellg()), most_bytes()), '\0');
  file.seekg(0);
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  while (!text.empty() && (text.back() & 0x80) != 0) text.pop_back();  // Not within a character.
  return text;
}

/// "mixed", "dense": read once. Empty: there is none.
inline const std::string& corpus(const std::string& name) {
  static std::map<std::string, std::string> loaded;
  auto [entry, is_new] = loaded.try_emplace(name);
  if (is_new) entry->second = read_corpus(name + ".txt");
  return entry->second;
}

/// Card numbers whose last digit is one too high, in groups of four, sixteen to a line.
inline std::string near_miss_cards(std::size_t bytes) {
  std::string text;
  std::uint64_t state = 1;
  while (text.size() < bytes) {
    std::string digits = "4";
    while (digits.size() < 15) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      digits += static_cast<char>('0' + (state >> 33) % 10);
    }
    int sum = 0;
    for (int i = 14; i >= 0; --i) {
      const int digit = digits[static_cast<std::size_t>(i)] - '0', twice = digit * 2;
      sum += i % 2 == 0 ? (twice > 9 ? twice - 9 : twice) : digit;
    }
    digits += static_cast<char>('0' + (11 - sum % 10) % 10);
    for (std::size_t i = 0; i < 16; i += 4) text.append(digits, i, 4).append(1, i < 12 || state >> 60 != 0 ? ' ' : '\n');
  }
  text.resize(bytes);
  return text;
}

/// "digits", "at", "colon", "cards", or "line": prose and numbers without a line break.
inline std::string worst_text(std::string_view kind, std::size_t bytes) {
  if (kind == "digits" || kind == "at" || kind == "colon")
    return std::string(bytes, kind == "digits" ? '7' : kind == "at" ? '@' : ':');
  if (kind == "cards") return near_miss_cards(bytes);
  constexpr std::string_view kPhrase = "The parcel of Mrs Smith, order 48213-77, went to 12 Mill Lane at 10:42 for 17.50 EUR; ";
  std::string text;
  while (text.size() < bytes) text += kPhrase;
  text.resize(bytes);
  return text;
}

}  // namespace assay::bench
