// ICD-10 chapters: three-character categories outside of every chapter do not exist.
#include <array>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
enum Variant : std::uint32_t { kCm, kGm };

struct Chapter {
  std::string_view first, last;
};
/// ICD-10-CM 2025 tabular list (CDC/NCHS). Compared as strings: "O9A" follows "O99".
constexpr std::array kChaptersCm{
    Chapter{"A00", "B99"}, Chapter{"C00", "D49"}, Chapter{"D50", "D89"}, Chapter{"E00", "E89"}, Chapter{"F01", "F99"},
    Chapter{"G00", "G99"}, Chapter{"H00", "H59"}, Chapter{"H60", "H95"}, Chapter{"I00", "I99"}, Chapter{"J00", "J99"},
    Chapter{"K00", "K95"}, Chapter{"L00", "L99"}, Chapter{"M00", "M99"}, Chapter{"N00", "N99"}, Chapter{"O00", "O9A"},
    Chapter{"P00", "P96"}, Chapter{"Q00", "Q99"}, Chapter{"R00", "R99"}, Chapter{"S00", "T88"}, Chapter{"U00", "U85"},
    Chapter{"V00", "Y99"}, Chapter{"Z00", "Z99"},
};
/// ICD-10-GM 2025 (BfArM).
constexpr std::array kChaptersGm{
    Chapter{"A00", "B99"}, Chapter{"C00", "D48"}, Chapter{"D50", "D90"}, Chapter{"E00", "E90"}, Chapter{"F00", "F99"},
    Chapter{"G00", "G99"}, Chapter{"H00", "H59"}, Chapter{"H60", "H95"}, Chapter{"I00", "I99"}, Chapter{"J00", "J99"},
    Chapter{"K00", "K93"}, Chapter{"L00", "L99"}, Chapter{"M00", "M99"}, Chapter{"N00", "N99"}, Chapter{"O00", "O99"},
    Chapter{"P00", "P96"}, Chapter{"Q00", "Q99"}, Chapter{"R00", "R99"}, Chapter{"S00", "T98"}, Chapter{"U00", "U99"},
    Chapter{"V01", "Y84"}, Chapter{"Z00", "Z99"},
};

template <std::size_t N>
bool in_chapters(std::string_view category, const std::array<Chapter, N>& chapters) {
  for (const Chapter& chapter : chapters)
    if (chapter.first <= category && category <= chapter.last) return true;
  return false;
}

/// Letter, digit, digit; ICD-10-CM also has letters in the third place: C4A, C7A, C7B, D3A, M1A, O9A, Z3A.
bool is_category(std::string_view category, std::uint32_t variant) {
  if (!is_upper(category[0]) || !is_digit(category[1])) return false;
  if (is_digit(category[2])) return true;
  constexpr std::array<std::string_view, 7> kLettered{"C4A", "C7A", "C7B", "D3A", "M1A", "O9A", "Z3A"};
  if (variant != kCm) return false;
  for (std::string_view lettered : kLettered)
    if (lettered == category) return true;
  return false;
}
}  // namespace

bool icd10(std::string_view value, const Params& params) noexcept {
  if (value.size() < 3 || value.size() > 8) return false;
  const std::string_view category = value.substr(0, 3);
  if (!is_category(category, params.variant)) return false;
  return params.variant == kCm ? in_chapters(category, kChaptersCm) : in_chapters(category, kChaptersGm);
}

/// Measured over a letter and two digits.
double icd10_rate(const Params&) noexcept { return 0.98; }

}  // namespace assay::detect::checks
