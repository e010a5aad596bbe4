// One document with one worker: sends the request, checks every frame of the answer, keeps the clocks.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>

#include "base/content.h"
#include "extract/extractor.h"
#include "isolate/feed.h"
#include "isolate/input_descriptor.h"
#include "isolate/process.h"

namespace assay::isolate {

class Conversation {
 public:
  Conversation(WorkerProcess& worker, const extract::PartInfo& part, extract::Sink& sink)
      : worker_(worker), part_(part), sink_(sink), budget_(sink.budget()) {}

  /// `source` is read only where `input` has no file of it.
  Result<Done, Trouble> run(InputDescriptor& input, Source& source);
  /// The answer was complete and correct: the worker may serve again.
  bool worker_is_good() const { return good_; }

 private:
  enum class Step : std::uint8_t { kGoOn, kEnd };

  bool greet();
  bool ask(const InputDescriptor& input);
  /// The next frame; nothing when the answer cannot go on (`trouble_` says why, unless the budget is spent).
  std::optional<Frame> next();
  /// Waits for news on the socket, and passes the document on meanwhile.
  Received wait();
  void wait_is_over(Received received);
  /// Cancellation and the total clock, every 50 ms.
  bool may_go_on();
  Step handle(const Frame& frame);
  Step handle_text(std::string_view payload);
  Step handle_gap(std::string_view payload);
  Step handle_child(std::string_view payload);
  Step handle_drawn(std::string_view payload);
  Step handle_end(const Frame& frame);
  Result<std::size_t, Trouble> read_child(std::span<char> out);
  bool draw(std::uint64_t bytes);
  bool pay(std::size_t bytes);
  /// Takes the next piece of the child; false at its end or when the answer cannot go on.
  bool next_chunk();
  bool drain_child();
  /// Positions in the document lie below.
  std::uint64_t bound() const;
  Step breach(const char* what);
  Step fail(Reason reason, std::string detail);

  WorkerProcess& worker_;
  const extract::PartInfo& part_;
  extract::Sink& sink_;
  base::Budget& budget_;
  std::optional<Feed> feed_;
  std::uint64_t size_ = 0, text_bytes_ = 0, child_bytes_ = 0, gaps_ = 0;
  std::chrono::steady_clock::time_point looked_{};
  std::optional<Trouble> trouble_;
  bool good_ = false;
  base::ContentString chunk_;  // of the child that is being read
  std::size_t chunk_at_ = 0;
  bool child_ended_ = false, draining_ = false, in_child_ = false;
  std::uint64_t owed_ = 0;  // drawn by the worker for what is not read yet
  Trouble child_trouble_;
};

}  // namespace assay::isolate
