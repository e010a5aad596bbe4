#include "detect/automaton.h"

#include <algorithm>

namespace assay::detect {

void Automaton::save(BlobWriter& out) const {
  out.put(class_of_);
  out.put(start_);
  out.put(classes_);
  out.put(longest_);
  out.put(first_accepting_);
  out.put_all(next_);
  out.put_all(accepts_);
  out.put_all(ids_);
}

bool Automaton::load(BlobReader& in, std::size_t patterns) {
  return in.get(class_of_) && in.get(start_) && in.get(classes_) && in.get(longest_) && in.get(first_accepting_) &&
         in.get_all(next_) && in.get_all(accepts_) && in.get_all(ids_) && plausible(patterns);
}

/// Every index that a walk follows stays inside the tables.
bool Automaton::plausible(std::size_t patterns) const {
  if (classes_ == 0 || classes_ > 256 || next_.empty() || next_.size() % classes_ != 0) return false;
  const auto is_row = [&](State state) { return state < next_.size() && state % classes_ == 0; };
  const bool classes_fit = std::all_of(class_of_.begin(), class_of_.end(), [&](std::uint8_t c) { return c < classes_; });
  if (!classes_fit || !std::all_of(start_.begin(), start_.end(), is_row) || !std::all_of(next_.begin(), next_.end(), is_row))
    return false;
  if (first_accepting_ > next_.size() || first_accepting_ % classes_ != 0) return false;
  const std::size_t accepting = (next_.size() - first_accepting_) / classes_;
  const auto fits = [&](const Accept& accept) {
    return accept.begin <= ids_.size() && accept.count <= ids_.size() - accept.begin;
  };
  return accepts_.size() == accepting && std::all_of(accepts_.begin(), accepts_.end(), fits) &&
         std::all_of(ids_.begin(), ids_.end(), [&](std::uint32_t id) { return id < patterns; });
}

}  // namespace assay::detect
