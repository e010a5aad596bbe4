// Packs written in code, for tests of the candidate half.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "detect/candidates.h"
#include "rulepack/model.h"

namespace assay::detect {

struct Row {
  std::string regex;
  rulepack::Boundary boundary = rulepack::Boundary::kWord;
  bool caseless = false;
  std::optional<rulepack::Extend> extend = {};
};

/// One detector per row.
inline rulepack::Packs packs_of(const std::vector<Row>& rows) {
  rulepack::Packs packs;
  packs.files = {"rows.yaml"};
  for (const Row& row : rows) {
    rulepack::DetectorSpec& detector = packs.detectors.emplace_back();
    detector.id = "row_" + std::to_string(packs.detectors.size());
    rulepack::PatternSpec& pattern = detector.patterns.emplace_back();
    pattern.regex = row.regex;
    pattern.boundary = row.boundary;
    pattern.caseless = row.caseless;
    pattern.extend = row.extend;
    pattern.mark = {0, static_cast<std::uint32_t>(packs.detectors.size()), 3};
  }
  return packs;
}

/// Shapes like those of real packs: digits, letters and digits, literals, '@', ':', long tails.
inline std::vector<Row> typical_rows() {
  using rulepack::Boundary;
  return {
      {R"(\d{3}-\d{2}-\d{4})", Boundary::kNumber},
      {R"(\d{3}[- ]?\d{2}[- ]?\d{4})", Boundary::kDigits},
      {R"(4\d{3}[ -]?\d{4}[ -]?\d{4}[ -]?\d{4})", Boundary::kNumber},
      {R"((?:5[1-5]\d{2}|222[1-9]|22[3-9]\d)[ -]?\d{4}[ -]?\d{4}[ -]?\d{4})", Boundary::kDigits},
      {R"(3[47]\d{2}[ -]?\d{6}[ -]?\d{5})", Boundary::kDigits},
      {R"([1-9]\d ?\d{3} ?\d{3} ?\d{3})", Boundary::kDigits},
      {R"([12]\d{9})", Boundary::kNumber},
      {R"(\d{9})", Boundary::kToken},
      {R"(\+[1-9]\d{0,2}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,5}\d{2,4})", Boundary::kDigits},
      {R"(\(?[2-9]\d{2}\)?[ .-]?[2-9]\d{2}[ .-]?\d{4})", Boundary::kNumber},
      {R"([A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?)", Boundary::kWord},
      {R"([A-Z]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)", Boundary::kWord},
      {R"(DE ?\d{3} ?\d{3} ?\d{3})", Boundary::kToken},
      {R"([A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D])", Boundary::kWord, true},
      {R"([A-TV-Z]\d[0-9AB](?:\.[0-9A-TV-Z]{1,4})?)", Boundary::kWord},
      {R"((?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d))", Boundary::kNumber},
      {R"((?:[0-9A-Fa-f]{1,4}:){7}[0-9A-Fa-f]{1,4})", Boundary::kWord},
      {R"((?:[0-9A-Fa-f]{1,4}:){1,6}:[0-9A-Fa-f]{1,4})", Boundary::kWord},
      {R"((?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2})", Boundary::kToken},
      {R"([A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24})", Boundary::kWord},
      {R"((?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})", Boundary::kWord},
      {R"(-----BEGIN (?:RSA |EC |DSA |OPENSSH |ENCRYPTED )?PRIVATE KEY-----)", Boundary::kNone, false,
       rulepack::Extend{R"([A-Za-z0-9+/=\s])", 64}},
      {R"(eyJ[A-Za-z0-9_-]{4,100}\.eyJ[A-Za-z0-9_-]{4,100}\.)", Boundary::kToken, false, rulepack::Extend{"[A-Za-z0-9_-]", 40}},
      {R"(stra(?:ß|ss)e [0-9]{1,3}[äöü]?)", Boundary::kWord, true},
      {R"(.{2}kilo[^\d]{3})", Boundary::kNone},
      {R"([^"]{3}"[a-c]{2})", Boundary::kNone},
      {R"((?:[a-z]{1,8} ){2}end)", Boundary::kWord},
  };
}

inline CompiledCandidates compiled(const rulepack::Packs& packs, Engine engine, const std::string& cache_dir = "") {
  auto result = compile_candidates(packs, {cache_dir, engine});
  if (!result.ok()) return {};
  return std::move(result.value());
}

inline std::vector<Candidate> find_all(const CandidateFinder& finder, std::string_view text, NormRange core) {
  std::vector<Candidate> out;
  const auto scratch = finder.make_scratch();
  finder.find(text, core, *scratch, out);
  return out;
}
inline std::vector<Candidate> find_all(const CandidateFinder& finder, std::string_view text) {
  return find_all(finder, text, {0, text.size()});
}

}  // namespace assay::detect
