#include "support/checking_sink.h"

#include "base/cache.h"
#include "base/unicode.h"
#include "isolate/protocol.h"
#include "support/target.h"

namespace assay::fuzz {
namespace {

constexpr std::size_t kMostFromChild = 4 << 20;
constexpr std::size_t kLongNote = 64;

bool ordered(ByteRange range) { return range.begin <= range.end; }

void check_locator(const Locator* locator) {
  if (locator == nullptr) return;
  require(locator->kind <= LocatorKind::kStrings, "the locator's kind is one");
  require(base::is_valid_utf8(locator->name), "the locator's name is UTF-8");
}

}  // namespace

Limits tight_limits() {
  Limits limits = limits_for(Profile::kGateway);
  limits.max_expanded_bytes = 8 << 20;
  limits.ratio_free_bytes = 1 << 20;
  limits.max_text_bytes = 16 << 20;
  limits.max_entries = 2000;
  limits.max_temp_bytes = 16 << 20;
  return limits;
}

void CheckingSink::note(std::string_view kind, std::string_view what, ByteRange stored) {
  log_ += kind;
  log_ += what.size() <= kLongNote ? std::string(what) : base::quick_digest(what);
  log_ += "@" + std::to_string(stored.begin) + "-" + std::to_string(stored.end) + "\n";
}

void CheckingSink::check_map(std::string_view utf8, const base::PositionMap& map) const {
  std::uint64_t reached = 0;
  for (const base::PositionMap::Piece& piece : map.pieces()) {
    require(piece.derived == reached, "the map covers the text without holes");
    reached += piece.derived_size;
    require(reached <= utf8.size(), "the map stays within the text");
    require(piece.original + piece.original_size <= whole_.size(), "the map stays within the part");
    if (!piece.linear) continue;
    require(utf8.substr(piece.derived, piece.derived_size) == whole_.substr(piece.original, piece.derived_size),
            "linear stretches of a map are copies");
  }
  require(reached == utf8.size(), "the map covers the text to its end");
}

void CheckingSink::check_places(std::string_view utf8, const extract::Anchor& anchor) const {
  require(ordered(anchor.stored) && anchor.stored.end <= whole_.size(), "stored ranges lie within the part");
  if (anchor.map != nullptr) return check_map(utf8, *anchor.map);
  if (anchor.fit != StoredFit::kExact || anchor.stored.empty()) return;
  require(whole_.substr(anchor.stored.begin, anchor.stored.size()) == utf8, "exact places hold exactly the text");
}

bool CheckingSink::text(std::string_view utf8, const extract::Anchor& anchor) {
  if (!budget_.draw_text(utf8.size())) return false;
  require(base::is_valid_utf8(utf8), "text is UTF-8");
  require(base::is_valid_utf8(anchor.field), "field names are UTF-8");
  check_locator(anchor.locator);
  check_places(utf8, anchor);
  note("text " + std::to_string(static_cast<int>(anchor.join)) + ' ', utf8, anchor.stored);
  if (!anchor.field.empty()) note("field ", anchor.field, {});
  return true;
}

bool CheckingSink::child(const extract::ChildInfo& info, Source& source) {
  require(ordered(info.stored) && info.stored.end <= whole_.size(), "children lie within the part");
  note("child ", info.name, info.stored);
  std::string bytes;
  char block[8192];
  while (!info.encrypted && bytes.size() < kMostFromChild) {
    const auto got = source.read(block);
    if (!got.ok()) {
      require(got.error().reason != Reason::kNone, "trouble has a reason");
      note("trouble ", reason_info(got.error().reason).name, {});
      break;
    }
    require(got.value() <= sizeof block, "a source fills at most what it was given");
    if (got.value() == 0) break;
    bytes.append(block, got.value());
  }
  note("bytes ", bytes, {0, bytes.size()});
  return budget_.ok();
}

void CheckingSink::gap(GapClass gap_class, Reason reason, ByteRange stored, const Locator* where, std::string_view detail) {
  require(reason != Reason::kNone && reason < Reason::kCount, "a gap has a reason");
  require(ordered(stored) && stored.end <= whole_.size(), "gaps lie within the part");
  require(base::is_valid_utf8(detail) && detail.size() <= isolate::kMaxDetail, "details are short UTF-8");
  check_locator(where);
  note(std::string(name_of(gap_class)) + " gap ", reason_info(reason).name, stored);
  budget_.tick();
}

void CheckingSink::ended(const Result<Done, Trouble>& done) {
  if (!done.ok()) require(done.error().reason != Reason::kNone, "trouble has a reason");
  note("ended ", done.ok() ? "well" : reason_info(done.error().reason).name, {});
}

}  // namespace assay::fuzz
