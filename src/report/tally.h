// What a run amounts to: exact counts over all files, and details of the files most worth a person's time, in bounded memory
// however many files there are.
// Threads: one thread at a time.
#pragma once
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "assay/report.h"

namespace assay::report {

/// One place of a finding, ready to show except for `harmless`.
struct Sample {
  std::string place;  ///< "cv.zip!/a.txt, line 3"
  std::string preview;
  std::string value;        ///< Raw; only if the scan was asked for values.
  std::string explanation;  ///< Only with `explain`.
  std::uint8_t confidence = 0;
};

struct DetectorGroup {
  std::string detector;
  DetectorCount count;
  std::vector<Sample> samples;
};

struct GapGroup {
  Reason reason = Reason::kNone;
  std::uint64_t count = 0;
  std::vector<std::string> samples;  ///< "b.docx: needs a key"
};

/// What the table says about one file.
struct FileEntry {
  std::string path;
  std::uint64_t order = 0;  ///< Place in the walk.
  Verdict verdict = Verdict::kError;
  Classification classification;
  std::string format;
  std::uint64_t bytes = 0, findings = 0;
  std::vector<DetectorGroup> groups;  ///< Most confident first.
  std::vector<GapGroup> gaps;         ///< Without inert ones. Worst first.
  std::vector<std::string> losers;    ///< Only with `explain`.
};

/// Order of the table: sensitivity, findings, verdict, walk.
struct WorseFirst {
  bool operator()(const FileEntry& a, const FileEntry& b) const;
};

struct TallyOptions {
  std::size_t kept_files = 200;
  std::size_t samples = 3;  ///< Per detector or reason within a file.
};

struct DetectorTotal {
  std::uint64_t occurrences = 0, files = 0;
  std::uint8_t best_confidence = 0;
};
struct LabelTotal {
  std::uint32_t sensitivity = 0;
  std::uint64_t files = 0;
};
struct ReasonTotal {
  std::uint64_t places = 0, files = 0;
};

struct Totals {
  std::uint64_t files = 0, links = 0, bytes = 0, findings = 0;
  std::uint64_t files_with_findings = 0, clean = 0;  ///< clean: read completely and nothing found.
  std::map<Verdict, std::uint64_t> verdicts;
  std::map<std::string, LabelTotal> labels;
  std::map<std::string, DetectorTotal> detectors;
  std::map<Reason, ReasonTotal> reasons;
};

class Tally {
 public:
  explicit Tally(const TallyOptions& options = {}) : options_(options) {}
  void add(const Report& report, std::string_view path);
  void add_link() { ++totals_.links; }
  const Totals& totals() const { return totals_; }
  /// The kept files, worst first.
  const std::set<FileEntry, WorseFirst>& worst() const { return worst_; }

 private:
  void count(const Report& report);
  void keep(const Report& report, FileEntry entry);
  TallyOptions options_;
  Totals totals_;
  std::set<FileEntry, WorseFirst> worst_;
};

/// Where `locator` is, in words, with the member's path if the part is not the object itself.
std::string place_of(const Report& report, std::uint32_t part, const Locator& locator);
/// True if the object could not be read at all, so that its label says nothing.
inline bool says_nothing(Verdict verdict, std::uint64_t findings) { return verdict == Verdict::kError && findings == 0; }

}  // namespace assay::report
