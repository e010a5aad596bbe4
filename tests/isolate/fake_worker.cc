// A worker that does what the name of the document says: good, or one of many ways to misbehave.
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <map>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "isolate/process.h"
#include "isolate/sandbox_check.h"
#include "isolate/sandbox_zygote.h"
#include "isolate/self_test.h"
#include "isolate/wire.h"
#include "isolate/worker_loop.h"
#include "tests/isolate/sample_extractor.h"

namespace {

using namespace assay;           // NOLINT(google-build-using-namespace): a program of its own
using namespace assay::isolate;  // NOLINT(google-build-using-namespace)

constexpr int kForEverSeconds = 60;
int own_socket = kWorkerSocket;
const int started_nice = ::getpriority(PRIO_PROCESS, 0);  // the filter lets nobody ask

/// Past the channel, straight onto the socket; then waits for the end.
void raw(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(own_socket, bytes.data(), bytes.size());
    if (done <= 0) ::_exit(9);
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
}

std::string frame(FrameType type, std::string_view payload) {
  const auto size = static_cast<std::uint32_t>(payload.size());
  std::string out(sizeof size, '\0');
  std::memcpy(out.data(), &size, sizeof size);
  return out + static_cast<char>(type) + std::string(payload);
}

void raw_then_wait(std::string_view bytes) {
  raw(bytes);
  std::this_thread::sleep_for(std::chrono::seconds(kForEverSeconds));
}

TextMessage text_message(std::string_view text) { return {.text = text, .stored = {0, 0}}; }

void flood() {
  const std::string piece = frame(FrameType::kText, encode(text_message(std::string(100'000, 'z'))));
  for (;;) raw(piece);
}

void eat_memory() {
  std::vector<char*> kept;
  for (;;) {
    char* block = static_cast<char*>(std::malloc(1 << 20));
    if (block == nullptr) std::abort();
    std::memset(block, 1, 1 << 20);
    kept.push_back(block);
  }
}

void nod_for_ever() {
  for (;;) {
    raw(frame(FrameType::kProgress, ""));
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

/// After a deed that the sandbox should have ended: so that a test does not wait for a clock.
void got_away(bool) { ::_exit(9); }

/// Deeds of somebody who got hold of the worker. Each must be its last.
const std::map<std::string, void (*)(), std::less<>>& break_outs() {
  static const std::map<std::string, void (*)(), std::less<>> kTable{
      {"fork", [] { got_away(::fork() == 0); }},
      {"exec", [] { got_away(::execl("/bin/true", "true", nullptr) == 0); }},
      {"socket", [] { got_away(::socket(AF_INET, SOCK_STREAM, 0) >= 0); }},
      {"connect",
       [] {
         const sockaddr_un host{AF_UNIX, "/run/assay"};
         got_away(::connect(own_socket, reinterpret_cast<const sockaddr*>(&host), sizeof host) == 0);
       }},
      {"write-file", [] { got_away(::open("/tmp", O_TMPFILE | O_RDWR, 0600) >= 0); }},
      {"memory-file", [] { got_away(::memfd_create("x", 0) >= 0); }},
      {"ptrace", [] { got_away(::ptrace(PTRACE_ATTACH, ::getppid(), nullptr, nullptr) == 0); }},
      {"kill-host", [] { got_away(::kill(::getppid(), 0) == 0); }},
      {"own-code",
       [] { got_away(::mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED); }},
      {"unlink", [] { got_away(::unlink("/nonexistent/assay") == 0); }},
      {"create-file", [] { got_away(::open("/nonexistent/assay", O_RDONLY | O_CREAT, 0600) >= 0); }},
      {"truncate-file", [] { got_away(::open("/nonexistent/assay", O_RDONLY | O_TRUNC) >= 0); }},
      {"append-file", [] { got_away(::open("/nonexistent/assay", O_RDONLY | O_APPEND) >= 0); }},
      {"change-file", [] { got_away(::open("/nonexistent/assay", O_RDWR) >= 0); }},
      {"protect-code",
       [] {
         alignas(4096) static char page[4096];
         got_away(::mprotect(page, sizeof page, PROT_READ | PROT_EXEC) == 0);
       }},
      {"shared-memory",
       [] { got_away(::mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0) != MAP_FAILED); }},
      {"send-elsewhere",
       [] {
         const sockaddr_un other{AF_UNIX, "/run/assay"};
         got_away(::sendto(own_socket, "x", 1, 0, reinterpret_cast<const sockaddr*>(&other), sizeof other) == 1);
       }},
      {"redirect-signals", [] { got_away(::fcntl(own_socket, F_SETOWN, ::getpid()) == 0); }},
      {"kill-thread", [] { got_away(::syscall(SYS_tgkill, 1, 1, 0) == 0); }},
      {"limit-host", [] { got_away(::prlimit(1, RLIMIT_CORE, nullptr, nullptr) == 0); }},
      {"change-limit",
       [] {
         const rlimit none{0, 0};
         got_away(::setrlimit(RLIMIT_CORE, &none) == 0);
       }},
      {"change-itself", [] { got_away(::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0) == 0); }},
  };
  return kTable;
}

const std::map<std::string, void (*)(), std::less<>>& misdeeds() {
  static const std::map<std::string, void (*)(), std::less<>> kTable{
      {"segv", [] { ::raise(SIGSEGV); }},
      {"sigsys", [] { ::raise(SIGSYS); }},
      {"sigkill", [] { ::raise(SIGKILL); }},
      {"abort", [] { std::abort(); }},
      {"exit", [] { ::_exit(0); }},
      {"memory", &eat_memory},
      {"hang",
       [] {
         for (;;) std::this_thread::sleep_for(std::chrono::seconds(kForEverSeconds));
       }},
      {"spin",
       [] {
         for (std::atomic<int> i{0};;) ++i;
       }},
      {"nod", &nod_for_ever},
      {"flood", &flood},
      {"close",
       [] {
         ::close(own_socket);
         std::this_thread::sleep_for(std::chrono::seconds(kForEverSeconds));
       }},
      {"garbage", [] { raw_then_wait("\xDE\xAD\xBE\xEFgarbage all over the place"); }},
      {"unknown-frame", [] { raw_then_wait(frame(static_cast<FrameType>(99), "x")); }},
      {"host-frame", [] { raw_then_wait(frame(FrameType::kRequest, "x")); }},
      {"second-hello", [] { raw_then_wait(frame(FrameType::kHello, encode_hello())); }},
      {"bad-utf8", [] { raw_then_wait(frame(FrameType::kText, encode(text_message("a\xC0\x80")))); }},
      {"trailing", [] { raw_then_wait(frame(FrameType::kText, encode(text_message("a")) + "x")); }},
      {"beyond",
       [] {
         TextMessage message = text_message("a");
         message.stored = {0, 1ULL << 40};
         raw_then_wait(frame(FrameType::kText, encode(message)));
       }},
      {"chunk-alone", [] { raw_then_wait(frame(FrameType::kChunk, "x")); }},
      {"gap-none", [] { raw_then_wait(frame(FrameType::kGap, encode(GapMessage{}))); }},
      {"text-in-child",
       [] {
         raw_then_wait(frame(FrameType::kChildBegin, encode(ChildMessage{})) +
                       frame(FrameType::kText, encode(text_message("a"))));
       }},
      {"dies-in-child",
       [] {
         raw(frame(FrameType::kChildBegin, encode(ChildMessage{})) + frame(FrameType::kChunk, "half"));
         ::_exit(0);
       }},
  };
  return kTable;
}

Result<Done, Trouble> run(Source& source, const extract::PartInfo& part, extract::Sink& sink) {
  if (part.name == "sample") return assay::isolate::testing::run_sample(source, part, sink);
  if (part.name == "trouble") return Trouble{Reason::kPasswordRequired, "locked"};
  sink.text("pid " + std::to_string(::getpid()), {});
  if (part.name == "child") {
    base::MemorySource child("inside");
    sink.child({.name = "inner"}, child);
    sink.text("after the child", {});
  }
  if (part.name == "nice") sink.text("nice " + std::to_string(started_nice) + ".", {});
  if (part.name == "open") {
    const int file = ::open("/etc/passwd", O_RDONLY | O_CLOEXEC);
    sink.text(file >= 0 ? "opened" : errno == EACCES ? "refused" : "failed", {});
  }
  for (const auto* deeds : {&misdeeds(), &break_outs()}) {
    const auto deed = deeds->find(part.name);
    if (deed != deeds->end()) deed->second();
  }
  return Done{};
}

}  // namespace

int serve_forks_of(SandboxOptions options, std::span<const WorkerRow> rows) {
  const SystemCallFilter filter(prepare_sandbox(options));
  const auto work = [&](Descriptor socket) {
    options.socket = socket.get();
    enter_prepared(options);
    filter.load();
    own_socket = socket.get();
    return serve(std::move(socket), rows, {.hold_bytes = 0}) ? 0 : 3;
  };
  return serve_forks(Descriptor(kWorkerSocket), work) ? 0 : 3;
}

/// assay_fake_worker [--untrusted | --old | --self-test | --zygote] --memory BYTES
int main(int count, char** words) {
  const std::string_view digits = words[count - 1], first = words[1];
  std::uint64_t memory = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), memory);
  const SandboxOptions options{.memory_bytes = memory, .socket = kWorkerSocket};
  if (first == "--self-test")
    return Channel(Descriptor(kWorkerSocket)).send(FrameType::kSelfTest, encode(try_layers(options))) ? 0 : 3;
  if (first != "--zygote") filter_system_calls(enter_sandbox(options));
  if (first == "--old") raw_then_wait(frame(FrameType::kHello, std::string(4, '\x7F')));
  const extract::Extractor extractor{"pdf", {"pdf"}, extract::Access::kRandom, &run};
  const std::array rows{
      WorkerRow{&extractor, [&] { return first == "--untrusted" ? std::string("canary died") : std::string(); }}};
  if (first == "--zygote") return serve_forks_of(options, rows);
  return serve(Descriptor(kWorkerSocket), rows, {.hold_bytes = 0}) ? 0 : 3;
}
