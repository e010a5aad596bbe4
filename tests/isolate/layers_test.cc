// Each layer by itself: that a deed is stopped by one layer proves nothing about the others.
#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "isolate/sandbox.h"
#include "isolate/sandbox_check.h"

namespace assay::isolate {
namespace {

namespace fs = std::filesystem;

/// Exit code of a child that ran `deed`; 128 + signal.
template <class Deed>
int in_child(const Deed& deed) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(deed());
  int status = 0;
  EXPECT_EQ(::waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/// The same after enter_sandbox, without the filter.
template <class Deed>
int after_entering(const Deed& deed) {
  int ends[2];
  EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), 0);
  const int code = in_child([&] {
    const SandboxOptions options{.memory_bytes = 256 << 20, .socket = ends[1]};
    (void)enter_sandbox(options);
    return deed(options);
  });
  for (const int end : ends) ::close(end);
  return code;
}

struct Promise {
  const char* name;
  __rlimit_resource_t what;
  rlim_t most;
  bool in_every_build;
};

class LimitOf : public ::testing::TestWithParam<Promise> {};

TEST_P(LimitOf, IsSetForGood) {
  const Promise& promise = GetParam();
  if (kSanitizedBuild && !promise.in_every_build) GTEST_SKIP() << "sanitizer builds leave this limit out";
  EXPECT_EQ(after_entering([&](const SandboxOptions&) {
              rlimit now{};
              return ::getrlimit(promise.what, &now) == 0 && now.rlim_cur == promise.most && now.rlim_max == promise.most ? 0 : 1;
            }),
            0);
}

INSTANTIATE_TEST_SUITE_P(All, LimitOf,
                         ::testing::Values(Promise{"core", RLIMIT_CORE, 0, true}, Promise{"file_size", RLIMIT_FSIZE, 0, true},
                                           Promise{"queues", RLIMIT_MSGQUEUE, 0, true},
                                           Promise{"locked", RLIMIT_MEMLOCK, 0, true},
                                           Promise{"processes", RLIMIT_NPROC, 0, false},
                                           Promise{"descriptors", RLIMIT_NOFILE, 64, false},
                                           Promise{"memory", RLIMIT_DATA, 256 << 20, false}),
                         [](const auto& instance) { return instance.param.name; });

TEST(Entering, TakesPrivilegesAndCoreDumps) {
  EXPECT_EQ(after_entering([](const SandboxOptions&) { return ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0); }), 1);
  EXPECT_EQ(after_entering([](const SandboxOptions&) { return ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }), 0);
}

TEST(Holds, IsSeenInTheProcessAndNotRemembered) {
  const SandboxOptions nothing_entered{.memory_bytes = 256 << 20};
  EXPECT_FALSE(holds(Layer::kLimits, nothing_entered, 7, true));
  EXPECT_EQ(holds(Layer::kNoNewPrivs, nothing_entered, 7, true), ::prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1);
  for (const Layer layer : {Layer::kNoNewPrivs, Layer::kLimits})
    EXPECT_EQ(after_entering([layer](const SandboxOptions& options) { return holds(layer, options, 0, false) ? 0 : 1; }), 0);
  EXPECT_FALSE(holds(Layer::kSystemCalls, nothing_entered, 7, false));
  EXPECT_FALSE(holds(Layer::kFiles, nothing_entered, 0, true));
}

/// A folder of which `in` is let in by the rules and `out` is not; each has a file.
class Folders {
 public:
  Folders() {
    std::string name = ::testing::TempDir() + "assay-rules-XXXXXX";
    root = ::mkdtemp(name.data());
    for (const char* half : {"in", "out"}) {
      fs::create_directories(fs::path(root) / half / "folder");
      std::ofstream(fs::path(root) / half / "file") << "text";
      fs::permissions(fs::path(root) / half / "file", fs::perms::owner_all);  // executing text fails otherwise: ENOEXEC
    }
  }
  ~Folders() { fs::remove_all(root); }
  Folders(const Folders&) = delete;
  Folders& operator=(const Folders&) = delete;
  std::string in(const char* name) const { return root + "/in/" + name; }
  std::string out(const char* name) const { return root + "/out/" + name; }
  std::string root;
};

sockaddr_in nobody_at_home() {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(60'009);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

long over_tcp(int (*deed)(int, const sockaddr*, socklen_t)) {
  const sockaddr_in address = nobody_at_home();
  return deed(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), reinterpret_cast<const sockaddr*>(&address), sizeof address);
}

/// `deed` with a socket without a file, named after `folders`. The socket, negative: it failed.
int over_abstract_socket(const Folders& folders, int (*deed)(int, const sockaddr*, socklen_t)) {
  sockaddr_un named{AF_UNIX, {}};
  folders.root.copy(named.sun_path + 1, sizeof named.sun_path - 1);
  const int one = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  return deed(one, reinterpret_cast<const sockaddr*>(&named), sizeof named) == 0 ? one : -1;
}

struct Refusal {
  const char* name;
  int since;  ///< Landlock ABI.
  int error;
  long (*deed)(const Folders&);
};

void PrintTo(const Refusal& refusal, std::ostream* out) { *out << refusal.name; }

/// A deed refused, each by a right of its own.
const Refusal kRefusals[] = {
    {"open", 1, EACCES, [](const Folders& at) -> long { return ::open(at.out("file").c_str(), O_RDONLY); }},
    {"list", 1, EACCES, [](const Folders& at) -> long { return ::open(at.out("folder").c_str(), O_RDONLY | O_DIRECTORY); }},
    {"write", 1, EACCES, [](const Folders& at) -> long { return ::open(at.in("file").c_str(), O_WRONLY); }},
    {"execute", 1, EACCES, [](const Folders& at) -> long { return ::execl(at.in("file").c_str(), "file", nullptr); }},
    {"make_file", 1, EACCES, [](const Folders& at) -> long { return ::open(at.in("new").c_str(), O_RDONLY | O_CREAT, 0600); }},
    {"make_folder", 1, EACCES, [](const Folders& at) -> long { return ::mkdir(at.in("new").c_str(), 0700); }},
    {"make_pipe", 1, EACCES, [](const Folders& at) -> long { return ::mkfifo(at.in("new").c_str(), 0600); }},
    {"make_link", 1, EACCES, [](const Folders& at) -> long { return ::symlink("file", at.in("new").c_str()); }},
    {"make_socket", 1, EACCES, [](const Folders& at) -> long { return ::mknod(at.in("new").c_str(), S_IFSOCK | 0600, 0); }},
    {"remove_file", 1, EACCES, [](const Folders& at) -> long { return ::unlink(at.in("file").c_str()); }},
    {"remove_folder", 1, EACCES, [](const Folders& at) -> long { return ::rmdir(at.in("folder").c_str()); }},
    {"move", 2, EACCES, [](const Folders& at) -> long { return ::rename(at.out("file").c_str(), at.in("new").c_str()); }},
    {"truncate", 3, EACCES, [](const Folders& at) -> long { return ::truncate(at.in("file").c_str(), 0); }},
    {"bind_tcp", 4, EACCES, [](const Folders&) { return over_tcp(&::bind); }},
    {"connect_tcp", 4, EACCES, [](const Folders&) { return over_tcp(&::connect); }},
    {"steer_device", 5, EACCES,
     [](const Folders&) -> long {
       char settings[256];
       return ::ioctl(::open("/dev/null", O_RDONLY), TCGETS, settings);
     }},
    {"abstract_socket", 6, EPERM, [](const Folders& at) -> long { return over_abstract_socket(at, &::connect); }},
    {"signal", 6, EPERM, [](const Folders&) -> long { return ::kill(::getppid(), 0); }},
};

class FileRules : public ::testing::TestWithParam<Refusal> {};

TEST_P(FileRules, RefuseWithoutAFilter) {
  constexpr int kNoRules = 253, kTooOld = 254, kSucceeded = 255;
  const Folders folders;
  const int listener = over_abstract_socket(folders, &::bind);
  ASSERT_EQ(::listen(listener, 1), 0);
  const int code = in_child([&] {
    ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    const int abi = restrict_files({folders.root + "/in", "/dev/null"});
    if (abi < GetParam().since) return abi == 0 ? kNoRules : kTooOld;
    return GetParam().deed(folders) >= 0 ? kSucceeded : errno;
  });
  ::close(listener);
  if (code == kNoRules || code == kTooOld) GTEST_SKIP() << "this kernel's Landlock is older than ABI " << GetParam().since;
  EXPECT_EQ(code, GetParam().error) << (code == kSucceeded ? "was possible" : std::strerror(code));
}

INSTANTIATE_TEST_SUITE_P(All, FileRules, ::testing::ValuesIn(kRefusals),
                         [](const auto& instance) { return instance.param.name; });

TEST(NamedFiles, CanBeRead) {
  const Folders folders;
  EXPECT_EQ(in_child([&] {
              ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
              (void)restrict_files({folders.root + "/in", folders.root + "/nothing", folders.out("file")});
              for (const std::string& path : {folders.in("file"), folders.in("folder"), folders.out("file")})
                if (::open(path.c_str(), O_RDONLY) < 0) return 1;
              return 0;
            }),
            0);
}

/// What the network of this process is, as a child sees it.
std::string network_of_child(bool inside) {
  int ends[2];
  if (::pipe(ends) != 0) return "no pipe";
  const pid_t child = ::fork();
  if (child == 0) {
    if (inside) enter_namespaces();
    char name[64] = {};
    const ssize_t size = ::readlink("/proc/self/ns/net", name, sizeof name);
    if (size > 0) (void)!::write(ends[1], name, static_cast<std::size_t>(size));
    (void)!::write(ends[1], inside && has_own_namespaces() ? "+" : "-", 1);
    ::_exit(0);
  }
  ::close(ends[1]);
  std::string said;
  char block[128];
  for (ssize_t got; (got = ::read(ends[0], block, sizeof block)) > 0;) said.append(block, static_cast<std::size_t>(got));
  ::close(ends[0]);
  ::waitpid(child, nullptr, 0);
  return said;
}

TEST(Namespaces, TheNetworkIsAnotherWhereItSaysSo) {
  const std::string outside = network_of_child(false), inside = network_of_child(true);
  ASSERT_FALSE(inside.empty());
  EXPECT_EQ(inside.back() == '+', inside.substr(0, inside.size() - 1) != outside.substr(0, outside.size() - 1))
      << outside << " " << inside;
}

}  // namespace
}  // namespace assay::isolate
