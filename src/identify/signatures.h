// The tables of formats and signatures: pure data, in signatures_data.cc.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace assay::identify {

/// What a name promises and a person expects. Name and content conflict only across kinds.
enum class Kind : std::uint8_t { kText, kOffice, kArchive, kPicture, kSound, kProgram, kFont, kData };

struct Format {
  std::string_view id;
  std::string_view media_type;
  Kind kind;
  std::string_view extensions;  ///< Space-separated, lower case.
  /// Members may stand in the head as they are: a signature further in says nothing.
  bool stores_members = false;
};

struct Signature {
  std::string_view format;
  std::uint16_t offset;
  std::string_view bytes;
};

std::span<const Format> formats();
/// In order of precedence.
std::span<const Signature> signatures();

/// Row of `id`; null if there is none.
const Format* format_named(std::string_view id);
/// Row that lists the extension (lower case, without dot); null if none does.
const Format* format_of_extension(std::string_view extension);
const Format* format_of_media_type(std::string_view media_type);

}  // namespace assay::identify
