// Reports made by hand: one that uses every member, with names that attack the terminal. All data invented.
#pragma once
#include "assay/report.h"

namespace assay::report::testing {

inline Finding card(std::uint64_t begin, std::uint64_t line, std::string preview) {
  Finding f;
  f.id = "0123456789abcdef0123456789abcdef";
  f.detector = "credit_card";
  f.category = "pci";
  f.confidence = 90;
  f.part = 1;
  f.range = {begin, begin + 19};
  f.stored = {begin, begin + 19};
  f.stored_fit = StoredFit::kExact;
  f.locator = {LocatorKind::kLine, {}, line};
  f.preview = std::move(preview);
  f.value_hash = "fedcba9876543210fedcba9876543210";
  return f;
}

inline Report full_report() {
  Report r;
  r.verdict = Verdict::kPartial;
  r.reasons = {Reason::kPasswordRequired, Reason::kInertContent};
  r.parts = {{0, 0, "claims.zip", "zip", "application/zip", 20'480, 0, Verdict::kScanned},
             {0, 1, "claims.zip!/karten \"neu\".csv", "csv", "text/csv", {}, 4'096, Verdict::kScanned},
             {0, 1, "claims.zip!/geheim.docx", "docx", "application/msword", 900, 0, Verdict::kEncrypted}};
  r.findings = {card(10, 2,
                     "Sehr geehrte Damen und Herren, bitte belasten Sie die Karte 41**********11 gültig bis 12/29, Inhaberin "
                     "wie oben, und senden Sie"),
                card(50, 3, "card\t5500********0004\x1b]0;owned\x07 end")};
  r.findings[0].explanation = Explanation{0, "passed", "Karte", -6, "", "", 0, ""};
  r.losers = {r.findings[0]};
  r.losers[0].detector = "phone_number";
  r.losers[0].confidence = 65;
  r.losers[0].explanation->lost_to = "credit_card";
  r.gaps = {{2, GapClass::kContent, Reason::kPasswordRequired, {0, 900}, {}, "encrypted package"}};
  r.counts["credit_card"] = {"pci", 12, 11, false, 90};
  r.gap_counts = {{Reason::kPasswordRequired, 1}, {Reason::kInertContent, 4}};
  r.part_count = 3;
  r.finding_count = 12;
  r.bytes = 20'480;
  r.text_bytes = 4'096;
  r.sha256 = std::string(64, 'a');
  r.classification = {"restricted", 3, "ten_cards", {"pci"}, {"PCI DSS"}};
  r.engine = "assay 0.1.0 (test)";
  r.rules = std::string(64, 'b');
  r.key_id = "00112233aabbccdd";
  r.joinable = true;
  r.min_confidence = 65;
  r.profile = Profile::kShare;
  r.run = {0.25, "2024-01-01T00:00:00Z", "host", "run-1"};
  return r;
}

inline Report clean_report(std::string path) {
  Report r;
  r.verdict = Verdict::kScanned;
  r.parts = {{0, 0, std::move(path), "text", "text/plain", 1'200, 1'200, Verdict::kScanned}};
  r.part_count = 1;
  r.bytes = r.text_bytes = 1'200;
  r.classification = {"public", 0, "default", {}, {}};
  return r;
}

inline Report unread_report(std::string path, std::string detail) {
  Report r;
  r.reasons = {Reason::kUnreadable};
  r.parts = {{0, 0, std::move(path), "unknown", "", {}, 0, Verdict::kError}};
  r.part_count = 1;
  r.gaps = {{0, GapClass::kContent, Reason::kUnreadable, {}, {}, std::move(detail)}};
  r.gap_counts = {{Reason::kUnreadable, 1}};
  return r;
}

}  // namespace assay::report::testing
