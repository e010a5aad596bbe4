#include "isolate/protocol.h"

#include <algorithm>
#include <bit>

#include "base/unicode.h"
#include "isolate/wire.h"
#include "isolate/wire_map.h"

namespace assay::isolate {
namespace {

static_assert(std::endian::native == std::endian::little, "both ends run on one machine; the format is its own");

// Hints travel before the worker listens: a request must fit into the socket buffer, whatever the name.
constexpr std::size_t kMaxHint = 4096;
constexpr LocatorKind kLastLocator = LocatorKind::kStrings;
constexpr Reason kLastReason = static_cast<Reason>(static_cast<std::uint8_t>(Reason::kCount) - 1);

template <class E>
std::uint8_t byte_of(E value) {
  return static_cast<std::uint8_t>(value);
}

std::string_view cut(std::string_view text, std::size_t max) {
  if (text.size() <= max) return text;
  return text.substr(0, base::valid_utf8_prefix(text.substr(0, max)));
}

void put_range(WireWriter& out, ByteRange range) { out.put(range.begin).put(range.end); }

ByteRange get_range(WireReader& in, std::uint64_t size) {
  const auto begin = in.get<std::uint64_t>(), end = in.get<std::uint64_t>();
  if (begin > end || end > size) in.fail();
  return {begin, end};
}

/// UTF-8 or a breach.
std::string_view get_text(WireReader& in, std::size_t max) {
  const std::string_view text = in.get_bytes(max);
  if (!base::is_valid_utf8(text)) in.fail();
  return text;
}

void put_locator(WireWriter& out, const Locator* locator) {
  out.put<std::uint8_t>(locator != nullptr);
  if (locator == nullptr) return;
  out.put(byte_of(locator->kind)).put(cut(locator->name, kMaxName)).put(locator->number);
}

std::optional<Locator> get_locator(WireReader& in) {
  if (!in.get_flag()) return std::nullopt;
  Locator locator;
  locator.kind = in.get_enum(kLastLocator);
  locator.name = get_text(in, kMaxName);
  locator.number = in.get<std::uint64_t>();
  return locator;
}

/// A detail is shown to people: no control characters, so that no terminal is steered.
std::string get_detail(WireReader& in) {
  std::string detail(get_text(in, kMaxDetail));
  const bool steers =
      std::any_of(detail.begin(), detail.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (steers) in.fail();
  return detail;
}

void put_detail(WireWriter& out, std::string_view detail) {
  std::string clean(cut(detail, kMaxDetail));
  clean.resize(base::valid_utf8_prefix(clean));
  std::replace_if(
      clean.begin(), clean.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  out.put(std::string_view(clean));
}

/// The fields of Limits in the order of the struct; both sides come from one build.
template <class Limited, class Visit>
void each_limit(Limited& limits, Visit&& visit) {
  visit(limits.max_input_bytes), visit(limits.max_expanded_bytes), visit(limits.max_ratio), visit(limits.ratio_free_bytes);
  visit(limits.max_entries), visit(limits.max_depth), visit(limits.max_nesting), visit(limits.max_seconds);
  visit(limits.max_idle_seconds), visit(limits.max_text_bytes), visit(limits.max_memory_bytes), visit(limits.max_temp_bytes);
  visit(limits.max_kept_findings), visit(limits.max_kept_parts);
}

template <class Spent, class Visit>
void each_spent(Spent& spent, Visit&& visit) {
  visit(spent.expanded), visit(spent.text), visit(spent.temp), visit(spent.input), visit(spent.entries);
}

}  // namespace

std::string encode_hello() { return WireWriter().put(kProtocolVersion).take(); }

bool is_hello(std::string_view payload) {
  WireReader in(payload);
  return in.get<std::uint32_t>() == kProtocolVersion && in.complete();
}

std::string encode(const Request& request) {
  WireWriter out;
  for (const std::string* text : {&request.format, &request.name, &request.media_type, &request.charset}) {
    out.put(std::string_view(*text).substr(0, kMaxHint));
  }
  out.put(request.depth).put(request.size);
  each_limit(request.limits, [&](auto value) { out.put(value); });
  each_spent(request.spent, [&](auto value) { out.put(value); });
  return out.put<std::uint8_t>(request.limits.pixels_matter).put<std::uint8_t>(request.piped).take();
}

std::optional<Request> decode_request(std::string_view payload) {
  WireReader in(payload);
  Request request;
  for (std::string* text : {&request.format, &request.name, &request.media_type, &request.charset})
    *text = in.get_bytes(kMaxName);
  request.depth = in.get<std::uint32_t>();
  request.size = in.get<std::uint64_t>();
  each_limit(request.limits, [&](auto& value) { value = in.get<std::remove_reference_t<decltype(value)>>(); });
  each_spent(request.spent, [&](auto& value) { value = in.get<std::remove_reference_t<decltype(value)>>(); });
  request.limits.pixels_matter = in.get_flag();
  request.piped = in.get_flag();
  return in.complete() ? std::optional(std::move(request)) : std::nullopt;
}

std::string encode(const TextMessage& message) {
  WireWriter out;
  put_locator(out, message.locator ? &*message.locator : nullptr);
  out.put(byte_of(message.join)).put(cut(message.field, kMaxName)).put(message.row);
  put_range(out, message.stored);
  out.put(byte_of(message.fit)).put<std::uint8_t>(message.derived);
  put_map(out, message.map);
  return out.put(message.text).take();
}

std::optional<TextMessage> decode_text(std::string_view payload, std::uint64_t stored_size) {
  WireReader in(payload);
  TextMessage message;
  message.locator = get_locator(in);
  message.join = in.get_enum(extract::Join::kBreak);
  message.field = get_text(in, kMaxName);
  message.row = in.get<std::uint64_t>();
  message.stored = get_range(in, stored_size);
  message.fit = in.get_enum(StoredFit::kExact);
  message.derived = in.get_flag();
  const MapBounds bounds = get_map(in, message.map);
  message.text = get_text(in, kMaxTextPiece);
  if (bounds.derived > message.text.size() || bounds.original > stored_size) in.fail();
  const bool lies = message.fit == StoredFit::kExact && message.stored.size() != message.text.size();
  return in.complete() && !lies ? std::optional(std::move(message)) : std::nullopt;
}

std::string encode(const GapMessage& message) {
  WireWriter out;
  out.put(byte_of(message.gap_class)).put(byte_of(message.reason));
  put_range(out, message.stored);
  put_locator(out, message.where ? &*message.where : nullptr);
  put_detail(out, message.detail);
  return out.take();
}

std::optional<GapMessage> decode_gap(std::string_view payload, std::uint64_t stored_size) {
  WireReader in(payload);
  GapMessage message;
  message.gap_class = in.get_enum(GapClass::kInert);
  message.reason = in.get_enum(kLastReason);
  message.stored = get_range(in, stored_size);
  message.where = get_locator(in);
  message.detail = get_detail(in);
  return in.complete() && message.reason != Reason::kNone ? std::optional(std::move(message)) : std::nullopt;
}

std::string encode(const ChildMessage& message) {
  WireWriter out;
  for (const std::string_view text : {message.name, message.media_type, message.charset}) out.put(text.substr(0, kMaxName));
  put_range(out, message.stored);
  out.put<std::uint8_t>(message.encrypted).put<std::uint8_t>(message.size.has_value());
  return out.put(message.size.value_or(0)).put<std::uint8_t>(message.counted).take();
}

std::optional<ChildMessage> decode_child(std::string_view payload, std::uint64_t stored_size) {
  WireReader in(payload);
  ChildMessage message;
  message.name = in.get_bytes(kMaxName);
  message.media_type = in.get_bytes(kMaxName);
  message.charset = in.get_bytes(kMaxName);
  message.stored = get_range(in, stored_size);
  message.encrypted = in.get_flag();
  const bool sized = in.get_flag();
  const auto size = in.get<std::uint64_t>();
  if (sized) message.size = size;
  message.counted = in.get_flag();
  return in.complete() ? std::optional(message) : std::nullopt;
}

std::string encode(const Outcome& outcome) {
  WireWriter out;
  out.put(byte_of(outcome.reason)).put(byte_of(outcome.stopped));
  put_detail(out, outcome.detail);
  return out.take();
}

std::optional<Outcome> decode_outcome(std::string_view payload) {
  WireReader in(payload);
  Outcome outcome;
  outcome.reason = in.get_enum(kLastReason);
  outcome.stopped = in.get_enum(kLastReason);
  outcome.detail = get_detail(in);
  return in.complete() ? std::optional(std::move(outcome)) : std::nullopt;
}

std::string encode(const DrawnMessage& message) { return WireWriter().put(message.expanded).put(message.entries).take(); }

std::optional<DrawnMessage> decode_drawn(std::string_view payload) {
  WireReader in(payload);
  DrawnMessage message;
  message.expanded = in.get<std::uint64_t>();
  message.entries = in.get<std::uint32_t>();
  return in.complete() ? std::optional(message) : std::nullopt;
}

std::string encode_forked(std::uint32_t process) { return WireWriter().put(process).take(); }

std::optional<std::uint32_t> decode_forked(std::string_view payload) {
  WireReader in(payload);
  const auto process = in.get<std::uint32_t>();
  return in.complete() ? std::optional(process) : std::nullopt;
}

}  // namespace assay::isolate
