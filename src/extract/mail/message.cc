#include "extract/mail/message.h"

#include <algorithm>

#include "extract/charset.h"
#include "extract/mail/headers.h"

namespace assay::extract::mail {
namespace {

bool is_folded(const Line& line) { return !line.starts || line.text.starts_with(' ') || line.text.starts_with('\t'); }

/// What mailboxes put before a message: "From " lines (mbox), ">From " lines, a length (emlx).
bool is_mailbox_line(std::string_view line) {
  const bool digits = !line.empty() && trim(line).find_first_not_of("0123456789") == std::string_view::npos;
  return line.starts_with("From ") || line.starts_with(">From ") || digits;
}

}  // namespace

bool Message::sealed() const {
  return std::any_of(open_.begin(), open_.end(), [](const Open& open) { return open.sealed; });
}

std::optional<Message::Stop> Message::delimiter(const Line& line) const {
  if (!line.starts || !line.complete || !line.text.starts_with("--")) return std::nullopt;
  for (std::size_t i = open_.size(); i-- > 0;) {
    if (!line.text.starts_with(open_[i].delimiter)) continue;
    const std::string_view rest = line.text.substr(open_[i].delimiter.size());
    if (rest.starts_with("--")) return Stop{i, true, {}, 1};
    if (trim(rest).empty()) return Stop{i, false, {}, 1};
  }
  return std::nullopt;
}

/// Lines up to a delimiter of any open multipart, or the end.
Message::Stop Message::scan(InsertionFinder* finder) {
  Stop stop;
  stop.before = {lines_.position(), lines_.position()};
  stop.first_line = lines_.number();
  std::uint64_t break_bytes = 0;
  while (const auto line = lines_.next()) {
    if (auto found = delimiter(*line)) {
      found->before = {stop.before.begin, std::max(stop.before.begin, stop.before.end - break_bytes)};
      found->first_line = stop.first_line;
      return *found;
    }
    if (!sink_.budget().tick()) break;
    if (finder != nullptr) finder->see(line->text, {line->begin, line->end});
    stop.before.end = line->end;
    break_bytes = line->end - line->begin - line->text.size();
  }
  return stop;
}

bool Message::say_stray(const Line& line) {
  const Locator where{LocatorKind::kLine, {}, line.number};
  const Decoded decoded = to_utf8(line.text);
  return sink_.text(decoded.text, {.locator = &where, .stored = {line.begin, line.end}, .fit = StoredFit::kCovering});
}

bool Message::read_headers(Entity& entity) {
  HeaderFields fields(sink_);
  bool go_on = true, first = entities_ == 0;
  while (go_on) {
    const auto line = lines_.next();
    if (!line || !sink_.budget().tick()) break;
    if (line->text.empty() && line->starts) break;
    if (delimiter(*line)) {
      lines_.again();
      break;
    }
    if (is_folded(*line) && fields.is_open())
      go_on = fields.more(*line);
    else if (first && is_mailbox_line(line->text))
      go_on = say_stray(*line);
    else if (field_name_size(line->text) > 0)
      go_on = fields.begin(*line);
    else {
      lines_.again();  // no blank line between headers and body
      break;
    }
    first = first && !fields.is_open();
  }
  go_on = go_on && fields.finish();
  const bool in_digest = !open_.empty() && open_.back().digest;
  entity = entity_of(fields.deciding(), in_digest ? "message/rfc822" : "text/plain");
  entity.number = ++entities_;
  return go_on && sink_.budget().ok();
}

/// True: a multipart was entered; its preamble follows.
bool Message::enter(const Entity& entity) {
  if (!entity.starts("multipart/")) return false;
  const std::string boundary(entity.type.of("boundary"));
  const Locator line{LocatorKind::kLine, {}, lines_.number()};
  const ByteRange here{lines_.position(), lines_.position()};
  if (boundary.empty()) {
    sink_.gap(GapClass::kContent, Reason::kBadStructure, here, &line, "multipart without a boundary, read as plain text");
    return false;
  }
  if (open_.size() >= sink_.budget().limits().max_nesting) {
    sink_.gap(GapClass::kContent, Reason::kDepth, here, &line, "multipart nested too deeply, read as plain text");
    return false;
  }
  open_.push_back({"--" + boundary, entity.is("multipart/digest"), entity.is("multipart/encrypted")});
  if (entity.encoding != Encoding::kIdentity) {
    sink_.gap(GapClass::kContent, Reason::kHeaderConflict, here, &line, "multipart with a transfer encoding");
  }
  if (open_.back().sealed) sink_.gap(GapClass::kContent, Reason::kEncryptedPart, here, &line, "encrypted message");
  return true;
}

bool Message::read_body(const Entity& entity, Stop& stop) {
  if (enter(entity)) {
    stop = scan(nullptr);
    return bodies_.plain({stop.before, stop.first_line});
  }
  InsertionFinder finder;
  const bool look = entity.encoding == Encoding::kIdentity;
  stop = scan(look ? &finder : nullptr);
  if (entity.starts("multipart/")) return bodies_.plain({stop.before, stop.first_line});
  const Insertions found = finder.finish(stop.before.end);
  const auto seal = sealed() ? Bodies::Sealed::kYes : Bodies::Sealed::kNo;
  return bodies_.leaf(entity, {stop.before, stop.first_line}, found, seal);
}

/// From a delimiter to the next entity, over the ends of multiparts and their epilogues. False: there is none, or stop.
bool Message::next_entity(Stop& stop) {
  while (stop.level && stop.closing) {
    open_.resize(*stop.level);
    stop = scan(nullptr);
    if (!bodies_.plain({stop.before, stop.first_line})) return false;
  }
  if (!stop.level) return false;
  open_.resize(*stop.level + 1);
  open_.back().delimited = true;
  return sink_.budget().ok();
}

/// Many mailers forget the closing boundary. Where its delimiters were found and what came last is not encoded, all that there is
/// was read as what it is: that is said, but counts as nothing unread. Otherwise a body may be cut or was never taken apart.
void Message::say_unclosed(const Entity& last) {
  const bool whole = open_.back().delimited && last.encoding == Encoding::kIdentity && !last.is_attachment();
  const std::uint64_t end = source_.size().value_or(0);
  sink_.gap(whole ? GapClass::kInert : GapClass::kContent, Reason::kTruncated, {end, end}, nullptr,
            "closing boundary is missing");
}

Result<Done, Trouble> Message::read() {
  Entity entity;
  Stop stop;
  do {
    if (!read_headers(entity) || !read_body(entity, stop)) break;
  } while (next_entity(stop));
  if (lines_.trouble()) return *lines_.trouble();
  if (sink_.budget().ok() && !open_.empty()) say_unclosed(entity);
  return Done{};
}

}  // namespace assay::extract::mail
