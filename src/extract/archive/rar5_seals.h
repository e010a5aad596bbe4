// Which files of a RAR 5 archive are encrypted. libarchive 3.6 skips that record and would unpack the ciphertext.
#pragma once
#include <cstdint>
#include <set>

#include "assay/source.h"
#include "base/budget.h"

namespace assay::extract::archives {

/// Positions among the file headers, from 0, of those with a file encryption record. Empty for other formats and at the first
/// header that makes no sense. `source` must have random access.
std::set<std::uint64_t> sealed_rar5_entries(Source& source, base::Budget& budget);

}  // namespace assay::extract::archives
