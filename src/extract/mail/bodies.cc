#include "extract/mail/bodies.h"

#include <algorithm>

#include "base/io.h"
#include "extract/text_reader.h"

namespace assay::extract::mail {
namespace {

/// Enough of a CMS structure for its content type (RFC 5652): SEQUENCE, length, OBJECT IDENTIFIER.
constexpr std::size_t kCmsHeadBytes = 64;
constexpr std::string_view kSignedData{"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x07\x02", 11};

/// Gaps of a decoded body: places in the decoded bytes mean nothing outside, so all of the body stands for them.
class CoveringSink final : public Sink {
 public:
  CoveringSink(Sink& sink, ByteRange stored) : sink_(sink), stored_(stored) {}
  bool text(std::string_view utf8, const Anchor& anchor) override { return sink_.text(utf8, anchor); }
  bool child(const ChildInfo& info, Source& source) override { return sink_.child(info, source); }
  void gap(GapClass gap_class, Reason reason, ByteRange, const Locator* where, std::string_view detail) override {
    sink_.gap(gap_class, reason, stored_, where, detail);
  }
  base::Budget& budget() override { return sink_.budget(); }

 private:
  Sink& sink_;
  ByteRange stored_;
};

/// Reads all of `reader` into the sink. False: stop.
bool pour(TextReader& reader, Sink& sink, Locator line, const BodyPlace* covering) {
  for (Join join = Join::kBreak;; join = Join::kGlue) {
    const auto next = reader.next();
    if (!next.ok()) {
      if (!sink.budget().ok()) return false;
      sink.gap(GapClass::kContent, next.error().reason, {}, &line, next.error().detail);
      return true;
    }
    if (!next.value()) return true;
    const TextBlock& block = *next.value();
    Anchor anchor{.locator = &line, .join = join, .stored = block.stored, .map = block.map};
    anchor.fit = block.map == nullptr ? StoredFit::kExact : StoredFit::kCovering;
    if (covering != nullptr) {
      anchor.stored = covering->stored;
      anchor.fit = StoredFit::kCovering;
      anchor.map = nullptr;
    }
    if (!sink.text(block.text, anchor)) return false;
    if (covering == nullptr) line.number += count_lines(block.text);
  }
}

bool is_text_body(const Entity& entity) {
  if (entity.is_attachment()) return false;
  return entity.is("text/plain") || entity.is("text/rfc822-headers") || entity.starts("message/");
}

bool is_message(const Entity& entity) {
  return entity.is("message/rfc822") || entity.is("message/global") || entity.is("message/news");
}

}  // namespace

bool Bodies::say(const BodyPlace& place, Encoding encoding, std::string_view charset) {
  if (place.stored.empty()) return true;
  base::SliceSource raw(message_, place.stored.begin, place.stored.size());
  const Locator line{LocatorKind::kLine, {}, place.first_line};
  if (encoding == Encoding::kIdentity || encoding == Encoding::kUnknown) {
    TextReader reader(raw, charset, sink_.budget(), place.stored.begin);
    if (!pour(reader, sink_, line, nullptr)) return false;
    reader.report_gaps(sink_);
    return true;
  }
  DecodedSource decoded(raw, encoding, sink_.budget());
  TextReader reader(decoded, charset, sink_.budget());
  if (!pour(reader, sink_, line, &place)) return false;
  CoveringSink covering(sink_, place.stored);
  reader.report_gaps(covering);
  if (decoded.was_cut())
    sink_.gap(GapClass::kContent, Reason::kTruncated, place.stored, &line, "encoded text ends in the middle");
  return true;
}

bool Bodies::plain(const BodyPlace& place) { return say(place, Encoding::kIdentity, {}); }

bool Bodies::hand_over(const ChildInfo& info, const BodyPlace& place, Encoding encoding) {
  base::SliceSource raw(message_, place.stored.begin, place.stored.size());
  if (encoding == Encoding::kIdentity || encoding == Encoding::kUnknown) return sink_.child(info, raw);
  DecodedSource decoded(raw, encoding, sink_.budget());
  if (!sink_.child(info, decoded)) return false;
  const Locator line{LocatorKind::kLine, {}, place.first_line};
  if (decoded.was_cut())
    sink_.gap(GapClass::kContent, Reason::kTruncated, place.stored, &line, "encoded part ends in the middle");
  return true;
}

bool Bodies::attach(const Entity& entity, const BodyPlace& place, std::string_view media_type) {
  const std::string name = entity.name.empty() ? name_for(entity) : entity.name;
  const ChildInfo info{
      .name = name, .media_type = media_type, .stored = place.stored, .encrypted = false, .charset = entity.type.of("charset")};
  return hand_over(info, place, entity.encoding);
}

bool Bodies::attach_uu(const Insertions::Uu& uu) {
  const ChildInfo info{.name = uu.name, .media_type = "", .stored = uu.stored};
  return hand_over(info, {uu.stored, 0}, Encoding::kUu);
}

bool Bodies::text(const Entity& entity, const BodyPlace& place, const Insertions& insertions) {
  const std::string_view charset = entity.type.of("charset");
  const Locator line{LocatorKind::kLine, {}, place.first_line};
  for (const ByteRange& armour : insertions.pgp) {
    sink_.gap(GapClass::kContent, Reason::kEncryptedPart, armour, &line, "PGP message");
  }
  for (const ByteRange& block : insertions.yenc) {
    sink_.gap(GapClass::kContent, Reason::kUnsupportedMethod, block, &line, "yEnc block");
  }
  BodyPlace rest = place;
  for (const Insertions::Uu& uu : insertions.uu) {
    if (!say({{rest.stored.begin, uu.stored.begin}, rest.first_line}, entity.encoding, charset) || !attach_uu(uu)) return false;
    rest.stored.begin = uu.stored.end;
  }
  return say(rest, entity.encoding, charset);
}

std::string Bodies::head_of(const BodyPlace& place, Encoding encoding) {
  base::SliceSource raw(message_, place.stored.begin, place.stored.size());
  DecodedSource decoded(raw, encoding, sink_.budget());
  std::string head(kCmsHeadBytes, '\0');
  const auto got = base::read_full(decoded, head);
  head.resize(got.ok() ? got.value() : 0);
  return head;
}

/// S/MIME: a signature around the message leaves it readable, an envelope does not. The bytes tell, not the header.
bool Bodies::cryptographic(const Entity& entity, const BodyPlace& place) {
  if (head_of(place, entity.encoding).find(kSignedData) != std::string::npos) return attach(entity, place, entity.type.value);
  const std::string name = entity.name.empty() ? name_for(entity) : entity.name;
  base::MemorySource nothing("");
  return sink_.child({.name = name, .media_type = entity.type.value, .stored = place.stored, .encrypted = true}, nothing);
}

void Bodies::complain(const Entity& entity, const BodyPlace& place) {
  const Locator line{LocatorKind::kLine, {}, place.first_line};
  const auto gap = [&](Reason reason, std::string_view detail) {
    sink_.gap(GapClass::kContent, reason, place.stored, &line, detail);
  };
  if (entity.encoding == Encoding::kUnknown) gap(Reason::kUnsupportedMethod, "unknown transfer encoding");
  if (entity.conflict) gap(Reason::kHeaderConflict, "content headers contradict each other");
  if (entity.is("message/partial")) gap(Reason::kExternalContent, "one piece of a split message");
  if (entity.is("message/external-body")) gap(Reason::kExternalContent, "body is kept elsewhere");
}

bool Bodies::leaf(const Entity& entity, const BodyPlace& place, const Insertions& insertions, Sealed sealed) {
  complain(entity, place);
  const bool is_control = entity.is("application/pgp-encrypted");
  if (sealed == Sealed::kYes && !is_control) {
    const std::string name = entity.name.empty() ? name_for(entity) : entity.name;
    base::MemorySource nothing("");
    return sink_.child({.name = name, .media_type = entity.type.value, .stored = place.stored, .encrypted = true}, nothing);
  }
  if (is_message(entity)) return attach(entity, place, "message/rfc822");
  if (entity.is("application/pkcs7-mime") || entity.is("application/x-pkcs7-mime")) return cryptographic(entity, place);
  if (is_text_body(entity) || is_control) return text(entity, place, insertions);
  return place.stored.empty() && entity.name.empty() ? true : attach(entity, place, entity.type.value);
}

}  // namespace assay::extract::mail
