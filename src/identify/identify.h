// Which format are these bytes? Own signature table first (nanoseconds), libmagic only for what it does not know.
// Threads: `identify` may be called from any thread at once.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace assay::identify {

/// The head is the first 4,096 bytes of the part, or all of it if shorter.
inline constexpr std::size_t kHeadBytes = 4096;

struct Identity {
  std::string_view format = "unknown";  ///< "pdf", "docx", "zip", "text", "csv" ...: ids of the signature table.
  std::string media_type;               ///< "application/octet-stream" when unknown.
  std::string_view second = {};         ///< Another format that the bytes (polyglot) or the name claim; empty: no conflict.
  bool conflict = false;                ///< Reason kTypeConflict: name and content, or two contents, disagree.
};

/// `whole`: the head is the complete part. `declared`: media type from the container, a hint, may be empty.
Identity identify(std::string_view head, bool whole, std::string_view name, std::string_view declared);

}  // namespace assay::identify
