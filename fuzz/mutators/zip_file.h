// A ZIP in memory, for mutators and for the oracle: members that can be changed, and the bytes they make.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::fuzz {

struct ZipMember {
  std::string name, content;  ///< Content unpacked, if the method is 0 or 8; else as stored.
  std::uint16_t method = 0;   ///< 0 stored, 8 deflated; anything else is written as it is.
  std::uint16_t flags = 0;    ///< Bit 0 encrypted (the content is then just bytes), bit 3 sizes behind the data.
};

/// What the central directory lists, as far as it can be followed. Unpacks at most 256 KiB a member. Never fails: no directory,
/// no members.
std::vector<ZipMember> read_zip(std::string_view bytes);
/// A ZIP with right sizes, offsets and CRCs.
std::string write_zip(const std::vector<ZipMember>& members);

/// Raw deflate streams.
std::string deflated(std::string_view bytes);
std::string inflated(std::string_view bytes, std::size_t most);

}  // namespace assay::fuzz
