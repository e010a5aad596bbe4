// assay/verdict.h - what may be said of a file that was looked at, and why not more.
//
// Exactly one verdict per object. "Clean" is stored nowhere: it is `kScanned` and no finding, and only the caller
// may derive it. The order of the enum is the order of severity, worst first; zero, what a forgotten initialiser gives,
// is `kError`.
// Threads: plain values and constant tables.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

namespace assay {
inline namespace v1 {

enum class Verdict : std::uint8_t {
  kError = 0,      ///< Our fault or the machine's: crash, I/O error, cancelled.
  kLimitExceeded,  ///< A limit ended the inspection.
  kCorrupt,        ///< Format recognised, structure broken. What could be salvaged was scanned.
  kEncrypted,      ///< Unreadable without a key.
  kUnsupported,    ///< No parser for it. Raw strings were scanned.
  kPartial,        ///< Some of it was inspected and some was not.
  kScanned,        ///< Every byte went through extraction and all active detectors.
};

/// What an unread stretch may hold, and so how much it matters.
enum class GapClass : std::uint8_t {
  kContent = 0,    ///< Text may be there, unread. Always keeps a verdict from `kScanned`.
  kPixelsOrSound,  ///< Picture or sound, not looked at. Matters where the limits profile says so.
  kInert,          ///< Fonts, codecs, printer settings, signatures. Never matters.
};

/// Why something was not inspected, or what was odd. Stable names in reports (`reason_info`). Append only.
enum class Reason : std::uint8_t {
  kNone = 0,
  // encrypted
  kPasswordRequired,
  kWrongPassword,
  kRightsManaged,
  kEncryptedPart,
  // corrupt
  kTruncated,
  kChecksumMismatch,
  kBadStructure,
  kHeaderConflict,
  kTrailingData,
  // limit_exceeded
  kSize,
  kExpandedSize,
  kRatio,
  kDepth,
  kEntries,
  kTime,
  kProgress,
  kMemory,
  kFindings,
  kLineLength,
  kTextLength,
  kAttributeCount,
  kTempDisk,
  // unsupported
  kNoParser,
  kUnknownFormat,
  kUnsupportedMethod,
  kUnsupportedVersion,
  kExternalContent,
  // partial
  kUnmappedText,
  kUndecodable,
  kNotLookedAt,
  // error
  kWorkerCrash,
  kSandboxViolation,
  kWorkerOom,
  kIoError,
  kInternal,
  kUnreadable,
  kCancelled,
  kChangedWhileRead,
  kNotStarted,
  // does not lower a verdict
  kTypeConflict,
  kInertContent,
  kCount,  ///< Number of reasons; not a reason.
};

/// One row of the table {reason, verdict, text}.
struct ReasonInfo {
  Reason reason;
  std::string_view name;  ///< snake_case, stable for ever: appears in reports.
  Verdict verdict;        ///< What it makes of the part it concerns.
  std::string_view text;  ///< One English sentence for people.
};

/// Row of `reason`. O(1).
const ReasonInfo& reason_info(Reason reason);
/// All rows, in the order of the enum.
std::span<const ReasonInfo> reason_table();
/// Stable names: "error", "limit_exceeded", ... and "content", "pixels_or_sound", "inert".
std::string_view name_of(Verdict verdict);
std::string_view name_of(GapClass gap_class);
/// The worse of two.
constexpr Verdict worse(Verdict a, Verdict b) { return a < b ? a : b; }

}  // namespace v1
}  // namespace assay
