#include "extract/pdf/complaints.h"

#include <poppler-config.h>

#include <Error.h>

#include <algorithm>

namespace assay::extract::pdf {
namespace {

constexpr std::size_t kMaxKinds = 64;

/// Set while a document is being read by this thread.
thread_local Complaints* listener = nullptr;

void overheard(ErrorCategory category, Goffset, const char* message) {
  if (listener == nullptr || message == nullptr) return;
  listener->hear(category == errSyntaxWarning ? Complaints::Weight::kWarning : Complaints::Weight::kError, message);
}

}  // namespace

std::string without_document_words(std::string_view message) {
  std::size_t end = message.find_first_of("\"<([{:0123456789");
  const std::size_t quote = message.starts_with('\'') ? 0 : message.find(" '");
  end = std::min(end, quote);
  std::string words(message.substr(0, end));
  while (!words.empty() && words.back() == ' ') words.pop_back();
  for (char& c : words) {
    if (static_cast<unsigned char>(c) < 0x20 || static_cast<unsigned char>(c) > 0x7E) c = '?';
  }
  return words.empty() ? "unnamed" : words;
}

Complaints::Complaints(Sink& sink) : sink_(sink) {
  listener = this;
  setErrorCallback(&overheard);
}

Complaints::~Complaints() { listener = nullptr; }

void Complaints::hear(Weight weight, std::string_view message) {
  if (heard_.size() >= kMaxKinds) return;
  const std::string kind = without_document_words(message);
  if (!heard_.insert(kind).second) return;
  if (opened_) return record(weight, kind);
  held_.emplace_back(weight, kind);
}

void Complaints::opened() {
  opened_ = true;
  for (const auto& [weight, kind] : held_) record(weight, kind);
  held_.clear();
}

void Complaints::record(Weight weight, const std::string& kind) {
  const Locator where{LocatorKind::kPage, "", page_};
  const Locator* place = page_ == 0 ? nullptr : &where;
  if (weight == Weight::kWarning) return sink_.gap(GapClass::kInert, Reason::kInertContent, {}, place, "pdf: " + kind);
  sink_.gap(GapClass::kContent, Reason::kBadStructure, {}, place, "pdf: " + kind);
}

}  // namespace assay::extract::pdf
