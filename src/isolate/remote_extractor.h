// Extractors that run in a worker process. They look like any other row of the table.
#pragma once
#include <memory>

#include "extract/extractor.h"
#include "isolate/pool.h"

namespace assay::isolate {

/// The same row, done by workers of `pool` that have it too. When their program is missing, each run is trouble `kNoParser`,
/// never an empty success. A worker that dies, hangs or lies is trouble with the reason; what it delivered before is kept.
extract::Extractor remote(const extract::Extractor& row, std::shared_ptr<WorkerPool> pool);

/// What assay-worker reads: "pdf".
extract::Extractor remote_pdf(std::shared_ptr<WorkerPool> pool);

}  // namespace assay::isolate
