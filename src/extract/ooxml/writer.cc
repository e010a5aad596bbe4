#include "extract/ooxml/writer.h"

#include <utility>

namespace assay::extract::ooxml {
namespace {

constexpr std::uint64_t kFnvBasis = 0xcbf29ce484222325, kFnvPrime = 0x100000001b3;
constexpr std::size_t kMaxHeldBytes = 256 << 10;  // a longer line is delivered, even if it is a repetition
constexpr std::size_t kMaxSeenLines = 64 << 10;

}  // namespace

void Writer::text(std::string_view utf8, std::string_view field) {
  if (utf8.empty() || stopped_) return;
  if (pending_ == Join::kBreak) end_line();
  const Join join = std::exchange(pending_, Join::kGlue);
  if (alternates_ > 0) hash(utf8);
  if (fallbacks_ > 0) return hold(utf8, field, join);
  stopped_ = !sink_.text(utf8, Anchor{.locator = &where, .join = join, .field = field, .row = row});
}

void Writer::text_line(std::string_view utf8, std::string_view field) {
  line();
  text(utf8, field);
  line();
}

void Writer::leave_alternates() {
  end_line();
  if (alternates_ > 0 && --alternates_ == 0) seen_.clear();
}

void Writer::enter_fallback() {
  line();
  end_line();
  ++fallbacks_;
}

void Writer::leave_fallback() {
  line();
  end_line();
  if (fallbacks_ > 0) --fallbacks_;
}

void Writer::finish() {
  end_line();
  alternates_ = fallbacks_ = 0;
  seen_.clear();
  pending_ = Join::kBreak;
  row = 0;
}

void Writer::end_line() {
  if (line_hash_ == 0) return;
  const bool repeated = seen_.count(line_hash_) > 0;
  if (!repeated && seen_.size() < kMaxSeenLines) seen_.insert(line_hash_);
  line_hash_ = 0;
  if (!repeated) release();
  held_.clear();
  held_bytes_ = 0;
}

// White space does not count: the two forms wrap differently.
void Writer::hash(std::string_view utf8) {
  for (const char c : utf8) {
    if (c == ' ' || c == '\n' || c == '\t' || c == '\r') continue;
    line_hash_ = ((line_hash_ == 0 ? kFnvBasis : line_hash_) ^ static_cast<unsigned char>(c)) * kFnvPrime;
  }
}

void Writer::hold(std::string_view utf8, std::string_view field, Join join) {
  held_.push_back({std::string(utf8), std::string(field), join, where, row});
  held_bytes_ += utf8.size() + sizeof(Held);
  if (held_bytes_ > kMaxHeldBytes) release();
}

void Writer::release() {
  for (const Held& piece : held_) {
    if (stopped_) break;
    stopped_ =
        !sink_.text(piece.text, Anchor{.locator = &piece.where, .join = piece.join, .field = piece.field, .row = piece.row});
  }
  held_.clear();
  held_bytes_ = 0;
}

}  // namespace assay::extract::ooxml
