// The packs that we ship.
#include <algorithm>
#include <set>

#include "temp_folder.h"

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

TEST(ShippedPacks, HoldExactlyThe32DetectorsOfTheFirstRelease) {
  const std::vector<std::string> wanted{"aws_access_key_id",
                                        "credit_card",
                                        "de_drivers_license",
                                        "de_id_card",
                                        "de_kvnr",
                                        "de_passport",
                                        "de_social_security",
                                        "de_tax_id",
                                        "de_vat_id",
                                        "email_address",
                                        "es_dni",
                                        "fr_nir",
                                        "gb_nhs_number",
                                        "gb_nino",
                                        "iban",
                                        "icd10_cm",
                                        "ipv4_address",
                                        "ipv6_address",
                                        "it_fiscal_code",
                                        "jwt",
                                        "mac_address",
                                        "nl_bsn",
                                        "phone_number",
                                        "private_key_pem",
                                        "swift_bic",
                                        "us_aba_routing",
                                        "us_dea_number",
                                        "us_itin",
                                        "us_mbi",
                                        "us_npi",
                                        "us_passport",
                                        "us_ssn"};
  std::vector<std::string> ids;
  for (const DetectorSpec& d : shipped().detectors) ids.push_back(d.id);
  EXPECT_EQ(ids, wanted);
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
    const bool has_form_of_its_own = d.id == "private_key_pem";
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
