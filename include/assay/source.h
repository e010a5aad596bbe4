// assay/source.h - where the bytes of an object come from.
//
//   auto file = assay::open_file("claim.docx");
//   if (!file.ok()) return complain(file.error().text());
//   report = scanner.scan(*file.value(), "claim.docx");
//
// Two kinds. *Random access*: `size()` is known and `read_at` works. *Forward only* (an archive member, a socket): `read`
// delivers each byte once. `read` works for both and keeps its own position, which `read_at` does not move.
// Input is never mapped: a file that shrinks while it is read is an error value, not a signal.
// Threads: one thread at a time. Errors: values; after an error further reads fail too.
#pragma once
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "assay/result.h"
#include "assay/verdict.h"

namespace assay {
inline namespace v1 {

/// Why a stretch of input could not be read. `detail` is for people and never holds text of the document.
struct Trouble {
  Reason reason = Reason::kInternal;
  std::string detail;
};

class Source {
 public:
  virtual ~Source() = default;
  /// Number of bytes, if known before reading.
  virtual std::optional<std::uint64_t> size() const = 0;
  /// True: `read_at` works and `size()` is known.
  virtual bool random_access() const = 0;
  /// Fills the front of `out` with the next bytes; 0 = end. Short reads are allowed before the end.
  virtual Result<std::size_t, Trouble> read(std::span<char> out) = 0;
  /// Fills `out` from `offset`; fewer bytes only at the end of the object. `kInternal` for a forward-only source.
  virtual Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) = 0;
  /// A descriptor of a regular file holding exactly these bytes, or -1. Owned by the source.
  virtual int descriptor() const { return -1; }
};

/// Opens a regular file for reading (O_CLOEXEC, O_NONBLOCK: a FIFO never blocks the caller). kMissing, kIo; anything but
/// a regular file is kInvalidArgument.
Result<std::unique_ptr<Source>> open_file(const std::string& path);
/// Bytes that the caller keeps alive as long as the source.
std::unique_ptr<Source> borrow_bytes(std::string_view bytes);
/// Takes an open descriptor of a regular file; closes it at the end.
std::unique_ptr<Source> adopt_descriptor(int descriptor, std::uint64_t size);

}  // namespace v1
}  // namespace assay
