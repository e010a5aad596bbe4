// malloc and some system calls of libc, replaced. In a program: `arm` and `disarm`. Preloaded: ASSAY_FAULT=CALL:NTH:TIMES:ERROR
// arms at the start, and the number of calls goes to the file ASSAY_FAULT_COUNT at the end; every name that is opened goes to
// the file ASSAY_FAULT_NAMES. Declares libc's functions itself:
// their headers have inline forms of the same names.
#include <dlfcn.h>

#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "faults.h"

struct msghdr;
struct stat;
using ssize_t = long;

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);
void __libc_free(void*);
}

namespace assay::faults {
namespace {

std::atomic<Call> armed{Call::kNone};
std::atomic<std::uint64_t> count{0}, first{0}, end{0};
std::atomic<int> error{0};
std::atomic<std::int64_t> live{0};

/// Whether this call is one of those that fail.
bool hit(Call call) {
  if (armed.load(std::memory_order_relaxed) != call) return false;
  const std::uint64_t number = count.fetch_add(1, std::memory_order_relaxed) + 1;
  return number >= first && number < end;
}

/// Where the names of opened files go; -1: nowhere.
int names = -1;

void note_name(const char* name) {
  if (names < 0) return;
  ::dprintf(names, "%s\n", name);
}

void* given(void* block) {
  if (block != nullptr) live.fetch_add(1, std::memory_order_relaxed);
  return block;
}

void* no_memory() {
  errno = ENOMEM;
  return nullptr;
}

/// The next definition of the same name: libc's.
template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

/// A call that moves bytes: fails, moves one, or is left alone.
template <class Function, class... More>
ssize_t moved(Call call, const char* name, int fd, void* bytes, std::size_t size, More... more) {
  static const auto real = next<Function>(name);
  const bool now = hit(call);
  if (!now) return real(fd, bytes, size, more...);
  if (error == kShort) return real(fd, bytes, size < 1 ? size : 1, more...);
  errno = error;
  return -1;
}

/// A call that answers 0 or a descriptor, or -1.
template <class Function, class... Arguments>
auto answered(Call call, const char* name, Arguments... arguments) {
  static const auto real = next<Function>(name);
  if (!hit(call)) return real(arguments...);
  errno = error == kShort ? EIO : error.load();
  return static_cast<decltype(real(arguments...))>(-1);
}

struct Word {
  const char* name;
  Call call;
};
constexpr Word kWords[] = {{"allocate", Call::kAllocate}, {"read", Call::kRead}, {"write", Call::kWrite},
                           {"sync", Call::kSync},         {"open", Call::kOpen}, {"map", Call::kMap},
                           {"receive", Call::kReceive},   {"send", Call::kSend}, {"rename", Call::kRename},
                           {"stat", Call::kStat}};

/// Without memory of its own: this may be what malloc is waiting for.
__attribute__((constructor)) void arm_from_environment() {
  if (const char* path = std::getenv("ASSAY_FAULT_NAMES")) {
    constexpr int kAppend = 02000 | 0100 | 01;  // O_APPEND | O_CREAT | O_WRONLY
    names = next<int (*)(const char*, int, ...)>("open64")(path, kAppend, 0600);
  }
  const char* order = std::getenv("ASSAY_FAULT");
  if (order == nullptr) return;
  char name[16] = {};
  unsigned long long nth = 0, times = 0;
  int what = 0;
  if (std::sscanf(order, "%15[a-z]:%llu:%llu:%d", name, &nth, &times, &what) != 4) std::abort();
  for (const Word& word : kWords)
    if (std::strcmp(word.name, name) == 0) arm({word.call, nth, times, what});
}

__attribute__((destructor)) void tell_count() {
  const char* path = std::getenv("ASSAY_FAULT_COUNT");
  if (path == nullptr) return;
  const std::uint64_t calls = disarm();
  if (std::FILE* out = std::fopen(path, "w")) {
    std::fprintf(out, "%llu\n", static_cast<unsigned long long>(calls));
    std::fclose(out);
  }
}

}  // namespace

void arm(const Order& order) {
  count = 0;
  first = order.nth;
  end = order.times > ~std::uint64_t{0} - order.nth ? ~std::uint64_t{0} : order.nth + order.times;
  error = order.error;
  armed = order.call;
}

std::uint64_t disarm() {
  armed = Call::kNone;
  return count;
}

std::int64_t live_blocks() { return live; }

}  // namespace assay::faults

// NOLINTBEGIN(readability-identifier-naming, readability-inconsistent-declaration-parameter-name): libc's names
using namespace assay::faults;

extern "C" {

void* malloc(std::size_t size) { return hit(Call::kAllocate) ? no_memory() : given(__libc_malloc(size)); }
void* calloc(std::size_t number, std::size_t size) {
  return hit(Call::kAllocate) ? no_memory() : given(__libc_calloc(number, size));
}
void* realloc(void* block, std::size_t size) {
  if (hit(Call::kAllocate)) return no_memory();
  void* moved_to = __libc_realloc(block, size);
  if (block == nullptr) return given(moved_to);
  if (moved_to == nullptr && size == 0) live.fetch_sub(1, std::memory_order_relaxed);
  return moved_to;
}
void* memalign(std::size_t alignment, std::size_t size) {
  return hit(Call::kAllocate) ? no_memory() : given(__libc_memalign(alignment, size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) { return memalign(alignment, size); }
int posix_memalign(void** out, std::size_t alignment, std::size_t size) {
  void* block = memalign(alignment, size);
  if (block == nullptr) return ENOMEM;
  *out = block;
  return 0;
}
void free(void* block) {
  if (block != nullptr) live.fetch_sub(1, std::memory_order_relaxed);
  __libc_free(block);
}

ssize_t read(int fd, void* to, std::size_t size) {
  return moved<ssize_t (*)(int, void*, std::size_t)>(Call::kRead, "read", fd, to, size);
}
ssize_t __read_chk(int fd, void* to, std::size_t size, std::size_t) { return read(fd, to, size); }
ssize_t pread64(int fd, void* to, std::size_t size, long at) {
  return moved<ssize_t (*)(int, void*, std::size_t, long)>(Call::kRead, "pread64", fd, to, size, at);
}
ssize_t pread(int fd, void* to, std::size_t size, long at) { return pread64(fd, to, size, at); }
ssize_t __pread_chk(int fd, void* to, std::size_t size, long at, std::size_t) { return pread64(fd, to, size, at); }
ssize_t __pread64_chk(int fd, void* to, std::size_t size, long at, std::size_t) { return pread64(fd, to, size, at); }
ssize_t write(int fd, const void* from, std::size_t size) {
  return moved<ssize_t (*)(int, void*, std::size_t)>(Call::kWrite, "write", fd, const_cast<void*>(from), size);
}
ssize_t recv(int fd, void* to, std::size_t size, int flags) {
  return moved<ssize_t (*)(int, void*, std::size_t, int)>(Call::kReceive, "recv", fd, to, size, flags);
}
ssize_t __recv_chk(int fd, void* to, std::size_t size, std::size_t, int flags) { return recv(fd, to, size, flags); }
ssize_t send(int fd, const void* from, std::size_t size, int flags) {
  return moved<ssize_t (*)(int, void*, std::size_t, int)>(Call::kSend, "send", fd, const_cast<void*>(from), size, flags);
}
ssize_t recvmsg(int fd, msghdr* message, int flags) {
  return answered<ssize_t (*)(int, msghdr*, int)>(Call::kReceive, "recvmsg", fd, message, flags);
}
ssize_t sendmsg(int fd, const msghdr* message, int flags) {
  return answered<ssize_t (*)(int, const msghdr*, int)>(Call::kSend, "sendmsg", fd, message, flags);
}

int fsync(int fd) { return answered<int (*)(int)>(Call::kSync, "fsync", fd); }
int fdatasync(int fd) { return answered<int (*)(int)>(Call::kSync, "fdatasync", fd); }
int rename(const char* from, const char* to) {
  return answered<int (*)(const char*, const char*)>(Call::kRename, "rename", from, to);
}
int fstat(int fd, struct stat* out) { return answered<int (*)(int, struct stat*)>(Call::kStat, "fstat", fd, out); }
int fstat64(int fd, struct stat* out) { return fstat(fd, out); }

int openat64(int folder, const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const unsigned mode = va_arg(more, unsigned);
  va_end(more);
  note_name(path);
  return answered<int (*)(int, const char*, int, ...)>(Call::kOpen, "openat64", folder, path, flags, mode);
}
int openat(int folder, const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const unsigned mode = va_arg(more, unsigned);
  va_end(more);
  return openat64(folder, path, flags, mode);
}
constexpr int kHere = -100;  // AT_FDCWD
int open(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const unsigned mode = va_arg(more, unsigned);
  va_end(more);
  return openat64(kHere, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  const unsigned mode = va_arg(more, unsigned);
  va_end(more);
  return openat64(kHere, path, flags, mode);
}
int __open_2(const char* path, int flags) { return openat64(kHere, path, flags, 0); }
int __open64_2(const char* path, int flags) { return openat64(kHere, path, flags, 0); }
int __openat_2(int folder, const char* path, int flags) { return openat64(folder, path, flags, 0); }
int __openat64_2(int folder, const char* path, int flags) { return openat64(folder, path, flags, 0); }
int memfd_create(const char* name, unsigned flags) {
  note_name(name);
  return answered<int (*)(const char*, unsigned)>(Call::kOpen, "memfd_create", name, flags);
}
int socketpair(int domain, int type, int protocol, int* ends) {
  return answered<int (*)(int, int, int, int*)>(Call::kOpen, "socketpair", domain, type, protocol, ends);
}
void* mmap64(void* at, std::size_t size, int protection, int flags, int fd, long offset) {
  static const auto real = next<void* (*)(void*, std::size_t, int, int, int, long)>("mmap64");
  if (!hit(Call::kMap)) return real(at, size, protection, flags, fd, offset);
  errno = ENOMEM;
  return reinterpret_cast<void*>(-1);  // MAP_FAILED
}
void* mmap(void* at, std::size_t size, int protection, int flags, int fd, long offset) {
  return mmap64(at, size, protection, flags, fd, offset);
}

}  // extern "C"
// NOLINTEND(readability-identifier-naming, readability-inconsistent-declaration-parameter-name)
