// The RuleSet behind the public interface: packs and their matcher.
#pragma once
#include <memory>

#include "assay/rules.h"
#include "detect/detect.h"

namespace assay::api {

class LoadedRules final : public RuleSet {
 public:
  LoadedRules(std::shared_ptr<const rulepack::Packs> packs, std::shared_ptr<const detect::RuleMatcher> matcher);
  const std::vector<DetectorInfo>& detectors() const override { return infos_; }
  const std::vector<UnionInfo>& unions() const override { return unions_; }
  Result<DetectorDetails> details(std::string_view id) const override;
  const std::string& hash() const override { return packs_->hash; }
  Diagnostics lint() const override;
  std::vector<RuleTestFailure> test() const override;
  const std::shared_ptr<const detect::RuleMatcher>& matcher() const { return matcher_; }

 private:
  std::shared_ptr<const rulepack::Packs> packs_;
  std::shared_ptr<const detect::RuleMatcher> matcher_;
  std::vector<DetectorInfo> infos_;
  std::vector<UnionInfo> unions_;
};

}  // namespace assay::api
