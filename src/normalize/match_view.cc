#include "normalize/match_view.h"

#include "base/bytes.h"
#include "base/unicode.h"
#include "normalize/points.h"
#include "normalize/segments.h"

namespace assay::normalize {
namespace {
/// base::next_code_point for other than ASCII, in line.
char32_t decode(std::string_view valid, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<char32_t>(static_cast<unsigned char>(valid[at + i])); };
  const char32_t lead = byte(0);
  if (lead < 0xE0 && at + 2 <= valid.size()) {
    const char32_t point = (lead & 0x1F) << 6 | (byte(1) & 0x3F);
    at += 2;
    return point;
  }
  if (lead < 0xF0 && at + 3 <= valid.size()) {
    const char32_t point = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    at += 3;
    return point;
  }
  return base::next_code_point(valid, at);
}

/// Can what stands before `at` be normalised without it? True only where the answer is quick.
bool surely_begins(const PointTable& points, std::string_view utf8, std::size_t at) {
  if (at >= utf8.size() || static_cast<unsigned char>(utf8[at]) < 0x80) return true;
  return points.at(decode(utf8, at)).kind != Kind::kUnknown;
}

/// End of [begin, end) without the dropped characters at its end.
std::size_t visible_end(std::string_view utf8, std::size_t begin, std::size_t end) {
  while (end > begin) {
    const std::size_t last = base::code_point_start(utf8, end - 1);
    std::size_t next = last;
    if (!is_dropped(base::next_code_point(utf8, next))) break;
    end = last;
  }
  return end;
}
}  // namespace

void MatchView::copy_until(std::string_view utf8, std::size_t at) {
  if (at == copied_) return;
  map_.linear(buffer_.size(), copied_, at - copied_);
  buffer_.append(utf8.substr(copied_, at - copied_));
  copied_ = at;
}

/// Input [begin, end) becomes `by`. What is not different stays in the stretch that is copied as a whole.
void MatchView::replace(std::string_view utf8, std::size_t begin, std::size_t end, std::string_view by) {
  if (utf8.substr(begin, end - begin) == by) return;
  copy_until(utf8, begin);
  map_.unit(buffer_.size(), static_cast<std::uint32_t>(by.size()), begin, static_cast<std::uint32_t>(end - begin));
  buffer_.append(by);
  copied_ = end;
}

std::size_t MatchView::take_segment(std::string_view utf8, std::size_t begin) {
  const std::size_t end = segment_end(utf8, begin);
  segment_.clear();
  append_view(segment_, utf8.substr(begin, end - begin));
  if (segment_.compare(0, 2, "\r\n") == 0) segment_.erase(0, 1);
  const std::size_t visible = segment_.empty() ? begin : visible_end(utf8, begin, end);
  replace(utf8, begin, visible, segment_);
  replace(utf8, visible, end, {});  // Dropped characters at the end belong to nothing: a range is no wider for them.
  return end;
}

std::size_t MatchView::take_cr(std::string_view utf8, std::size_t at) {
  const bool before_lf = at + 1 < utf8.size() && utf8[at + 1] == '\n';
  if (!surely_begins(points_, utf8, at + (before_lf ? 2 : 1))) return take_segment(utf8, at);
  if (before_lf) replace(utf8, at, at + 1, {});
  return at + 1;
}

/// `at` holds a code point whose kind is known. Goes on while that is so: scripts of their own come in long stretches.
std::size_t MatchView::take_known(std::string_view utf8, std::size_t at) {
  std::size_t next = at;
  for (const Point* point = &points_.at(decode(utf8, next)); point->kind != Kind::kUnknown;) {
    const bool last = next == utf8.size() || static_cast<unsigned char>(utf8[next]) < 0x80;
    const std::size_t begin = next;
    const Point* following = last ? nullptr : &points_.at(decode(utf8, next));
    if (!last && following->kind == Kind::kUnknown) return take_segment(utf8, at);
    if (point->kind == Kind::kMapped) replace(utf8, at, begin, point->view());
    if (last) return begin;
    point = following, at = begin;
  }
  return at;
}

std::size_t MatchView::take(std::string_view utf8, std::size_t free_from, std::size_t at) {
  if (utf8[at] == '\r') return take_cr(utf8, at);
  std::size_t next = at;
  const char32_t code_point = decode(utf8, next);
  if (points_.at(code_point).kind != Kind::kUnknown) return take_known(utf8, at);
  const bool joins = at > free_from && !begins_segment(code_point);
  return take_segment(utf8, joins ? at - 1 : at);
}

void MatchView::assign(std::string_view utf8) {
  buffer_.clear();
  map_.clear();
  copied_ = 0;
  for (std::size_t free_from = 0;;) {
    const std::size_t at = base::find_special(utf8, free_from, '\r');
    if (at == utf8.size()) break;
    free_from = take(utf8, free_from, at);
  }
  identity_ = copied_ == 0;
  if (!identity_) copy_until(utf8, utf8.size());
  text_ = identity_ ? utf8 : std::string_view(buffer_);
}

base::PositionMap::Mapped MatchView::to_input(std::uint64_t begin, std::uint64_t end) const {
  return identity_ ? base::PositionMap::Mapped{begin, end, true} : map_.map(begin, end);
}

std::uint64_t MatchView::from_input(std::uint64_t input) const {
  if (identity_) return input;
  return map_.empty() ? 0 : map_.derived_at(input);
}

}  // namespace assay::normalize
