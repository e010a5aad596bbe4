// Roll-ups come to detectors, whatever way they are written.
#include "rulepack/unions.h"

#include "pack_texts.h"

namespace assay::rulepack {
namespace {

std::string detector(const std::string& id, const std::string& category, const std::string& country) {
  return "  - {id: " + id + ", name: {en: X}, category: " + category + ", jurisdiction: " + country +
         ", source: s, examples: [a1], patterns: ['a\\d'], confidence: {alone: 70}}\n";
}

std::string roll_up(const std::string& id, const std::string& of) {
  return "  - {id: " + id + ", name: {en: X}, category: pii, jurisdiction: GLOBAL, of: " + of + "}\n";
}

const std::string kPack = "pack: t\nversion: 1\ndetectors:\n" + detector("a", "pii", "DE") + detector("b", "phi", "DE") +
                          detector("c", "pii", "FR") + "unions:\n";

using Ids = std::vector<std::string>;

Ids members(const std::string& unions, const std::string& id) {
  const auto packs = load_text(kPack + unions);
  if (!packs.ok()) ADD_FAILURE() << packs.error().front().text();
  return packs.ok() ? packs.value().find_union(id)->members : Ids{};
}

TEST(Unions, TakeDetectorsCategoriesAndJurisdictions) {
  EXPECT_EQ(members(roll_up("u", "[c, a]"), "u"), (Ids{"a", "c"}));
  EXPECT_EQ(members(roll_up("u", "['category:pii']"), "u"), (Ids{"a", "c"}));
  EXPECT_EQ(members(roll_up("u", "['jurisdiction:DE']"), "u"), (Ids{"a", "b"}));
}

TEST(Unions, TakeUnionsThatStandLaterOrInARow) {
  EXPECT_EQ(members(roll_up("u", "[v]") + roll_up("v", "[w, a]") + roll_up("w", "[b]"), "u"), (Ids{"a", "b"}));
}

TEST(Unions, AreWhatAPersonMeans) {
  const auto packs = load_text(kPack + roll_up("u", "[c, b]"));
  ASSERT_TRUE(packs.ok());
  const auto meant = [&](const char* name) { return meant_by(packs.value(), name); };
  EXPECT_EQ(meant("u"), (std::set<std::string>{"b", "c"}));
  EXPECT_EQ(meant("DE"), (std::set<std::string>{"a", "b"}));
  EXPECT_EQ(meant("phi"), std::set<std::string>{"b"});
  EXPECT_EQ(meant("category:phi"), std::set<std::string>{"b"});
  EXPECT_TRUE(meant("nobody").empty());
}

TEST(Unions, InLabelsStandForTheirMembers) {
  const TempFolder folder;
  folder.write("pack.yaml", kPack + roll_up("u", "[c, b]"));
  folder.write(
      "labels.yaml",
      "version: 1\nlabels: [low, high]\nrules:\n  - {id: r, label: high, why: w, when: {count: {of: [u], at_least: 1}}}\n"
      "  - {id: rest, label: low, why: w, when: {always: true}}\n");
  const auto packs = load({folder.path()});
  ASSERT_TRUE(packs.ok()) << packs.error().front().text();
  EXPECT_EQ(packs.value().labels.rules[0].when.selectors, (Ids{"b", "c"}));
}

}  // namespace
}  // namespace assay::rulepack
