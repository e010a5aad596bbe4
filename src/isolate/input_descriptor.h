// The bytes of a part as a read-only descriptor that a worker may hold: a file, or for what can only be read once the far end of
// a socket through which they are passed on.
#pragma once
#include "assay/source.h"
#include "base/budget.h"
#include "isolate/channel.h"

namespace assay::isolate {

struct InputDescriptor {
  Descriptor file;               ///< For the worker.
  Descriptor feed;               ///< Ours, if bytes are passed on; it never blocks and raises no signal.
  std::uint64_t size = 0;        ///< kUnknownSize: not known (only if passed on).
  std::uint64_t temp_bytes = 0;  ///< Drawn from the budget; give back when done.
};

/// The source's own descriptor (opened anew where it could be written to), else a sealed copy in memory; of a forward-only source
/// a socket. The source's trouble, or the budget's reason when the copy does not fit.
Result<InputDescriptor, Trouble> input_descriptor(Source& source, base::Budget& budget);

}  // namespace assay::isolate
