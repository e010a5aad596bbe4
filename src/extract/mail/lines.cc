#include "extract/mail/lines.h"

#include <algorithm>

#include "base/io.h"

namespace assay::extract::mail {

bool Lines::fill() {
  const std::size_t want = static_cast<std::size_t>(std::min<std::uint64_t>(2 * kMostBytes, size_ - at_));
  buffer_.resize(want);
  buffer_at_ = at_;
  const auto got = base::read_full_at(source_, at_, buffer_);
  if (!got.ok()) trouble_ = got.error();
  buffer_.resize(got.ok() ? got.value() : 0);
  if (got.ok() && buffer_.empty()) trouble_ = Trouble{Reason::kChangedWhileRead, "shorter than announced"};
  return !trouble_;
}

std::optional<Line> Lines::next() {
  if (trouble_ || at_ >= size_) return std::nullopt;
  const auto rest = [this] { return std::string_view(buffer_).substr(static_cast<std::size_t>(at_ - buffer_at_)); };
  const bool buffered = at_ >= buffer_at_ && at_ < buffer_at_ + buffer_.size();
  std::size_t feed = buffered ? rest().substr(0, kMostBytes).find('\n') : std::string_view::npos;
  if (feed == std::string_view::npos) {
    if ((!buffered || rest().size() < kMostBytes) && !fill()) return std::nullopt;
    feed = rest().substr(0, kMostBytes).find('\n');
  }
  Line line;
  line.begin = at_;
  line.starts = starts_;
  line.number = number_;
  line.text = rest().substr(0, std::min(feed, kMostBytes));
  line.complete = feed != std::string_view::npos || at_ + line.text.size() == size_;
  line.end = at_ + line.text.size() + (feed != std::string_view::npos ? 1 : 0);
  if (feed != std::string_view::npos && line.text.ends_with('\r')) line.text.remove_suffix(1);
  at_ = line.end;
  starts_ = line.complete;
  number_ += line.complete ? 1 : 0;
  last_ = line;
  return line;
}

void Lines::again() {
  at_ = last_.begin;
  starts_ = last_.starts;
  number_ = last_.number;
}

}  // namespace assay::extract::mail
