// The default cases of labels.yaml that give numbers of findings. (Those that give a text are run by `assay rules test`.)
#include <gtest/gtest.h>

#include "classify/label_case.h"
#include "rulepack/model.h"

namespace assay::classify {
namespace {

TEST(LabelCases, AllComeOutAsWritten) {
  const auto packs = rulepack::load({ASSAY_SOURCE_DIR "/rules"});
  ASSERT_TRUE(packs.ok());
  int run = 0;
  for (const rulepack::LabelCase& label_case : packs.value().labels.cases) {
    if (!label_case.text.empty()) continue;
    for (const std::string& label : labels_of(packs.value(), label_case)) EXPECT_EQ(label, label_case.expect) << label_case.name;
    ++run;
  }
  EXPECT_GE(run, 12);
}

TEST(LabelCases, NothingUnreadIsPublic) {
  const auto packs = rulepack::load({ASSAY_SOURCE_DIR "/rules"});
  ASSERT_TRUE(packs.ok());
  rulepack::LabelCase label_case;
  label_case.verdicts = {"partial", "unsupported", "encrypted", "corrupt", "limit_exceeded", "error"};
  for (const std::string& label : labels_of(packs.value(), label_case)) EXPECT_EQ(label, "internal");
}

}  // namespace
}  // namespace assay::classify
