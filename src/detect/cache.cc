#include "detect/cache.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace assay::detect {
namespace {

/// Padded, so that what follows is aligned.
constexpr std::size_t kHeaderBytes = 64;
constexpr std::uint64_t kMaxFileBytes = std::uint64_t{1} << 30;
constexpr mode_t kOthers = 077;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) close(number_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }
  bool ok() const { return number_ >= 0; }

 private:
  int number_;
};

bool ours_alone(const struct stat& status) { return status.st_uid == geteuid() && (status.st_mode & kOthers) == 0; }

int open_folder(const std::string& folder) {
  const int opened = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  struct stat status {};
  if (opened >= 0 && fstat(opened, &status) == 0 && ours_alone(status)) return opened;
  if (opened >= 0) close(opened);
  return -1;
}

void make_folder(const std::string& folder) {
  std::error_code ignored;
  const std::filesystem::path parent = std::filesystem::path(folder).parent_path();
  if (!parent.empty()) std::filesystem::create_directories(parent, ignored);
  mkdir(folder.c_str(), 0700);
}

/// Against accidents: the folder and the file are ours alone, so nobody else can have written them.
std::array<char, kHeaderBytes> header_of(std::string_view contents) {
  std::array<char, kHeaderBytes> header{};
  XXH128_canonical_t sum;
  XXH128_canonicalFromHash(&sum, XXH3_128bits(contents.data(), contents.size()));
  std::memcpy(header.data(), sum.digest, sizeof sum.digest);
  return header;
}

std::string file_name(const std::string& key) { return key + ".patterns"; }

std::shared_ptr<char[]> read_all(int descriptor, std::size_t size) {
  const std::shared_ptr<char[]> out(new char[size]);  // not filled with zeros first: it is big
  for (std::size_t have = 0; have < size;) {
    const ssize_t got = read(descriptor, out.get() + have, size - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return nullptr;
    have += static_cast<std::size_t>(got);
  }
  return out;
}

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = write(descriptor, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

}  // namespace

std::optional<CachedBytes> load_cached(const std::string& folder, const std::string& key) {
  const Descriptor directory(open_folder(folder));
  if (!directory.ok()) return std::nullopt;
  const Descriptor file(openat(directory.get(), file_name(key).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (!file.ok() || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) || !ours_alone(status)) return std::nullopt;
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size < kHeaderBytes || size > kMaxFileBytes) return std::nullopt;
  std::shared_ptr<char[]> whole = read_all(file.get(), size);
  if (!whole) return std::nullopt;
  const std::string_view contents(whole.get() + kHeaderBytes, size - kHeaderBytes);
  const std::array<char, kHeaderBytes> header = header_of(contents);
  if (std::memcmp(header.data(), whole.get(), kHeaderBytes) != 0) return std::nullopt;
  return CachedBytes{contents, std::move(whole)};
}

void store_cached(const std::string& folder, const std::string& key, std::string_view contents) {
  make_folder(folder);
  const Descriptor directory(open_folder(folder));
  if (!directory.ok()) return;
  const std::string unfinished = "unfinished-" + std::to_string(getpid()) + "-" + key.substr(0, 16);
  const Descriptor file(openat(directory.get(), unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file.ok()) return;
  const std::array<char, kHeaderBytes> header = header_of(contents);
  const bool written = write_all(file.get(), {header.data(), header.size()}) && write_all(file.get(), contents);
  if (written && renameat(directory.get(), unfinished.c_str(), directory.get(), file_name(key).c_str()) == 0) return;
  unlinkat(directory.get(), unfinished.c_str(), 0);
}

}  // namespace assay::detect
