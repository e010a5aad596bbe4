#include "api/places.h"

#include <dlfcn.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <vector>

namespace assay::api {
namespace {

namespace fs = std::filesystem;

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// Folders of the running program and of the object (library or program) that this code is in.
std::vector<fs::path> own_folders() {
  std::vector<fs::path> out;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error);
  if (!error) out.push_back(program.parent_path());
  Dl_info info{};
  if (::dladdr(reinterpret_cast<const void*>(&own_folders), &info) != 0 && info.dli_fname != nullptr) {
    const fs::path object = fs::weakly_canonical(info.dli_fname, error);
    if (!error && (out.empty() || object.parent_path() != out.front())) out.push_back(object.parent_path());
  }
  return out;
}

// What `names` (relative to a folder of our own) leads to first.
std::string first_existing(const std::vector<std::string>& names) {
  std::error_code error;
  for (const fs::path& folder : own_folders())
    for (const std::string& name : names)
      if (const fs::path path = (folder / name).lexically_normal(); fs::exists(path, error)) return path.string();
  return {};
}

std::string program(const std::string& asked, const char* variable, const std::string& name, const char* built) {
  if (!asked.empty()) return asked;
  if (std::string from_environment = environment(variable); !from_environment.empty()) return from_environment;
  std::string found = first_existing({name, "../libexec/assay/" + name, "../../libexec/assay/" + name});
  return found.empty() ? built : found;
}

}  // namespace

Result<std::string> default_rules() {
  if (std::string asked = environment("ASSAY_RULES"); !asked.empty()) return asked;
  // Installed (bin or lib, lib/<multiarch>), then a build tree (build/bin in the source tree).
  std::string found = first_existing({"../share/assay/rules", "../../share/assay/rules", "../../rules", "../../../rules"});
  if (found.empty() && std::filesystem::exists(ASSAY_BUILT_RULES)) found = ASSAY_BUILT_RULES;
  if (!found.empty()) return found;
  return Diagnostic{
      .code = Code::kMissing, .message = "the default rule packs were not found", .fix = "give --rules PATH or set ASSAY_RULES"};
}

std::string worker_program(const std::string& asked) {
  return program(asked, "ASSAY_WORKER", "assay-worker", ASSAY_BUILT_WORKER);
}

std::string reader_program(const std::string& asked) {
  return program(asked, "ASSAY_READER", "assay-reader", ASSAY_BUILT_READER);
}

std::string cache_folder(const std::string& asked) {
  if (!asked.empty()) return asked;
  if (std::string xdg = environment("XDG_CACHE_HOME"); !xdg.empty() && xdg.front() == '/') return xdg + "/assay";
  const std::string home = environment("HOME");
  return home.empty() ? "" : home + "/.cache/assay";
}

}  // namespace assay::api
