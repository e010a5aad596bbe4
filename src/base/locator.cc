#include <array>

#include "assay/report.h"

namespace assay {
inline namespace v1 {
namespace {
constexpr std::array<std::string_view, 13> kNames{"none", "line",       "page",       "cell",  "paragraph", "header", "metadata",
                                                  "path", "annotation", "form_field", "slide", "file_name", "strings"};

std::string numbered(std::string_view noun, std::uint64_t number) { return std::string(noun) + " " + std::to_string(number); }
}  // namespace

std::string_view likelihood_of(std::uint8_t confidence) {
  if (confidence >= 85) return "VERY_LIKELY";
  if (confidence >= 75) return "LIKELY";
  if (confidence >= 65) return "POSSIBLE";
  return confidence >= 30 ? "UNLIKELY" : "VERY_UNLIKELY";
}

std::string score_of(std::uint8_t confidence) {
  if (confidence >= 100) return "1";
  if (confidence == 0) return "0";
  std::string digits = std::to_string(confidence);
  if (digits.size() == 1) digits.insert(0, 1, '0');
  if (digits.back() == '0') digits.pop_back();
  return "0." + digits;
}

std::string_view name_of(LocatorKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  return index < kNames.size() ? kNames[index] : kNames[0];
}

std::string describe(const Locator& at) {
  const bool has_number = at.number != 0;
  switch (at.kind) {
    case LocatorKind::kNone:
      return {};
    case LocatorKind::kLine:
      return numbered("line", at.number);
    case LocatorKind::kPage:
      return numbered("page", at.number);
    case LocatorKind::kCell:
      if (at.name.find('!') != std::string::npos || !has_number) return at.name.empty() ? numbered("row", at.number) : at.name;
      return numbered("row", at.number) + (at.name.empty() ? "" : ", column " + at.name);
    case LocatorKind::kParagraph:
      return (at.name.empty() ? "" : at.name + ", ") + numbered("paragraph", at.number);
    case LocatorKind::kHeader:
      return "header " + at.name;
    case LocatorKind::kMetadata:
      return "property " + at.name;
    case LocatorKind::kPath:
      return at.name.empty() ? "/" : at.name;
    case LocatorKind::kAnnotation:
      return "annotation" + (at.name.empty() ? "" : " " + at.name) + (has_number ? ", " + numbered("page", at.number) : "");
    case LocatorKind::kFormField:
      return "field " + at.name + (has_number ? ", " + numbered("page", at.number) : "");
    case LocatorKind::kSlide:
      return numbered("slide", at.number) + (at.name.empty() ? "" : ", " + at.name);
    case LocatorKind::kFileName:
      return "file name";
    case LocatorKind::kStrings:
      return numbered("byte", at.number);
  }
  return {};
}

}  // namespace v1
}  // namespace assay
