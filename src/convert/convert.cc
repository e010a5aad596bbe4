#include "convert/convert.h"

#include "convert/draft.h"

namespace assay::convert {

Result<Format> format_of(std::string_view text) {
  const auto has = [text](std::string_view what) { return text.find(what) != text.npos; };
  if (has("<RulePackage") || has("<RulePack")) return Format::kPurview;
  if (has("[[rules]]")) return Format::kGitleaks;
  if (has("recognizers:") || has("supported_entity")) return Format::kPresidio;
  return Diagnostic{.code = Code::kInvalidArgument,
                    .message = "neither a gitleaks configuration, nor Presidio recognisers, nor a Purview rule package",
                    .fix = "say which with --format"};
}

Result<Converted> convert(std::string_view text, Format format, std::string_view pack) {
  auto drafts = format == Format::kGitleaks   ? read_gitleaks(text)
                : format == Format::kPresidio ? read_presidio(text)
                                              : read_purview(text);
  if (!drafts.ok()) return drafts.error();
  Converted converted;
  converted.yaml = pack_of(drafts.value(), pack, converted.detectors);
  converted.losses = std::move(drafts.value().losses);
  return converted;
}

}  // namespace assay::convert
