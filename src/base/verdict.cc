#include "assay/verdict.h"

#include <array>
#include <cstddef>

namespace assay {
inline namespace v1 {
namespace {

constexpr Verdict kE = Verdict::kError, kL = Verdict::kLimitExceeded, kC = Verdict::kCorrupt, kN = Verdict::kEncrypted,
                  kU = Verdict::kUnsupported, kP = Verdict::kPartial, kS = Verdict::kScanned;

// The one table {reason, name, verdict, text}, in the order of the enum.
constexpr std::array<ReasonInfo, static_cast<std::size_t>(Reason::kCount)> kReasons{{
    {Reason::kNone, "none", kS, "Nothing to report."},
    {Reason::kPasswordRequired, "password_required", kN, "A password is needed to read it."},
    {Reason::kWrongPassword, "wrong_password", kN, "None of the passwords given opens it."},
    {Reason::kRightsManaged, "rights_managed", kN, "It is protected by rights management."},
    {Reason::kEncryptedPart, "encrypted_part", kN, "A part of it is encrypted."},
    {Reason::kTruncated, "truncated", kC, "It ends too early."},
    {Reason::kChecksumMismatch, "checksum_mismatch", kC, "Its content does not match its checksum."},
    {Reason::kBadStructure, "bad_structure", kC, "Its bytes do not obey its format."},
    {Reason::kHeaderConflict, "header_conflict", kC, "Two of its headers contradict each other."},
    {Reason::kTrailingData, "trailing_data", kC, "There are bytes outside its structure."},
    {Reason::kSize, "size", kL, "It is larger than the limit on input."},
    {Reason::kExpandedSize, "expanded_size", kL, "It expands beyond the limit."},
    {Reason::kRatio, "ratio", kL, "It expands by more than the allowed ratio."},
    {Reason::kDepth, "depth", kL, "It is nested more deeply than the limit."},
    {Reason::kEntries, "entries", kL, "It has more members than the limit."},
    {Reason::kTime, "time", kL, "Reading it took longer than the limit."},
    {Reason::kProgress, "progress", kL, "Reading it made no progress for too long."},
    {Reason::kMemory, "memory", kL, "Reading it needs more memory than the limit."},
    {Reason::kFindings, "findings", kL, "It has more findings than the limit."},
    {Reason::kLineLength, "line_length", kL, "A line of it is longer than the limit."},
    {Reason::kTextLength, "text_length", kL, "It holds more text than the limit."},
    {Reason::kAttributeCount, "attribute_count", kL, "An element of it has more attributes than the limit."},
    {Reason::kTempDisk, "temp_disk", kL, "Reading it needs more temporary disk space than the limit."},
    {Reason::kNoParser, "no_parser", kU, "Its format is known but there is no reader for it."},
    {Reason::kUnknownFormat, "unknown_format", kU, "Its format is not known."},
    {Reason::kUnsupportedMethod, "unsupported_method", kU, "It uses a compression or encoding that is not supported."},
    {Reason::kUnsupportedVersion, "unsupported_version", kU, "It is of a version that is not supported."},
    {Reason::kExternalContent, "external_content", kU, "Its content lies elsewhere and is not fetched."},
    {Reason::kUnmappedText, "unmapped_text", kP, "It shows text whose characters cannot be told."},
    {Reason::kUndecodable, "undecodable", kP, "Some of its bytes are not text in any likely encoding."},
    {Reason::kNotLookedAt, "not_looked_at", kP, "Pictures or sound in it were not looked at."},
    {Reason::kWorkerCrash, "worker_crash", kE, "The process that read it crashed."},
    {Reason::kSandboxViolation, "sandbox_violation", kE, "The process that read it broke its rules."},
    {Reason::kWorkerOom, "worker_oom", kE, "The process that read it ran out of memory."},
    {Reason::kIoError, "io_error", kE, "The operating system could not read or store it."},
    {Reason::kInternal, "internal", kE, "An internal check failed. Please report it."},
    {Reason::kUnreadable, "unreadable", kE, "It could not be opened."},
    {Reason::kCancelled, "cancelled", kE, "The scan was cancelled."},
    {Reason::kChangedWhileRead, "changed_while_read", kE, "It changed while it was read."},
    {Reason::kNotStarted, "not_started", kE, "The scan ended before its turn."},
    {Reason::kTypeConflict, "type_conflict", kS, "Its name or its bytes claim two formats; both were read."},
    {Reason::kInertContent, "inert_content", kS, "It holds fonts, settings or signatures, which carry no text."},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kReasons.size(); ++i)
    if (kReasons[i].reason != static_cast<Reason>(i)) return false;
  return true;
}
static_assert(in_order(), "rows stand in the order of the enum");

}  // namespace

const ReasonInfo& reason_info(Reason reason) {
  const auto index = static_cast<std::size_t>(reason);
  return kReasons[index < kReasons.size() ? index : static_cast<std::size_t>(Reason::kInternal)];
}

std::span<const ReasonInfo> reason_table() { return kReasons; }

std::string_view name_of(Verdict verdict) {
  constexpr std::array<std::string_view, 7> kNames{"error",       "limit_exceeded", "corrupt", "encrypted",
                                                   "unsupported", "partial",        "scanned"};
  const auto index = static_cast<std::size_t>(verdict);
  return index < kNames.size() ? kNames[index] : kNames[0];
}

std::string_view name_of(GapClass gap_class) {
  switch (gap_class) {
    case GapClass::kPixelsOrSound:
      return "pixels_or_sound";
    case GapClass::kInert:
      return "inert";
    case GapClass::kContent:
      break;
  }
  return "content";
}

}  // namespace v1
}  // namespace assay
