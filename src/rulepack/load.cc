// Finds the files, reads them, and joins what they say.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <tuple>

#include "base/cache.h"
#include "base/hash.h"
#include "rulepack/fingerprint.h"
#include "rulepack/model.h"
#include "rulepack/pack_bytes.h"
#include "rulepack/pack_reader.h"
#include "rulepack/unions.h"
#include "rulepack/validate.h"

namespace assay::rulepack {
namespace {
namespace fs = std::filesystem;
constexpr std::uintmax_t kMaxFileBytes = 4U << 20;

struct File {
  std::string path, name, content;
};

class Loader {
 public:
  Result<Packs, Diagnostics> load(const std::vector<std::string>& paths, const std::string& cache_dir) && {
    for (const std::string& path : paths) find(path);
    if (files_.empty() && errors_.empty()) complain("", Code::kMissing, "no rule files were named", "name a folder or a file");
    if (cache_dir.empty() || !errors_.empty()) return read_all();
    const std::string name = cache_name();
    const std::optional<base::CachedBytes> cached = base::load_cached(cache_dir, name);
    if (std::optional<Packs> packs = cached ? from_bytes(cached->bytes) : std::nullopt) return std::move(*packs);
    Result<Packs, Diagnostics> fresh = read_all();
    if (fresh.ok()) base::store_cached(cache_dir, name, to_bytes(fresh.value()));
    return fresh;
  }

 private:
  Result<Packs, Diagnostics> read_all() {
    for (const File& file : files_) packs_.files.push_back(file.path);
    for (std::uint32_t i = 0; i < files_.size(); ++i) parse(i);
    Reader reader(packs_, errors_);
    read_detectors(reader, std::move(detectors_), packs_);
    const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
    std::stable_sort(packs_.detectors.begin(), packs_.detectors.end(), by_id);
    std::stable_sort(packs_.unions.begin(), packs_.unions.end(), by_id);
    resolve_unions(packs_, errors_);
    validate(packs_, errors_);
    if (!errors_.empty()) return sorted_errors();
    packs_.hash = hash();
    packs_.warnings = lint(packs_);
    return std::move(packs_);
  }

  void complain(const std::string& path, Code code, std::string message, std::string fix) {
    errors_.push_back(Diagnostic{path, 0, 0, code, std::move(message), std::move(fix)});
  }

  void find(const std::string& path) {
    std::error_code error;
    const fs::file_status status = fs::status(path, error);
    if (status.type() == fs::file_type::not_found)
      return complain(path, Code::kMissing, "no such file or folder", "check the path");
    if (error) return complain(path, Code::kIo, error.message(), "");
    if (fs::is_directory(status)) return find_in_folder(path);
    if (!fs::is_regular_file(status))
      return complain(path, Code::kInvalidArgument, "neither a file nor a folder", "name a .yaml file");
    read(path);
  }

  void find_in_folder(const std::string& folder) {
    std::error_code error;
    std::vector<std::string> found;
    for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
      const fs::path& path = at->path();
      std::error_code ignored;
      if (path.extension() == ".yaml" && at->is_regular_file(ignored)) found.push_back(path.string());
    }
    if (error) return complain(folder, Code::kIo, error.message(), "");
    if (found.empty())
      return complain(folder, Code::kMissing, "the folder holds no .yaml file", "name the folder with the packs");
    std::sort(found.begin(), found.end());
    for (const std::string& path : found) read(path);
  }

  /// Bounded, so that a path to something huge cannot fill the memory.
  void read(const std::string& path) {
    std::error_code error;
    const std::uintmax_t size = fs::file_size(path, error);
    if (error) return complain(path, Code::kIo, error.message(), "");
    if (size > kMaxFileBytes)
      return complain(path, Code::kBadRules, "the file is larger than 4 MiB", "split it into several packs");
    std::ifstream in(path, std::ios::binary);
    File file{path, fs::path(path).filename().string(), std::string(size, '\0')};
    in.read(file.content.data(), static_cast<std::streamsize>(size));
    if (!in || in.gcount() != static_cast<std::streamsize>(size)) {
      return complain(path, Code::kIo, "cannot be read whole", "check its permissions");
    }
    files_.push_back(std::move(file));
  }

  void parse(std::uint32_t index) {
    Result<Node> root = parse_yaml(files_[index].content, index);
    if (!root.ok()) {
      errors_.push_back(std::move(root.error()));
      errors_.back().file = files_[index].path;
      return;
    }
    Reader reader(packs_, errors_);
    if (!reader.is_map(root.value(), "a rule file")) return;
    if (has_key(root.value(), "labels")) return read_labels(reader, root.value(), packs_);
    read_pack(reader, root.value(), packs_, detectors_);
  }

  static bool has_key(const Node& map, std::string_view key) {
    for (std::size_t i = 0; i < map.items.size(); i += 2)
      if (map.items[i].text == key) return true;
    return false;
  }

  Diagnostics sorted_errors() {
    const auto before = [](const Diagnostic& a, const Diagnostic& b) {
      return std::tie(a.file, a.line, a.column) < std::tie(b.file, b.line, b.column);
    };
    std::stable_sort(errors_.begin(), errors_.end(), before);
    return std::move(errors_);
  }

  /// Names and lengths stand before the contents, so that no two sets of files look alike to the hash.
  std::string hash() const {
    std::vector<const File*> order;
    for (const File& file : files_) order.push_back(&file);
    std::sort(order.begin(), order.end(),
              [](const File* a, const File* b) { return std::tie(a->name, a->content) < std::tie(b->name, b->content); });
    base::Sha256 sha;
    for (const File* file : order) {
      sha.update(file->name + '\0' + std::to_string(file->content.size()) + '\0');
      sha.update(file->content);
    }
    return sha.finish();
  }

  /// Of what these files come to: other paths, contents or order are another name, and so is another reader of them.
  std::string cache_name() const {
    std::string all = std::string(kFingerprint) + ASSAY_VERSION;
    for (const File& file : files_)
      for (const std::string* each : {&file.path, &file.content})
        all.append(1, '\n').append(std::to_string(each->size())).append(1, '\n').append(*each);
    return base::quick_digest(all) + ".packs";
  }

  std::vector<File> files_;
  std::vector<DetectorNode> detectors_;
  Packs packs_;
  Diagnostics errors_;
};
}  // namespace

Diagnostic Packs::at(const Mark& mark, std::string message, std::string fix) const {
  const std::string file = mark.file < files.size() && mark.line > 0 ? files[mark.file] : "";
  return Diagnostic{file, mark.line, mark.column, Code::kBadRules, std::move(message), std::move(fix)};
}

namespace {
template <class T>
const T* find_by_id(const std::vector<T>& sorted, std::string_view id) {
  const auto at =
      std::lower_bound(sorted.begin(), sorted.end(), id, [](const T& each, std::string_view wanted) { return each.id < wanted; });
  return at != sorted.end() && at->id == id ? &*at : nullptr;
}
}  // namespace

const DetectorSpec* Packs::find(std::string_view id) const { return find_by_id(detectors, id); }
const UnionSpec* Packs::find_union(std::string_view id) const { return find_by_id(unions, id); }

Result<Packs, Diagnostics> load(const std::vector<std::string>& paths, const std::string& cache_dir) {
  return Loader().load(paths, cache_dir);
}

}  // namespace assay::rulepack
