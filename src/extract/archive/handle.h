// libarchive on a Source. Formats and filters are named one by one: the "all" functions include some that start programs, and
// mtree opens files by the names it reads. Nothing is ever written to disk.
// Only the files of archive/ include libarchive.
#pragma once
#include <archive.h>

#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "assay/source.h"
#include "base/budget.h"

namespace assay::extract::archives {

/// Handles opened in this process.
std::uint64_t library_runs();

class Handle {
 public:
  using Enable = int (*)(::archive*);
  /// `source` and `budget` must outlive the handle. kNoParser if libarchive was built without one of `enable` (it would start a
  /// program instead); what opening runs into. Out of memory: std::bad_alloc, also from the calls below.
  static Result<std::unique_ptr<Handle>, Trouble> open(Source& source, base::Budget& budget, const std::vector<Enable>& enable);
  ~Handle();
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;

  ::archive* get() const { return archive_; }
  /// Next entry. Status as libarchive gives it; names are decoded in UTF-8 whatever the process's locale is.
  int next(archive_entry** entry);
  /// True once behind a header that made no sense: the reader looked for the next one, and what lay between was not read.
  bool has_passed_over() { return std::exchange(passed_over_, false); }
  /// Next block of the current entry's data.
  int data(const void** block, std::size_t* bytes, std::int64_t* offset);
  /// Why the last call failed, in our words: libarchive's may hold names from the archive.
  Trouble trouble() const;
  /// Bytes of the source that the outermost layer has consumed.
  std::uint64_t consumed() const;
  /// The bytes of the source that were fetched but not consumed, then those never fetched. Ends the use of the handle.
  std::unique_ptr<Source> rest();

 private:
  Handle(Source& source, base::Budget& budget) : source_(source), budget_(budget) {}
  static la_ssize_t on_read(::archive*, void* self, const void** block);
  static la_int64_t on_skip(::archive*, void* self, la_int64_t bytes);
  static la_int64_t on_seek(::archive*, void* self, la_int64_t offset, int whence);
  la_ssize_t fetch(const void** block);
  la_ssize_t fail(Trouble trouble);
  /// Out of libarchive's C frames again: what a read threw goes on its way.
  void rethrow() const;

  Source& source_;
  base::Budget& budget_;
  ::archive* archive_ = nullptr;
  std::vector<char> block_;
  std::uint64_t at_ = 0, block_at_ = 0, fetched_ = 0;
  std::size_t block_bytes_ = 0;
  std::optional<Trouble> trouble_;
  bool passed_over_ = false;
  std::exception_ptr thrown_;
};

/// The data of the current entry, forward only; holes of sparse files shrink to at most 4 KiB of zeros. Not drawn from the
/// budget.
class EntrySource final : public Source {
 public:
  /// `declared`: length by the headers, if they know.
  EntrySource(Handle& handle, std::optional<std::uint64_t> declared) : handle_(handle), declared_(declared) {}
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override;
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }

 private:
  std::optional<Trouble> next_block();
  std::optional<Trouble> at_end(std::uint64_t told) const;

  Handle& handle_;
  std::optional<std::uint64_t> declared_;
  const char* block_ = nullptr;
  std::size_t left_ = 0, zeros_ = 0;
  std::uint64_t end_ = 0;  // of what was seen of the entry
  bool ended_ = false;
  std::optional<Trouble> failed_, warned_;
};

}  // namespace assay::extract::archives
