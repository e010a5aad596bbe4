// A folder of rule files that goes away with the test.
#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "rulepack/model.h"

namespace assay::rulepack {

class TempFolder {
 public:
  TempFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "assay-rules-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  std::string write(const std::string& name, std::string_view content) const {
    const std::string file = path_ + "/" + name;
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

inline Result<Packs, Diagnostics> load_text(std::string_view yaml) {
  const TempFolder folder;
  return load({folder.write("pack.yaml", yaml)});
}

/// A pack with one detector that lacks nothing; `more` adds or breaks (each line indented by four).
inline std::string pack_with(std::string_view more) {
  return "pack: test\nversion: 1.0.0\ndetectors:\n  - id: thing\n    name: {en: Thing}\n    category: pii\n    jurisdiction: DE\n"
         "    source: nowhere\n    examples: [a1]\n" +
         std::string(more);
}

}  // namespace assay::rulepack
