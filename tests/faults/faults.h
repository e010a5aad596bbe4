// Calls that fail on order: memory, files, sockets. Linked into a program these replace libc's own; as a library they are
// preloaded before one (see fault_calls.cc). One order at a time, for the whole process.
#pragma once
#include <cstdint>

namespace assay::faults {

enum class Call : std::uint8_t { kNone, kAllocate, kRead, kWrite, kSync, kOpen, kMap, kReceive, kSend, kRename, kStat };

/// What the chosen call does instead of its work.
constexpr int kShort = -1;  ///< Takes or gives one byte only; reads, writes, sends and receives.

struct Order {
  Call call = Call::kNone;
  std::uint64_t nth = 1;    ///< 1-based, counted from `arm`.
  std::uint64_t times = 1;  ///< That many in a row; ~0: all from there on.
  int error = 0;            ///< errno, or `kShort`.
};

void arm(const Order& order);
/// Ends the order. Number of calls of that kind since `arm`; at least `nth`: it came to the failure.
std::uint64_t disarm();

/// Blocks of memory that were given out and not given back.
std::int64_t live_blocks();

}  // namespace assay::faults
