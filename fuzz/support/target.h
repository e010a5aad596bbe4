// What a fuzz target is: a name, a function that takes any bytes and must return, and maybe a mutator that knows the format.
//
// Adding one: a file targets/NAME.cc with `void fuzz_NAME(std::string_view)`, a row in targets.cc, seeds in seeds/NAME (optional:
// dictionaries/NAME.dict). The function says what must hold with `require`; everything else (crash, leak, time) is watched for
// it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace assay::fuzz {

/// Changes `size` bytes of `data` into at most `capacity`; returns the new size. libFuzzer's, or the oracle's own.
using ByteMutator = std::size_t (*)(std::uint8_t* data, std::size_t size, std::size_t capacity);
/// The same with the knowledge of a format; `bytes` for what it leaves alone. Pure but for `bytes`.
using FormatMutator = std::size_t (*)(std::uint8_t* data, std::size_t size, std::size_t capacity, unsigned seed,
                                      ByteMutator bytes);

struct Target {
  std::string_view name;
  std::function<void(std::string_view)> run;
  std::size_t max_bytes = 64 << 10;  ///< Longest input worth trying.
  FormatMutator mutate = nullptr;
};

/// All targets, in the order of the table.
std::span<const Target> targets();
/// Null if there is none of that name.
const Target* target_named(std::string_view name);

/// Runs `target` and aborts, saying so, when it took more processor time than 2 s per begun 64 KiB.
void run_watched(const Target& target, std::string_view bytes);

/// Aborts with `what` unless `holds`.
inline void require(bool holds, const char* what);
[[noreturn]] void violated(const char* what);
inline void require(bool holds, const char* what) {
  if (!holds) violated(what);
}

}  // namespace assay::fuzz
