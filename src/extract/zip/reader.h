// ZIP (APPNOTE 6.3.10) on a random-access source, read with suspicion: the central directory, the local headers and the bytes
// that neither claims are held against each other before anything is inflated.
// Nothing here knows what a member is; used by the `zip` row and by everything that is a ZIP inside (ooxml/).
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "assay/ranges.h"
#include "assay/source.h"
#include "assay/verdict.h"
#include "base/budget.h"

namespace assay::extract::zip {

inline constexpr std::uint16_t kStored = 0, kDeflated = 8;

/// Where an entry was found.
enum class Origin : std::uint8_t {
  kDirectory = 0,  ///< Listed in the central directory.
  kLocalReading,   ///< What the local header says where it contradicts the directory about the method; same bytes.
  kUnlisted,       ///< A local header in bytes that the directory does not mention.
};

/// How much of the three numbers after the data (size, CRC) may be relied on.
enum class Extent : std::uint8_t {
  kKnown = 0,
  kGuessed,  ///< An unlisted entry with its sizes behind the data: bounded by the next signature; no CRC.
};

struct Entry {
  std::string name;              ///< UTF-8.
  std::string other_name;        ///< A second reading (local header, Unicode path); empty if they agree. UTF-8.
  std::string comment;           ///< UTF-8.
  std::uint64_t header_at = 0;   ///< Of the local header, in the source. Bytes.
  std::uint64_t data_at = 0;     ///< 0: the local header could not be read.
  std::uint64_t compressed = 0;  ///< Bytes of data as stored.
  std::uint64_t size = 0;        ///< Declared size once unpacked. Never trusted.
  std::uint32_t crc = 0;
  std::uint16_t method = kStored;
  std::uint16_t flags = 0;
  Origin origin = Origin::kDirectory;
  Extent extent = Extent::kKnown;
  Reason unreadable = Reason::kNone;  ///< Not kNone: its data must not be read, and why. Recorded as an oddity already.

  bool encrypted() const { return (flags & 1) != 0; }
  bool folder() const { return size == 0 && compressed == 0 && !name.empty() && name.back() == '/'; }
  ByteRange stored() const { return {data_at, data_at + compressed}; }
};

/// Something that a well-made archive does not have.
struct Oddity {
  Reason reason;
  GapClass gap_class;
  ByteRange stored;
  std::string_view detail;  ///< A constant.
};

struct Archive {
  std::vector<Entry> entries;  ///< Directory order, unlisted ones behind.
  std::string comment;         ///< UTF-8.
  std::vector<Oddity> oddities;
  std::vector<ByteRange> strays;  ///< Bytes, not all zero, that belong to nothing: in front, between, behind.
  std::vector<ByteRange> extras;  ///< Extra fields of unknown kind with something in them.
};

/// Reads the structure. kBadStructure if there is no trace of a ZIP; an I/O trouble of the source; the budget's reason. Draws
/// one entry per member before it is stored.
Result<Archive, Trouble> read_archive(Source& source, base::Budget& budget);

/// One member's bytes. Stored ones have random access, the others are forward only. A wrong CRC or size is an error at the end.
class Member : public Source {
 public:
  /// Reads to the end what the reader left, so that the checksum is known. A trouble that no `read` has returned before.
  std::optional<Trouble> finish();
  /// Bytes behind the end of the deflate stream but inside the entry. Known after `finish`.
  virtual ByteRange leftover() const { return {}; }

 protected:
  bool over_ = false;  ///< `read` has returned 0 or a trouble.
};

/// Opens a readable, unencrypted entry; `source` and `budget` must outlive the member. Null for a method that nobody reads.
/// Unpacked bytes are drawn from the budget.
std::unique_ptr<Member> open_member(Source& source, const Entry& entry, base::Budget& budget);
/// Reads a member of at most `max` bytes: kMemory beyond, kPasswordRequired, kUnsupportedMethod, or the member's trouble.
Result<std::string, Trouble> read_member(Source& source, const Entry& entry, base::Budget& budget, std::uint64_t max);

}  // namespace assay::extract::zip
