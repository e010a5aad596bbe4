// What host and worker say to each other, version 2. A frame is {u32 payload bytes, u8 type, payload}, little endian.
//
//   host: request (+ descriptor)  ->  worker: text | gap | drawn | child_begin chunk* child_end | progress ... then done or
//   trouble
//
// The descriptor is the document as a file, or a pipe through which the host passes it on; then input_end follows over the socket
// when the pipe ends. The worker does not wait for the host between frames: a host that has heard enough ends the worker. What a
// document spends of its budget is told (drawn) before the frame that it was spent for; the host counts and decides.
// A zygote hears only fork (+ descriptor, the socket of the new worker) and answers forked.
//
// Decoders take bytes from a stranger: every length, enum, range and string is checked, and nothing may be left over; an empty
// optional is a breach of the protocol. Threads: pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "assay/limits.h"
#include "extract/extractor.h"

namespace assay::isolate {

inline constexpr std::uint32_t kProtocolVersion = 2;
inline constexpr std::size_t kMaxPayload = 1 << 20;  ///< Bytes of one frame without its header.
inline constexpr std::size_t kHeaderBytes = 5;
inline constexpr std::size_t kMaxTextPiece = 256 << 10;  ///< Longer text is cut at a character and glued.
inline constexpr std::size_t kMaxName = 64 << 10;        ///< Bytes of a name, field or media type.
inline constexpr std::size_t kMaxDetail = 512;           ///< Bytes of a gap's or trouble's detail.
inline constexpr std::size_t kChunkBytes = 64 << 10;     ///< Bytes of a child per frame.
inline constexpr std::size_t kMaxDescriptors = 16;       ///< Along with one message.

enum class FrameType : std::uint8_t {
  kHello = 1,   ///< worker: version
  kRequest,     ///< host: Request, with one descriptor
  kText,        ///< worker: TextMessage
  kGap,         ///< worker: GapMessage
  kChildBegin,  ///< worker: ChildMessage
  kChunk,       ///< worker: bytes of the child, not empty
  kChildEnd,    ///< worker: Outcome, how reading the child ended
  kInputEnd,    ///< host: Outcome, how the document in the pipe ended
  kProgress,    ///< worker: nothing, a sign of life
  kDone,        ///< worker: Outcome with the limit that stopped it, if any
  kTrouble,     ///< worker: Outcome
  kSelfTest,    ///< worker that was started to try itself out: SelfTest (self_test.h)
  kDrawn,       ///< worker: DrawnMessage
  kRetire,      ///< worker: nothing; foreign code ran in it, it must not serve again
  kFork,        ///< host to zygote: nothing, with one descriptor
  kForked,      ///< zygote: u32 process id, 0: the system refused
};

struct Request {
  std::string format, name, media_type, charset;
  std::uint32_t depth = 0;
  std::uint64_t size = 0;  ///< Of the object behind the descriptor. Bytes. In a pipe: kUnknownSize if it is not known.
  Limits limits;
  base::Budget::Spent spent = {};  ///< By the object so far.
  bool piped = false;              ///< The descriptor is a pipe.
};
inline constexpr std::uint64_t kUnknownSize = ~std::uint64_t{0};

struct TextMessage {
  std::string_view text;
  std::optional<Locator> locator;
  extract::Join join = extract::Join::kBreak;
  std::string_view field;
  std::uint64_t row = 0;
  ByteRange stored;
  StoredFit fit = StoredFit::kUnknown;
  bool derived = false;
  base::PositionMap map = {};  ///< Empty: none.
};

struct GapMessage {
  GapClass gap_class = GapClass::kContent;
  Reason reason = Reason::kNone;
  ByteRange stored;
  std::optional<Locator> where;
  std::string detail;
};

struct ChildMessage {
  std::string_view name, media_type, charset;
  ByteRange stored;
  bool encrypted = false;
  std::optional<std::uint64_t> size;
  bool counted = false;
};

/// Since the last one.
struct DrawnMessage {
  std::uint64_t expanded = 0;
  std::uint32_t entries = 0;
};

struct Outcome {
  Reason reason = Reason::kNone;
  std::string detail;
  Reason stopped = Reason::kNone;  ///< The limit that the budget met.
};

std::string encode_hello();
std::string encode(const Request& request);
std::string encode(const TextMessage& message);
std::string encode(const GapMessage& message);
std::string encode(const ChildMessage& message);
std::string encode(const Outcome& outcome);
std::string encode(const DrawnMessage& message);
std::string encode_forked(std::uint32_t process);

bool is_hello(std::string_view payload);
std::optional<Request> decode_request(std::string_view payload);
/// `stored_size`: ranges must lie in [0, stored_size]. Views point into `payload`.
std::optional<TextMessage> decode_text(std::string_view payload, std::uint64_t stored_size);
std::optional<GapMessage> decode_gap(std::string_view payload, std::uint64_t stored_size);
std::optional<ChildMessage> decode_child(std::string_view payload, std::uint64_t stored_size);
std::optional<Outcome> decode_outcome(std::string_view payload);
std::optional<DrawnMessage> decode_drawn(std::string_view payload);
std::optional<std::uint32_t> decode_forked(std::string_view payload);

}  // namespace assay::isolate
