// Header fields: found line by line, unfolded, decoded, handed over.
#pragma once
#include <string>
#include <string_view>

#include "extract/extractor.h"
#include "extract/mail/entity.h"
#include "extract/mail/lines.h"

namespace assay::extract::mail {

/// Length of the field name at the front of `line`, 0 if this is no header field (RFC 5322, 2.2; blanks before ':' are obsolete
/// but read).
std::size_t field_name_size(std::string_view line);

/// Collects one field after the other. Name and value are text: a name can hide something too.
class HeaderFields {
 public:
  explicit HeaderFields(Sink& sink) : sink_(sink) {}

  /// A line that `field_name_size` knows. False: stop.
  bool begin(const Line& line);
  /// A folded line, or the rest of a long one. False: stop.
  bool more(const Line& line);
  bool is_open() const { return !name_.empty(); }
  /// The last field ends. False: stop.
  bool finish();
  const DecidingFields& deciding() const { return deciding_; }

 private:
  bool say_value(Join join);

  Sink& sink_;
  DecidingFields deciding_;
  std::string name_, raw_;
  ByteRange stored_, value_;
  bool folded_ = false;
  Join join_ = Join::kSpace;
};

}  // namespace assay::extract::mail
