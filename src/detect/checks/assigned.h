// `password = "..."`: which part of a match is the value?
#pragma once
#include <cstdint>
#include <string_view>

#include "detect/checks/table.h"

namespace assay::detect::checks {

struct Assigned {
  enum class Form : std::uint8_t {
    kWhole,   ///< Nothing stands in front: all of the match.
    kQuoted,  ///< In quotation marks, without them.
    kBare,    ///< Not in quotation marks; punctuation of the sentence or statement around it is off.
  };
  std::string_view text;  ///< Empty if no value stands there.
  Form form = Form::kWhole;
};

/// The value behind the first place where one of `params.behind` stands (ASCII case does not matter; `params.skip` such places
/// are passed over); blanks, quotation marks and `: = >` in between do not belong to it. Without `behind` all of the match. It
/// ends in front of the first character of `params.until`; a bare one also in front of a blank or semicolon.
Assigned assigned(std::string_view match, const Params& params) noexcept;

}  // namespace assay::detect::checks
