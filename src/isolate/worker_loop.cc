#include "isolate/worker_loop.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <vector>

#include "base/unicode.h"

namespace assay::isolate {
namespace {

constexpr auto kSignOfLife = std::chrono::milliseconds(250);

/// A sink at the other end of a socket. When the host is gone every call says stop.
class RemoteSink final : public extract::Sink {
 public:
  RemoteSink(Channel& channel, const Request& request) : channel_(channel), budget_(request.limits, request.size, nullptr) {}

  bool text(std::string_view utf8, const extract::Anchor& anchor) override {
    if (!budget_.draw_text(utf8.size())) return false;
    TextMessage message{.join = anchor.join, .field = anchor.field, .row = anchor.row, .stored = anchor.stored};
    if (anchor.locator != nullptr) message.locator = *anchor.locator;
    message.fit = anchor.fit;
    message.derived = anchor.derived;
    return send_pieces(utf8, message);
  }

  bool child(const extract::ChildInfo& info, Source& source) override {
    const ChildMessage message{info.name, info.media_type, info.charset, info.stored, info.encrypted, source.size()};
    if (!post(FrameType::kChildBegin, encode(message))) return false;
    if (!info.encrypted && !send_child(source)) return false;
    Frame answer;
    if (channel_.receive(answer, std::chrono::milliseconds(-1)) != Received::kFrame) return lost();
    return (answer.type == FrameType::kChildResult && answer.payload == std::string_view("\1", 1)) || lost();
  }

  void gap(GapClass gap_class, Reason reason, ByteRange stored, const Locator* where, std::string_view detail) override {
    GapMessage message{gap_class, reason, stored, {}, std::string(detail)};
    if (where != nullptr) message.where = *where;
    post(FrameType::kGap, encode(message));
  }

  /// Extractors come here for every small piece of work: a good place to show that there is progress.
  base::Budget& budget() override {
    const auto now = std::chrono::steady_clock::now();
    if (now - posted_ >= kSignOfLife) post(FrameType::kProgress, {});
    return budget_;
  }

  bool host_is_there() const { return host_is_there_; }
  const base::Budget& spent() const { return budget_; }

 private:
  bool lost() {
    host_is_there_ = false;
    budget_.stop(Reason::kCancelled);
    return false;
  }
  bool post(FrameType type, std::string_view payload) {
    if (!host_is_there_) return false;
    posted_ = std::chrono::steady_clock::now();
    return channel_.send(type, payload) || lost();
  }

  /// Long text in pieces that are glued together again; where every byte has its place, the places move along.
  bool send_pieces(std::string_view utf8, TextMessage& message) {
    const ByteRange whole = message.stored;
    const bool exact = message.fit == StoredFit::kExact;
    for (std::size_t at = 0; at < utf8.size();) {
      const std::size_t most = std::min(kMaxTextPiece, utf8.size() - at);
      const std::size_t size = at + most == utf8.size() ? most : base::code_point_start(utf8, at + most) - at;
      message.text = utf8.substr(at, size);
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
  base::Budget budget_;
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

bool answer(Channel& channel, const Table& table, const Request& request, Descriptor input) {
  const auto source = adopt_descriptor(input.release(), request.size);
  RemoteSink sink(channel, request);
  const auto done = table.run(request, *source, sink);
  if (!sink.host_is_there()) return false;
  if (done.ok()) return channel.send(FrameType::kDone, encode(Outcome{sink.spent().stopped(), ""}));
  const Reason reason = done.error().reason == Reason::kNone ? Reason::kInternal : done.error().reason;
  return channel.send(FrameType::kTrouble, encode(Outcome{reason, done.error().detail}));
}

}  // namespace

bool serve(Descriptor socket, std::span<const WorkerRow> rows) {
  Channel channel(std::move(socket));
  if (!channel.send(FrameType::kHello, encode_hello())) return true;
  const Table table(rows);
  for (;;) {
    Frame frame;
    Descriptor input;
    const Received received = channel.receive_with_descriptor(frame, input);
    if (received == Received::kClosed) return true;
    if (received != Received::kFrame || frame.type != FrameType::kRequest) return false;
    const auto request = decode_request(frame.payload);
    if (!request || !input.valid()) return false;
    if (!answer(channel, table, *request, std::move(input))) return true;
  }
}

}  // namespace assay::isolate
