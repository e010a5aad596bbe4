#include "batch/walk.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <cstring>

#include "tree.h"

namespace assay::batch {
namespace {

using assay::testing::AsNobody;
using assay::testing::Tree;

/// One line per thing found: kind letter, path without `root`, reason.
std::vector<std::string> walk_lines(const std::vector<std::string>& paths, const std::string& root,
                                    const CancelFlag* cancel = nullptr) {
  std::vector<std::string> lines;
  walk(paths, cancel, [&](Found found) {
    std::string path = found.path.rfind(root, 0) == 0 ? found.path.substr(root.size()) : found.path;
    const char* kinds[] = {"file", "link", "trouble"};
    std::string line = std::string(kinds[static_cast<int>(found.kind)]) + " " + path;
    EXPECT_EQ(found.file.open(), found.kind == Found::Kind::kFile);
    if (found.kind == Found::Kind::kTrouble) line += ": " + std::string(reason_info(found.reason).name) + ": " + found.detail;
    lines.push_back(line);
  });
  return lines;
}
using Lines = std::vector<std::string>;

TEST(Walk, NamesSortedBytewiseFolderByFolder) {
  Tree tree;
  for (const char* name : {"b", "a/z", "a/B", "a/b", "Z", ".hidden", "\xC3\xA4", "a.txt", "\xFF"}) tree.file(name);
  EXPECT_EQ(walk_lines({tree.path()}, tree.path()), (Lines{"file /.hidden", "file /Z", "file /a/B", "file /a/b", "file /a/z",
                                                           "file /a.txt", "file /b", "file /\xC3\xA4", "file /\xFF"}));
}

TEST(Walk, EverythingThatIsNoFileIsNamed) {
  Tree tree;
  tree.pipe("pipe");
  tree.link("dangling", "nowhere");
  tree.link("loop", ".");
  tree.folder("empty");
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  ASSERT_EQ(::chdir(tree.path().c_str()), 0);
  std::strcpy(address.sun_path, "socket");
  ASSERT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ::close(socket);
  ASSERT_EQ(::chdir("/"), 0);
  EXPECT_EQ(walk_lines({tree.path()}, tree.path()),
            (Lines{"link /dangling", "link /loop", "trouble /pipe: unreadable: a named pipe (FIFO), not a file",
                   "trouble /socket: unreadable: a socket, not a file"}));
}

TEST(Walk, PathsGivenThatAreNoFiles) {
  Tree tree;
  tree.link("dangling", "nowhere");
  tree.file("file");
  EXPECT_EQ(walk_lines({"/dev/null", tree.path("missing"), tree.path("dangling"), tree.path("file/below"), ""}, tree.path()),
            (Lines{"trouble /dev/null: unreadable: a character device, not a file",
                   "trouble /missing: unreadable: No such file or directory",
                   "trouble /dangling: unreadable: No such file or directory", "trouble /file/below: unreadable: Not a directory",
                   "trouble : unreadable: No such file or directory"}));
}

TEST(Walk, LinksGivenAreFollowedLinksMetAreNot) {
  Tree tree;
  tree.file("real/f");
  tree.link("real/inner", "f");
  tree.link("to_folder", "real");
  tree.link("to_file", "real/f");
  EXPECT_EQ(walk_lines({tree.path("to_folder"), tree.path("to_file")}, tree.path()),
            (Lines{"file /to_folder/f", "link /to_folder/inner", "file /to_file"}));
}

TEST(Walk, APathGivenTwiceIsWalkedOnce) {
  Tree tree;
  tree.file("d/f");
  EXPECT_EQ(walk_lines({tree.path("d"), tree.path("d//"), tree.path("d")}, tree.path()), (Lines{"file /d/f"}));
  EXPECT_EQ(walk_lines({tree.path("d/")}, tree.path()), (Lines{"file /d/f"}));
}

TEST(Walk, UnreadableFilesAndFoldersAreNamed) {
  Tree tree;
  ::chmod(tree.file("closed").c_str(), 0);
  tree.file("locked/f");
  ::chmod(tree.path("locked").c_str(), 0);
  tree.file("open");
  Lines lines;
  {
    const AsNobody nobody;
    lines = walk_lines({tree.path()}, tree.path());
  }
  ::chmod(tree.path("locked").c_str(), 0755);
  EXPECT_EQ(lines, (Lines{"trouble /closed: unreadable: Permission denied", "trouble /locked: unreadable: Permission denied",
                          "file /open"}));
}

// Deeper than any path may be long, and deeper than folders may be open.
TEST(Walk, DeepTreesNeitherRecurseNorExhaustDescriptors) {
  constexpr int kDepth = 1500;
  Tree tree;
  int at = ::open(tree.path().c_str(), O_RDONLY | O_DIRECTORY);
  for (int i = 0; i < kDepth; ++i) {
    ASSERT_EQ(::mkdirat(at, "folder", 0755), 0);
    if (i % 500 == 0) ::close(::openat(at, "x", O_CREAT | O_WRONLY, 0644));  // sorted behind "folder"
    const int next = ::openat(at, "folder", O_RDONLY | O_DIRECTORY);
    ::close(at);
    at = next;
  }
  ::close(::openat(at, "bottom", O_CREAT | O_WRONLY, 0644));
  ::close(at);
  const Lines lines = walk_lines({tree.path()}, tree.path());
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[0].substr(lines[0].size() - 7), "/bottom");
  EXPECT_GT(lines[0].size(), 10'000U);
  EXPECT_EQ(lines[3], "file /x");
}

TEST(Walk, CancelledAtOnceNothingIsMissing) {
  Tree tree;
  tree.file("f");
  const CancelFlag cancel{true};
  EXPECT_EQ(walk_lines({tree.path(), "/other"}, tree.path(), &cancel),
            (Lines{"trouble : not_started: not begun", "trouble /other: not_started: not begun"}));
}

TEST(Walk, CancelledOnTheWayUnfinishedFoldersAreNamed) {
  Tree tree;
  for (const char* name : {"a", "d/1", "d/2", "d/3", "z"}) tree.file(name);
  CancelFlag cancel{false};
  Lines lines;
  walk({tree.path()}, &cancel, [&](Found found) {
    lines.push_back(found.path.substr(tree.path().size()) + " " + found.detail);
    if (found.path == tree.path("d/1")) cancel = true;
  });
  EXPECT_EQ(lines, (Lines{"/a ", "/d/1 ", "/d 2 entries of this folder were not looked at",
                          " 1 entries of this folder were not looked at"}));
}

}  // namespace
}  // namespace assay::batch
