// assay-worker: reads documents for a host that does not trust them. See isolate/protocol.h for what is said.
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extract/pdf/pdf.h"
#include "isolate/process.h"
#include "isolate/sandbox.h"
#include "isolate/sandbox_check.h"
#include "isolate/self_test.h"
#include "isolate/worker_loop.h"

namespace {

constexpr int kExitUsage = 2, kExitBadHost = 3;

struct Line {
  std::uint64_t memory = 0;
  bool self_test = false;
};

/// `[--self-test] --memory BYTES`; nothing when the line is not one of ours.
std::optional<Line> read_line(int count, char** words) {
  Line line;
  line.self_test = count == 4 && std::strcmp(words[1], "--self-test") == 0;
  const int at = line.self_test ? 2 : 1;
  if (count != at + 2 || std::strcmp(words[at], "--memory") != 0) return std::nullopt;
  const std::string_view digits = words[at + 1];
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), line.memory);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return line;
}

bool is_socket(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

/// All that Poppler opens while it reads text (seen with strace over some 80 documents): its character maps, and the time zone
/// when it writes a date. Fonts are not rendered, so none are opened.
std::vector<std::string> readable_files() { return {"/usr/share/poppler", "/etc/localtime"}; }

/// Gives up what can be given up; then says what is wrong with the reader. Where files can still be opened inside, the built-in
/// document is read inside; where not, before, so that the character maps it needs are there.
std::function<std::string()> enter(const assay::isolate::SandboxOptions& options) {
  using assay::extract::pdf::canary_complaint;
  const int landlock_abi = assay::isolate::enter_sandbox(options);
  const std::string before = landlock_abi > 0 ? std::string() : canary_complaint();
  assay::isolate::filter_system_calls(landlock_abi);
  if (landlock_abi > 0) return &canary_complaint;
  return [before] { return before; };
}

}  // namespace

int main(int count, char** words) {
  using namespace assay;
  const auto line = read_line(count, words);
  if (!line || !is_socket(isolate::kWorkerSocket)) return kExitUsage;
  std::signal(SIGINT, SIG_IGN);  // Ctrl-C reaches the whole group; it is the host that decides to end.
  const isolate::SandboxOptions options{line->memory, isolate::kWorkerSocket, readable_files()};
  isolate::SelfTest test = line->self_test ? isolate::try_layers(options) : isolate::SelfTest{};
  const std::function<std::string()> complaint = enter(options);
  if (line->self_test) {
    test.reader_complaint = complaint();
    isolate::Channel host{isolate::Descriptor(isolate::kWorkerSocket)};
    return host.send(isolate::FrameType::kSelfTest, isolate::encode(test)) ? 0 : kExitBadHost;
  }
  const std::array rows{isolate::WorkerRow{&extract::pdf::extractor(), complaint}};
  return isolate::serve(isolate::Descriptor(isolate::kWorkerSocket), rows) ? 0 : kExitBadHost;
}
