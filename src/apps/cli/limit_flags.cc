#include "apps/cli/limit_flags.h"

#include <charconv>
#include <cmath>

namespace assay::cli {
namespace {

template <class Number>
bool read_number(std::string_view text, Number& value) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size();
}

// "512M": binary multiples.
bool read_size(std::string_view text, std::uint64_t& value) {
  constexpr std::string_view kSuffixes = "KMGT";
  unsigned shift = 0;
  if (!text.empty()) {
    const auto at = kSuffixes.find(text.back());
    if (at != std::string_view::npos) {
      shift = 10 * (static_cast<unsigned>(at) + 1);
      text.remove_suffix(1);
    }
  }
  if (!read_number(text, value) || value > (std::numeric_limits<std::uint64_t>::max() >> shift)) return false;
  value <<= shift;
  return true;
}

template <std::uint64_t Limits::*field>
bool set_size(Limits& limits, std::string_view text) {
  return read_size(text, limits.*field);
}
template <std::uint32_t Limits::*field>
bool set_count(Limits& limits, std::string_view text) {
  return read_number(text, limits.*field);
}
template <double Limits::*field>
bool set_seconds(Limits& limits, std::string_view text) {
  return read_number(text, limits.*field) && std::isfinite(limits.*field);
}

constexpr LimitFlag kFlags[] = {
    {"--max-input", "SIZE", "512M", "size of one file", set_size<&Limits::max_input_bytes>},
    {"--max-expanded", "SIZE", "512M", "what all containers of a file expand to", set_size<&Limits::max_expanded_bytes>},
    {"--max-ratio", "COUNT", "100", "expanded : stored", set_count<&Limits::max_ratio>},
    {"--max-entries", "COUNT", "100", "members over all levels", set_count<&Limits::max_entries>},
    {"--max-depth", "COUNT", "100", "containers within containers", set_count<&Limits::max_depth>},
    {"--max-nesting", "COUNT", "100", "levels of XML, JSON, MIME", set_count<&Limits::max_nesting>},
    {"--max-seconds", "SECONDS", "2.5", "wall clock for one file", set_seconds<&Limits::max_seconds>},
    {"--max-idle-seconds", "SECONDS", "2.5", "wall clock without progress", set_seconds<&Limits::max_idle_seconds>},
    {"--max-text", "SIZE", "512M", "extracted text of one file", set_size<&Limits::max_text_bytes>},
    {"--max-memory", "SIZE", "512M", "of one worker process", set_size<&Limits::max_memory_bytes>},
    {"--max-temp", "SIZE", "512M", "temporary disk", set_size<&Limits::max_temp_bytes>},
    {"--max-findings", "COUNT", "100", "findings itemised per file; counts stay exact", set_count<&Limits::max_kept_findings>},
    {"--max-parts", "COUNT", "100", "parts and gaps itemised per file", set_count<&Limits::max_kept_parts>},
};

}  // namespace

std::span<const LimitFlag> limit_flags() { return kFlags; }

}  // namespace assay::cli
