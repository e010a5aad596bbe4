#include "isolate/self_test.h"

#include <chrono>

#include "base/unicode.h"
#include "isolate/process.h"
#include "isolate/protocol.h"
#include "isolate/wire.h"

namespace assay::isolate {
namespace {

constexpr std::uint32_t kMaxReaders = 1000;

constexpr std::chrono::milliseconds kPatience{10'000};

std::string get_text(WireReader& in) {
  const std::string_view bytes = in.get_bytes(kMaxDetail);
  if (!base::is_valid_utf8(bytes)) in.fail();
  return std::string(bytes);
}

Trouble why_not(WorkerProcess& worker, Received received) {
  if (received == Received::kClosed) return worker.reap();
  if (received == Received::kNothing) return {Reason::kProgress, "worker did not answer in time"};
  return {Reason::kInternal, "assay-worker is of another version"};
}

}  // namespace

std::string_view name_of(Layer layer) {
  constexpr std::string_view kNames[kLayers] = {"no_new_privs", "rlimits", "seccomp", "landlock", "namespaces"};
  return kNames[static_cast<std::size_t>(layer)];
}

std::optional<Layer> layer_named(std::string_view name) {
  for (std::size_t i = 0; i < kLayers; ++i)
    if (name_of(static_cast<Layer>(i)) == name) return static_cast<Layer>(i);
  return std::nullopt;
}

std::string_view name_of(Deed deed) {
  constexpr std::string_view kNames[kDeeds] = {"open",    "write",  "exec",   "fork",    "socket",
                                               "connect", "ptrace", "signal", "own_code"};
  return kNames[static_cast<std::size_t>(deed)];
}

std::string encode(const SelfTest& test) {
  WireWriter out;
  for (const LayerReport& layer : test.layers)
    out.put<std::uint8_t>(layer.active).put(std::string_view(layer.detail).substr(0, kMaxDetail));
  for (const DeedReport& deed : test.deeds)
    out.put<std::uint8_t>(deed.refused).put(std::string_view(deed.detail).substr(0, kMaxDetail));
  out.put(test.landlock_abi).put(static_cast<std::uint32_t>(test.readers.size()));
  for (const ReaderReport& reader : test.readers)
    out.put(std::string_view(reader.id).substr(0, kMaxDetail)).put(std::string_view(reader.complaint).substr(0, kMaxDetail));
  return out.take();
}

std::optional<SelfTest> decode_self_test(std::string_view payload) {
  WireReader in(payload);
  SelfTest test;
  for (LayerReport& layer : test.layers) {
    layer.active = in.get_flag();
    layer.detail = get_text(in);
  }
  for (DeedReport& deed : test.deeds) {
    deed.refused = in.get_flag();
    deed.detail = get_text(in);
  }
  test.landlock_abi = in.get<std::uint32_t>();
  const auto readers = in.get<std::uint32_t>();
  if (readers > kMaxReaders) in.fail();
  for (std::uint32_t i = 0; i < readers && i < kMaxReaders; ++i) {
    std::string id = get_text(in), complaint = get_text(in);
    test.readers.push_back({std::move(id), std::move(complaint)});
  }
  return in.complete() ? std::optional(std::move(test)) : std::nullopt;
}

Result<SelfTest, Trouble> ask_worker(const std::string& program, std::uint64_t memory_bytes) {
  auto worker = WorkerProcess::start(program, {"--self-test", "--memory", std::to_string(memory_bytes)});
  if (!worker.ok()) return worker.error();
  Frame frame;
  const Received received = worker.value()->channel().receive(frame, kPatience);
  if (received != Received::kFrame) return why_not(*worker.value(), received);
  auto test = frame.type == FrameType::kSelfTest ? decode_self_test(frame.payload) : std::nullopt;
  if (!test) return why_not(*worker.value(), Received::kBreach);
  return std::move(*test);
}

}  // namespace assay::isolate
