// XML by events over expat: no DTD entities beyond the five built-in ones, nothing external, depth and attribute caps from the
// Budget. Shared by the xml extractor and everything made of XML parts.
#pragma once
#include <functional>
#include <span>
#include <string_view>
#include <utility>

#include "assay/ranges.h"
#include "assay/source.h"
#include "base/budget.h"

namespace assay::extract {

/// Names arrive as written with the namespace prefix cut off by `local_name` where wanted. Views live for the call only.
class XmlHandler {
 public:
  using Attributes = std::span<const std::pair<std::string_view, std::string_view>>;
  virtual ~XmlHandler() = default;
  virtual void start(std::string_view name, Attributes attributes) { (void)name, (void)attributes; }
  virtual void end(std::string_view name) { (void)name; }
  virtual void characters(std::string_view text) { (void)text; }
  virtual void comment(std::string_view text) { (void)text; }
  virtual void instruction(std::string_view target, std::string_view text) { (void)target, (void)text; }
  /// Byte offset in the input of the event that is being delivered (expat: start of the token).
  ByteRange at;
  /// Set to end parsing after this event; parse_xml then returns Done.
  bool stop = false;
};

/// Part behind the last ':'.
std::string_view local_name(std::string_view name);

/// Feeds `source` (read forward) to the handler. Encodings: what expat knows, all others through ICU.
/// kBadStructure with line and column on malformed input (events before it were delivered), kDepth, kAttributeCount, or the
/// budget's reason; kUndecodable when all was delivered but some bytes had no meaning in their charset (U+FFFD). Entity
/// declarations are refused (kExternalContent for external ones, kExpandedSize for internal expansion).
Result<Done, Trouble> parse_xml(Source& source, XmlHandler& handler, base::Budget& budget);

}  // namespace assay::extract
