// A folder of its own for a test, removed at the end.
#pragma once
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>

namespace assay::testing {

class Tree {
 public:
  Tree() {
    std::string name = ::testing::TempDir() + "assay-tree-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) ADD_FAILURE() << "no temporary folder";
    root_ = name;
    ::chmod(root_.c_str(), 0755);
  }
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;
  ~Tree() {
    std::error_code ignored;
    std::filesystem::remove_all(root_, ignored);
  }

  std::string path(const std::string& name = {}) const { return name.empty() ? root_ : root_ + "/" + name; }
  std::string file(const std::string& name, const std::string& content = "text\n") const {
    std::filesystem::create_directories(std::filesystem::path(path(name)).parent_path());
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }
  std::string folder(const std::string& name) const {
    std::filesystem::create_directories(path(name));
    return path(name);
  }
  std::string link(const std::string& name, const std::string& target) const {
    EXPECT_EQ(::symlink(target.c_str(), path(name).c_str()), 0);
    return path(name);
  }
  std::string pipe(const std::string& name) const {
    EXPECT_EQ(::mkfifo(path(name).c_str(), 0644), 0);
    return path(name);
  }

 private:
  std::string root_;
};

/// While it lives, a test that runs as root may no more than anybody else.
class AsNobody {
 public:
  AsNobody() : was_(::geteuid()) {
    if (was_ == 0) {
      EXPECT_EQ(::seteuid(65534), 0);
    }
  }
  ~AsNobody() {
    if (was_ == 0) {
      EXPECT_EQ(::seteuid(0), 0);
    }
  }

 private:
  uid_t was_;
};

}  // namespace assay::testing
