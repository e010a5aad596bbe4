// What is behind the opaque handles of assay.h, the last error, and the fence around every function.
#pragma once
#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <vector>

#include "assay/assay.h"
#include "assay/engine.h"

// NOLINTBEGIN(readability-identifier-naming): the names are those of the C header.
struct assay_engine {
  std::shared_ptr<const assay::Engine> engine;
};

struct assay_scanner {
  assay::Scanner scanner;
};

struct assay_report {
  assay::Report report;
  std::string path;                   ///< As handed in.
  std::vector<std::string> locators;  ///< For people, one per finding.
  std::string json;                   ///< Rendered when first asked for.
};
// NOLINTEND(readability-identifier-naming)

namespace assay::capi {

/// Remembers `message` for assay_last_error of this thread; shortens it to nothing if there is no memory left for it.
assay_code fail(assay_code code, std::string_view message) noexcept;
assay_code fail(const Diagnostic& diagnostic) noexcept;
/// Forgets the last error.
void begin_call() noexcept;

/// Runs `body`; what it throws becomes ASSAY_INTERNAL. Every function that can fail is one fence.
template <class Body>
assay_code fenced(Body&& body) noexcept {
  begin_call();
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return fail(ASSAY_INTERNAL, "out of memory");
  } catch (...) {
    return fail(ASSAY_INTERNAL, "an exception reached the C interface");
  }
}

/// Copies a caller's options struct into ours: what an older caller does not have stays zero; what a newer one sets and we do
/// not know is refused, and so is a forgotten `size`. NULL gives zeros.
template <class Options>
assay_code read_options(const Options* given, Options& out) noexcept {
  out = Options{};
  if (given == nullptr) return ASSAY_OK;
  if (given->size < sizeof(given->size)) return fail(ASSAY_INVALID_ARGUMENT, "the options do not say their size");
  const auto* bytes = reinterpret_cast<const unsigned char*>(given);
  for (std::size_t i = sizeof(Options); i < given->size; ++i)
    if (bytes[i] != 0) return fail(ASSAY_BAD_CONFIGURATION, "the options hold a field that this version does not know");
  std::memcpy(&out, given, std::min(given->size, sizeof(Options)));
  return ASSAY_OK;
}

}  // namespace assay::capi
