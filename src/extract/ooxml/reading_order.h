// In which order the parts are read, and what they belong to: charts, notes and comments to their slide or sheet.
#pragma once
#include <string>
#include <vector>

#include "extract/ooxml/parts.h"

namespace assay::extract::ooxml {

struct Place {
  std::size_t part = kNoPart;
  std::uint64_t slide = 0;  ///< 1-based; 0: not of a slide.
  std::string sheet;        ///< Empty: not of a sheet.
};

/// Every part of the package once. `heads`: the main part, then sheets or slides in their order, each followed by the parts that
/// hang on it.
std::vector<Place> reading_order(const Parts& parts, const std::vector<Place>& heads);

/// ppt/presentation.xml: the slides in show order.
std::vector<Place> slides_of(const Parts& parts, std::size_t presentation, Writer& out);

}  // namespace assay::extract::ooxml
