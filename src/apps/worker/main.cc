// assay-worker: reads documents for a host that does not trust them. See isolate/protocol.h for what is said.
#include <sys/socket.h>

#include <array>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>

#include "extract/pdf/pdf.h"
#include "isolate/process.h"
#include "isolate/sandbox.h"
#include "isolate/worker_loop.h"

namespace {

constexpr int kExitUsage = 2, kExitBadHost = 3;

/// Value of `--memory`; nothing when the line is not one of ours.
std::optional<std::uint64_t> memory_of(int count, char** words) {
  if (count != 3 || std::strcmp(words[1], "--memory") != 0) return std::nullopt;
  const std::string_view digits = words[2];
  std::uint64_t bytes = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return bytes;
}

bool is_socket(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

}  // namespace

int main(int count, char** words) {
  using namespace assay;
  const auto memory = memory_of(count, words);
  if (!memory || !is_socket(isolate::kWorkerSocket)) return kExitUsage;
  std::signal(SIGINT, SIG_IGN);  // Ctrl-C reaches the whole group; it is the host that decides to end.
  isolate::enter_sandbox({.memory_bytes = *memory, .socket = isolate::kWorkerSocket});
  const std::array rows{isolate::WorkerRow{&extract::pdf::extractor(), &extract::pdf::canary_complaint}};
  return isolate::serve(isolate::Descriptor(isolate::kWorkerSocket), rows) ? 0 : kExitBadHost;
}
