// E-mail: one message (RFC 5322 with MIME), and mailboxes of them. Our own reader: GLib, which gmime stands on, ends the process
// when memory is short, and text must not pass through the converters of anybody but charset.h.
#include "base/io.h"
#include "extract/extractor.h"
#include "extract/mail/lines.h"
#include "extract/mail/message.h"

namespace assay::extract {
namespace {

Result<Done, Trouble> run_message(Source& source, const PartInfo&, Sink& sink) { return mail::Message(source, sink).read(); }

bool hand_over(Source& source, ByteRange stored, std::uint64_t number, Sink& sink) {
  base::SliceSource message(source, stored.begin, stored.size());
  const std::string name = "message-" + std::to_string(number) + ".eml";
  return sink.child({.name = name, .media_type = "message/rfc822", .stored = stored}, message);
}

/// RFC 4155: a message begins at a line "From " at the front or behind an empty line. The line itself is kept with the message.
Result<Done, Trouble> run_mailbox(Source& source, const PartInfo&, Sink& sink) {
  mail::Lines lines(source);
  ByteRange message;
  std::uint64_t number = 0;
  bool behind_blank = true;
  while (const auto line = lines.next()) {
    if (!sink.budget().tick()) return Done{};
    if (behind_blank && line->starts && line->text.starts_with("From ")) {
      if (!message.empty() && !hand_over(source, message, ++number, sink)) return Done{};
      message.begin = line->begin;
    }
    message.end = line->end;
    behind_blank = line->starts && line->text.empty();
  }
  if (lines.trouble()) return *lines.trouble();
  if (!message.empty()) hand_over(source, message, ++number, sink);
  return Done{};
}

}  // namespace

extern const Extractor kEml{"eml", {"eml"}, Access::kRandom, &run_message};
extern const Extractor kMbox{"mbox", {"mbox"}, Access::kRandom, &run_mailbox};

}  // namespace assay::extract
