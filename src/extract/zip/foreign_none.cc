#include "extract/zip/foreign.h"

#ifndef ASSAY_WITH_ARCHIVES
namespace assay::extract::zip {
std::unique_ptr<Source> open_foreign(Source&, const Entry&, base::Budget&) { return nullptr; }
}  // namespace assay::extract::zip

namespace assay::extract {
std::uint64_t foreign_runs() { return 0; }
}  // namespace assay::extract
#endif
