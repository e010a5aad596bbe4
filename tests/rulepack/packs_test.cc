// The packs that we ship.
#include <algorithm>
#include <fstream>
#include <set>

#include "pack_texts.h"

namespace assay::rulepack {
namespace {

const Packs& shipped() {
  static const Packs packs = [] {
    auto loaded = load({ASSAY_SOURCE_DIR "/rules"});
    if (!loaded.ok())
      for (const Diagnostic& d : loaded.error()) ADD_FAILURE() << d.text();
    return loaded.ok() ? std::move(loaded.value()) : Packs{};
  }();
  return packs;
}

/// Ids of the catalogue's rows of the first two tiers. Empty: the catalogue is not here.
std::vector<std::string> catalogue() {
  std::ifstream in(ASSAY_SOURCE_DIR "/../shared/reference/detectors.tsv");
  std::vector<std::string> ids;
  for (std::string line; std::getline(in, line);) {
    const std::string tier = line.substr(line.rfind('\t') + 1);
    if (tier == "1" || tier == "2") ids.push_back(line.substr(0, line.find('\t')));
  }
  return ids;
}

TEST(ShippedPacks, HoldEveryRowOfTheFirstTwoTiers) {
  const std::vector<std::string> wanted = catalogue();
  if (wanted.empty()) GTEST_SKIP() << "../shared/reference/detectors.tsv is not here";
  EXPECT_EQ(wanted.size(), 259U);
  for (const std::string& id : wanted) EXPECT_TRUE(shipped().find(id) != nullptr || shipped().find_union(id) != nullptr) << id;
}

TEST(ShippedPacks, GiveNoWarning) {
  for (const Diagnostic& d : shipped().warnings) ADD_FAILURE() << d.text();
}

TEST(ShippedPacks, CarryTheirProofInGermanAndEnglish) {
  for (const DetectorSpec& d : shipped().detectors) {
    SCOPED_TRACE(d.id);
    EXPECT_GE(d.examples.size(), 2U);
    EXPECT_GE(d.counters.size(), 3U);
    EXPECT_EQ(d.name.count("de"), 1U);
    EXPECT_FALSE(d.regulations.empty());
    const bool has_form_of_its_own = std::all_of(d.patterns.begin(), d.patterns.end(), [](const PatternSpec& p) {
      return std::max(p.confidence.alone, p.confidence.checked) >= 65;
    });
    EXPECT_TRUE(has_form_of_its_own || d.context.any.size() >= 5);
  }
}

/// A number whose check lets one in ten pass is no finding without its name.
TEST(ShippedPacks, WeakNumbersReportOnlyWithContext) {
  for (const char* id : {"us_npi", "us_aba_routing", "us_passport", "nl_bsn", "gb_nhs_number", "swift_bic", "icd10_cm",
                         "de_id_card", "de_passport", "de_drivers_license", "de_kvnr", "us_dea_number"}) {
    const DetectorSpec* d = shipped().find(id);
    ASSERT_NE(d, nullptr) << id;
    for (const PatternSpec& p : d->patterns) EXPECT_LT(std::max(p.confidence.alone, p.confidence.checked), 65) << id;
  }
}

TEST(ShippedPacks, HighConfidenceWithoutContextIsJustified) {
  for (const DetectorSpec& d : shipped().detectors) {
    for (const PatternSpec& p : d.patterns) {
      EXPECT_TRUE(p.confidence.checked < 75 || !p.justify.empty()) << d.id << " line " << p.mark.line;
    }
  }
}

TEST(ShippedPacks, LabelsNameWhatExists) {
  EXPECT_EQ(shipped().labels.labels, (std::vector<std::string>{"public", "internal", "confidential", "restricted"}));
  for (const LabelCase& c : shipped().labels.cases)
    for (const auto& [id, number] : c.findings) EXPECT_NE(shipped().find(id), nullptr) << c.name;
}

}  // namespace
}  // namespace assay::rulepack
