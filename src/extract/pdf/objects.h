// Strings and walks of Poppler's object tree.
#pragma once
#include <poppler-config.h>

#include <Object.h>
#include <goo/GooString.h>

#include <set>
#include <string>
#include <string_view>

#include "extract/extractor.h"

namespace assay::extract::pdf {

/// A PDF text string (UTF-16 or UTF-8 with byte order mark, else PDFDocEncoding) as UTF-8.
std::string text_of(const GooString& string);
/// String or name as UTF-8; empty for everything else.
std::string text_of(const Object& object);
/// Text of a string, a name or a stream (rich text and scripts may be streams), at most `max` bytes of it.
std::string text_or_stream(Object& object, std::size_t max);
/// Bytes of a decoded stream, at most `max`; `cut` tells whether there were more.
std::string stream_bytes(Stream& stream, std::size_t max, bool& cut);
/// Replaces every byte that is not UTF-8 by U+FFFD.
std::string made_valid(std::string_view bytes);

/// Remembers which indirect objects were seen, so that circular trees end. Direct objects are always new.
class Seen {
 public:
  bool first_time(Ref ref) { return ref == Ref::INVALID() || refs_.insert(ref).second; }

 private:
  std::set<Ref> refs_;
};

/// What all readers of one document need.
struct Reading {
  Sink& sink;
  Seen files = {};   ///< Embedded files already handed over.
  Seen fields = {};  ///< Form fields already read.
  /// Delivers one piece; empty text is nothing to deliver. False: stop.
  bool say(LocatorKind kind, std::string_view name, std::uint64_t number, std::string_view field, std::string_view utf8);
};

}  // namespace assay::extract::pdf
