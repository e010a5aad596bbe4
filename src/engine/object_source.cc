#include "engine/object_source.h"

#include <algorithm>
#include <cstring>
#include <vector>

namespace assay::engine {
namespace {
constexpr std::uint64_t kTellEvery = 64 << 10;
}

ObjectSource::ObjectSource(Source& inner, base::Budget& budget, std::function<void(std::uint64_t)> progress)
    : inner_(inner), budget_(budget), progress_(std::move(progress)) {}

void ObjectSource::saw(std::uint64_t offset, std::string_view bytes) {
  if (bytes.empty()) return;
  const std::uint64_t end = offset + bytes.size();
  // Whatever continues the hashed front is hashed; repeated and distant reads are left to sha256().
  if (hashing_ && offset <= hashed_ && end > hashed_) {
    hash_.update(bytes.substr(hashed_ - offset));
    hashed_ = end;
  }
  seen_ = std::max(seen_, end);
  budget_.progress();
  budget_.waited();
  if (!random_access()) budget_.saw_input(seen_);
  if (progress_ && seen_ >= told_ + kTellEvery) progress_(told_ = seen_);
}

Result<std::size_t, Trouble> ObjectSource::read(std::span<char> out) {
  if (!budget_.tick()) return Trouble{budget_.stopped(), {}};
  auto got = inner_.read(out);
  if (!got.ok()) return got;
  saw(at_, {out.data(), got.value()});
  at_ += got.value();
  return got;
}

Result<std::size_t, Trouble> ObjectSource::read_at(std::uint64_t offset, std::span<char> out) {
  if (!budget_.tick()) return Trouble{budget_.stopped(), {}};
  auto got = inner_.read_at(offset, out);
  if (got.ok()) saw(offset, {out.data(), got.value()});
  return got;
}

std::string ObjectSource::sha256() {
  std::vector<char> block(256 << 10);
  const base::WipedAtEnd wiped(block);
  for (;;) {
    if (random_access() && hashed_ >= size().value_or(0)) break;
    auto got = random_access() ? read_at(hashed_, block) : read(block);
    if (!got.ok()) return {};
    if (got.value() == 0) break;
  }
  const bool whole = !size() || hashed_ == *size();
  return whole ? hash_.finish() : std::string();
}

Result<std::size_t, Trouble> ReplaySource::read(std::span<char> out) {
  if (at_ >= head_.size()) return rest_.read(out);
  const std::size_t size = std::min(out.size(), head_.size() - at_);
  std::memcpy(out.data(), head_.data() + at_, size);
  at_ += size;
  return size;
}

}  // namespace assay::engine
