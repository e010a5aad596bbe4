#include "detect/pattern_table.h"

#include <algorithm>
#include <string>

#include "detect/term_patterns.h"

namespace assay::detect {
namespace {

Diagnostic diagnostic(const rulepack::Packs& packs, const rulepack::PatternSpec& spec, const char* what,
                      const PatternError& error) {
  return packs.at(spec.mark, error.message + " (character " + std::to_string(error.column) + " of the " + what + ")", error.fix);
}

std::optional<Extension> parse_extension(const rulepack::Packs& packs, const rulepack::PatternSpec& spec, Diagnostics& errors) {
  if (!spec.extend) return std::nullopt;
  const std::uint32_t max = spec.extend->max;
  if (max == 0 || max > kMaxExtendBytes)
    errors.push_back(packs.at(spec.mark, "extend of " + std::to_string(max) + " bytes", "write 1 to 16384"));
  const Result<ByteSet, PatternError> bytes = parse_extend_class(spec.extend->char_class);
  if (bytes.ok()) return Extension{bytes.value(), max};
  errors.push_back(diagnostic(packs, spec, "class of extend", bytes.error()));
  return std::nullopt;
}

Result<Pattern, PatternError> parse_body(const rulepack::PatternSpec& spec) {
  if (!spec.terms.empty()) return pattern_of_terms(spec.terms, spec.caseless);
  return parse_pattern(spec.regex, spec.caseless ? Case::kAsciiCaseless : Case::kExact);
}

Diagnostic mistake(const rulepack::Packs& packs, const rulepack::PatternSpec& spec, const PatternError& error) {
  if (spec.terms.empty()) return diagnostic(packs, spec, "pattern", error);
  return packs.at(spec.mark, error.message + " (term " + std::to_string(error.column) + ")", error.fix);
}

std::optional<ParsedPattern> parse_one(const rulepack::Packs& packs, const rulepack::PatternSpec& spec, Diagnostics& errors) {
  Result<Pattern, PatternError> pattern = parse_body(spec);
  if (!pattern.ok()) errors.push_back(mistake(packs, spec, pattern.error()));
  ParsedPattern parsed;
  parsed.dictionary = !spec.terms.empty();
  parsed.extension = parse_extension(packs, spec, errors);
  parsed.boundary = spec.boundary;
  if (!pattern.ok()) return std::nullopt;
  parsed.pattern = std::move(pattern.value());
  parsed.place.max_bytes = parsed.pattern.max_bytes + (parsed.extension ? parsed.extension->max : 0);
  parsed.bound = spec.confidence.alone == 0 && spec.confidence.checked == 0;
  return parsed;
}

}  // namespace

Result<std::vector<ParsedPattern>, Diagnostics> parse_all(const rulepack::Packs& packs) {
  std::vector<ParsedPattern> all;
  Diagnostics errors;
  for (std::uint32_t d = 0; d < packs.detectors.size(); ++d) {
    const auto& specs = packs.detectors[d].patterns;
    for (std::uint32_t p = 0; p < specs.size(); ++p) {
      std::optional<ParsedPattern> parsed = parse_one(packs, specs[p], errors);
      if (!parsed) continue;
      parsed->place.detector = d;
      parsed->place.pattern = p;
      all.push_back(std::move(*parsed));
    }
  }
  if (!errors.empty()) return errors;
  return all;
}

std::optional<ParsedPattern> parse_alone(const rulepack::PatternSpec& spec) {
  rulepack::Packs packs;
  packs.files = {""};
  rulepack::PatternSpec here = spec;
  here.mark = {};
  Diagnostics errors;
  std::optional<ParsedPattern> parsed = parse_one(packs, here, errors);
  return errors.empty() ? std::move(parsed) : std::nullopt;
}

std::size_t extended_end(const Extension& extension, std::string_view text, std::size_t end) {
  const std::size_t limit = end + std::min<std::size_t>(extension.max, text.size() - end);
  while (end < limit && extension.bytes.contains(static_cast<std::uint8_t>(text[end]))) ++end;
  return end;
}

bool extension_may_end(const Extension& extension, Boundary boundary, std::string_view text, std::size_t base_end,
                       std::size_t end) {
  const bool cut =
      end - base_end == extension.max && end < text.size() && extension.bytes.contains(static_cast<std::uint8_t>(text[end]));
  return cut || holds_at_end(boundary, text, end);
}

}  // namespace assay::detect
