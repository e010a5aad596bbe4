// What every reader fills: a detector in the making.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "convert/convert.h"
#include "convert/regex.h"

namespace assay::convert {

struct DraftPattern {
  Regex regex;
  unsigned alone = 0, context = 0;  ///< Confidence; 0: no finding.
};

struct Draft {
  std::string rule, name, category, jurisdiction = "GLOBAL";
  std::vector<DraftPattern> patterns;
  std::vector<std::string> terms;  ///< A dictionary instead.
  unsigned terms_alone = 0;
  std::vector<std::string> phrases, negative;
  unsigned near = 300;
  double entropy = 0;  ///< Bits per byte at least; 0: no matter.
  std::string source;
};

struct Drafts {
  std::vector<Draft> all;
  std::vector<Loss> losses;

  void lose(std::string_view rule, std::string reason) { losses.push_back({std::string(rule), std::move(reason), true}); }
  void lose_part(std::string_view rule, std::string reason) { losses.push_back({std::string(rule), std::move(reason), false}); }
};

Result<Drafts> read_gitleaks(std::string_view text);
Result<Drafts> read_presidio(std::string_view text);
Result<Drafts> read_purview(std::string_view text);

/// YAML of the drafts; those that cannot be written go to the losses.
std::string pack_of(Drafts& drafts, std::string_view pack, std::size_t& written);

}  // namespace assay::convert
