// Where the public interface begins: nothing is thrown past it.
#pragma once
#include <new>
#include <type_traits>

#include "assay/result.h"

namespace assay::base {

/// What `work` returns, a Result; when memory runs out inside, `kInternal`. The message is short enough to need none.
template <class Work>
auto unless_out_of_memory(Work work) -> decltype(work()) {
  using Error = std::remove_reference_t<decltype(work().error())>;
  try {
    return work();
  } catch (const std::bad_alloc&) {
  }
  Diagnostic none;
  none.message = "out of memory";
  if constexpr (std::is_same_v<Error, Diagnostics>)
    return Diagnostics(1, none);
  else
    return none;
}

}  // namespace assay::base
