// Which format are these bytes? Own signature table first (nanoseconds), libmagic only for what it does not know.
// Threads: `identify` may be called from any thread at once.
#pragma once
#include <cstdint>
#include <functional>
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

/// What libmagic calls these bytes; empty: nothing, or it was not built in. Runs in the calling process.
std::string media_type_by_library(std::string_view head);
/// Who is asked what our own table does not know.
using MediaTypeOf = std::function<std::string(std::string_view head)>;

/// `whole`: the head is the complete part. `declared`: media type from the container, a hint, may be empty.
Identity identify(std::string_view head, bool whole, std::string_view name, std::string_view declared,
                  const MediaTypeOf& ask = &media_type_by_library);

/// A format whose signature lies beyond the head. Asked only when the head does not tell.
struct FarSignature {
  std::uint64_t offset = 0;
  std::string_view bytes;  ///< At most kFarBytes.
  std::string_view format, media_type;
};
inline constexpr std::size_t kFarBytes = 8;
std::span<const FarSignature> far_signatures();

}  // namespace assay::identify
