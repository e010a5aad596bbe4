// Where the bodies of a message go: text to the sink, attachments and nested messages as children, what is sealed as gaps.
#pragma once
#include "extract/extractor.h"
#include "extract/mail/entity.h"

namespace assay::extract::mail {

/// Which lines a body takes in the stored message.
struct BodyPlace {
  ByteRange stored;
  std::uint64_t first_line = 1;
};

class Bodies {
 public:
  /// `message` has random access; both outlive this.
  Bodies(Source& message, Sink& sink) : message_(message), sink_(sink) {}

  /// Preamble, epilogue, and what could not be taken apart.
  bool plain(const BodyPlace& place);
  /// A body that is no multipart. `sealed`: it lies within multipart/encrypted. False: stop.
  enum class Sealed : std::uint8_t { kNo, kYes };
  bool leaf(const Entity& entity, const BodyPlace& place, const Insertions& insertions, Sealed sealed);

 private:
  bool text(const Entity& entity, const BodyPlace& place, const Insertions& insertions);
  bool say(const BodyPlace& place, Encoding encoding, std::string_view charset);
  bool attach(const Entity& entity, const BodyPlace& place, std::string_view media_type);
  bool attach_uu(const Insertions::Uu& uu);
  bool cryptographic(const Entity& entity, const BodyPlace& place);
  bool hand_over(const ChildInfo& info, const BodyPlace& place, Encoding encoding);
  std::string head_of(const BodyPlace& place, Encoding encoding);
  void complain(const Entity& entity, const BodyPlace& place);

  Source& message_;
  Sink& sink_;
};

}  // namespace assay::extract::mail
