#include "apps/cli/rules/trial.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "apps/cli/output.h"

namespace assay::cli {

Trial::Trial(const std::string& yaml) {
  std::string pattern = (std::filesystem::temp_directory_path() / "assay-new-XXXXXX").string();
  if (::mkdtemp(pattern.data()) != nullptr) folder_ = pattern;
  std::ofstream(folder_ + "/new.yaml", std::ios::binary) << yaml;
}

Trial::~Trial() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
}

Result<std::shared_ptr<const RuleSet>, Diagnostics> Trial::load() const {
  RuleOptions options;
  options.paths = {folder_ + "/new.yaml"};
  options.use_cache = false;
  return RuleSet::load(options);
}

std::string text_of_trial(const Diagnostic& diagnostic) {
  Diagnostic shown = diagnostic;
  shown.file = diagnostic.line > 0 ? "line" : "";
  return shown.text();
}

bool write_new_pack(const std::string& path, const std::string& yaml) {
  if (path.empty()) {
    Output output;
    output.write(yaml);
    return output.finish();
  }
  std::error_code error;
  if (std::filesystem::exists(path, error)) return complain(path + ": is there already; name another file"), false;
  std::ofstream out(path, std::ios::binary);
  out << yaml;
  out.close();
  if (!out) complain(path + ": cannot be written");
  return static_cast<bool>(out);
}

}  // namespace assay::cli
