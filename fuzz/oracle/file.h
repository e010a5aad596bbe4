// A file with a planted identifier in it, and what may be done to it without taking the identifier away unnoticed.
#pragma once
#include <string>
#include <vector>

#include "assay/ranges.h"
#include "oracle/planted.h"

namespace assay::fuzz {

struct PlantedFile {
  std::string name, bytes;
  /// The identifier with its context, as it is stored. Changed bytes in here would be another text, and nobody could tell.
  ByteRange keep;
  /// A checksum covers `keep`: any change leaves a trace, so all bytes are fair game.
  bool sealed = false;
  /// The format says where it ends and readers hold it against that: a cut leaves a trace. Not so text, JSON, XML or mail: every
  /// byte of what is left is read, and the identifier is not in them any more.
  bool ends = false;
  /// It is known by how it begins, and read as something else it hides the identifier: nothing is put in front. Nobody's mail
  /// program reads a mail behind junk, and escapes of JSON mean nothing in HTML.
  bool headed = false;
  std::size_t unit = 1;             ///< Bytes of a character: changes of length in multiples of it.
  std::vector<std::string> recipe;  ///< How it came about, for people.
};

/// A document of a random format that holds `planted`.
PlantedFile make_document(Dice& dice, const Planted& planted);
/// `inner` in a random container.
PlantedFile wrap(Dice& dice, const PlantedFile& inner);
/// One random change that respects what the file says of itself.
void damage(Dice& dice, PlantedFile& file);

}  // namespace assay::fuzz
