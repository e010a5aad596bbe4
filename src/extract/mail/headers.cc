#include "extract/mail/headers.h"

#include <algorithm>

#include "base/unicode.h"
#include "extract/charset.h"
#include "extract/mail/words.h"

namespace assay::extract::mail {
namespace {

/// A value longer than this is handed over in pieces: a header line of 100 MB must not be one string.
constexpr std::size_t kMostValueBytes = 256 << 10;

bool is_as_stored(std::string_view raw) { return base::is_ascii(raw) && raw.find("=?") == raw.npos; }

}  // namespace

std::size_t field_name_size(std::string_view line) {
  std::size_t size = 0;
  while (size < line.size() && line[size] > 0x20 && line[size] < 0x7F && line[size] != ':') ++size;
  if (size == 0) return 0;
  const std::size_t colon = line.find_first_not_of(" \t", size);
  return colon != line.npos && line[colon] == ':' ? size : 0;
}

bool HeaderFields::begin(const Line& line) {
  if (!finish()) return false;
  const std::size_t size = field_name_size(line.text), colon = line.text.find(':', size);
  const std::size_t value = std::min(line.text.find_first_not_of(" \t", colon + 1), line.text.size());
  name_ = line.text.substr(0, size);
  raw_ = line.text.substr(value);
  stored_ = {line.begin, line.end};
  value_ = {line.begin + value, line.begin + line.text.size()};
  folded_ = false;
  join_ = Join::kSpace;
  const Locator where{LocatorKind::kHeader, name_, 0};
  const Anchor anchor{.locator = &where, .stored = {line.begin, line.begin + size}, .fit = StoredFit::kExact};
  return sink_.text(name_, anchor) && sink_.text(":", {.join = Join::kGlue});
}

bool HeaderFields::more(const Line& line) {
  raw_ += line.text;
  stored_.end = line.end;
  folded_ = true;
  return raw_.size() < kMostValueBytes || say_value(Join::kGlue);
}

bool HeaderFields::say_value(Join join) {
  deciding_.note(name_, raw_);
  const Locator where{LocatorKind::kHeader, name_, 0};
  Anchor anchor{.locator = &where, .join = join_, .field = name_, .stored = stored_, .fit = StoredFit::kCovering};
  join_ = join;
  if (!folded_ && is_as_stored(raw_)) {
    anchor.stored = value_;
    anchor.fit = StoredFit::kExact;
  }
  const std::string text = decode_words(raw_);
  raw_.clear();
  return text.empty() || sink_.text(text, anchor);
}

bool HeaderFields::finish() {
  if (!is_open()) return true;
  const bool go_on = say_value(Join::kSpace);
  name_.clear();
  return go_on;
}

}  // namespace assay::extract::mail
