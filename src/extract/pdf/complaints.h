// Poppler's error callback as gaps: each kind of complaint once per document, without the document's own words.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extract/extractor.h"

namespace assay::extract::pdf {

/// Collects what Poppler complains about while it lives. Poppler has one callback per process: one document at a time.
class Complaints {
 public:
  enum class Weight : std::uint8_t { kWarning, kError };

  explicit Complaints(Sink& sink);
  ~Complaints();
  Complaints(const Complaints&) = delete;
  Complaints& operator=(const Complaints&) = delete;

  /// The document is open: from now on, and for what was heard before, complaints are gaps. A document that cannot be opened
  /// is one trouble, not a list.
  void opened();
  /// Page that complaints from now on belong to; 0: none.
  void at_page(std::uint64_t page) { page_ = page; }
  /// A warning ("output will probably be correct") is an inert gap, anything else is unread content. Called by Poppler.
  void hear(Weight weight, std::string_view message);

 private:
  void record(Weight weight, const std::string& kind);

  Sink& sink_;
  bool opened_ = false;
  std::vector<std::pair<Weight, std::string>> held_;  // heard while opening
  std::set<std::string> heard_;
  std::uint64_t page_ = 0;
};

/// The constant part of a message: Poppler puts names and bytes of the document behind quotes, brackets, colons and digits.
std::string without_document_words(std::string_view message);

}  // namespace assay::extract::pdf
