// Extractors that run in a worker process. They look like any other row of the table.
#pragma once
#include <memory>
#include <vector>

#include "extract/extractor.h"
#include "isolate/pool.h"

namespace assay::isolate {

/// One row per format that assay-worker reads: "pdf". When the program is missing, each run is trouble `kNoParser`, never an
/// empty success. A worker that dies, hangs or lies is trouble with the reason; what it delivered before is kept.
std::vector<extract::Extractor> remote_extractors(std::shared_ptr<WorkerPool> pool);

}  // namespace assay::isolate
