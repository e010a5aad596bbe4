// Runs something again whenever one of some files is saved.
#pragma once
#include <functional>
#include <string>
#include <vector>

namespace assay::cli {

/// Runs `again` now and at each change of the files, or of the .yaml files in the folders, until interrupted; returns its last
/// exit code. Looks twice a second at sizes and times: that also works on network shares, where no event comes.
int watch(const std::vector<std::string>& paths, const std::function<int()>& again);

}  // namespace assay::cli
