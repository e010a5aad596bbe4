// Is this head text, and in which width?
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace assay::identify {

enum class TextWidth : std::uint8_t { kNone = 0, kBytes, kUtf16Little, kUtf16Big, kUtf32 };

/// Bytes: hardly a control character, and UTF-8 or some other charset without any. UTF-16 and UTF-32: by their mark or NULs.
TextWidth text_width(std::string_view head);

/// The head as probes want it: without byte order mark, wide characters narrowed (those beyond Latin-1 become '?').
/// `storage` holds what is not a view of `head`.
std::string_view narrowed(std::string_view head, TextWidth width, std::string& storage);

}  // namespace assay::identify
