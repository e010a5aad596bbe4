// All small patterns on all small texts: the two printed forms and both automata match the same stretches.
#include <gtest/gtest.h>
#include <hs.h>
#include <re2/re2.h>

#include <set>

#include "detect/automaton.h"
#include "detect/bit_automaton.h"
#include "detect/pattern_print.h"

namespace assay::detect {
namespace {

using Spans = std::set<std::pair<std::size_t, std::size_t>>;

/// Patterns up to three atoms with every operator, over the letters a and b.
std::vector<std::string> small_patterns() {
  const std::vector<std::string> atoms = {"a", "b", "[ab]", ".", "[^a]", "ä", "[bä]", R"(\s)"};
  const std::vector<std::string> repeats = {"", "?", "{2}", "{0,2}", "{1,3}"};
  std::vector<std::string> items, out;
  for (const std::string& atom : atoms)
    for (const std::string& repeat : repeats) items.push_back(atom + repeat);
  for (const std::string& first : items) {
    out.push_back(first);
    for (const std::string& second : items) {
      out.push_back(first + second);
      out.push_back(first + "|" + second);
      out.push_back("(?:" + first + "|" + second + "a){1,2}b?");
    }
  }
  return out;
}

std::vector<std::string> small_texts() {
  std::vector<std::string> out = {""};
  const std::vector<std::string> letters = {"a", "b", "B", "ä", "\n"};
  for (std::size_t from = 0, length = 0; length < 3; ++length) {
    const std::size_t to = out.size();
    for (; from < to; ++from)
      for (const std::string& letter : letters) out.push_back(out[from] + letter);
  }
  for (const char* more : {"aabb", "abab", "baab", "bbbb", "aaaaaa", "abäb a", "ab\nba"}) out.push_back(more);
  return out;
}

Spans by_re2(const RE2& regex, std::string_view text) {
  Spans spans;
  for (std::size_t begin = 0; begin < text.size(); ++begin)
    for (std::size_t end = begin + 1; end <= text.size(); ++end)
      if (RE2::FullMatch(re2::StringPiece(text.data() + begin, end - begin), regex)) spans.insert({begin, end});
  return spans;
}

Spans by_automaton(const Automaton& automaton, std::string_view text) {
  Spans spans;
  const BoundarySet anywhere = kPossibleSets[0];
  for (std::size_t begin = 0; begin < text.size(); ++begin)
    automaton.walk(text, begin, anywhere, [&](std::size_t end, std::uint32_t set) {
      EXPECT_EQ(set, 0U);
      spans.insert({begin, end});
    });
  return spans;
}

/// The automaton reports no end within the bytes of a character: no boundary holds there.
Spans between_characters(const Spans& spans, std::string_view text) {
  Spans out;
  for (const auto& span : spans)
    if (holds_at_end(Boundary::kNone, text, span.second)) out.insert(span);
  return out;
}

Spans by_bits(const BitAutomaton& automaton, std::string_view text) {
  Spans spans;
  BitAutomaton::Bits bits, spare;
  for (std::size_t begin = 0; begin < text.size(); ++begin)
    automaton.walk(text, begin, bits, spare, [&](std::size_t end) { spans.insert({begin, end}); });
  return spans;
}

/// Hyperscan reports ends only.
class HyperscanEnds {
 public:
  explicit HyperscanEnds(const std::string& regex) {
    hs_compile_error_t* error = nullptr;
    hs_compile(regex.c_str(), 0, HS_MODE_BLOCK, nullptr, &database_, &error);
    if (error != nullptr) hs_free_compile_error(error);
    if (database_ != nullptr) hs_alloc_scratch(database_, &scratch_);
  }
  ~HyperscanEnds() {
    hs_free_scratch(scratch_);
    hs_free_database(database_);
  }
  bool ok() const { return scratch_ != nullptr; }
  std::set<std::size_t> ends(const std::string& text) const {
    std::set<std::size_t> out;
    const auto note = [](unsigned, unsigned long long, unsigned long long to, unsigned, void* context) {
      static_cast<std::set<std::size_t>*>(context)->insert(to);
      return 0;
    };
    hs_scan(database_, text.data(), static_cast<unsigned>(text.size()), 0, scratch_, note, &out);
    return out;
  }

 private:
  hs_database_t* database_ = nullptr;
  hs_scratch_t* scratch_ = nullptr;
};

RE2::Options latin1() {
  RE2::Options options;
  options.set_encoding(RE2::Options::EncodingLatin1);
  options.set_log_errors(false);
  return options;
}

std::set<std::size_t> ends_of(const Spans& spans) {
  std::set<std::size_t> ends;
  for (const auto& span : spans) ends.insert(span.second);
  return ends;
}

TEST(EnginesAgree, OnAllSmallPatternsAndTexts) {
  const std::vector<std::string> texts = small_texts();
  std::size_t checked = 0, matched = 0, number = 0;
  for (const std::string& source : small_patterns()) {
    const auto letter_case = number++ % 2 == 0 ? Case::kExact : Case::kAsciiCaseless;
    const auto pattern = parse_pattern(source, letter_case);
    if (!pattern.ok()) continue;  // may match nothing
    const std::string printed = print_regex(pattern.value().root);
    const RE2 regex(printed, latin1());
    const bool try_hyperscan = number % 8 == 0;
    const HyperscanEnds hyperscan(try_hyperscan ? printed : "a");
    ASSERT_TRUE(regex.ok() && hyperscan.ok()) << source << " printed as " << printed;
    const AutomatonInput input{0, &pattern.value(), Boundary::kNone, Boundary::kNone};
    SetTable sets(1);
    const auto automaton = Automaton::build({&input, 1}, 1000, sets);
    ASSERT_TRUE(automaton.has_value()) << source;
    const BitAutomaton bits = BitAutomaton::build(pattern.value());
    for (const std::string& text : texts) {
      const Spans expected = by_re2(regex, text);
      ASSERT_EQ(by_automaton(*automaton, text), between_characters(expected, text)) << source << " on " << text;
      ASSERT_EQ(by_bits(bits, text), expected) << source << " on " << text;
      if (try_hyperscan && !text.empty()) {
        ASSERT_EQ(hyperscan.ends(text), ends_of(expected)) << source << " on " << text;
      }
      for (const auto& [begin, end] : expected) {
        ASSERT_GE(end - begin, pattern.value().min_bytes) << source;
        ASSERT_LE(end - begin, pattern.value().max_bytes) << source;
      }
      ++checked;
      matched += expected.size();
    }
  }
  EXPECT_GT(checked, 300000U);
  EXPECT_GT(matched, 300000U);
}

TEST(EnginesAgree, TooManyStatesAreRefusedAndBitsTakeOver) {
  const auto pattern = parse_pattern("[ab]{0,14}a[ab]{14}c", Case::kExact);
  ASSERT_TRUE(pattern.ok());
  const AutomatonInput input{0, &pattern.value(), Boundary::kNone, Boundary::kNone};
  SetTable sets(1);
  EXPECT_FALSE(Automaton::build({&input, 1}, 1000, sets).has_value());
  EXPECT_EQ(by_bits(BitAutomaton::build(pattern.value()), "bbababbbbbbbbbbbbbbbc"),
            by_re2(RE2(print_regex(pattern.value().root), latin1()), "bbababbbbbbbbbbbbbbbc"));
}

}  // namespace
}  // namespace assay::detect
