#include "base/budget.h"

#include <algorithm>

namespace assay::base {
namespace {
// a + b without wrapping.
std::uint64_t add(std::uint64_t a, std::uint64_t b) { return a > ~b ? ~std::uint64_t{0} : a + b; }
double seconds_since(std::chrono::steady_clock::time_point then, std::chrono::steady_clock::time_point now) {
  return std::chrono::duration<double>(now - then).count();
}
}  // namespace

Budget::Budget(const Limits& limits, std::uint64_t input_bytes, const CancelFlag* cancel)
    : limits_(limits), cancel_(cancel), input_bytes_(input_bytes), started_(Clock::now()), progressed_(started_) {
  if (input_bytes > limits.max_input_bytes) stop(Reason::kSize);
}

bool Budget::fail(Reason reason) {
  stop(reason);
  return false;
}

void Budget::stop(Reason reason) {
  if (stopped_ == Reason::kNone) stopped_ = reason;
}

void Budget::end_by(Clock::time_point deadline) {
  deadline_ = deadline;
  if (started_ >= deadline) stop(Reason::kTime);
}

bool Budget::draw_expanded(std::uint64_t bytes) {
  if (!tick()) return false;
  progress();
  expanded_ = add(expanded_, bytes);
  if (expanded_ > limits_.max_expanded_bytes) return fail(Reason::kExpandedSize);
  const std::uint64_t beyond_free = expanded_ > limits_.ratio_free_bytes ? expanded_ : 0;
  if (beyond_free / limits_.max_ratio > std::max<std::uint64_t>(input_bytes_, 1)) return fail(Reason::kRatio);
  return true;
}

bool Budget::draw_text(std::uint64_t bytes) {
  if (!tick()) return false;
  progress();
  text_ = add(text_, bytes);
  return text_ <= limits_.max_text_bytes || fail(Reason::kTextLength);
}

bool Budget::draw_entry() {
  if (!tick()) return false;
  return ++entries_ <= limits_.max_entries || fail(Reason::kEntries);
}

bool Budget::draw_temp(std::uint64_t bytes) {
  if (!tick()) return false;
  if (add(temp_, bytes) > limits_.max_temp_bytes) return fail(Reason::kTempDisk);
  temp_ += bytes;
  return true;
}

void Budget::give_back_temp(std::uint64_t bytes) { temp_ -= std::min(bytes, temp_); }

bool Budget::tick() {
  if (stopped_ != Reason::kNone) return false;
  if (cancel_ != nullptr && cancel_->load(std::memory_order_relaxed)) return fail(Reason::kCancelled);
  if (++ticks_ % kTicksPerClockRead != 0) return true;
  const auto now = Clock::now();
  if (moved_) progressed_ = now;
  moved_ = false;
  if (now >= deadline_ || seconds_since(started_, now) > limits_.max_seconds) return fail(Reason::kTime);
  return seconds_since(progressed_, now) <= limits_.max_idle_seconds || fail(Reason::kProgress);
}

void Budget::go_on_from(const Spent& spent) {
  expanded_ = spent.expanded;
  text_ = spent.text;
  temp_ = spent.temp;
  entries_ = spent.entries;
  input_bytes_ = std::max(input_bytes_, spent.input);
}

void Budget::saw_input(std::uint64_t bytes_read_so_far) {
  input_bytes_ = std::max(input_bytes_, bytes_read_so_far);
  if (input_bytes_ > limits_.max_input_bytes) stop(Reason::kSize);
}

}  // namespace assay::base
