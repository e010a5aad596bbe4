#include "batch/walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <set>
#include <system_error>

#include "batch/listing.h"

namespace assay::batch {
namespace {

constexpr std::size_t kOpenFolders = 32;  // further up they are closed, and opened again as ".." on the way back

// O_NONBLOCK: a FIFO put in place of a file must not hold us up. O_NOCTTY: nor may a terminal become ours.
constexpr int kReadFlags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK;

std::string words_of(int error) { return std::generic_category().message(error); }

std::string_view what_it_is(mode_t mode) {
  if (S_ISFIFO(mode)) return "a named pipe (FIFO), not a file";
  if (S_ISSOCK(mode)) return "a socket, not a file";
  if (S_ISBLK(mode)) return "a block device, not a file";
  if (S_ISCHR(mode)) return "a character device, not a file";
  return "not a regular file";
}

/// A folder on the way down.
struct Folder {
  Descriptor fd;  // closed while deep below, see kOpenFolders
  dev_t device = 0;
  ino_t inode = 0;
  std::size_t path_size = 0;  // of the walker's path up to and with this folder
  Listing names;
};

class Walker {
 public:
  Walker(const CancelFlag* cancel, const std::function<void(Found)>& hand_out) : cancel_(cancel), hand_out_(hand_out) {}

  void root(const std::string& path) {
    path_ = path;
    if (cancelled()) return trouble(Reason::kNotStarted, "not begun");
    struct stat facts {};
    if (::stat(path.c_str(), &facts) != 0) return trouble(errno);
    if (S_ISDIR(facts.st_mode)) {
      enter(Descriptor(::open(path.c_str(), kFolderFlags)));
      return run();
    }
    if (!S_ISREG(facts.st_mode)) return unfit(facts.st_mode);
    file(Descriptor(::open(path.c_str(), kReadFlags)));
  }

 private:
  bool cancelled() const { return cancel_ != nullptr && cancel_->load(std::memory_order_relaxed); }

  void hand_out(Found::Kind kind, Reason reason, std::string detail) {
    Found found;
    found.kind = kind;
    found.path = path_;
    found.reason = reason;
    found.detail = std::move(detail);
    hand_out_(std::move(found));
  }
  void trouble(Reason reason, std::string detail) { hand_out(Found::Kind::kTrouble, reason, std::move(detail)); }
  void trouble(int error) { trouble(Reason::kUnreadable, words_of(error)); }
  void unfit(mode_t mode) { trouble(Reason::kUnreadable, std::string(what_it_is(mode))); }

  void run() {
    while (!stack_.empty()) {
      Folder& folder = stack_.back();
      path_.resize(folder.path_size);
      if (cancelled() && !folder.names.done())
        leave_rest(Reason::kNotStarted, "entries of this folder were not looked at");
      else if (folder.names.done())
        leave();
      else
        entry(folder.names.take());
    }
  }

  void leave_rest(Reason reason, const char* words) {
    trouble(reason, std::to_string(stack_.back().names.left()) + " " + words);
    stack_.back().names = Listing();
  }

  void entry(const Listing::Entry& entry) {
    const int above = stack_.back().fd.get();
    if (path_.empty() || path_.back() != '/') path_ += '/';
    path_ += entry.name;
    unsigned char type = entry.type;
    struct stat facts {};
    if (type == DT_UNKNOWN || (type != DT_REG && type != DT_DIR && type != DT_LNK)) {
      if (::fstatat(above, entry.name, &facts, AT_SYMLINK_NOFOLLOW) != 0) return trouble(errno);
      type = static_cast<unsigned char>(IFTODT(facts.st_mode));
    }
    if (type == DT_LNK) return hand_out(Found::Kind::kLink, Reason::kNone, {});
    if (type == DT_DIR) return enter(Descriptor(::openat(above, entry.name, kFolderFlags | O_NOFOLLOW)));
    if (type == DT_REG) return file(Descriptor(::openat(above, entry.name, kReadFlags | O_NOFOLLOW)));
    unfit(facts.st_mode);
  }

  void file(Descriptor fd) {
    if (!fd.open()) return errno == ELOOP ? hand_out(Found::Kind::kLink, Reason::kNone, {}) : trouble(errno);
    struct stat facts {};
    if (::fstat(fd.get(), &facts) != 0) return trouble(errno);
    if (!S_ISREG(facts.st_mode)) return unfit(facts.st_mode);  // replaced since it was listed
    Found found;
    found.kind = Found::Kind::kFile;
    found.path = path_;
    found.file = std::move(fd);
    found.size = static_cast<std::uint64_t>(facts.st_size);
    hand_out_(std::move(found));
  }

  void enter(Descriptor fd) {
    if (!fd.open()) return trouble(errno);
    struct stat facts {};
    if (::fstat(fd.get(), &facts) != 0) return trouble(errno);
    for (const Folder& above : stack_)
      if (above.device == facts.st_dev && above.inode == facts.st_ino)
        return trouble(Reason::kUnreadable, "a folder loop: it is the same folder as " + path_.substr(0, above.path_size));
    Folder folder;
    folder.device = facts.st_dev;
    folder.inode = facts.st_ino;
    folder.path_size = path_.size();
    if (const int error = folder.names.read(fd.get())) trouble(error);
    folder.fd = std::move(fd);
    stack_.push_back(std::move(folder));
    if (stack_.size() > kOpenFolders) stack_[stack_.size() - kOpenFolders - 1].fd.reset();
  }

  // Back to the folder above, which may have to be opened again.
  void leave() {
    const Folder below = std::move(stack_.back());
    stack_.pop_back();
    if (stack_.empty() || stack_.back().fd.open()) return;
    Folder& above = stack_.back();
    Descriptor fd(::openat(below.fd.get(), "..", kFolderFlags));
    struct stat facts {};
    const bool same = fd.open() && ::fstat(fd.get(), &facts) == 0 && facts.st_dev == above.device && facts.st_ino == above.inode;
    if (same) {
      above.fd = std::move(fd);
      return;
    }
    path_.resize(above.path_size);
    if (!above.names.done()) leave_rest(Reason::kUnreadable, "entries were not reached: the folder was moved during the walk");
  }

  const CancelFlag* cancel_;
  const std::function<void(Found)>& hand_out_;
  std::string path_;
  std::vector<Folder> stack_;
};

std::string without_slashes_at_end(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

}  // namespace

void Descriptor::reset(int fd) {
  if (fd_ >= 0) ::close(fd_);
  fd_ = fd;
}

void walk(const std::vector<std::string>& paths, const CancelFlag* cancel, const std::function<void(Found)>& hand_out) {
  std::set<std::string> walked;
  Walker walker(cancel, hand_out);
  for (const std::string& path : paths)
    if (walked.insert(without_slashes_at_end(path)).second) walker.root(path);
}

}  // namespace assay::batch
