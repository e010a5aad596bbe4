// One MIME entity: what its headers say.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "assay/ranges.h"
#include "extract/mail/transfer.h"
#include "extract/mail/words.h"

namespace assay::extract::mail {

struct Entity {
  Parameters type;         ///< Content-Type; `value` is never empty.
  Parameters disposition;  ///< Content-Disposition.
  Encoding encoding = Encoding::kIdentity;
  std::string name;          ///< File name, empty if none is declared.
  std::uint32_t number = 0;  ///< In the message, depth first, 1-based.
  bool conflict = false;     ///< Two headers that decide how it is read, and they differ.

  bool is(std::string_view media_type) const { return type.value == media_type; }
  bool starts(std::string_view with) const { return std::string_view(type.value).starts_with(with); }
  bool is_attachment() const { return !name.empty() || disposition.value == "attachment"; }
};

/// The raw header fields that decide how an entity is read.
struct DecidingFields {
  std::string type, disposition, encoding;
  bool conflict = false;
  /// Keeps the first of each; a later one that differs is a conflict.
  void note(std::string_view name, std::string_view raw);
};
/// `default_type`: when none is declared or what is declared is no media type (RFC 2045, 5.2).
Entity entity_of(const DecidingFields& fields, std::string_view default_type);
/// A name for an entity that has none: "part-2.html".
std::string name_for(const Entity& entity);

/// What stands in the lines of a plain text body beside text.
struct Insertions {
  struct Uu {
    ByteRange stored;
    std::string name;
  };
  std::vector<Uu> uu;           ///< In order, not overlapping.
  std::vector<ByteRange> pgp;   ///< Armour of encrypted messages.
  std::vector<ByteRange> yenc;  ///< Headers of yEnc blocks.
};

/// Finds insertions line by line.
class InsertionFinder {
 public:
  void see(std::string_view line, ByteRange stored);
  /// The body ends at `end`.
  Insertions finish(std::uint64_t end);

 private:
  void open_uu(std::string_view line, ByteRange stored);
  enum class State : std::uint8_t { kText, kMaybeUu, kUu };
  State state_ = State::kText;
  Insertions found_;
  Insertions::Uu candidate_;
};

}  // namespace assay::extract::mail
