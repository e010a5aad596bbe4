#include "queue/lanes.h"

#include <algorithm>

namespace assay::queue {

bool Lanes::admit(SizeClass lane) {
  LaneStatus& status = at(lane);
  const bool room = status.waiting < options(lane).max_waiting;
  ++(room ? status.accepted : status.busy);
  return room;
}

void Lanes::push(std::unique_ptr<Ticket> ticket) {
  const SizeClass lane = ticket->lane;
  ++at(lane).waiting;
  waiting_[static_cast<std::size_t>(lane)].push_back(std::move(ticket));
}

std::unique_ptr<Ticket> Lanes::take(SizeClass lane) {
  const SizeClass helped = lane == SizeClass::kMedium ? SizeClass::kSmall : lane;
  for (const SizeClass from : {lane, helped}) {
    auto& waiting = waiting_[static_cast<std::size_t>(from)];
    if (waiting.empty()) continue;
    auto ticket = std::move(waiting.front());
    waiting.pop_front();
    --at(from).waiting;
    ++at(from).running;
    return ticket;
  }
  return nullptr;
}

bool Lanes::move_on(std::unique_ptr<Ticket>& ticket) {
  if (ticket->lane == SizeClass::kLarge) return false;
  const auto next = static_cast<SizeClass>(static_cast<std::uint8_t>(ticket->lane) + 1);
  if (at(next).waiting >= options(next).max_waiting) return false;
  --at(ticket->lane).running;
  ++at(ticket->lane).moved_on;
  ticket->lane = next;
  push(std::move(ticket));
  return true;
}

void Lanes::finish(SizeClass lane) {
  --at(lane).running;
  ++at(lane).finished;
}

std::vector<std::unique_ptr<Ticket>> Lanes::take_all() {
  std::vector<std::unique_ptr<Ticket>> all;
  for (auto& waiting : waiting_) {
    for (auto& ticket : waiting) {
      --at(ticket->lane).waiting;
      ++at(ticket->lane).finished;
      all.push_back(std::move(ticket));
    }
    waiting.clear();
  }
  return all;
}

bool Lanes::is_done(SizeClass lane) const {
  const auto of = static_cast<std::size_t>(lane);
  const std::size_t first = lane == SizeClass::kMedium ? 0 : of;
  if (std::any_of(status_.begin() + first, status_.begin() + of + 1, [](const LaneStatus& s) { return s.waiting > 0; }))
    return false;
  return std::none_of(status_.begin(), status_.begin() + of, [](const LaneStatus& s) { return s.waiting + s.running > 0; });
}

bool Lanes::is_idle() const {
  return std::all_of(status_.begin(), status_.end(), [](const LaneStatus& s) { return s.waiting + s.running == 0; });
}

}  // namespace assay::queue
