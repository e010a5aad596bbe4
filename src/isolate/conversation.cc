#include "isolate/conversation.h"

#include <poll.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "base/io.h"

namespace assay::isolate {
namespace {

/// How often cancellation and the total clock are looked at while the worker is silent. Contract: worker ended within 200 ms.
constexpr std::chrono::milliseconds kSlice{50};
/// The budget reads its clock every 64th tick.
constexpr int kTicksPerSlice = 64;
constexpr std::uint64_t kMostTextPerByte = 16;
/// More is no document but a flood.
constexpr std::uint64_t kMaxGaps = 1'000'000;

}  // namespace

Conversation::Step Conversation::fail(Reason reason, std::string detail) {
  if (!trouble_) trouble_ = Trouble{reason, std::move(detail)};
  return Step::kEnd;
}

Conversation::Step Conversation::breach(const char* what) {
  return fail(Reason::kSandboxViolation, std::string("worker broke the protocol: ") + what);
}

void Conversation::wait_is_over(Received received) {
  if (received == Received::kBreach) breach("frame too long");
  if (received != Received::kClosed) return;
  const Trouble end = worker_.reap();
  fail(end.reason, end.detail);
}

/// A worker that keeps nodding must not outlive the clocks either, so frames do not keep us from looking.
bool Conversation::may_go_on() {
  const auto now = std::chrono::steady_clock::now();
  if (now - looked_ < kSlice) return true;
  looked_ = now;
  budget_.progress();  // silence of this worker is judged in next(), per part; the rest of the object may still be read
  for (int i = 0; i < kTicksPerSlice; ++i) {
    if (!budget_.tick()) return false;
  }
  return true;
}

std::optional<Frame> Conversation::next() {
  const auto began = std::chrono::steady_clock::now();
  while (!trouble_ && may_go_on()) {
    Frame frame;
    Received received = worker_.channel().receive_ready(frame);
    if (received == Received::kFrame) return frame;
    if (received == Received::kNothing) received = wait();
    wait_is_over(received);
    const std::chrono::duration<double> silent = std::chrono::steady_clock::now() - began;
    if (silent.count() > budget_.limits().max_idle_seconds) fail(Reason::kProgress, "worker was silent for too long");
  }
  return std::nullopt;
}

Received Conversation::wait() {
  std::array<pollfd, 2> news{pollfd{worker_.channel().descriptor(), POLLIN, 0}, pollfd{-1, POLLOUT, 0}};
  if (feed_) news[1].fd = feed_->descriptor();
  const int events = ::poll(news.data(), news.size(), static_cast<int>(kSlice.count()));
  if (events < 0) return errno == EINTR ? Received::kNothing : Received::kClosed;
  if (news[0].revents != 0) return worker_.channel().read_some();
  if (news[1].revents == 0) return Received::kNothing;
  const auto ended = feed_->go_on();
  if (ended) worker_.channel().send(FrameType::kInputEnd, encode(Outcome{ended->reason, ended->detail}));
  return Received::kNothing;
}

std::uint64_t Conversation::bound() const {
  if (size_ != kUnknownSize) return feed_ ? std::max(size_, feed_->sent()) : size_;
  return feed_ ? feed_->sent() : 0;
}

bool Conversation::greet() {
  if (worker_.greeted) return true;
  const auto frame = next();
  if (!frame) return false;
  if (frame->type != FrameType::kHello || !is_hello(frame->payload)) {
    fail(Reason::kInternal, "assay-worker is of another version");
    return false;
  }
  return worker_.greeted = true;
}

bool Conversation::ask(const InputDescriptor& input) {
  Request request{std::string(part_.format), std::string(part_.name), std::string(part_.media_type), std::string(part_.charset)};
  request.depth = part_.depth;
  request.size = input.size;
  request.limits = budget_.limits();
  request.spent = budget_.spent();
  request.piped = input.feed.valid();
  ++worker_.documents;
  // The request goes out before the hello is awaited: a fresh worker finds it when it is ready.
  std::string frame;
  Channel::append_frame(frame, FrameType::kRequest, encode(request));
  const int descriptor = input.file.get();
  if (worker_.channel().send_with_descriptors(frame, {&descriptor, 1})) return true;
  wait_is_over(Received::kClosed);
  return false;
}

Result<Done, Trouble> Conversation::run(InputDescriptor& input, Source& source) {
  size_ = input.size;
  const bool asked = ask(input);
  input.file = Descriptor();  // the worker's end of a socket must be its own, or nobody would notice that it went away
  if (input.feed.valid()) feed_.emplace(std::move(input.feed), source);
  Step step = asked && greet() ? Step::kGoOn : Step::kEnd;
  while (step == Step::kGoOn) {
    const auto frame = next();
    step = frame ? handle(*frame) : Step::kEnd;
  }
  if (trouble_) return *trouble_;
  return Done{};
}

Conversation::Step Conversation::handle(const Frame& frame) {
  switch (frame.type) {
    case FrameType::kText:
      return handle_text(frame.payload);
    case FrameType::kGap:
      return handle_gap(frame.payload);
    case FrameType::kChildBegin:
      return handle_child(frame.payload);
    case FrameType::kProgress:
      return frame.payload.empty() ? Step::kGoOn : breach("progress");
    case FrameType::kDrawn:
      return handle_drawn(frame.payload);
    case FrameType::kRetire:
      worker_.retired = true;
      return frame.payload.empty() ? Step::kGoOn : breach("retire");
    case FrameType::kDone:
    case FrameType::kTrouble:
      return handle_end(frame);
    default:
      return breach("unexpected frame");
  }
}

Conversation::Step Conversation::handle_text(std::string_view payload) {
  const auto message = decode_text(payload, bound());
  if (!message) return breach("text");
  text_bytes_ += message->text.size();
  // Text is not expansion, so this ceiling is wide: it is for a worker that makes it up.
  const std::uint64_t most = kMostTextPerByte * std::min(bound(), kUnknownSize / kMostTextPerByte);
  if (text_bytes_ > std::max(budget_.limits().max_expanded_bytes, most))
    return fail(Reason::kExpandedSize, "text of one document");
  const extract::Anchor anchor{.locator = message->locator ? &*message->locator : nullptr,
                               .join = message->join,
                               .field = message->field,
                               .row = message->row,
                               .stored = message->stored,
                               .fit = message->fit,
                               .map = message->map.empty() ? nullptr : &message->map,
                               .derived = message->derived};
  return sink_.text(message->text, anchor) ? Step::kGoOn : Step::kEnd;
}

Conversation::Step Conversation::handle_gap(std::string_view payload) {
  const auto message = decode_gap(payload, bound());
  if (!message) return breach("gap");
  if (++gaps_ > kMaxGaps) return breach("too many gaps");
  sink_.gap(message->gap_class, message->reason, message->stored, message->where ? &*message->where : nullptr, message->detail);
  return budget_.tick() ? Step::kGoOn : Step::kEnd;
}

Conversation::Step Conversation::handle_end(const Frame& frame) {
  const auto outcome = decode_outcome(frame.payload);
  if (!outcome || (frame.type == FrameType::kTrouble && outcome->reason == Reason::kNone)) return breach("end");
  good_ = true;
  if (outcome->stopped != Reason::kNone) budget_.stop(outcome->stopped);
  if (outcome->reason != Reason::kNone) fail(outcome->reason, outcome->detail);
  return Step::kEnd;
}

/// Most of it is for the chunk that follows. That is drawn for as it is read, in the same steps as without a border, or a limit
/// would be met elsewhere.
bool Conversation::draw(std::uint64_t bytes) {
  if (!in_child_) return budget_.draw_expanded(bytes);
  if (owed_ > 0 && !budget_.draw_expanded(std::exchange(owed_, 0))) return false;
  owed_ = bytes;
  return true;
}

/// Of `bytes` that are about to be read from the chunk.
bool Conversation::pay(std::size_t bytes) {
  if (owed_ == 0) return true;
  const bool by_step = owed_ == chunk_.size() - chunk_at_;
  const std::uint64_t due = by_step ? bytes : owed_;
  owed_ -= due;
  return budget_.draw_expanded(due);
}

/// What an embedded file that nobody wanted was unpacked to is not held against the object: without a border it had not been.
Conversation::Step Conversation::handle_drawn(std::string_view payload) {
  const auto drawn = decode_drawn(payload);
  if (!drawn) return breach("drawn");
  if (!draining_ && drawn->expanded > 0 && !draw(drawn->expanded)) return Step::kEnd;
  for (std::uint32_t i = 0; i < drawn->entries; ++i) {
    if (!budget_.draw_entry()) return Step::kEnd;
  }
  return Step::kGoOn;
}

bool Conversation::next_chunk() {
  const auto frame = next();
  if (!frame) return false;
  if (frame->type == FrameType::kProgress) return true;
  if (frame->type == FrameType::kDrawn) return handle_drawn(frame->payload) == Step::kGoOn;
  if (frame->type == FrameType::kChunk && !frame->payload.empty() && frame->payload.size() <= kChunkBytes) {
    chunk_ = frame->payload;
    chunk_at_ = 0;
    child_bytes_ += chunk_.size();
    // Stored members are not drawn for, so this ceiling is wide: it is for a worker that does not say what it draws.
    if (child_bytes_ <= budget_.limits().max_expanded_bytes || child_bytes_ <= bound()) return true;
    budget_.stop(Reason::kExpandedSize);
    return false;
  }
  const auto end = frame->type == FrameType::kChildEnd ? decode_outcome(frame->payload) : std::nullopt;
  if (!end) return breach("child") == Step::kGoOn;
  child_ended_ = true;
  child_trouble_ = {end->reason, end->detail};
  return false;
}

Result<std::size_t, Trouble> Conversation::read_child(std::span<char> out) {
  while (chunk_at_ == chunk_.size() && !child_ended_) {
    if (next_chunk()) continue;
    if (child_ended_) break;
    if (trouble_) return *trouble_;
    return Trouble{budget_.stopped(), "unpacking"};
  }
  if (chunk_at_ == chunk_.size() && child_trouble_.reason != Reason::kNone) return child_trouble_;
  const std::size_t take = std::min(out.size(), chunk_.size() - chunk_at_);
  if (!pay(take)) return Trouble{budget_.stopped(), "unpacking"};
  std::memcpy(out.data(), chunk_.data() + chunk_at_, take);
  chunk_at_ += take;
  return take;
}

bool Conversation::drain_child() {
  draining_ = true;
  while (!child_ended_) {
    if (!next_chunk() && !child_ended_) return false;
  }
  draining_ = false;
  return true;
}

Conversation::Step Conversation::handle_child(std::string_view payload) {
  const auto message = decode_child(payload, bound());
  if (!message) return breach("child");
  const std::string name(message->name), media_type(message->media_type), charset(message->charset);
  chunk_.clear();
  chunk_at_ = 0;
  child_ended_ = message->encrypted;
  child_trouble_ = {Reason::kNone, ""};
  base::FunctionSource source([this](std::span<char> out) { return read_child(out); }, message->size);
  const extract::ChildInfo info{name, media_type, message->stored, message->encrypted, charset, message->counted};
  in_child_ = true;
  owed_ = 0;
  const bool go_on = sink_.child(info, source) && drain_child();
  in_child_ = false;
  if (!go_on) return Step::kEnd;
  return trouble_ ? Step::kEnd : Step::kGoOn;
}

}  // namespace assay::isolate
