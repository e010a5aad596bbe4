// assay/engine.h - inspect objects with a compiled rule set.
//
//   auto rules = assay::RuleSet::load({});
//   if (!rules.ok()) return complain(rules.error().front().text());
//   auto engine = assay::Engine::create({.rules = rules.value()});
//   if (!engine.ok()) return complain(engine.error().text());
//   assay::Scanner scanner(engine.value());
//   const assay::Report report = scanner.scan_file("invoice.pdf");
//   for (const assay::Finding& f : report.findings) use(f);
//   if (report.verdict != assay::Verdict::kScanned) quarantine();
//
// Threads: an Engine never changes, share it. A Scanner owns scratch memory (a few MiB) and serves one thread at a time; make
// one per thread and keep it. `CancelFlag` may be set from anywhere, a signal handler included.
// Errors: nothing throws. Trouble with an object is a verdict and a Gap in its report, never an empty success.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "assay/allow.h"
#include "assay/limits.h"
#include "assay/report.h"
#include "assay/result.h"
#include "assay/rules.h"
#include "assay/source.h"

namespace assay {
inline namespace v1 {

/// Set to true to stop scans at the next block; they end with reason `cancelled`.
using CancelFlag = std::atomic<bool>;

/// Which readers run in processes of their own. Reports are the same in all modes, except for the reasons `time`, `progress`,
/// `memory` and those of workers. PDF is never read in your process.
enum class Isolate : std::uint8_t {
  kNone = 0,    ///< As few as can be: for trusted files, or a host that is a sandbox itself.
  kNative = 1,  ///< All but plain text, CSV and JSON; libarchive, libmagic and Poppler in one that is forked for each object.
  kAll = 2,     ///< Plain text too.
};
/// "none", "native", "all"
std::string_view name_of(Isolate mode);
std::optional<Isolate> isolate_named(std::string_view name);

struct EngineOptions {
  std::shared_ptr<const RuleSet> rules;  ///< Must not be null.
  Profile profile = Profile::kGateway;
  std::optional<Limits> limits;        ///< Instead of the profile's.
  std::string key_file;                ///< 32 bytes, 0600; made when missing. Empty: a random key for this engine.
  std::string worker;                  ///< Path of assay-worker; empty: $ASSAY_WORKER, beside this program, then libexec.
  std::string reader;                  ///< Path of assay-reader; empty: $ASSAY_READER, beside this program, then libexec.
  Isolate isolate = Isolate::kNative;  ///< With kNone `reader` is not needed; else `create` fails (kMissing) without it.
  /// Of `isolation_layers` (assay/isolation.h): `create` fails, and no worker starts, where one is missing. Empty: what there is.
  std::vector<std::string> required_layers = {};
  std::uint64_t window_bytes = 1 << 20;  ///< Core of a detection window; results do not depend on it. At least 64.
};

struct ScanOptions {
  std::uint8_t min_confidence = 65;                ///< Findings below are neither listed nor counted.
  bool explain = false;                            ///< Fill `Finding::explanation` and `Report::losers`.
  bool show_values = false;                        ///< Fill `Finding::value`. Handle the report as you would the document.
  bool hash_content = true;                        ///< Fill `Report::sha256`.
  std::shared_ptr<const AllowList> allow;          ///< Accepted findings; null: none.
  const CancelFlag* cancel = nullptr;              ///< Borrowed for the call.
  std::function<void(std::uint64_t)> progress;     ///< Called with bytes of input read so far, at most every 64 KiB.
  std::function<void(const Finding&)> on_finding;  ///< Called as soon as a finding is settled, in report order.
  /// When this call must come to an end, beside `Limits::max_seconds`: what is not read by then is `limit_exceeded`, reason
  /// `time`; what was found by then is kept. A moment that has passed reads nothing. The default is "no such moment".
  std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
};

/// One stretch of extracted text as `Scanner::extract` hands it out. Each part begins with an empty one, so that parts without
/// text are known too; between the pieces of a part stand those of the parts inside it.
struct ExtractedPiece {
  const Part* part = nullptr;  ///< Valid during the call.
  std::uint32_t part_index = 0;
  std::string_view text;             ///< UTF-8, with the joins already in it; valid during the call.
  TextRange range;                   ///< Of `text` in the part's extracted text.
  const Locator* locator = nullptr;  ///< Null: a join (space or line break) between two pieces.
  std::string_view field;            ///< Column header or key; empty if none.
  ByteRange stored;
  StoredFit stored_fit = StoredFit::kUnknown;
};
using TextReceiver = std::function<void(const ExtractedPiece&)>;

class Engine {
 public:
  static Result<std::shared_ptr<const Engine>> create(EngineOptions options);
  virtual ~Engine() = default;
  virtual const RuleSet& rules() const = 0;
  virtual const Limits& limits() const = 0;
  /// "assay 0.1.0 (extractors: ...; hyperscan 5.4.0, icu 72.1, ...)": stands in every report.
  virtual const std::string& revision() const = 0;

 protected:
  Engine() = default;
};

class Scanner {
 public:
  explicit Scanner(std::shared_ptr<const Engine> engine);
  ~Scanner();
  Scanner(Scanner&&) noexcept;
  Scanner& operator=(Scanner&&) noexcept;

  /// Inspects `source`. `name` names part 0 and is a hint of the format when the bytes do not tell.
  Report scan(Source& source, std::string_view name, const ScanOptions& options = {});
  /// Opens and inspects; a path that cannot be opened is a report with verdict `error`, reason `unreadable`.
  Report scan_file(const std::string& path, const ScanOptions& options = {});
  /// Inspects UTF-8 text as such: no identification, no content hash.
  Report scan_text(std::string_view utf8, const ScanOptions& options = {});
  /// Reads without detecting; the report has parts, gaps and verdict, no findings.
  Report extract(Source& source, std::string_view name, const TextReceiver& receive, const ScanOptions& options = {});

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// "0.1.0"
std::string_view version();

}  // namespace v1
}  // namespace assay
