#include "engine/part_text.h"

#include <algorithm>

#include "base/bytes.h"
#include "base/unicode.h"
#include "normalize/match_view.h"

namespace assay::engine {
namespace {

constexpr std::size_t kSlice = 64 << 10;
// A folded character may be shorter than what it was made of (full-width digits: three bytes to one).
constexpr std::uint64_t kWidest = 3;
// What previews and overlap clusters look back at.
constexpr std::uint64_t kLookBack = 64 << 10;
// The longest stretch that normalisation may join (normalize/match_view.h): a cut may lie so far before the place asked for.
constexpr std::uint64_t kSegment = 1024;
constexpr std::size_t kManyStrings = 16'384;
// Marks looked at before they are searched.
constexpr std::size_t kNextMarks = 8;

std::uint64_t lines_in(std::string_view text) { return base::count_byte(text, '\n'); }

// A range over two pieces: exact where the second goes on in the stored bytes as it does in the text.
std::pair<ByteRange, StoredFit> across(const Mark& first, const Mark& second, TextRange range) {
  const ByteRange all{first.stored.begin, std::max(first.stored.end, second.stored.end)};
  if (first.fit != StoredFit::kExact || second.fit != StoredFit::kExact || first.map || second.map)
    return {all, StoredFit::kCovering};
  const ByteRange exact{first.stored.begin + (range.begin - first.origin), second.stored.begin + (range.end - second.origin)};
  if (exact.end - exact.begin != range.size()) return {all, StoredFit::kCovering};
  return {exact, StoredFit::kExact};
}

}  // namespace

std::uint32_t Strings::number_of(std::string_view text) {
  if (text.empty()) return 0;
  auto [entry, added] = numbers_.try_emplace(std::string(text), static_cast<std::uint32_t>(texts_.size()));
  if (added) texts_.push_back(&entry->first);
  return entry->second;
}

void Strings::clear() {
  texts_.clear();
  numbers_.clear();
  texts_.push_back(&numbers_.try_emplace("", 0).first->first);
}

std::string_view TextWindow::slice(TextRange range) const {
  const std::uint64_t from = std::clamp(range.begin, kept_base, kept_base + kept.size());
  const std::uint64_t to = std::clamp(range.end, from, kept_base + kept.size());
  return kept.substr(from - kept_base, to - from);
}

const Mark* TextWindow::mark_at(std::uint64_t offset) const {
  std::size_t& near = cursor->mark;
  for (const std::size_t most = near + kNextMarks; near < most && near < marks.size() && marks[near].begin <= offset; ++near)
    if (near + 1 == marks.size() || marks[near + 1].begin > offset) return &marks[near];
  const auto after =
      std::upper_bound(marks.begin(), marks.end(), offset, [](std::uint64_t at, const Mark& m) { return at < m.begin; });
  if (after == marks.begin()) return nullptr;
  near = static_cast<std::size_t>(after - marks.begin()) - 1;
  return &marks[near];
}

Locator TextWindow::locator_at(std::uint64_t offset) const {
  const Mark* mark = mark_at(offset);
  if (mark == nullptr) return {};
  Locator at{mark->kind, (*strings)[mark->name], mark->number};
  if (at.kind != LocatorKind::kLine) return at;
  // Counting goes on from the last place.
  const bool goes_on = cursor->mark_begin == mark->begin && cursor->offset <= offset && cursor->offset >= mark->begin;
  if (!goes_on) cursor->mark_begin = cursor->offset = mark->begin, cursor->line = mark->number;
  cursor->line += lines_in(slice({cursor->offset, offset}));
  cursor->offset = offset;
  at.number = cursor->line;
  return at;
}

std::pair<ByteRange, StoredFit> TextWindow::stored(TextRange range) const {
  const Mark* from_mark = mark_at(range.begin);
  const Mark* to_mark = mark_at(range.end - 1);
  if (from_mark == nullptr || from_mark->fit == StoredFit::kUnknown || to_mark->fit == StoredFit::kUnknown)
    return {{}, StoredFit::kUnknown};
  if (from_mark != to_mark) return across(*from_mark, *to_mark, range);
  const std::uint64_t from = range.begin - from_mark->origin, to = range.end - from_mark->origin;
  if (from_mark->map != nullptr && !from_mark->map->empty()) {
    const auto mapped = from_mark->map->map(from, to);
    return {{mapped.begin, mapped.end}, mapped.exact ? StoredFit::kExact : StoredFit::kCovering};
  }
  if (from_mark->fit == StoredFit::kCovering) return {from_mark->stored, StoredFit::kCovering};
  return {{from_mark->stored.begin + from, from_mark->stored.begin + to}, StoredFit::kExact};
}

PartText::PartText(std::uint64_t core_bytes, std::uint64_t margin_bytes, Receiver receive)
    : core_bytes_(std::max<std::uint64_t>(core_bytes, 64)),
      margin_(margin_bytes),
      wide_margin_(margin_bytes * kWidest),
      receive_(std::move(receive)) {}

std::string_view PartText::join_text(extract::Join join) {
  switch (join) {
    case extract::Join::kGlue:
      return "";
    case extract::Join::kSpace:
      return " ";
    case extract::Join::kBreak:
      break;
  }
  return "\n";
}

void PartText::push_mark(const extract::Anchor& anchor) {
  Mark mark;
  if (anchor.locator != nullptr) {
    mark.kind = anchor.locator->kind;
    mark.number = anchor.locator->number;
    mark.name = strings_.number_of(anchor.locator->name);
  } else if (!marks_.empty()) {
    const Mark& before = marks_.back();
    mark.kind = before.kind, mark.number = before.number, mark.name = before.name;
    if (mark.kind == LocatorKind::kLine) mark.number += lines_in(held_.substr(before.begin - base_));
  }
  mark.begin = mark.origin = end_;
  mark.row = anchor.row;
  mark.field = strings_.number_of(anchor.field);
  mark.stored = anchor.stored;
  mark.fit = anchor.fit;
  if (anchor.map != nullptr && !anchor.map->empty()) {
    mark.map = std::make_shared<const base::PositionMap>(*anchor.map);
    if (mark.fit == StoredFit::kUnknown) mark.fit = StoredFit::kCovering;
  }
  marks_.push_back(std::move(mark));
}

void PartText::append(std::string_view utf8, const extract::Anchor& anchor) {
  if (utf8.empty()) return;
  if (end_ > 0) {
    buffer_ += join_text(anchor.join);
    held_ = buffer_;
    end_ = base_ + buffer_.size();
  }
  if (end_ == 0 && utf8.size() >= 2 * core_bytes_ && utf8.size() > kSlice) {
    borrow(utf8, anchor);
    extend(utf8.size());
    return own();
  }
  push_mark(anchor);
  take_slices(utf8);
}

void PartText::take_slices(std::string_view utf8) {
  while (!utf8.empty()) {
    const std::size_t size = utf8.size() <= kSlice ? utf8.size() : base::code_point_start(utf8, kSlice);
    buffer_.append(utf8.substr(0, size));
    held_ = buffer_;
    end_ += size;
    utf8.remove_prefix(size);
    emit_ready();
  }
}

void PartText::borrow(std::string_view whole, const extract::Anchor& anchor) {
  push_mark(anchor);
  borrowed_ = whole;
}

void PartText::extend(std::uint64_t end) {
  end_ = end;
  held_ = borrowed_.substr(base_, end_ - base_);
  emit_ready();
}

void PartText::own() {
  buffer_.assign(held_);
  held_ = buffer_;
  borrowed_ = {};
}

// Nearest place at or before `at` where normalisation cannot join; a code point border if there is none in the buffer.
std::uint64_t PartText::cut(std::uint64_t at) const {
  const std::size_t local = std::min<std::size_t>(at - base_, held_.size());
  const std::size_t safe = normalize::cut_at_or_before(held_, local);
  const std::uint64_t found = base_ + (safe > 0 || local == 0 ? safe : base::code_point_start(held_, local));
  return found;
}

void PartText::emit_ready() {
  while (end_ - core_begin_ >= core_bytes_ + wide_margin_ + kSegment) {
    std::uint64_t core_end = cut(core_begin_ + core_bytes_);
    if (core_end <= core_begin_) core_end = base_ + base::code_point_start(held_, core_begin_ + core_bytes_ - base_);
    emit(core_end);
  }
}

// Bytes of text from `at` on, to the left or right, whose match view has the margin's bytes. What is not ASCII counts a third.
std::uint64_t PartText::margin_bytes(std::uint64_t at, Side side) const {
  const std::uint64_t most = std::min(wide_margin_, side == Side::kLeft ? at - base_ : end_ - at);
  std::uint64_t size = std::min(margin_, most);
  while (size < most) {
    const std::uint64_t from = side == Side::kLeft ? at - size : at;
    const std::uint64_t other = base::count_non_ascii(held_.substr(from - base_, size));
    const std::uint64_t counted = size - other + other / kWidest;
    if (counted >= margin_) break;
    size = std::min(most, size + (margin_ - counted));
  }
  return size;
}

void PartText::emit(std::uint64_t core_end) {
  const bool last = finished_ && core_end == end_;
  const std::string_view all = held_;
  const std::uint64_t left = core_begin_ - margin_bytes(core_begin_, Side::kLeft);
  const std::uint64_t right = last ? end_ : std::min(end_, core_end + margin_bytes(core_end, Side::kRight) + kSegment);
  const std::uint64_t begin = left == base_ ? left : cut(left);
  const std::uint64_t end = right == end_ ? right : cut(right);
  TextWindow window;
  window.text = all.substr(begin - base_, std::max(end, core_end) - begin);
  window.base = begin;
  window.kept = all;
  window.kept_base = base_;
  window.core = {core_begin_, core_end};
  window.last = last;
  window.marks = marks_;
  window.strings = &strings_;
  cursor_.mark = 0;
  window.cursor = &cursor_;
  receive_(window);
  core_begin_ = core_end;
  discard();
}

// Drops text, marks and strings that no later window can reach.
void PartText::discard() {
  const std::uint64_t keep = std::max(wide_margin_, kLookBack) + 8;
  if (core_begin_ - base_ < 2 * keep) return;
  const std::uint64_t from = base_ + base::code_point_start(held_, core_begin_ - keep - base_);
  auto live = std::upper_bound(marks_.begin(), marks_.end(), from, [](std::uint64_t at, const Mark& m) { return at < m.begin; });
  if (live != marks_.begin()) --live;
  if (live != marks_.end() && live->begin < from) {
    if (live->kind == LocatorKind::kLine) live->number += lines_in(held_.substr(live->begin - base_, from - live->begin));
    live->begin = from;
    cursor_ = {};
  }
  if (borrowed_.empty()) buffer_.erase(0, from - base_);
  held_ = borrowed_.empty() ? std::string_view(buffer_) : held_.substr(from - base_);
  base_ = from;
  marks_.erase(marks_.begin(), live);
  if (strings_.size() < kManyStrings) return;
  Strings fresh;
  for (Mark& mark : marks_) {
    mark.name = fresh.number_of(strings_[mark.name]);
    mark.field = fresh.number_of(strings_[mark.field]);
  }
  strings_ = std::move(fresh);
}

void PartText::finish() {
  finished_ = true;
  do {
    const std::uint64_t left = end_ - core_begin_;
    emit(left <= core_bytes_ ? end_ : std::max(cut(core_begin_ + core_bytes_), core_begin_ + 1));
  } while (core_begin_ < end_);
}

}  // namespace assay::engine
