#include "isolate/worker_loop.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <memory>
#include <vector>

#include "base/unicode.h"
#include "isolate/last_words.h"
#include "isolate/wire_map.h"

namespace assay::isolate {
namespace {

/// A map takes at most eight bytes for each byte of its text: a frame holds both.
constexpr std::size_t kMaxMappedPiece = 64 << 10;
constexpr auto kSignOfLife = std::chrono::milliseconds(250);

/// What is passed on through a socket: it can be read once. How it ended is said over the channel.
class PipedSource final : public Source {
 public:
  PipedSource(Descriptor socket, std::uint64_t size, Channel& channel)
      : socket_(std::move(socket)), size_(size), channel_(channel) {}
  std::optional<std::uint64_t> size() const override { return size_ == kUnknownSize ? std::nullopt : std::optional(size_); }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    if (out.empty()) return std::size_t{0};
    if (!end_) {
      ssize_t got;
      do {
        got = ::read(socket_.get(), out.data(), out.size());
      } while (got < 0 && errno == EINTR);
      if (got > 0) return static_cast<std::size_t>(got);
      end_ = how_it_ended();
    }
    if (end_->reason != Reason::kNone) return Trouble{end_->reason, end_->detail};
    return std::size_t{0};
  }

 private:
  Outcome how_it_ended() {
    Frame frame;
    const bool heard = channel_.receive(frame, std::chrono::milliseconds(-1)) == Received::kFrame;
    const auto end = heard && frame.type == FrameType::kInputEnd ? decode_outcome(frame.payload) : std::nullopt;
    return end.value_or(Outcome{Reason::kCancelled, "host is gone"});
  }

  Descriptor socket_;
  std::uint64_t size_;
  Channel& channel_;
  std::optional<Outcome> end_;
};

/// The host counts what is drawn, in the order in which it reads. Here is a second line, a little behind: what this process may
/// unpack without the host having heard of it.
Limits limits_of(const Request& request) {
  constexpr std::uint64_t kSlack = 1 << 20;
  Limits limits = request.limits;
  limits.max_ratio = ~std::uint32_t{0};
  limits.max_expanded_bytes += std::min(kSlack, ~limits.max_expanded_bytes);
  return limits;
}

/// A sink at the other end of a socket. When the host is gone every call says stop.
class RemoteSink final : public extract::Sink {
 public:
  RemoteSink(Channel& channel, const Request& request, std::size_t hold_bytes)
      : channel_(channel),
        hold_bytes_(hold_bytes),
        size_(request.size),
        budget_(limits_of(request), request.size == kUnknownSize ? 0 : request.size, nullptr),
        told_(request.spent) {
    budget_.go_on_from(request.spent);
  }

  bool text(std::string_view utf8, const extract::Anchor& anchor) override {
    if (!budget_.draw_text(utf8.size())) return false;
    TextMessage message{.join = anchor.join, .field = anchor.field, .row = anchor.row, .stored = anchor.stored};
    if (anchor.locator != nullptr) message.locator = *anchor.locator;
    message.fit = anchor.fit;
    message.derived = anchor.derived;
    return send_pieces(utf8, message, anchor.map);
  }

  /// The host reads along: it ends this process when it has enough, so there is nothing to wait for.
  bool child(const extract::ChildInfo& info, Source& source) override {
    const ChildMessage message{info.name,      info.media_type, info.charset, within(info.stored),
                               info.encrypted, source.size(),   info.counted};
    return post(FrameType::kChildBegin, encode(message)) && (info.encrypted || send_child(source));
  }

  void gap(GapClass gap_class, Reason reason, ByteRange stored, const Locator* where, std::string_view detail) override {
    GapMessage message{gap_class, reason, within(stored), {}, std::string(detail)};
    if (where != nullptr) message.where = *where;
    post(FrameType::kGap, encode(message));
  }

  /// Extractors come here for every small piece of work: a good place to show that there is progress.
  base::Budget& budget() override {
    const auto now = std::chrono::steady_clock::now();
    if (now - posted_ >= kSignOfLife) show_life();
    return budget_;
  }

  /// The last frame of an answer, and all that waits before it.
  bool finish(FrameType type, const Outcome& outcome) { return post(type, encode(outcome)) && channel_.flush(); }

  bool host_is_there() const { return host_is_there_; }
  const base::Budget& spent() const { return budget_; }

 private:
  bool lost() {
    host_is_there_ = false;
    budget_.stop(Reason::kCancelled);
    return false;
  }
  /// Damaged documents point anywhere; the host takes that for a lie.
  ByteRange within(ByteRange range) const { return {std::min(range.begin, size_), std::min(range.end, size_)}; }

  void show_life() {
    posted_ = std::chrono::steady_clock::now();
    if (post(FrameType::kProgress, {}) && !channel_.flush()) lost();
  }
  bool post(FrameType type, std::string_view payload) {
    if (!host_is_there_) return false;
    const base::Budget::Spent spent = budget_.spent();
    const DrawnMessage drawn{spent.expanded - told_.expanded, spent.entries - told_.entries};
    told_ = spent;
    const bool both = drawn.expanded > 0 || drawn.entries > 0;
    if (both && !channel_.hold(FrameType::kDrawn, encode(drawn), hold_bytes_)) return lost();
    return channel_.hold(type, payload, hold_bytes_) || lost();
  }

  /// Long text in pieces that are glued together again; where every byte has its place, the places move along.
  bool send_pieces(std::string_view utf8, TextMessage& message, const base::PositionMap* map) {
    const ByteRange whole = message.stored;
    const bool exact = message.fit == StoredFit::kExact;
    const std::size_t piece = map == nullptr ? kMaxTextPiece : kMaxMappedPiece;
    for (std::size_t at = 0; at < utf8.size();) {
      const std::size_t most = std::min(piece, utf8.size() - at);
      const std::size_t size = at + most == utf8.size() ? most : base::code_point_start(utf8, at + most) - at;
      message.text = utf8.substr(at, size);
      if (map != nullptr) message.map = cut_map(*map, at, at + size);
      if (exact) message.stored = {whole.begin + at, whole.begin + at + size};
      if (!post(FrameType::kText, encode(message))) return false;
      message.join = extract::Join::kGlue;
      message.locator.reset();
      at += size;
    }
    return true;
  }

  bool send_child(Source& source) {
    const auto block = std::make_unique<char[]>(kChunkBytes);
    Outcome end;
    for (;;) {
      const auto got = source.read({block.get(), kChunkBytes});
      if (!got.ok()) end = {got.error().reason, got.error().detail};
      if (!got.ok() || got.value() == 0) break;
      if (!post(FrameType::kChunk, {block.get(), got.value()})) return false;
    }
    return post(FrameType::kChildEnd, encode(end));
  }

  Channel& channel_;
  std::size_t hold_bytes_;
  std::uint64_t size_;
  base::Budget budget_;
  base::Budget::Spent told_;
  std::chrono::steady_clock::time_point posted_ = std::chrono::steady_clock::now();
  bool host_is_there_ = true;
};

/// Rows with the answers to "can it be trusted".
class Table {
 public:
  explicit Table(std::span<const WorkerRow> rows) {
    for (const WorkerRow& row : rows) rows_.push_back({row.extractor, row.complaint ? row.complaint() : std::string()});
  }

  Result<Done, Trouble> run(const Request& request, Source& source, extract::Sink& sink) const {
    for (const Row& row : rows_) {
      const auto& formats = row.extractor->formats;
      if (std::find(formats.begin(), formats.end(), request.format) == formats.end()) continue;
      if (!row.complaint.empty()) return Trouble{Reason::kInternal, row.extractor->id + ": " + row.complaint};
      const extract::PartInfo part{request.name, request.format, request.media_type, request.charset, request.depth};
      return row.extractor->run(source, part, sink);
    }
    return Trouble{Reason::kNoParser, "worker has no reader for this format"};
  }

 private:
  struct Row {
    const extract::Extractor* extractor;
    std::string complaint;
  };
  std::vector<Row> rows_;
};

std::unique_ptr<Source> source_of(const Request& request, Descriptor input, Channel& channel) {
  if (request.piped) return std::make_unique<PipedSource>(std::move(input), request.size, channel);
  return adopt_descriptor(input.release(), request.size);
}

/// False: the host is gone, or this process must not go on.
bool answer(Channel& channel, const Table& table, const Request& request, Descriptor input, const ServeOptions& options) {
  const auto source = source_of(request, std::move(input), channel);
  RemoteSink sink(channel, request, options.hold_bytes);
  const auto done = table.run(request, *source, sink);
  const bool retire = options.must_retire && options.must_retire();
  if (retire) channel.hold(FrameType::kRetire, {}, options.hold_bytes);
  const Reason stopped = sink.spent().stopped();
  if (done.ok()) return sink.finish(FrameType::kDone, {Reason::kNone, "", stopped}) && !retire;
  const Reason reason = done.error().reason == Reason::kNone ? Reason::kInternal : done.error().reason;
  return sink.finish(FrameType::kTrouble, {reason, done.error().detail, stopped}) && !retire;
}

/// The end of a document that its reader did not read to the end may still come.
Received next_request(Channel& channel, Frame& frame) {
  Received received;
  do {
    received = channel.receive_with_descriptors(frame);
  } while (received == Received::kFrame && frame.type == FrameType::kInputEnd);
  return received;
}

}  // namespace

bool serve(Descriptor socket, std::span<const WorkerRow> rows, const ServeOptions& options) {
  Channel channel(std::move(socket));
  keep_last_words(&channel);
  if (!channel.send(FrameType::kHello, encode_hello())) return true;
  const Table table(rows);
  for (;;) {
    Frame frame;
    const Received received = next_request(channel, frame);
    if (received == Received::kClosed) return true;
    if (received != Received::kFrame || frame.type != FrameType::kRequest) return false;
    const auto request = decode_request(frame.payload);
    Descriptor input = channel.take_descriptor();
    if (!request || !input.valid()) return false;
    if (!answer(channel, table, *request, std::move(input), options)) return true;
  }
}

}  // namespace assay::isolate
