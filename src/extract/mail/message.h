// Takes a message apart in one pass over its lines (RFC 5322, 2045, 2046), with a stack of boundaries instead of recursion.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "extract/extractor.h"
#include "extract/mail/bodies.h"
#include "extract/mail/entity.h"
#include "extract/mail/lines.h"

namespace assay::extract::mail {

class Message {
 public:
  Message(Source& source, Sink& sink) : source_(source), sink_(sink), lines_(source), bodies_(source, sink) {}
  Result<Done, Trouble> read();

 private:
  /// A multipart whose end has not come.
  struct Open {
    std::string delimiter;  ///< "--" and the boundary.
    bool digest = false, sealed = false;
    bool delimited = false;  ///< One of its delimiters has come.
  };
  /// What ended a stretch of lines.
  struct Stop {
    std::optional<std::size_t> level;  ///< Which open multipart; nothing: the end of the message.
    bool closing = false;
    ByteRange before;  ///< The stretch, without the line break that belongs to the delimiter.
    std::uint64_t first_line = 1;
  };

  bool read_headers(Entity& entity);
  bool say_stray(const Line& line);
  bool enter(const Entity& entity);
  bool read_body(const Entity& entity, Stop& stop);
  bool next_entity(Stop& stop);
  std::optional<Stop> delimiter(const Line& line) const;
  Stop scan(InsertionFinder* finder);
  bool sealed() const;
  void say_unclosed(const Entity& last);

  Source& source_;
  Sink& sink_;
  Lines lines_;
  Bodies bodies_;
  std::vector<Open> open_;
  std::uint32_t entities_ = 0;
};

}  // namespace assay::extract::mail
