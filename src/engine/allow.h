// What allow.yaml covers. The entries of a detector are tried in their order; the first that covers is the one that counts.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/allow.h"
#include "base/hash.h"
#include "detect/candidates.h"
#include "rulepack/model.h"

namespace assay::engine {

class LoadedAllowList final : public AllowList {
 public:
  struct Rule {
    AllowEntry entry;
    std::optional<detect::ValuePattern> regex;
  };
  LoadedAllowList(std::vector<Rule> rules, std::string hash);
  const std::vector<AllowEntry>& entries() const override { return entries_; }
  const std::string& hash() const override { return hash_; }
  const std::vector<Rule>& rules() const { return rules_; }

 private:
  std::vector<Rule> rules_;
  std::vector<AllowEntry> entries_;
  std::string hash_;
};

/// The entries that may matter in one part, by detector. Borrows everything.
class AllowedHere {
 public:
  AllowedHere(const AllowList* allow, const rulepack::Packs& packs, const base::ValueKey& key, std::string_view path);
  bool any() const { return !by_detector_.empty(); }
  /// Index of the entry that covers, or -1. `value` is in the detector's value form, `text` as it stands in the document.
  std::int32_t covers(std::uint32_t detector, std::string_view value, std::string_view text) const;

 private:
  bool covers(const LoadedAllowList::Rule& rule, std::string_view value, std::string_view text) const;

  const LoadedAllowList* list_ = nullptr;
  const base::ValueKey& key_;
  std::vector<std::vector<std::uint32_t>> by_detector_;
};

}  // namespace assay::engine
