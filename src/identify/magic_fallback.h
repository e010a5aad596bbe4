// libmagic's opinion on heads that the own table does not know.
#pragma once
#include <string>
#include <string_view>

namespace assay::identify {

/// Media type, or empty: unknown, or built without libmagic. One handle per thread; the first call of a thread loads the
/// database (about 10 ms).
std::string media_type_by_magic(std::string_view head);

}  // namespace assay::identify
