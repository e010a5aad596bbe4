// Network addresses: everything a regular expression cannot count.
#include <algorithm>
#include <array>
#include <optional>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
enum RefuseV4 : std::uint32_t {
  kUnspecified = 1,
  kVersionLike = 2,
  kLoopback = 4,
  kPrivate = 8,
  kMulticast = 16,
  kBroadcast = 32
};
enum RefuseV6 : std::uint32_t { kUnspecified6 = 1, kLoopback6 = 2, kLinkLocal6 = 4, kShort6 = 8 };

using Octets = std::array<unsigned, 4>;

/// Four numbers 0-255 without leading zeros (RFC 6943, section 3.1.1: "010" is read as eight by some).
std::optional<Octets> octets_of(std::string_view value) {
  Octets octets{};
  for (std::size_t i = 0; i < 4; ++i) {
    const std::size_t dot = i < 3 ? value.find('.') : value.size();
    if (dot == value.npos || dot == 0 || dot > 3) return std::nullopt;
    const std::string_view part = value.substr(0, dot);
    if (!all_digits(part) || (part.size() > 1 && part[0] == '0') || to_number(part) > 255) return std::nullopt;
    octets[i] = to_number(part);
    value.remove_prefix(std::min(dot + 1, value.size()));
  }
  return octets;
}

/// "/nn" at the end, at most `max`; false if there is one that is no prefix length. Removes it.
bool take_prefix_length(std::string_view& value, unsigned max) {
  const std::size_t slash = value.find('/');
  if (slash == value.npos) return true;
  const std::string_view bits = value.substr(slash + 1);
  value = value.substr(0, slash);
  return bits.size() <= 3 && all_digits(bits) && to_number(bits) <= max;
}

/// Kinds of address, as bits of RefuseV4 (RFC 6890).
std::uint32_t kinds_of(const Octets& o) {
  const bool small = std::all_of(o.begin(), o.end(), [](unsigned octet) { return octet < 10; });
  const bool same = o[0] == o[1] && o[1] == o[2] && o[2] == o[3];
  const bool pairs = o[0] == o[1] && o[2] == o[3];  // 1.1.1.1, 8.8.4.4: name servers, hardly a version
  std::uint32_t kinds = 0;
  if (o[0] == 0) kinds |= kUnspecified;
  if (small && !pairs) kinds |= kVersionLike;
  if (o[0] == 127) kinds |= kLoopback;
  if (o[0] == 10 || (o[0] == 172 && o[1] / 16 == 1) || (o[0] == 192 && o[1] == 168)) kinds |= kPrivate;
  if (o[0] / 16 == 14) kinds |= kMulticast;
  if (same && o[0] == 255) kinds |= kBroadcast;
  return kinds;
}
}  // namespace

bool ipv4(std::string_view value, const Params& params) noexcept {
  if (!take_prefix_length(value, 32)) return false;
  const auto octets = octets_of(value);
  return octets && (kinds_of(*octets) & params.flags) == 0;
}

namespace {
/// Groups of an address read so far. `gap` is where "::" stands, -1 if nowhere.
struct Groups {
  std::array<unsigned, 8> at{};
  int count = 0, gap = -1;

  bool add(unsigned group) {
    if (count == 8) return false;
    at[static_cast<std::size_t>(count++)] = group;
    return true;
  }
};

unsigned hex_value(std::string_view digits) {
  unsigned value = 0;
  for (char c : digits) value = value * 16 + static_cast<unsigned>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
  return value;
}

bool add_group(Groups& groups, std::string_view text, bool last) {
  if (text.find('.') != text.npos) {
    const auto octets = last ? octets_of(text) : std::nullopt;
    return octets && groups.add((*octets)[0] * 256 + (*octets)[1]) && groups.add((*octets)[2] * 256 + (*octets)[3]);
  }
  const bool hex = !text.empty() && text.size() <= 4 && std::all_of(text.begin(), text.end(), is_hex);
  return hex && groups.add(hex_value(text));
}

/// RFC 4291, section 2.2: eight groups, or fewer with one "::", the last two possibly as IPv4.
std::optional<Groups> groups_of(std::string_view value) {
  Groups groups;
  while (!value.empty()) {
    if (value.substr(0, 2) == "::") {
      if (groups.gap >= 0) return std::nullopt;
      groups.gap = groups.count;
      value.remove_prefix(2);
      continue;
    }
    if (value[0] == ':') {  // a single colon stands between groups only
      if (groups.count == 0 || groups.gap == groups.count) return std::nullopt;
      value.remove_prefix(1);
      if (value.empty()) return std::nullopt;
    }
    const std::size_t end = std::min(value.find(':'), value.size());
    if (!add_group(groups, value.substr(0, end), end == value.size())) return std::nullopt;
    value.remove_prefix(end);
  }
  const bool whole = groups.gap < 0 ? groups.count == 8 : groups.count < 8;
  return whole ? std::optional<Groups>(groups) : std::nullopt;
}

std::uint32_t kinds_of(const Groups& groups) {
  const bool zeros =
      std::all_of(groups.at.begin(), groups.at.begin() + std::max(groups.count - 1, 0), [](unsigned g) { return g == 0; });
  const unsigned last = groups.count == 0 ? 0 : groups.at[static_cast<std::size_t>(groups.count - 1)];
  const bool tail = groups.gap < groups.count || groups.count == 0;  // else "x::": the last group is not the end
  std::uint32_t kinds = 0;
  if (zeros && last == 0) kinds |= kUnspecified6;
  if (zeros && last == 1 && tail) kinds |= kLoopback6;
  if (groups.count > 0 && groups.gap != 0 && (groups.at[0] & 0xFFC0) == 0xFE80) kinds |= kLinkLocal6;
  if (groups.count < 3) kinds |= kShort6;
  return kinds;
}

/// "%eth0" of a scoped address (RFC 4007, section 11), before the prefix length. False: empty or with strange characters.
bool take_zone(std::string_view& value) {
  const std::size_t percent = value.find('%');
  if (percent == value.npos) return true;
  const std::string_view zone = value.substr(percent + 1);
  value = value.substr(0, percent);
  return !zone.empty() && std::all_of(zone.begin(), zone.end(), [](char c) {
    return is_digit(c) || is_upper(c) || is_lower(c) || c == '_' || c == '.' || c == '-';
  });
}
}  // namespace

bool ipv6(std::string_view value, const Params& params) noexcept {
  if (!take_prefix_length(value, 128) || !take_zone(value)) return false;
  const auto groups = groups_of(value);
  return groups && (kinds_of(*groups) & params.flags) == 0;
}

/// IEEE 802, section 8: six pairs with one separator (: or -), or three groups of four with dots; not all 0 or all F.
bool mac(std::string_view value, const Params&) noexcept {
  const std::size_t group = value.size() == 17 ? 2 : value.size() == 14 ? 4 : 0;
  if (group == 0) return false;
  const char separator = value[group];
  if (group == 4 ? separator != '.' : separator != ':' && separator != '-') return false;
  bool zeros = true, ones = true;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (i % (group + 1) == group) {
      if (value[i] != separator) return false;
      continue;
    }
    if (!is_hex(value[i])) return false;
    zeros = zeros && value[i] == '0';
    ones = ones && (value[i] | 0x20) == 'f';
  }
  return !zeros && !ones;
}

}  // namespace assay::detect::checks
