// assay-fuzz-replay TARGET PATH...: feeds files (folders: all their files, sorted) to a target, in any build. Without arguments
// it lists the targets, each with its longest input.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "support/target.h"

namespace {
namespace fs = std::filesystem;

std::vector<fs::path> files_of(const fs::path& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> out;
  for (const auto& entry : fs::directory_iterator(path))
    if (entry.is_regular_file()) out.push_back(entry.path());
  std::sort(out.begin(), out.end());
  return out;
}

std::string bytes_of(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

int replay(const assay::fuzz::Target& target, int count, char** paths) {
  std::size_t files = 0;
  assay::fuzz::run_watched(target, {});
  for (int i = 0; i < count; ++i) {
    for (const fs::path& path : files_of(paths[i])) {
      std::fprintf(stderr, "%s\n", path.c_str());
      // Exactly as long as the input: an allocation of its own shows reads beyond its end.
      const std::string bytes = bytes_of(path);
      const std::vector<char> exact(bytes.begin(), bytes.end());
      assay::fuzz::run_watched(target, {exact.data(), exact.size()});
      ++files;
    }
  }
  std::printf("%s: %zu files replayed\n", std::string(target.name).c_str(), files);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 1) {
    for (const auto& row : assay::fuzz::targets()) std::printf("%s %zu\n", std::string(row.name).c_str(), row.max_bytes);
    return 0;
  }
  const auto* target = assay::fuzz::target_named(argv[1]);
  if (target != nullptr) return replay(*target, argc - 2, argv + 2);
  std::fprintf(stderr, "no target of this build is called '%s'\n", argv[1]);
  return 77;  // skipped: a part of the house that was not built
}
