#include "base/content.h"

#include <cstring>

namespace assay::base {

void wipe(std::span<char> bytes) {
  if (!bytes.empty()) ::explicit_bzero(bytes.data(), bytes.size());
}

void wipe(std::string& text) {
  text.resize(text.capacity());  // never allocates
  wipe(std::span<char>(text));
  text.clear();
}

}  // namespace assay::base
