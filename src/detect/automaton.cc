#include "detect/automaton.h"

#include <algorithm>

namespace assay::detect {

void Automaton::save(BlobWriter& out) const {
  out.put(class_of_);
  out.put(start_);
  out.put(classes_);
  out.put(longest_);
  out.put(first_event_);
  out.put_all(next_);
  out.put_all(event_of_);
  out.put_all(events_);
}

bool Automaton::load(BlobReader& in, std::size_t sets) {
  return in.get(class_of_) && in.get(start_) && in.get(classes_) && in.get(longest_) && in.get(first_event_) &&
         in.get_all(next_) && in.get_all(event_of_) && in.get_all(events_) && plausible(sets);
}

/// Every index that a walk follows stays inside the tables.
bool Automaton::plausible(std::size_t sets) const {
  if (classes_ == 0 || classes_ > 257 || next_.empty() || next_.size() % classes_ != 0) return false;
  const auto is_row = [&](State state) { return state < next_.size() && state % classes_ == 0; };
  const bool classes_fit = std::all_of(class_of_.begin(), class_of_.end(), [&](std::uint8_t c) { return c < classes_; });
  if (!classes_fit || !std::all_of(start_.begin(), start_.end(), is_row) || !std::all_of(next_.begin(), next_.end(), is_row))
    return false;
  if (first_event_ > next_.size() || first_event_ % classes_ != 0) return false;
  const auto fits = [&](const Event& event) {
    return std::all_of(event.begin(), event.end(), [&](std::uint32_t set) { return set == SetTable::kNoSet || set < sets; });
  };
  return event_of_.size() == (next_.size() - first_event_) / classes_ && std::all_of(events_.begin(), events_.end(), fits) &&
         std::all_of(event_of_.begin(), event_of_.end(), [&](std::uint32_t event) { return event < events_.size(); });
}

}  // namespace assay::detect
