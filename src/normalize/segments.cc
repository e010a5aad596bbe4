#include "normalize/segments.h"

#include "base/unicode.h"
#include "normalize/match_view.h"
#include "normalize/points.h"

namespace assay::normalize {
namespace {
/// Is `at`, which holds an LF, behind a CR with nothing visible between them? Looks back no further than a segment may reach.
bool follows_cr(std::string_view utf8, std::size_t at) {
  for (std::size_t steps = 0; at > 0 && steps < kMaxSegment; ++steps) {
    at = base::code_point_start(utf8, at - 1);
    std::size_t next = at;
    const char32_t point = base::next_code_point(utf8, next);
    if (!is_dropped(point)) return point == '\r';
  }
  return false;
}

bool begins_here(std::string_view utf8, std::size_t at) {
  std::size_t next = at;
  const char32_t point = base::next_code_point(utf8, next);
  return point == '\n' ? !follows_cr(utf8, at) : begins_segment(point);
}
}  // namespace

std::size_t segment_end(std::string_view utf8, std::size_t begin) {
  std::size_t at = begin;
  char32_t visible = base::next_code_point(utf8, at);
  for (std::size_t count = 1; at < utf8.size() && count < kMaxSegment; ++count) {
    std::size_t next = at;
    const char32_t point = base::next_code_point(utf8, next);
    const bool dropped = is_dropped(point);
    if (point == '\n' ? visible != '\r' : !dropped && begins_segment(point)) return at;
    if (!dropped) visible = point;
    at = next;
  }
  return at;
}

std::size_t cut_at_or_before(std::string_view utf8, std::size_t at) {
  if (utf8.empty()) return 0;
  at = base::code_point_start(utf8, at < utf8.size() ? at : utf8.size() - 1);
  std::size_t begin = at;
  while (begin > 0 && !begins_here(utf8, begin)) begin = base::code_point_start(utf8, begin - 1);
  while (true) {  // a longer sequence is cut every kMaxSegment code points
    const std::size_t end = segment_end(utf8, begin);
    if (end > at || end == utf8.size()) return begin;
    begin = end;
  }
}

}  // namespace assay::normalize
