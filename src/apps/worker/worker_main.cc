#include "apps/worker/worker_main.h"

#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <optional>
#include <string_view>

#include "isolate/process.h"
#include "isolate/sandbox.h"
#include "isolate/sandbox_check.h"
#include "isolate/sandbox_zygote.h"
#include "isolate/self_test.h"

#if defined(__SANITIZE_ADDRESS__)
/// Libraries ask for absurd amounts when a document says so, and live with a no. The environment is empty, so it is said here.
extern "C" const char* __asan_default_options() { return "allocator_may_return_null=1"; }  // NOLINT: a reserved name by design
#endif

namespace assay::worker {
namespace {

constexpr int kExitUsage = 2, kExitBadHost = 3;

struct Line {
  std::uint64_t memory = 0;
  bool self_test = false, zygote = false;
  std::vector<isolate::Layer> required;
};

bool read_bytes(std::string_view digits, std::uint64_t& bytes) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
  return error == std::errc() && end == digits.data() + digits.size();
}

bool read_layer(std::string_view name, std::vector<isolate::Layer>& layers) {
  const auto layer = isolate::layer_named(name);
  if (layer) layers.push_back(*layer);
  return layer.has_value();
}

/// `[--self-test | --zygote] [--require LAYER]... --memory BYTES`; nothing when the line is not one of ours.
std::optional<Line> read_line(std::span<char*> words) {
  Line line;
  bool good = true;
  for (std::size_t at = 1; at < words.size() && good; ++at) {
    const std::string_view word = words[at];
    if (word == "--self-test")
      line.self_test = true;
    else if (word == "--zygote")
      line.zygote = true;
    else if (++at == words.size())
      good = false;
    else
      good =
          word == "--memory" ? read_bytes(words[at], line.memory) : word == "--require" && read_layer(words[at], line.required);
  }
  return good && line.memory > 0 ? std::optional(std::move(line)) : std::nullopt;
}

bool is_socket(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

bool has_all(const Line& line, const isolate::SandboxOptions& options, int landlock_abi, bool filtered) {
  return std::all_of(line.required.begin(), line.required.end(),
                     [&](isolate::Layer layer) { return isolate::holds(layer, options, landlock_abi, filtered); });
}

/// Rows with the answer to "can it be trusted". Asked before the filter is on: without file rules of the kernel it refuses to
/// open what a library reads when it is used first.
std::vector<isolate::WorkerRow> tried(const Program& program) {
  std::vector<isolate::WorkerRow> rows(program.rows.begin(), program.rows.end());
  for (isolate::WorkerRow& row : rows) {
    if (row.complaint) row.complaint = [answer = row.complaint()] { return answer; };
  }
  return rows;
}

int serve(isolate::Descriptor socket, std::span<const isolate::WorkerRow> rows, const Program& program) {
  return isolate::serve(std::move(socket), rows, {.must_retire = program.must_retire}) ? 0 : kExitBadHost;
}

int serve_one_after_the_other(const Line& line, const isolate::SandboxOptions& options, const Program& program) {
  const int abi = isolate::enter_sandbox(options);
  const auto rows = tried(program);
  const bool filtered = isolate::filter_system_calls(abi);
  if (!has_all(line, options, abi, filtered)) return isolate::kExitLessIsolation;
  return serve(isolate::Descriptor(options.socket), rows, program);
}

/// Each worker takes on what it cannot inherit, and ends after one document: its socket is closed then.
int serve_forks(const Line& line, isolate::SandboxOptions options, const Program& program) {
  const int abi = isolate::prepare_sandbox(options);
  const isolate::SystemCallFilter filter(abi);
  const auto rows = tried(program);
  const auto work = [&](isolate::Descriptor socket) {
    options.socket = socket.get();
    isolate::enter_prepared(options);
    const bool filtered = filter.load();
    if (!has_all(line, options, abi, filtered)) return isolate::kExitLessIsolation;
    return serve(std::move(socket), rows, program);
  };
  return isolate::serve_forks(isolate::Descriptor(options.socket), work) ? 0 : kExitBadHost;
}

int test_itself(const isolate::SandboxOptions& options, const Program& program) {
  isolate::SelfTest test = isolate::try_layers(options);
  const int abi = isolate::enter_sandbox(options);
  if (abi == 0) (void)tried(program);
  isolate::filter_system_calls(abi);
  for (const isolate::WorkerRow& row : program.rows) test.readers.push_back({row.extractor->id, program.complaint(row)});
  isolate::Channel host{isolate::Descriptor(options.socket)};
  return host.send(isolate::FrameType::kSelfTest, isolate::encode(test)) ? 0 : kExitBadHost;
}

}  // namespace

int run(std::span<char*> words, const Program& program) {
  const auto line = read_line(words);
  if (!line || !is_socket(isolate::kWorkerSocket)) return kExitUsage;
  std::signal(SIGINT, SIG_IGN);  // Ctrl-C reaches the whole group; it is the host that decides to end.
  if (program.load) program.load();
  const isolate::SandboxOptions options{line->memory, isolate::kWorkerSocket, program.readable};
  if (line->self_test) return test_itself(options, program);
  return line->zygote ? serve_forks(*line, options, program) : serve_one_after_the_other(*line, options, program);
}

}  // namespace assay::worker
