#include "detect/field_names.h"

#include <algorithm>

#include "detect/words.h"

namespace assay::detect {
namespace {
constexpr std::size_t kMaxNames = 4096;  // remembered from window to window
}

std::string_view FieldNames::Name::longest(std::uint32_t detector, Tone tone) const {
  std::string_view best;
  for (const Phrase& phrase : phrases)
    if (phrase.detector == detector && phrase.tone == tone && phrase.text.size() > best.size()) best = phrase.text;
  return best;
}

void FieldNames::begin_window(Scratch& scratch) {
  scratch.mark_ = 0;
  scratch.recent_.fill({});
  if (scratch.names_.size() > kMaxNames) scratch.names_.clear();
}

const FieldNames::Name* FieldNames::at(const Window& window, std::uint64_t at, Scratch& scratch) const {
  if (window.fields.empty() || window.fields.front().begin > at) return nullptr;
  if (scratch.mark_ >= window.fields.size() || window.fields[scratch.mark_].begin > at) scratch.mark_ = 0;
  while (scratch.mark_ + 1 < window.fields.size() && window.fields[scratch.mark_ + 1].begin <= at) ++scratch.mark_;
  const std::string_view name = window.fields[scratch.mark_].name;
  return name.empty() ? nullptr : recent(name, scratch);
}

const FieldNames::Name* FieldNames::recent(std::string_view name, Scratch& scratch) const {
  const auto place = reinterpret_cast<std::uintptr_t>(name.data());
  auto& recent = scratch.recent_[(place >> 3 ^ place >> 9) % scratch.recent_.size()];
  if (recent.name.data() != name.data() || recent.name.size() != name.size()) recent = {name, find(name, scratch)};
  return recent.known;
}

const FieldNames::Name* FieldNames::find(std::string_view name, Scratch& scratch) const {
  scratch.key_.assign(name);
  auto& known = scratch.names_[scratch.key_];
  if (known) return known.get();
  auto made = std::make_unique<Name>();
  made->raised.assign(words_, 0);
  add(name, scratch, *made);
  add(split_name(name), scratch, *made);
  known = std::move(made);
  return known.get();
}

void FieldNames::add(std::string_view name, Scratch& scratch, Name& out) const {
  scratch.hits_.clear();
  index_.scan(name, 0, name.size(), scratch.memo_, scratch.hits_);
  for (const PhraseHit& hit : scratch.hits_)
    for (const PhraseUser& user : index_.users(hit.phrase)) {
      out.phrases.push_back({user.detector, user.tone, user.text});
      if (user.tone == Tone::kPositive) out.raised[user.detector / 64] |= 1ULL << (user.detector % 64);
    }
}

}  // namespace assay::detect
