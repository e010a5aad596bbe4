// Where things are installed: rules, the worker program, the cache of compiled packs.
#pragma once
#include <string>

#include "assay/result.h"

namespace assay::api {

/// ASSAY_RULES, then rules/ beside the source or the installed share/assay/rules of this program or library. kMissing.
Result<std::string> default_rules();
/// `asked` if given, then ASSAY_WORKER, then beside this program or in the libexec folder. The first that exists; else the last
/// tried.
std::string worker_program(const std::string& asked);
/// The same for assay-reader and ASSAY_READER.
std::string reader_program(const std::string& asked);
/// `asked` if given, then $XDG_CACHE_HOME/assay, then ~/.cache/assay; empty if there is no home.
std::string cache_folder(const std::string& asked);

}  // namespace assay::api
