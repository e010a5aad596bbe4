#include "base/cache.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "base/hash.h"

namespace assay::base {
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

/// With its parents. Those that exist stay as they are; what cannot be made is found out by whoever opens it.
void make_folder(const std::string& folder) {
  for (std::size_t at = folder.find('/', 1); at != folder.npos; at = folder.find('/', at + 1))
    mkdir(folder.substr(0, at).c_str(), 0700);
  mkdir(folder.c_str(), 0700);
}

XXH128_canonical_t canonical(XXH128_hash_t sum) {
  XXH128_canonical_t out;
  XXH128_canonicalFromHash(&out, sum);
  return out;
}

/// Against accidents: the folder and the file are ours alone, so nobody else can have written them.
std::array<char, kHeaderBytes> header_of(const std::string& name, std::string_view contents) {
  std::array<char, kHeaderBytes> header{};
  const XXH64_hash_t seed = XXH3_64bits(name.data(), name.size());
  const XXH128_canonical_t sum = canonical(XXH3_128bits_withSeed(contents.data(), contents.size(), seed));
  std::memcpy(header.data(), sum.digest, sizeof sum.digest);
  return header;
}

/// Stays whole while it is mapped: it is never written again, and another one takes its name.
std::shared_ptr<const char[]> map_all(int descriptor, std::size_t size) {
  void* const mapped = mmap(nullptr, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, descriptor, 0);
  if (mapped == MAP_FAILED) return nullptr;
  return {static_cast<const char*>(mapped), [size](const char* bytes) { munmap(const_cast<char*>(bytes), size); }};
}

constexpr std::size_t kKept = 16;  // of each kind
constexpr std::int64_t kNanoseconds = 1'000'000'000;

bool is_same_kind(std::string_view name, std::string_view other) {
  const auto kind = [](std::string_view of) { return of.substr(std::min(of.size(), of.rfind('.'))); };
  return kind(name) == kind(other);
}

/// Whoever tunes rules leaves an entry with every change. One that is mapped somewhere lives on there without its name.
void drop_oldest(int directory, std::string_view kind_of) {
  DIR* const listing = fdopendir(openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (listing == nullptr) return;
  std::vector<std::pair<std::int64_t, std::string>> found;
  while (const dirent* entry = readdir(listing)) {
    struct stat status {};
    const bool is_file = fstatat(directory, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode);
    if (is_file && is_same_kind(entry->d_name, kind_of))
      found.emplace_back(-(std::int64_t{status.st_atim.tv_sec} * kNanoseconds + status.st_atim.tv_nsec), entry->d_name);
  }
  closedir(listing);
  std::sort(found.begin(), found.end());
  for (std::size_t i = kKept; i < found.size(); ++i) unlinkat(directory, found[i].second.c_str(), 0);
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

CachedBytes CachedBytes::copy_of(std::string_view bytes) {
  const std::shared_ptr<char[]> copy(new char[bytes.size() + 1]);
  bytes.copy(copy.get(), bytes.size());
  return {{copy.get(), bytes.size()}, copy};
}

std::optional<CachedBytes> load_cached(const std::string& folder, const std::string& name) {
  const Descriptor directory(open_folder(folder));
  if (!directory.ok()) return std::nullopt;
  const Descriptor file(openat(directory.get(), name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (!file.ok() || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode) || !ours_alone(status)) return std::nullopt;
  const auto size = static_cast<std::uint64_t>(status.st_size);
  if (size < kHeaderBytes || size > kMaxFileBytes) return std::nullopt;
  std::shared_ptr<const char[]> whole = map_all(file.get(), size);
  if (!whole) return std::nullopt;
  const std::string_view contents(whole.get() + kHeaderBytes, size - kHeaderBytes);
  const std::array<char, kHeaderBytes> header = header_of(name, contents);
  if (std::memcmp(header.data(), whole.get(), kHeaderBytes) != 0) return std::nullopt;
  constexpr struct timespec kUsedNow[] = {{0, UTIME_NOW}, {0, UTIME_OMIT}};  // its contents are as old as they were
  futimens(file.get(), kUsedNow);
  return CachedBytes{contents, std::move(whole), true};
}

void rest(const CachedBytes& bytes) {
  if (!bytes.mapped) return;  // memory that no file stands behind would be lost
  char* const whole = const_cast<char*>(bytes.bytes.data()) - kHeaderBytes;
  madvise(whole, bytes.bytes.size() + kHeaderBytes, MADV_DONTNEED);
}

void store_cached(const std::string& folder, const std::string& name, std::string_view contents) {
  make_folder(folder);
  const Descriptor directory(open_folder(folder));
  if (!directory.ok()) return;
  const std::string unfinished = "unfinished-" + std::to_string(getpid()) + "-" + name;
  const Descriptor file(openat(directory.get(), unfinished.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!file.ok()) return;
  const std::array<char, kHeaderBytes> header = header_of(name, contents);
  const bool written = write_all(file.get(), {header.data(), header.size()}) && write_all(file.get(), contents);
  if (written && renameat(directory.get(), unfinished.c_str(), directory.get(), name.c_str()) == 0)
    return drop_oldest(directory.get(), name);
  unlinkat(directory.get(), unfinished.c_str(), 0);
}

std::string quick_digest(std::string_view bytes) {
  const XXH128_canonical_t sum = canonical(XXH3_128bits(bytes.data(), bytes.size()));
  return to_hex({reinterpret_cast<const char*>(sum.digest), sizeof sum.digest});
}

}  // namespace assay::base
