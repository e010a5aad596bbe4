// assay/report.h - everything one scan has to say.
//
//   for (const assay::Finding& f : report.findings) std::puts(f.preview.c_str());
//   if (report.verdict != assay::Verdict::kScanned) quarantine();  // "nothing found" is not "nothing there"
//
// The same bytes, rules and limits give the same report on any machine and with any number of threads; only `RunFacts` differs.
// Findings are sorted by (part, position, detector), parts are numbered depth first, gaps by (part, position).
// Threads: plain values. A report carries no raw value unless the caller asked for it (`ScanOptions::show_values`).
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "assay/limits.h"
#include "assay/ranges.h"
#include "assay/verdict.h"

namespace assay {
inline namespace v1 {

/// Where in a part, in the words of its format.
enum class LocatorKind : std::uint8_t {
  kNone = 0,
  kLine,        ///< `number`: line, 1-based.
  kPage,        ///< `number`: page, 1-based.
  kCell,        ///< `name`: "Sheet1!B7", or the column header; `number`: row, 1-based.
  kParagraph,   ///< `name`: story ("body", "header", "footnotes", ...); `number`: paragraph in it, 1-based.
  kHeader,      ///< `name`: mail header field.
  kMetadata,    ///< `name`: property ("Author").
  kPath,        ///< `name`: JSON pointer, element path.
  kAnnotation,  ///< `name`: author or kind; `number`: page or paragraph.
  kFormField,   ///< `name`: field; `number`: page.
  kSlide,       ///< `name`: "notes", "comments" or empty; `number`: slide, 1-based.
  kFileName,    ///< The name of the part itself.
  kStrings,     ///< Printable run of an unparsed file; `number`: its byte offset.
};

struct Locator {
  LocatorKind kind = LocatorKind::kNone;
  std::string name;
  std::uint64_t number = 0;
  friend bool operator==(const Locator&, const Locator&) = default;
};
std::string_view name_of(LocatorKind kind);
/// For people: "page 3", "Customers!B7", "header Subject", "line 12".
std::string describe(const Locator& locator);

/// A thing a person can name: the object itself, a member, an attachment, an embedded object.
struct Part {
  std::uint32_t parent = 0;            ///< Index of the containing part; 0 for the object itself and its direct children.
  std::uint32_t depth = 0;             ///< 0 = the object itself.
  std::string path;                    ///< "mail.eml!/cv.zip!/a.txt"; valid UTF-8 (undecodable bytes escaped as %XX).
  std::string format;                  ///< Our format id ("pdf", "docx", "text"); "unknown" if not recognised.
  std::string media_type;              ///< "application/pdf".
  std::optional<std::uint64_t> bytes;  ///< Stored size, if known.
  std::uint64_t text_bytes = 0;        ///< Extracted text. Bytes of UTF-8.
  Verdict verdict = Verdict::kError;   ///< Of this part alone, without its children.
};

/// How well `Finding::stored` says where the value lies in the stored bytes.
enum class StoredFit : std::uint8_t { kUnknown = 0, kCovering, kExact };

/// What made up a confidence.
struct Explanation {
  std::uint32_t pattern = 0;          ///< Index of the pattern within its detector.
  std::string check;                  ///< "passed", "failed" or "" (no check declared).
  std::string context;                ///< The phrase of the rule that was found; empty: none.
  std::int32_t context_distance = 0;  ///< Code points from the match; 0 when the field name was the context.
  std::string field;                  ///< Column header or key that counted as context; empty: none.
  std::string negative;               ///< Phrase that lowered; empty: none.
  std::uint8_t subtracted = 0;        ///< What negative context and reject lists took off.
  std::string reading;                ///< What hid the value: "percent escapes", "base64 in percent escapes"; empty: as written.
  std::string lost_to;                ///< Detector that took the place; only for losers, which only `explain` shows.
};

/// Confidence in the words of cloud services: VERY_LIKELY from 85, LIKELY from 75, POSSIBLE from 65, UNLIKELY from 30,
/// VERY_UNLIKELY.
std::string_view likelihood_of(std::uint8_t confidence);
/// Confidence from 0 to 1 in its shortest form: "0.85", "1".
std::string score_of(std::uint8_t confidence);

/// One place where one detector holds.
struct Finding {
  std::string id;               ///< 32 hex digits: stable across runs for the same content, place and detector.
  std::string detector;         ///< "de_tax_id".
  std::string category;         ///< "pii".
  std::uint8_t confidence = 0;  ///< 0-100; low >= 65, medium >= 75, high >= 85.
  std::uint32_t part = 0;       ///< Index into `Report::parts`.
  TextRange range;              ///< In the part's extracted text.
  ByteRange stored;             ///< In the part's stored bytes, see `stored_fit`.
  StoredFit stored_fit = StoredFit::kUnknown;
  Locator locator;
  std::string preview;     ///< +- 60 characters around, every sensitive value in it masked. UTF-8, at most 256 bytes.
  std::string value_hash;  ///< 32 hex digits: keyed hash of the normalised value; joins equal values.
  std::string value;       ///< The raw text; empty unless `show_values`.
  std::optional<Explanation> explanation;  ///< Only with `explain`.
};

/// Something that was not inspected, and why.
struct Gap {
  std::uint32_t part = 0;  ///< Index into `Report::parts`.
  GapClass gap_class = GapClass::kContent;
  Reason reason = Reason::kInternal;
  ByteRange stored;  ///< In the part as stored; empty: cannot be told.
  Locator locator;
  std::string detail;  ///< For people; never text of the document.
};

/// Exact tallies, also beyond the itemised findings.
struct DetectorCount {
  std::string category;
  std::uint64_t occurrences = 0;
  std::uint64_t distinct = 0;  ///< Distinct values; exact to 65,536.
  bool distinct_estimated = false;
  std::uint8_t best_confidence = 0;
};

/// A label of labels.yaml and the rule that decided.
struct Classification {
  std::string label;                     ///< "public", "internal", "confidential", "restricted".
  std::uint32_t sensitivity = 0;         ///< Rank of the label; higher is more sensitive.
  std::string rule;                      ///< Id of the rule that decided.
  std::vector<std::string> categories;   ///< Sorted: "credential", "financial", "phi", "pii".
  std::vector<std::string> regulations;  ///< Sorted.
};

/// What differs from run to run; never part of the hashed result.
struct RunFacts {
  double seconds = 0;
  std::string started;  ///< RFC 3339, UTC.
  std::string host;
  std::string run_id;
};

struct Report {
  Verdict verdict = Verdict::kError;
  std::vector<Reason> reasons;  ///< Sorted, each once.
  std::vector<Part> parts;      ///< [0] is the object.
  std::vector<Finding> findings;
  std::vector<Finding> losers;  ///< Overlapped by a better finding; only with `explain`.
  std::vector<Gap> gaps;
  std::map<std::string, DetectorCount> counts;  ///< By detector.
  std::map<std::string, std::uint64_t>
      suppressed;  ///< By detector: accepted by `ScanOptions::allow`, neither listed nor in `counts`.
  std::map<std::uint32_t, std::uint64_t> allow_uses;  ///< By index of the entry: how many findings it covered.
  std::map<Reason, std::uint64_t> gap_counts;         ///< Exact, also beyond the itemised gaps.
  std::uint64_t part_count = 0;                       ///< Exact.
  std::uint64_t finding_count = 0;                    ///< Exact, at or above the confidence asked for.
  std::uint64_t bytes = 0;                            ///< Of the object as handed in, as far as read.
  std::uint64_t text_bytes = 0;                       ///< Extracted, all parts.
  std::string sha256;                                 ///< Of the object; empty for texts and what could not be read whole.
  Classification classification;
  std::string engine;     ///< Engine and extractor revisions.
  std::string rules;      ///< Rule-set hash, hex.
  std::string allow;      ///< Hash of the allow list, hex; empty: there was none.
  std::string key_id;     ///< Which key made the value hashes.
  bool joinable = false;  ///< True: the key is kept, hashes join across runs.
  std::uint8_t min_confidence = 0;
  Profile profile = Profile::kGateway;
  Limits limits;
  RunFacts run;
};

}  // namespace v1
}  // namespace assay
