#include "batch/listing.h"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace assay::batch {

int Listing::read(int fd) {
  const int copy = ::fcntl(fd, F_DUPFD_CLOEXEC, 0);  // closedir closes what fdopendir was given
  DIR* folder = copy < 0 ? nullptr : ::fdopendir(copy);
  if (folder == nullptr) {
    const int trouble = errno;
    if (copy >= 0) ::close(copy);
    return trouble;
  }
  errno = 0;
  while (const dirent* entry = ::readdir(folder)) {
    if (std::strcmp(entry->d_name, ".") == 0 || std::strcmp(entry->d_name, "..") == 0) continue;
    starts_.push_back(bytes_.size());
    bytes_ += static_cast<char>(entry->d_type);
    bytes_.append(entry->d_name, std::strlen(entry->d_name) + 1);
  }
  const int trouble = errno;
  ::closedir(folder);
  // strcmp compares as unsigned char and knows no locale.
  std::sort(starts_.begin(), starts_.end(),
            [this](std::size_t a, std::size_t b) { return std::strcmp(&bytes_[a + 1], &bytes_[b + 1]) < 0; });
  return trouble;
}

Listing::Entry Listing::take() {
  const std::size_t at = starts_[next_++];
  return {&bytes_[at + 1], static_cast<unsigned char>(bytes_[at])};
}

}  // namespace assay::batch
