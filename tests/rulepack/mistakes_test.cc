// Every kind of mistake has its place, its words and its remedy.
#include <algorithm>

#include "pack_texts.h"

namespace assay::rulepack {
namespace {

struct Row {
  const char* why;
  std::string yaml;
  std::uint32_t line, column;
  const char* message;  ///< Part of it.
  const char* fix;      ///< Part of it.
};

const std::string kSound = "    patterns: ['a\\d']\n    confidence: {alone: 70}\n";

const std::string kUnion = "unions:\n  - id: all\n    name: {en: All}\n    category: pii\n    jurisdiction: GLOBAL\n";

const Row kRows[] = {
    {"typo in a key", pack_with(kSound + "    contxt: {any: [x y]}\n"), 12, 5, "unknown key 'contxt' in detector", "'context'"},
    {"typo in a nested key", pack_with("    patterns: ['a\\d']\n    confidence: {alne: 70}\n"), 11, 18, "unknown key 'alne'",
     "'alone'"},
    {"stranger of a key", pack_with(kSound + "    zzzzzz: 1\n"), 12, 5, "unknown key 'zzzzzz'", "known: id, name"},
    {"a text where a list belongs", pack_with("    patterns: 'a\\d'\n    confidence: {alone: 70}\n"), 10, 15,
     "patterns must be a list", "[a, b]"},
    {"a list where a map belongs", pack_with(kSound + "    context: [x]\n"), 12, 14, "context must be a map", "key: value"},
    {"a map where a text belongs", pack_with("    patterns: [{regex: {a: b}}]\n    confidence: {alone: 70}\n"), 10, 24,
     "the regex must be a text", "one value"},
    {"a quoted number", pack_with("    patterns: ['a\\d']\n    confidence: {alone: '70'}\n"), 11, 25, "must be a whole number",
     "0 to 100"},
    {"a confidence out of range", pack_with("    patterns: ['a\\d']\n    confidence: {alone: 101}\n"), 11, 25, "out of range",
     "0 to 100"},
    {"a negative number", pack_with("    patterns: ['a\\d']\n    confidence: {alone: -1}\n"), 11, 25, "must be a whole number",
     "0 to 100"},
    {"a number beyond 64 bits", pack_with("    patterns: ['a\\d']\n    confidence: {alone: 99999999999999999999}\n"), 11, 25,
     "whole number", "0 to 100"},
    {"near out of range", pack_with(kSound + "    context: {near: 301, any: [x y]}\n"), 12, 21, "near is out of range",
     "1 to 300"},
    {"a flag in quotes", pack_with("    patterns: [{regex: 'a\\d', caseless: 'true'}]\n    confidence: {alone: 70}\n"), 10, 41,
     "caseless must be true or false", "without quotes"},
    {"an unknown boundary", pack_with(kSound + "    boundary: digit\n"), 12, 15, "boundary cannot be 'digit'", "'digits'"},
    {"an unknown value form", pack_with(kSound + "    value: upper\n"), 12, 12, "value cannot be 'upper'", "exact, lower"},
    {"a check switched off", pack_with(kSound + "    check: {luhn: false}\n"), 12, 19, "a check cannot be false", "delete"},
    {"no patterns", pack_with("    patterns: []\n"), 10, 15, "patterns is empty", "regex"},
    {"no confidence anywhere", pack_with("    patterns: ['a\\d']\n"), 10, 16, "no confidence", "to its detector"},
    {"a pattern that never reports", pack_with("    patterns: ['a\\d']\n    confidence: {alone: 0}\n"), 10, 16, "never report",
     "above 0"},
    {"checked without a check", pack_with("    patterns: ['a\\d']\n    confidence: {checked: 70}\n"), 10, 16,
     "checked confidence and no check", "check:"},
    {"context without phrases", pack_with("    patterns: ['a\\d']\n    confidence: {context: 70}\n"), 10, 16, "no phrases",
     "any:"},
    {"an unknown list", pack_with(kSound + "    reject: {lists: [placeholder]}\n") + "lists: {placeholders: ['1']}\n", 4, 5,
     "unknown reject list 'placeholder'", "'placeholders'"},
    {"an empty text", pack_with(kSound + "    unverified:\n"), 12, 16, "unverified is empty", "delete the key"},
    {"a tab", "pack: test\nversion: 1.0.0\ndetectors:\n\t- id: x\n", 4, 1, "a tab indents this line", "spaces"},
    {"bytes that are no UTF-8, behind a character of two", "pack: \xC3\xA4\xFF\n", 1, 8, "not UTF-8", "save the file"},
    {"a character outside of quotes", "pack: test\nversion: @1\n", 2, 10, "not YAML", "quote texts"},
    {"a repeated key", "pack: test\nversion: 1\npack: again\n", 3, 1, "'pack' stands twice", "keep one"},
    {"a second document", "pack: test\nversion: 1\n---\npack: b\n", 3, 1, "second document", "one file holds one pack"},
    {"an anchor", "pack: &a test\nversion: 1\n", 1, 7, "an anchor", "without aliases"},
    {"an alias", "pack: test\nversion: *a\n", 2, 10, "an alias", "write the value out"},
    {"a tag", "pack: !!str test\nversion: 1\n", 1, 7, "a tag", "types follow"},
    {"a merge key", "pack: test\n<<: {version: 1}\n", 2, 1, "a merge key", "keys out"},
    {"a list as key", "pack: test\n? [a, b]\n: 1\n", 2, 3, "a key must be a word", "key: value"},
    {"an empty file", "# nothing\n", 1, 1, "the file is empty", "pack:"},
    {"a list at the top", "- pack\n", 1, 1, "a rule file must be a map", "key: value"},
    {"no version", "pack: test\n", 1, 1, "pack has no 'version'", "add the key"},
    {"an ill-formed id", "pack: test\nversion: 1\ndetectors:\n  - id: My-Rule\n", 4, 9, "ill-formed id 'My-Rule'", "lower case"},
    {"a double underscore", "pack: my__pack\nversion: 1\n", 1, 7, "ill-formed pack name", "lower case"},
    {"no English name", "pack: t\nversion: 1\ndetectors:\n  - name: {de: Ding}\n", 4, 11, "name has no 'en'", "English"},
    {"a pattern that is nothing", pack_with("    patterns: [{caseless: true}]\n    confidence: {alone: 70}\n"), 10, 16,
     "either a regex or terms", "write one of"},
    {"a pattern that is both", pack_with("    patterns: [{regex: a, terms: [b]}]\n    confidence: {alone: 70}\n"), 10, 16,
     "either a regex or terms", "write one of"},
    {"a union of nobody", pack_with(kSound) + kUnion + "    of: [thng]\n", 13, 5, "names 'thng'", "'thing'"},
    {"a union of itself", pack_with(kSound) + kUnion + "    of: [thing, all]\n", 13, 5, "contains itself", "circle"},
    {"a union with a detector's id",
     pack_with(kSound) + "unions:\n  - {id: thing, name: {en: X}, category: pii, jurisdiction: DE, of: [thing]}\n", 13, 5,
     "the id of something else", "another id"},
    {"a union that comes to nothing", pack_with(kSound) + kUnion + "    of: [category:phi]\n", 13, 5, "comes to no detector",
     "at least one"},
    {"an override of nobody", pack_with(kSound) + "  - override: thng\n", 12, 15, "override names 'thng'", "'thing'"},
    {"an heir of nobody", pack_with(kSound) + "  - {id: heir, inherit: thng}\n", 12, 25, "inherit names 'thng'", "'thing'"},
    {"an heir of itself", pack_with(kSound) + "  - {id: heir, inherit: heir}\n", 12, 5, "inherits from itself", "circle"},
    {"heirs in a circle", pack_with(kSound) + "  - {id: b, inherit: c}\n  - {id: c, inherit: b}\n", 12, 5,
     "'b' inherits from itself", "circle"},
    {"an override with another id", pack_with(kSound) + "  - {override: thing, id: other}\n", 12, 5, "keeps the id", "inherit:"},
    {"a country in small letters", "pack: t\nversion: 1\ndetectors:\n  - jurisdiction: de\n", 4, 19,
     "jurisdiction cannot be 'de'", "two-letter"},
};

TEST(Mistakes, EachHasItsPlaceItsWordsAndItsRemedy) {
  for (const Row& row : kRows) {
    SCOPED_TRACE(row.why);
    const auto loaded = load_text(row.yaml);
    ASSERT_FALSE(loaded.ok());
    const auto same = [&](const Diagnostic& d) {
      return d.line == row.line && d.column == row.column && d.message.find(row.message) != d.message.npos &&
             d.fix.find(row.fix) != d.fix.npos;
    };
    std::string all;
    for (const Diagnostic& d : loaded.error()) all += d.text() + "\n";
    EXPECT_TRUE(std::any_of(loaded.error().begin(), loaded.error().end(), same))
        << "wanted " << row.line << ":" << row.column << ", got\n"
        << all;
    for (const Diagnostic& d : loaded.error()) EXPECT_NE(d.file.find("pack.yaml"), d.file.npos);
  }
}

TEST(Mistakes, AreAllReportedInOneRunAndInOrder) {
  const auto loaded = load_text(pack_with("    patterns: [{regx: a}]\n    confidence: {alone: 300}\n    boundary: wrd\n"));
  ASSERT_FALSE(loaded.ok());
  ASSERT_GE(loaded.error().size(), 4U);
  std::uint32_t line = 0;
  for (const Diagnostic& d : loaded.error()) {
    EXPECT_GE(d.line, line);
    EXPECT_EQ(d.code, Code::kBadRules);
    line = d.line;
  }
}

TEST(Mistakes, AMissingExampleIsOne) {
  const auto loaded = load_text(
      "pack: t\nversion: 1\ndetectors:\n  - id: x\n    name: {en: X}\n    category: pii\n    jurisdiction: DE\n    source: s\n   "
      " patterns: [a]\n    confidence: {alone: 70}\n    examples: []\n");
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().front().message, "detector 'x' has no example");
}

TEST(Mistakes, OneFilesSyntaxDoesNotHideAnothersMistakes) {
  const TempFolder folder;
  folder.write("a.yaml", "pack: [\n");
  folder.write("b.yaml", "pack: b\nversio: 1\n");
  const auto loaded = load({folder.path()});
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.error().front().file.find("a.yaml"), std::string::npos);
  EXPECT_NE(loaded.error().back().file.find("b.yaml"), std::string::npos);
}

TEST(Mistakes, ARepeatedIdNamesBothPlaces) {
  const TempFolder folder;
  folder.write("a.yaml", pack_with(kSound));
  folder.write("b.yaml", pack_with(kSound));
  const auto loaded = load({folder.path()});
  ASSERT_FALSE(loaded.ok());
  ASSERT_EQ(loaded.error().size(), 1U);
  EXPECT_NE(loaded.error()[0].file.find("b.yaml"), std::string::npos);
  EXPECT_NE(loaded.error()[0].message.find("a.yaml:4"), std::string::npos);
}

TEST(Mistakes, NestingBeyondReasonIsRefusedWithoutRecursion) {
  const auto loaded = load_text("pack: " + std::string(100'000, '[') + "\n");
  ASSERT_FALSE(loaded.ok());
  EXPECT_EQ(loaded.error().front().line, 1U);
}

TEST(Mistakes, SizesBeyondReasonAreRefused) {
  const auto nodes = load_text("pack: t\nversion: 1\nlists:\n  long: [" + [] {
    std::string many;
    for (int i = 0; i < 200'001; ++i) many += "a,";
    return many;
  }() + "]\n");
  ASSERT_FALSE(nodes.ok());
  EXPECT_NE(nodes.error().front().message.find("200,000"), std::string::npos);
  const auto bytes = load_text("pack: t\n#" + std::string((4U << 20) + 1, 'x') + "\n");
  ASSERT_FALSE(bytes.ok());
  EXPECT_NE(bytes.error().front().message.find("4 MiB"), std::string::npos);
}

TEST(Mistakes, MoreDetectorsThanAnyoneCanReadAreRefused) {
  std::string many = pack_with(kSound);
  for (int i = 0; i < 5'000; ++i) many += "  - {id: d" + std::to_string(i) + ", inherit: thing}\n";
  const auto loaded = load_text(many);
  ASSERT_FALSE(loaded.ok());
  EXPECT_NE(loaded.error().front().message.find("5,000"), std::string::npos);
}

TEST(Mistakes, PathsThatHoldNoRules) {
  const TempFolder folder;
  EXPECT_EQ(load({folder.path() + "/none.yaml"}).error().front().code, Code::kMissing);
  EXPECT_EQ(load({folder.path()}).error().front().message, "the folder holds no .yaml file");
  EXPECT_EQ(load({}).error().front().code, Code::kMissing);
  EXPECT_EQ(load({"/dev/null"}).error().front().code, Code::kInvalidArgument);
}

TEST(Mistakes, ManglingOfASoundPackNeverCrashes) {
  const std::string sound =
      pack_with(kSound + "    context: {near: 50, any: [x y]}\n    check: {weighted: {weights: [3, 7, 1], mod: 10}}\n");
  ASSERT_TRUE(load_text(sound).ok());
  for (std::size_t at = 0; at < sound.size(); at += 2) {
    for (char c : {'[', '\'', '\xFF', ':'}) {
      std::string mangled = sound;
      mangled[at] = c;
      const auto loaded = load_text(mangled);
      if (loaded.ok()) continue;
      EXPECT_FALSE(loaded.error().empty()) << at;
    }
  }
}

}  // namespace
}  // namespace assay::rulepack
