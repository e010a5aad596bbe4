#include "extract/archive/handle.h"

#include <archive_entry.h>
#include <locale.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>

#include "base/io.h"

namespace assay::extract::archives {
namespace {

/// A process that isolates documents from each other must know.
std::atomic<std::uint64_t> runs{0};

constexpr std::size_t kBlockBytes = 64 << 10;
constexpr std::size_t kMaxHoleBytes = 4096;
/// A reader that fetched its input that often without showing an entry or data is in a loop.
constexpr std::uint64_t kMaxRounds = 4;
constexpr std::uint64_t kFreeBytes = 64 << 20;
constexpr int kMaxRetries = 64;

/// libarchive decodes names through the thread's locale; this lends it one that knows all characters.
class Utf8Locale {
 public:
  Utf8Locale() : before_(uselocale(utf8() == nullptr ? LC_GLOBAL_LOCALE : utf8())) {}
  ~Utf8Locale() { uselocale(before_); }
  Utf8Locale(const Utf8Locale&) = delete;
  Utf8Locale& operator=(const Utf8Locale&) = delete;

 private:
  static locale_t utf8() {
    static const locale_t locale =
        newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);  // opened once: later the disk may be out of reach
    return locale;
  }
  locale_t before_;
};

bool mentions(const std::string& text, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(), [&](const char* word) { return text.find(word) != text.npos; });
}

const char* no_passphrase(::archive*, void*) { return nullptr; }  // without it some readers ask the terminal, for ever

}  // namespace

Result<std::unique_ptr<Handle>, Trouble> Handle::open(Source& source, base::Budget& budget, const std::vector<Enable>& enable) {
  ++runs;
  std::unique_ptr<Handle> handle(new Handle(source, budget));
  ::archive* const a = handle->archive_ = archive_read_new();
  if (a == nullptr) throw std::bad_alloc();
  for (const Enable function : enable) {
    if (function(a) == ARCHIVE_OK) continue;
    if (archive_errno(a) == ENOMEM) throw std::bad_alloc();
    return Trouble{Reason::kNoParser, "libarchive was built without this method"};
  }
  archive_read_set_passphrase_callback(a, nullptr, &no_passphrase);
  archive_read_set_callback_data(a, handle.get());
  archive_read_set_read_callback(a, &on_read);
  if (source.random_access()) {
    archive_read_set_seek_callback(a, &on_seek);
    archive_read_set_skip_callback(a, &on_skip);
  }
  handle->block_.resize(kBlockBytes);
  const Utf8Locale locale;
  const int opened = archive_read_open1(a);
  handle->rethrow();
  if (opened < ARCHIVE_WARN) return handle->trouble();
  return handle;
}

Handle::~Handle() { archive_read_free(archive_); }

int Handle::next(archive_entry** entry) {
  const Utf8Locale locale;
  int status = ARCHIVE_RETRY;
  for (int tries = 0; status == ARCHIVE_RETRY && tries < kMaxRetries; ++tries) {
    status = archive_read_next_header(archive_, entry);
    passed_over_ = passed_over_ || status == ARCHIVE_RETRY;
  }
  rethrow();
  if (status >= ARCHIVE_WARN) fetched_ = 0;
  return status;
}

int Handle::data(const void** block, std::size_t* bytes, std::int64_t* offset) {
  int status = ARCHIVE_RETRY;
  for (int tries = 0; status == ARCHIVE_RETRY && tries < kMaxRetries; ++tries) {
    status = archive_read_data_block(archive_, block, bytes, offset);
  }
  rethrow();
  if (status >= ARCHIVE_WARN && *bytes > 0) fetched_ = 0;
  return status;
}

Trouble Handle::trouble() const {
  if (trouble_) return *trouble_;
  const char* const words = archive_error_string(archive_);
  std::string text = words == nullptr ? "" : words;
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (mentions(text, {"encrypt", "crypto", "passphrase", "password"})) return {Reason::kEncryptedPart, "encrypted"};
  if (mentions(text, {"truncated", "unexpected end", "premature", "too small block"}))
    return {Reason::kTruncated, "archive is cut off"};
  if (mentions(text, {"checksum", "crc"})) return {Reason::kChecksumMismatch, "checksum in the archive"};
  if (mentions(text, {"unsupported", "not supported", "unavailable", "unknown compression"})) {
    return {Reason::kUnsupportedMethod, "method that libarchive does not know"};
  }
  if (mentions(text, {"memory"})) return {Reason::kMemory, "no memory for the archive reader"};
  return {Reason::kBadStructure, "damaged archive"};
}

std::uint64_t Handle::consumed() const {
  return static_cast<std::uint64_t>(std::max<la_int64_t>(0, archive_filter_bytes(archive_, -1)));
}

std::unique_ptr<Source> Handle::rest() {
  const std::uint64_t from = std::max(consumed(), block_at_);
  const auto skip = static_cast<std::size_t>(std::min<std::uint64_t>(from - block_at_, block_bytes_));
  auto fetched = std::make_shared<std::string>(block_.data() + skip, block_bytes_ - skip);
  return std::make_unique<base::FunctionSource>([this, fetched](std::span<char> out) -> Result<std::size_t, Trouble> {
    if (fetched->empty())
      return source_.random_access() ? base::read_full_at(source_, std::exchange(at_, at_ + out.size()), out) : source_.read(out);
    const std::size_t n = std::min(out.size(), fetched->size());
    std::memcpy(out.data(), fetched->data(), n);
    fetched->erase(0, n);
    return n;
  });
}

la_ssize_t Handle::fail(Trouble trouble) {
  trouble_ = std::move(trouble);
  archive_set_error(archive_, EIO, "input");
  return ARCHIVE_FATAL;
}

la_ssize_t Handle::fetch(const void** block) {
  if (!budget_.tick()) return fail({budget_.stopped(), "archive"});
  if (source_.random_access() && fetched_ / kMaxRounds > *source_.size() + kFreeBytes) {
    return fail({Reason::kProgress, "the archive leads its reader in circles"});
  }
  // Full blocks: some readers of libarchive stumble over short ones.
  const auto got = source_.random_access() ? base::read_full_at(source_, at_, block_) : base::read_full(source_, block_);
  if (!got.ok()) return fail(got.error());
  block_at_ = at_;
  block_bytes_ = got.value();
  at_ += got.value();
  fetched_ += got.value();
  *block = block_.data();
  return static_cast<la_ssize_t>(got.value());
}

la_ssize_t Handle::on_read(::archive*, void* self, const void** block) {
  auto& handle = *static_cast<Handle*>(self);
  if (handle.thrown_) return ARCHIVE_FATAL;
  try {
    return handle.fetch(block);
  } catch (...) {
    handle.thrown_ = std::current_exception();
    return ARCHIVE_FATAL;
  }
}

void Handle::rethrow() const {
  if (thrown_) std::rethrow_exception(thrown_);
}

la_int64_t Handle::on_skip(::archive*, void* self, la_int64_t bytes) {
  auto& handle = *static_cast<Handle*>(self);
  const std::uint64_t left = *handle.source_.size() - std::min(handle.at_, *handle.source_.size());
  const std::uint64_t step = std::min(left, static_cast<std::uint64_t>(std::max<la_int64_t>(0, bytes)));
  handle.at_ += step;
  return static_cast<la_int64_t>(step);
}

la_int64_t Handle::on_seek(::archive*, void* self, la_int64_t offset, int whence) {
  auto& handle = *static_cast<Handle*>(self);
  const auto size = static_cast<la_int64_t>(*handle.source_.size());
  const la_int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_END ? size : static_cast<la_int64_t>(handle.at_);
  la_int64_t target = 0;
  if (__builtin_add_overflow(base, offset, &target) || target < 0 || target > size || !handle.budget_.tick())
    return ARCHIVE_FATAL;
  handle.fetched_ += kBlockBytes;  // a loop of seeks within buffered input must end too
  handle.at_ = static_cast<std::uint64_t>(target);
  return target;
}

Result<std::size_t, Trouble> EntrySource::read(std::span<char> out) {
  while (left_ == 0 && zeros_ == 0 && !ended_ && !failed_ && !out.empty()) failed_ = next_block();
  if (failed_) return *failed_;
  if (zeros_ > 0) {
    const std::size_t n = std::min(out.size(), zeros_);
    std::fill_n(out.data(), n, '\0');
    zeros_ -= n;
    return n;
  }
  const std::size_t n = std::min(out.size(), left_);
  if (n > 0) std::memcpy(out.data(), block_, n);
  block_ += n;
  left_ -= n;
  return n;
}

std::optional<Trouble> EntrySource::next_block() {
  const void* block = nullptr;
  std::size_t bytes = 0;
  std::int64_t offset = 0;
  const int status = handle_.data(&block, &bytes, &offset);
  const auto begin = static_cast<std::uint64_t>(std::max<std::int64_t>(0, offset));
  ended_ = status == ARCHIVE_EOF;
  if (ended_) return at_end(begin);
  if (status < ARCHIVE_WARN || (status == ARCHIVE_WARN && bytes == 0)) return handle_.trouble();
  if (status == ARCHIVE_WARN && !warned_) warned_ = handle_.trouble();
  if (begin > end_) zeros_ = static_cast<std::size_t>(std::min<std::uint64_t>(begin - end_, kMaxHoleBytes));
  end_ = std::max(end_, begin + bytes);
  block_ = static_cast<const char*>(block);
  left_ = bytes;
  return std::nullopt;
}

// `told`: where libarchive says the data ends; right for the hole at the end of a sparse file, wrong for WARC and xar.
std::optional<Trouble> EntrySource::at_end(std::uint64_t told) const {
  if (warned_) return warned_;
  if (declared_ && *declared_ != end_ && *declared_ != told)
    return Trouble{Reason::kHeaderConflict, "the member is not as long as declared"};
  return std::nullopt;
}

std::uint64_t library_runs() { return runs; }

}  // namespace assay::extract::archives

namespace assay::extract {
std::uint64_t foreign_runs() { return archives::library_runs(); }
}  // namespace assay::extract
