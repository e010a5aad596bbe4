// Regular files and unlinked temporary files as sources.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/fence.h"
#include "base/io.h"

namespace assay {
namespace base {
namespace {

// Until somebody else closes it.
class OwnedDescriptor {
 public:
  explicit OwnedDescriptor(int fd) : fd_(fd) {}
  ~OwnedDescriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  OwnedDescriptor(const OwnedDescriptor&) = delete;
  OwnedDescriptor& operator=(const OwnedDescriptor&) = delete;
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }

 private:
  int fd_;
};

Trouble io_trouble(const char* what) { return {Reason::kIoError, std::string(what) + ": " + std::strerror(errno)}; }

ssize_t pread_retry(int fd, std::span<char> out, std::uint64_t offset) {
  for (;;) {
    const ssize_t got = ::pread(fd, out.data(), out.size(), static_cast<off_t>(offset));
    if (got >= 0 || errno != EINTR) return got;
  }
}

// A file of known size. One that ends before that has shrunk while it was read.
class FileSource final : public Source {
 public:
  FileSource(int fd, std::uint64_t size) : fd_(fd), size_(size) {}
  ~FileSource() override { ::close(fd_); }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;

  std::optional<std::uint64_t> size() const override { return size_; }
  bool random_access() const override { return true; }
  int descriptor() const override { return fd_; }

  Result<std::size_t, Trouble> read(std::span<char> out) override {
    auto got = read_at(at_, out);
    if (got.ok()) at_ += got.value();
    return got;
  }

  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override {
    if (offset >= size_ || out.empty()) return std::size_t{0};
    const auto wanted = out.first(static_cast<std::size_t>(std::min<std::uint64_t>(out.size(), size_ - offset)));
    const ssize_t got = pread_retry(fd_, wanted, offset);
    if (got < 0) return io_trouble("read");
    if (got == 0) return Trouble{Reason::kChangedWhileRead, "the file became shorter while it was read"};
    return static_cast<std::size_t>(got);
  }

 private:
  int fd_;
  std::uint64_t size_, at_ = 0;
};

// An unlinked file: nothing is left of it whatever happens to this process.
int open_temporary() {
  const char* folder = std::getenv("TMPDIR");
  if (folder == nullptr || *folder == '\0') folder = "/tmp";
  const int fd = ::open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC | O_EXCL, 0600);
  if (fd >= 0) return fd;
  std::string name = std::string(folder) + "/assay-XXXXXX";  // File systems without O_TMPFILE.
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named >= 0) ::unlink(name.c_str());
  return named;
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(fd, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

constexpr std::size_t kSpoolInMemory = 4 << 20;

// Gives the disk budget back when the file goes.
class SpoolFile final : public Source {
 public:
  SpoolFile(int fd, std::uint64_t size, Budget& budget) : file_(fd, size), size_(size), budget_(budget) {}
  ~SpoolFile() override { budget_.give_back_temp(size_); }
  SpoolFile(const SpoolFile&) = delete;
  SpoolFile& operator=(const SpoolFile&) = delete;
  std::optional<std::uint64_t> size() const override { return size_; }
  bool random_access() const override { return true; }
  int descriptor() const override { return file_.descriptor(); }
  Result<std::size_t, Trouble> read(std::span<char> out) override { return file_.read(out); }
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override { return file_.read_at(offset, out); }

 private:
  FileSource file_;
  std::uint64_t size_;
  Budget& budget_;
};

// Moves what is in memory and all that follows into a temporary file.
Spooled spool_to_disk(ContentString&& front, Source& forward, Budget& budget) {
  Spooled out;
  OwnedDescriptor fd(open_temporary());
  if (fd.get() < 0) {
    out = {nullptr, Reason::kIoError, io_trouble("temporary file").detail};
    out.source = std::make_unique<MemorySource>(std::move(front));
    return out;
  }
  std::uint64_t size = 0;
  ContentString block(std::move(front));
  while (!block.empty()) {
    if (!budget.draw_temp(block.size())) {
      out.cut = budget.stopped();
      break;
    }
    size += block.size();
    if (!write_all(fd.get(), block)) {
      out.cut = Reason::kIoError, out.detail = io_trouble("write to the temporary file").detail;
      break;
    }
    block.resize(256 << 10);
    const Front got = out.cut == Reason::kNone ? read_front(forward, block) : Front{};
    if (got.trouble) out.cut = got.trouble->reason, out.detail = got.trouble->detail;
    block.resize(got.bytes);
  }
  struct stat info {};
  const bool known = ::fstat(fd.get(), &info) == 0;
  if (!known && out.cut == Reason::kNone) out.cut = Reason::kIoError, out.detail = io_trouble("temporary file").detail;
  const std::uint64_t stored = known ? static_cast<std::uint64_t>(info.st_size) : 0;
  budget.give_back_temp(size > stored ? size - stored : 0);
  out.source = std::make_unique<SpoolFile>(fd.get(), stored, budget);
  fd.release();
  return out;
}

}  // namespace

Spooled spool(Source& forward, Budget& budget) {
  ContentString front(kSpoolInMemory, '\0');
  std::size_t filled = 0;
  while (filled < front.size()) {
    auto got = forward.read(std::span(front).subspan(filled));
    if (!got.ok()) {
      front.resize(filled);
      return {std::make_unique<MemorySource>(std::move(front)), got.error().reason, got.error().detail};
    }
    if (got.value() == 0) break;
    filled += got.value();
  }
  if (filled == front.size()) return spool_to_disk(std::move(front), forward, budget);
  return {std::make_unique<MemorySource>(front.substr(0, filled)), Reason::kNone, {}};
}

}  // namespace base

inline namespace v1 {

// Closes the descriptor also when there is no memory for its source.
std::unique_ptr<Source> adopt_descriptor(int descriptor, std::uint64_t size) {
  base::OwnedDescriptor owned(descriptor);
  auto source = std::make_unique<base::FileSource>(owned.get(), size);
  owned.release();
  return source;
}

namespace {

Result<std::unique_ptr<Source>> open_regular(const std::string& path) {
  base::OwnedDescriptor fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (fd.get() < 0)
    return Diagnostic{.file = path,
                      .code = errno == ENOENT ? Code::kMissing : Code::kIo,
                      .message = std::string("cannot open: ") + std::strerror(errno),
                      .fix = errno == EACCES ? "run as a user who may read it" : ""};
  struct stat info {};
  if (::fstat(fd.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
    return Diagnostic{
        .file = path, .code = Code::kInvalidArgument, .message = "not a regular file", .fix = "only files can be scanned"};
  }
  ::posix_fadvise(fd.get(), 0, 0, POSIX_FADV_SEQUENTIAL);
  return adopt_descriptor(fd.release(), static_cast<std::uint64_t>(info.st_size));
}

}  // namespace

Result<std::unique_ptr<Source>> open_file(const std::string& path) {
  return base::unless_out_of_memory([&] { return open_regular(path); });
}

}  // namespace v1
}  // namespace assay
