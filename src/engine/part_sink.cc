#include "engine/part_sink.h"

#include <algorithm>

#include "base/unicode.h"

namespace assay::engine {

PartSink::PartSink(ObjectRun& run, OpenPart& part)
    : run_(run),
      part_(part),
      detection_(run.targets(), part.index, part.part.path),
      text_(run.context().setup.window_bytes, run.context().setup.matcher->margin(),
            [this](const TextWindow& window) { detection_.window(window); }) {
  announce();
}

// A part without text is a part too: whoever receives text learns of each by an empty piece.
void PartSink::announce() const {
  if (run_.context().receive == nullptr) return;
  ExtractedPiece piece;
  piece.part = &part_.part;
  piece.part_index = part_.index;
  (*run_.context().receive)(piece);
}

bool PartSink::text(std::string_view utf8, const extract::Anchor& anchor) {
  if (utf8.empty()) return run_.budget().ok();
  if (!run_.budget().draw_text(utf8.size())) return false;
  part_.was_read = WasRead::kYes;
  if (run_.context().receive != nullptr)
    hand_out(utf8, anchor);
  else
    text_.append(utf8, anchor), part_.part.text_bytes = text_.size();
  return true;
}

// In slices that stay in the cache between the look at their encoding and the search.
std::uint64_t PartSink::whole_text(std::string_view bytes, const extract::Anchor& anchor) {
  constexpr std::size_t kSlice = 128 << 10;
  text_.borrow(bytes, anchor);
  std::size_t at = 0;
  while (at < bytes.size()) {
    const std::size_t cut = base::code_point_start(bytes, std::min(bytes.size(), at + kSlice));
    const std::string_view slice = bytes.substr(at, (cut > at ? cut : bytes.size()) - at);
    const std::size_t valid = base::valid_utf8_prefix(slice);
    if (!run_.budget().draw_text(valid)) break;
    at += valid;
    text_.extend(at);
    if (valid < slice.size()) break;
  }
  part_.part.text_bytes = at;
  return at;
}

void PartSink::hand_out(std::string_view utf8, const extract::Anchor& anchor) {
  if (anchor.locator != nullptr) last_ = *anchor.locator;
  ExtractedPiece piece;
  piece.part = &part_.part;
  piece.part_index = part_.index;
  std::uint64_t& at = part_.part.text_bytes;
  const auto give = [&](std::string_view text) {
    piece.text = text;
    piece.range = {at, at + text.size()};
    at += text.size();
    (*run_.context().receive)(piece);
  };
  if (const std::string_view join = PartText::join_text(anchor.join); at > 0 && !join.empty()) give(join);
  piece.locator = &last_;
  piece.field = anchor.field;
  piece.stored = anchor.stored;
  piece.stored_fit = anchor.fit;
  give(utf8);
}

bool PartSink::child(const extract::ChildInfo& info, Source& source) {
  part_.was_read = WasRead::kYes;
  return run_.child(info, source, part_);
}

void PartSink::gap(GapClass gap_class, Reason reason, ByteRange stored, const Locator* where, std::string_view detail) {
  run_.gap(part_, gap_class, reason, stored, where, detail);
}

void PartSink::name(std::string_view name) {
  if (run_.context().receive == nullptr) detection_.name(name);
}

void PartSink::finish() {
  if (run_.context().receive != nullptr) return;
  text_.finish();
  detection_.finish();
}

}  // namespace assay::engine
