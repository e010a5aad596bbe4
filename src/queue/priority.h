// What makes a thread step back.
#pragma once

namespace assay::queue {

/// The calling thread, and processes that it starts, become batch work, nicer by `nice` than they were. True: both were granted.
/// It cannot be taken back without privileges, so never call it in a thread that is not ours.
bool step_back(int nice);

}  // namespace assay::queue
