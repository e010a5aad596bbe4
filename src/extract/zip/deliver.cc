#include "extract/zip/deliver.h"

#include <algorithm>

#include "base/io.h"

namespace assay::extract::zip {
namespace {

const Locator kName{LocatorKind::kFileName, {}, 0};

bool say(std::string_view text, const Locator& where, Sink& sink) {
  return text.empty() || sink.text(text, Anchor{.locator = &where});
}

// The block that Android's signature scheme v2 puts in front of the directory ends with this.
bool is_signing_block(Source& source, ByteRange range) {
  static constexpr std::string_view kMagic = "APK Sig Block 42";
  char tail[kMagic.size()];
  if (range.size() < sizeof tail) return false;
  const auto got = base::read_full_at(source, range.end - sizeof tail, tail);
  return got.ok() && std::string_view(tail, got.value()) == kMagic;
}

bool deliver_range(Source& source, ByteRange range, std::string_view what, Sink& sink) {
  const std::string name = std::string(what) + " " + std::to_string(range.begin) + "-" + std::to_string(range.end);
  base::SliceSource slice(source, range.begin, range.size());
  return sink.child(ChildInfo{.name = name, .stored = range}, slice);
}

bool deliver_stray(Source& source, ByteRange range, Sink& sink) {
  const bool signature = is_signing_block(source, range);
  if (!signature) sink.gap(GapClass::kContent, Reason::kTrailingData, range, nullptr, "bytes that belong to no member");
  return deliver_range(source, range, signature ? "signature" : "bytes", sink);
}

bool deliver_names(const Entry& entry, Sink& sink) {
  static const Locator comment{LocatorKind::kMetadata, "member comment", 0};
  return say(entry.other_name, kName, sink) && say(entry.comment, comment, sink);
}

// Readers may stop early (pictures); what they left is still held against the checksum.
bool after_reading(Source& source, const Entry& entry, Member& member, Sink& sink) {
  if (!sink.budget().ok()) return false;
  const auto trouble = member.finish();
  if (trouble && !sink.budget().ok()) return false;
  if (trouble) sink.gap(GapClass::kContent, trouble->reason, entry.stored(), nullptr, trouble->detail);
  const ByteRange left = member.leftover();
  return left.empty() || deliver_stray(source, left, sink);
}

}  // namespace

bool deliver_surroundings(Source& source, const Archive& archive, Sink& sink) {
  static const Locator comment{LocatorKind::kMetadata, "comment", 0};
  if (!say(archive.comment, comment, sink)) return false;
  for (const Oddity& odd : archive.oddities) sink.gap(odd.gap_class, odd.reason, odd.stored, nullptr, odd.detail);
  const auto hand_out = [&](ByteRange range) { return deliver_stray(source, range, sink); };
  const auto extra = [&](ByteRange range) { return deliver_range(source, range, "extra field", sink); };
  return std::all_of(archive.entries.begin(), archive.entries.end(), [&](const Entry& e) { return deliver_names(e, sink); }) &&
         std::all_of(archive.strays.begin(), archive.strays.end(), hand_out) &&
         std::all_of(archive.extras.begin(), archive.extras.end(), extra);
}

bool deliver_member(Source& source, const Entry& entry, std::string_view media_type, Sink& sink) {
  if (entry.folder() || entry.unreadable != Reason::kNone) return say(entry.name, kName, sink);  // its gap is an oddity already
  const ChildInfo info{entry.name, media_type, entry.stored(), entry.encrypted(), {}, true};
  if (entry.encrypted()) {
    base::SliceSource sealed(source, entry.data_at, entry.compressed);
    return sink.child(info, sealed);
  }
  const auto member = open_member(source, entry, sink.budget());
  if (member == nullptr) {
    sink.gap(GapClass::kContent, Reason::kUnsupportedMethod, entry.stored(), &kName, "method " + std::to_string(entry.method));
    return say(entry.name, kName, sink);
  }
  return sink.child(info, *member) && after_reading(source, entry, *member, sink);
}

}  // namespace assay::extract::zip
