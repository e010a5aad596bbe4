// assay-worker: reads documents for a host that does not trust them. See isolate/protocol.h for what is said.
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
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
  std::vector<assay::isolate::Layer> required;
};

bool read_bytes(std::string_view digits, std::uint64_t& bytes) {
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), bytes);
  return error == std::errc() && end == digits.data() + digits.size();
}

bool read_layer(std::string_view name, std::vector<assay::isolate::Layer>& layers) {
  const auto layer = assay::isolate::layer_named(name);
  if (layer) layers.push_back(*layer);
  return layer.has_value();
}

/// `[--self-test] [--require LAYER]... --memory BYTES`; nothing when the line is not one of ours.
std::optional<Line> read_line(std::span<char*> words) {
  Line line;
  bool good = true;
  for (std::size_t at = 1; at < words.size() && good; ++at) {
    const std::string_view word = words[at];
    if (word == "--self-test")
      line.self_test = true;
    else if (++at == words.size())
      good = false;
    else
      good =
          word == "--memory" ? read_bytes(words[at], line.memory) : word == "--require" && read_layer(words[at], line.required);
  }
  return good && line.memory > 0 ? std::optional(line) : std::nullopt;
}

bool is_socket(int descriptor) {
  int type = 0;
  socklen_t size = sizeof type;
  return ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM;
}

/// All that Poppler opens while it reads text (seen with strace over some 80 documents): its character maps, and the time zone
/// when it writes a date. Fonts are not rendered, so none are opened.
std::vector<std::string> readable_files() { return {"/usr/share/poppler", "/etc/localtime"}; }

struct Inside {
  int landlock_abi = 0;
  bool filtered = false;
  std::function<std::string()> complaint;  ///< What is wrong with the reader.
};

/// Gives up what can be given up. Where files can still be opened inside, the built-in document is read inside; where not,
/// before, so that the character maps it needs are there.
Inside enter(const assay::isolate::SandboxOptions& options) {
  using assay::extract::pdf::canary_complaint;
  Inside inside{.landlock_abi = assay::isolate::enter_sandbox(options), .complaint = &canary_complaint};
  if (inside.landlock_abi == 0) inside.complaint = [before = canary_complaint()] { return before; };
  inside.filtered = assay::isolate::filter_system_calls(inside.landlock_abi);
  return inside;
}

bool has_all(const std::vector<assay::isolate::Layer>& required, const assay::isolate::SandboxOptions& options,
             const Inside& inside) {
  return std::all_of(required.begin(), required.end(), [&](assay::isolate::Layer layer) {
    return assay::isolate::holds(layer, options, inside.landlock_abi, inside.filtered);
  });
}

}  // namespace

int main(int count, char** words) {
  using namespace assay;
  const auto line = read_line({words, static_cast<std::size_t>(count)});
  if (!line || !is_socket(isolate::kWorkerSocket)) return kExitUsage;
  std::signal(SIGINT, SIG_IGN);  // Ctrl-C reaches the whole group; it is the host that decides to end.
  const isolate::SandboxOptions options{line->memory, isolate::kWorkerSocket, readable_files()};
  isolate::SelfTest test = line->self_test ? isolate::try_layers(options) : isolate::SelfTest{};
  const Inside inside = enter(options);
  if (!has_all(line->required, options, inside)) return isolate::kExitLessIsolation;
  if (line->self_test) {
    test.reader_complaint = inside.complaint();
    isolate::Channel host{isolate::Descriptor(isolate::kWorkerSocket)};
    return host.send(isolate::FrameType::kSelfTest, isolate::encode(test)) ? 0 : kExitBadHost;
  }
  const std::array rows{isolate::WorkerRow{&extract::pdf::extractor(), inside.complaint}};
  return isolate::serve(isolate::Descriptor(isolate::kWorkerSocket), rows) ? 0 : kExitBadHost;
}
