// Mutators that keep a file readable while they change it, so that what lies behind the first checksum is reached too.
#pragma once
#include "support/target.h"

namespace assay::fuzz {

/// Takes a ZIP apart, changes members, names, methods or flags, and puts it together again with right sizes, offsets and CRCs;
/// now and then wrong ones on purpose. What is no ZIP becomes a member of one.
std::size_t mutate_zip(std::uint8_t* data, std::size_t size, std::size_t capacity, unsigned seed, ByteMutator bytes);
/// Changes, copies, drops or swaps objects of a PDF and writes it again with right lengths and cross references.
std::size_t mutate_pdf(std::uint8_t* data, std::size_t size, std::size_t capacity, unsigned seed, ByteMutator bytes);

}  // namespace assay::fuzz
