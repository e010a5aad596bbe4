// Compression methods other than deflate (bzip2, lzma, xz, zstd, ppmd in a ZIP). In archive/zip_methods.cc when libarchive is
// built in; without it nobody reads them and they are gaps.
#pragma once
#include <memory>

#include "base/budget.h"
#include "extract/zip/reader.h"

namespace assay::extract::zip {

/// The unpacked bytes, forward only, not yet drawn from the budget (it only counts the work). Null: nobody reads the method.
std::unique_ptr<Source> open_foreign(Source& source, const Entry& entry, base::Budget& budget);

}  // namespace assay::extract::zip
