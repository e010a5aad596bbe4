// Rules of other tools -> a pack of ours, and a list of what got lost on the way.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"

namespace assay::convert {

enum class Format : std::uint8_t { kGitleaks, kPresidio, kPurview };

/// Something that has no counterpart, or another meaning, here.
struct Loss {
  std::string rule;    ///< As the source names it.
  std::string reason;  ///< What and why; names the regex's place where there is one.
  bool whole = true;   ///< The whole rule was left out; else only a part of it.
};

struct Converted {
  std::string yaml;           ///< The pack; empty if nothing could be carried over.
  std::size_t detectors = 0;  ///< In it.
  std::vector<Loss> losses;
};

/// Which tool wrote it; kInvalidArgument if none that we know.
Result<Format> format_of(std::string_view text);

/// `pack` is the new pack's name. Errors: the text is not what `format` says. Deterministic.
Result<Converted> convert(std::string_view text, Format format, std::string_view pack);

}  // namespace assay::convert
