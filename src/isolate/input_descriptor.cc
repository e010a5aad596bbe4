#include "isolate/input_descriptor.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "base/content.h"

namespace assay::isolate {
namespace {

constexpr std::size_t kCopyBytes = 64 << 10;

Descriptor reading_end_of(int descriptor) {
  const int flags = ::fcntl(descriptor, F_GETFL);
  if (flags < 0) return {};
  if ((flags & O_ACCMODE) == O_RDONLY) return Descriptor(::fcntl(descriptor, F_DUPFD_CLOEXEC, 0));
  const std::string path = "/proc/self/fd/" + std::to_string(descriptor);
  return Descriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
}

bool write_all(int file, std::span<const char> bytes) {
  while (!bytes.empty()) {
    const ssize_t done = ::write(file, bytes.data(), bytes.size());
    if (done < 0 && errno == EINTR) continue;
    if (done <= 0) return false;
    bytes = bytes.subspan(static_cast<std::size_t>(done));
  }
  return true;
}

Result<Done, Trouble> copy(Source& source, std::uint64_t size, int file, base::Budget& budget) {
  const auto block = std::make_unique<char[]>(kCopyBytes);
  const base::WipedAtEnd wiped({block.get(), kCopyBytes});
  for (std::uint64_t at = 0; at < size;) {
    const std::size_t want = static_cast<std::size_t>(std::min<std::uint64_t>(kCopyBytes, size - at));
    const auto got = source.read_at(at, {block.get(), want});
    if (!got.ok()) return got.error();
    if (got.value() == 0) return Trouble{Reason::kChangedWhileRead, "shorter than announced"};
    if (!write_all(file, {block.get(), got.value()})) return Trouble{Reason::kTempDisk, "no memory for a copy"};
    if (!budget.tick()) return Trouble{budget.stopped(), "while copying"};
    at += got.value();
  }
  return Done{};
}

Result<InputDescriptor, Trouble> passed_on(const Source& source) {
  int ends[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
    return Trouble{Reason::kIoError, "no socket for a document"};
  InputDescriptor input;
  input.feed = Descriptor(ends[0]);
  input.file = Descriptor(ends[1]);
  input.size = source.size().value_or(kUnknownSize);
  return input;
}

}  // namespace

Result<InputDescriptor, Trouble> input_descriptor(Source& source, base::Budget& budget) {
  if (!source.random_access()) return passed_on(source);
  const auto size = source.size();
  if (!size) return Trouble{Reason::kInternal, "random access without a size"};
  InputDescriptor input;
  input.size = *size;
  if (source.descriptor() >= 0) input.file = reading_end_of(source.descriptor());
  if (input.file.valid()) return input;
  input.file = Descriptor(::memfd_create("assay", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!input.file.valid()) return Trouble{Reason::kTempDisk, "no memory file"};
  if (!budget.draw_temp(*size)) return Trouble{budget.stopped(), "copy for the worker"};
  input.temp_bytes = *size;
  const auto copied = copy(source, *size, input.file.get(), budget);
  if (!copied.ok()) {
    budget.give_back_temp(*size);
    return copied.error();
  }
  ::fcntl(input.file.get(), F_ADD_SEALS, F_SEAL_WRITE | F_SEAL_GROW | F_SEAL_SHRINK | F_SEAL_SEAL);
  return input;
}

}  // namespace assay::isolate
