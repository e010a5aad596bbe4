// What a worker says about itself: which layers hold, and whether it can read. For `assay doctor`.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "assay/source.h"

namespace assay::isolate {

enum class Layer : std::uint8_t { kNoNewPrivs, kLimits, kSystemCalls, kFiles, kNamespaces };
inline constexpr std::size_t kLayers = 5;
/// "no_new_privs", "rlimits", "seccomp", "landlock", "namespaces"
std::string_view name_of(Layer layer);
std::optional<Layer> layer_named(std::string_view name);

/// What no reader does and somebody who got hold of one would.
enum class Deed : std::uint8_t { kOpen, kWrite, kExec, kFork, kSocket, kConnect, kTrace, kSignal, kOwnCode };
inline constexpr std::size_t kDeeds = 9;
/// "open", "write", "exec", "fork", "socket", "connect", "ptrace", "signal", "own_code"
std::string_view name_of(Deed deed);

struct LayerReport {
  bool active = false;
  std::string detail;  ///< What it does, or why it is not active.
};

struct DeedReport {
  bool refused = false;
  std::string detail;  ///< How, or what happened instead.
};

struct ReaderReport {
  std::string id;
  std::string complaint;  ///< Empty: it reads its built-in document.
};

struct SelfTest {
  std::array<LayerReport, kLayers> layers;  ///< By Layer.
  std::array<DeedReport, kDeeds> deeds;     ///< By Deed.
  std::uint32_t landlock_abi = 0;           ///< 0: the kernel has no file rules, or they are not in force.
  std::vector<ReaderReport> readers;        ///< Whether they read under all of this.
};

std::string encode(const SelfTest& test);
/// Bytes from a stranger; nothing if a length, flag or string is not what it should be.
std::optional<SelfTest> decode_self_test(std::string_view payload);

/// Starts `program` with `--self-test` and hears what it says, for at most ten seconds. It is believed as far as the program is
/// ours: this is about the kernel and the installation, not about documents. Trouble: kNoParser, kWorkerCrash, kWorkerOom,
/// kSandboxViolation, kProgress, kInternal. Threads: any.
Result<SelfTest, Trouble> ask_worker(const std::string& program, std::uint64_t memory_bytes);

}  // namespace assay::isolate
