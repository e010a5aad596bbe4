// Scans of the made files while a call fails: what a report may say then.
#pragma once
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "assay/engine.h"
#include "faults.h"

namespace assay::faults {

/// Every file and position with ASSAY_FAULTS=all; else a file of each way of reading, and some positions.
inline bool all_positions() {
  const char* all = std::getenv("ASSAY_FAULTS");
  return all != nullptr && std::string_view(all) == "all";
}

inline std::vector<std::string> made_files() {
  if (!all_positions()) {
    std::vector<std::string> some;
    for (const char* name : {"latin.txt", "letter.docx", "message.eml", "nested.zip", "paper.pdf", "plain.tar", "tree.xml"})
      some.push_back(std::string(ASSAY_FAULT_FILES "/") + name);
    return some;
  }
  std::vector<std::string> out;
  for (const auto& entry : std::filesystem::directory_iterator(ASSAY_FAULT_FILES)) out.push_back(entry.path().string());
  std::sort(out.begin(), out.end());
  return out;
}

/// Readers of the host that do not survive when their malloc fails (Debian 12): libarchive writes through null, libmagic frees
/// what it never got. They belong in a process of their own.
inline const char* dies_without_memory(const std::string& path) {
  const std::string suffix = std::filesystem::path(path).extension().string();
  const std::string name = std::filesystem::path(path).filename().string();
  for (const char* one : {".tar", ".bz2", ".xz", ".7z", ".cpio", ".iso"})
    if (suffix == one) return "libarchive";
  if (name == "packed.tar.gz") return "libarchive";
  return suffix == ".bin" ? "libmagic" : nullptr;
}

inline std::shared_ptr<const Engine> shipped_engine() {
  static const std::shared_ptr<const Engine> engine = [] {
    RuleOptions rules;
    rules.paths = {ASSAY_SOURCE_DIR "/rules"};
    rules.use_cache = true;
    rules.cache_dir = ASSAY_BINARY_DIR "/tests/fault_cache";
    EngineOptions options;
    options.rules = RuleSet::load(rules).value();
    options.worker = ASSAY_FAULT_WORKER;
    return Engine::create(std::move(options)).value();
  }();
  return engine;
}

/// What two reports have in common if nothing failed.
inline std::vector<std::string> essence(const Report& report) {
  std::vector<std::string> out{std::string(name_of(report.verdict)), report.sha256};
  for (const Gap& gap : report.gaps) out.push_back("gap " + std::string(reason_info(gap.reason).name));
  for (const Finding& finding : report.findings) out.push_back(finding.id + " " + finding.detector + " " + finding.value_hash);
  return out;
}

inline std::string reasons_of(const Report& report) {
  std::string out(name_of(report.verdict));
  for (const Gap& gap : report.gaps) out += " " + std::string(reason_info(gap.reason).name) + " (" + gap.detail + ")";
  return out;
}

inline std::size_t open_descriptors() {
  const auto folder = std::filesystem::directory_iterator("/proc/self/fd");
  return static_cast<std::size_t>(std::distance(begin(folder), end(folder)));
}

}  // namespace assay::faults
