// assay/allow.h - findings that somebody has looked at and accepted: allow.yaml.
//
//   auto allow = assay::AllowList::load({"allow.yaml"}, "2026-11-23");
//   options.allow = allow.value();
//
//   version: 1
//   allow:
//     - {detector: iban, value_hash: 5f2c..., key: 1d0a..., author: mk, reason: our own account, expires: 2027-06-30}
//     - {detector: email_address, domain: acme.example, author: mk, reason: our own addresses}
//     - {detector: '*', path: '**/testdata/**', author: mk, reason: synthetic}
//     - {detector: us_ssn, regex: '000-\d{2}-\d{4}', author: mk, reason: never given out}
//
// An entry is bound to a value, to what it looks like, or to a path; never to a position. What it covers is not reported and does
// not count for the label, but it stays counted as suppressed, entry by entry. Expired entries cover nothing.
// Threads: immutable; share it.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "assay/result.h"

namespace assay {
inline namespace v1 {

struct AllowEntry {
  std::string detector;         ///< Id, `category:NAME` or `*`.
  std::string value_hash, key;  ///< 32 hex digits and the id of the key that made them (`Report::key_id`).
  std::string regex;            ///< Of the whole value; language of rules/README.md.
  std::string path;             ///< Glob over the whole path, members included: `*` in a folder, `**` across.
  std::string domain;           ///< The value ends with it, behind an @ or a dot. ASCII case does not matter.
  std::string author, reason;
  std::string expires;  ///< Last day, YYYY-MM-DD; empty: never.
  bool expired = false;
  std::string file;
  std::uint32_t line = 0;
};

class AllowList {
 public:
  /// All mistakes, with file, line and column. `today` is YYYY-MM-DD.
  static Result<std::shared_ptr<const AllowList>, Diagnostics> load(const std::vector<std::string>& paths,
                                                                    std::string_view today);
  virtual ~AllowList() = default;
  virtual const std::vector<AllowEntry>& entries() const = 0;
  /// SHA-256 over the contents, hex: part of the identity of a result.
  virtual const std::string& hash() const = 0;

 protected:
  AllowList() = default;
};

}  // namespace v1
}  // namespace assay
