// Confidence has to be earned: by the pass rate of the checks, or by a reason.
#include "detect/checks/check.h"
#include "pack_texts.h"
#include "rulepack/lint.h"

namespace assay::rulepack {
namespace {

TEST(LintConfidence, EachBandHasItsPassRate) {
  struct Row {
    int checked;
    double rate;
    std::size_t warnings;
  };
  const Row rows[] = {{64, 1, 0},    {65, 0.01, 0}, {65, 0.011, 1}, {74, 0.01, 0}, {75, 0.001, 0},
                      {75, 0.01, 1}, {85, 1e-6, 0}, {85, 1e-5, 1},  {100, 1e-7, 0}};
  for (const Row& row : rows) {
    const auto loaded = load_text(pack_with(
        "    patterns: [a]\n    check: {luhn: true}\n    confidence: {checked: " + std::to_string(row.checked) + "}\n"));
    ASSERT_TRUE(loaded.ok());
    const auto warnings = lint_confidence(loaded.value(), [&](const PatternSpec&) { return row.rate; });
    EXPECT_EQ(warnings.size(), row.warnings) << row.checked << " at " << row.rate;
    for (const Diagnostic& d : warnings) EXPECT_EQ(d.line, 10U);
  }
}

TEST(LintConfidence, AReasonSettlesIt) {
  const auto loaded =
      load_text(pack_with("    patterns: [a]\n    check: {luhn: true}\n    confidence: {checked: 90}\n    justify: rare\n"));
  ASSERT_TRUE(loaded.ok());
  EXPECT_TRUE(lint_confidence(loaded.value(), [](const PatternSpec&) { return 1.0; }).empty());
}

TEST(LintConfidence, OurPacksHoldIt) {
  const auto packs = load({ASSAY_SOURCE_DIR "/rules"});
  ASSERT_TRUE(packs.ok());
  const auto rate = [&](const PatternSpec& pattern) {
    double product = 1;
    for (const CheckSpec& spec : pattern.checks) {
      const auto check = detect::checks::Check::compile(packs.value(), spec);
      EXPECT_TRUE(check.ok()) << spec.algorithm;
      if (check.ok()) product *= check.value().pass_rate();
    }
    return product;
  };
  for (const Diagnostic& d : lint_confidence(packs.value(), rate)) ADD_FAILURE() << d.text();
}

}  // namespace
}  // namespace assay::rulepack
