#include "detect/active_map.h"

#include <algorithm>

namespace assay::detect {
namespace {
constexpr std::uint64_t kCell = ActiveCells::kBytes;
constexpr std::uint64_t kMaxPointBytes = 4;      // of UTF-8
constexpr std::uint64_t kLongestReading = 1024;  // matches in readings are shorter, as they are written

/// How far code points reach around a phrase, in bytes; users of a phrase mostly ask for the same number.
class Reach {
 public:
  Reach(std::string_view text, const PhraseHit& hit) : text_(text), hit_(hit) {}
  void ask(std::uint32_t near) {
    if (near == near_) return;
    near_ = near;
    before = bytes_before(text_, hit_.end, near);
    behind = bytes_behind(text_, hit_.begin, near);
  }
  std::uint64_t before = 0, behind = 0;

 private:
  std::string_view text_;
  const PhraseHit& hit_;
  std::uint32_t near_ = 0xFFFFFFFF;
};
}  // namespace

ActiveMap::ActiveMap(const rulepack::Packs& packs, const CompiledCandidates& candidates, const Context& context) {
  if (candidates.bound.empty()) return;
  const PhraseCells& cells = context.cells();
  bound_.assign(cells.words(), 0);
  std::vector<std::uint32_t> longest(packs.detectors.size());
  for (const std::uint32_t pattern : candidates.bound) {
    const CompiledPattern& place = candidates.patterns[pattern];
    bound_[place.detector / 64] |= 1ULL << (place.detector % 64);
    longest[place.detector] = std::max(longest[place.detector], place.max_bytes);
    near_ = std::max(near_, packs.detectors[place.detector].context.near);
    max_bytes_ = std::max(max_bytes_, place.max_bytes);
  }
  first_user_.push_back(0);
  for (std::uint32_t phrase = 0; phrase < cells.index().size(); ++phrase) {
    for (const PhraseUser& user : cells.index().users(phrase))
      if (user.tone == Tone::kPositive && has_detector(bound_.data(), user.detector))
        users_.push_back({user.detector, packs.detectors[user.detector].context.near, longest[user.detector]});
    first_user_.push_back(static_cast<std::uint32_t>(users_.size()));
  }
}

/// A match begins at most `near` behind the begin of its phrase, or ends at most `near` before the phrase's end.
bool ActiveMap::near_phrases(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                             ActiveCells& cells, Scratch& scratch) const {
  const std::string_view text = window.text;
  const std::uint64_t from = part.begin - std::min<std::uint64_t>(part.begin, bytes_before(text, part.begin, near_ + 1));
  const std::uint64_t last = std::min<std::uint64_t>(text.size(), part.end + max_bytes_);
  const std::uint64_t to = std::min<std::uint64_t>(text.size(), last + bytes_behind(text, last, near_ + 1));
  bool any = false;
  for (const PhraseHit& hit : context.phrases(window, {from, to}, memory)) {
    Reach reach(text, hit);
    for (std::uint32_t i = first_user_[hit.phrase]; i < first_user_[hit.phrase + 1]; ++i) {
      const User& user = users_[i];
      reach.ask(user.near);
      const std::uint64_t back = std::min<std::uint64_t>(hit.end, reach.before + user.max_bytes);
      const std::uint64_t begin = std::max(part.begin, hit.end - back);
      const std::uint64_t end = std::min(part.end, hit.begin + reach.behind + 1);
      if (begin >= end) continue;
      any = true;
      for (std::uint64_t cell = begin / kCell; cell <= (end - 1) / kCell; ++cell)
        scratch.bits[(cell - cells.first) * cells.words + user.detector / 64] |= 1ULL << (user.detector % 64);
    }
  }
  return any;
}

bool ActiveMap::under_fields(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                             ActiveCells& cells, Scratch& scratch) const {
  const auto behind = std::upper_bound(window.fields.begin(), window.fields.end(), part.begin,
                                       [](std::uint64_t at, const FieldMark& mark) { return at < mark.begin; });
  auto mark = behind == window.fields.begin() ? behind : behind - 1;
  bool any = false;
  for (; mark != window.fields.end() && mark->begin < part.end; ++mark) {
    const std::uint64_t begin = std::max(mark->begin, part.begin);
    const std::uint64_t end = mark + 1 != window.fields.end() ? std::min((mark + 1)->begin, part.end) : part.end;
    const FieldNames::Name* name = begin < end ? context.field_at(window, mark->begin, memory) : nullptr;
    if (name == nullptr) continue;
    for (std::size_t word = 0; word < cells.words; ++word) {
      const std::uint64_t raised = bound_[word] & name->raised[word];
      if (raised == 0) continue;
      any = true;
      for (std::uint64_t cell = begin / kCell; cell <= (end - 1) / kCell; ++cell)
        scratch.bits[(cell - cells.first) * cells.words + word] |= raised;
    }
  }
  return any;
}

/// A separator that a reading leaves out stands between characters that stay: of the code points between a match and a phrase at
/// most every second one goes.
std::uint64_t ActiveMap::drift() const { return (near_ + std::uint64_t{1}) * kMaxPointBytes; }

std::uint64_t ActiveMap::slack() const { return any() ? drift() + kLongestReading : 0; }

NormRange ActiveMap::begin_window(const Window& window, Scratch& scratch) const {
  const NormRange core = window.core;
  const NormRange around{core.begin - std::min(core.begin, slack()),
                         std::min<std::uint64_t>(window.text.size(), core.end + slack())};
  scratch.first = around.begin / kCell;
  scratch.window.clear();
  return around;
}

ActiveCells ActiveMap::cells(const Window& window, NormRange part, const Context& context, Context::Scratch& memory,
                             Scratch& scratch) const {
  ActiveCells cells{part.begin / kCell, bound_.size(), {}};
  scratch.bits.assign(((part.end - 1) / kCell + 1 - cells.first) * cells.words, 0);
  const bool near = near_phrases(window, part, context, memory, cells, scratch);
  const bool under = under_fields(window, part, context, memory, cells, scratch);
  if (near || under) cells.bits = scratch.bits;
  const std::size_t at = (cells.first - scratch.first) * cells.words;
  scratch.window.resize(at + scratch.bits.size());  // parts may share a cell
  for (std::size_t i = 0; i < scratch.bits.size(); ++i) scratch.window[at + i] |= scratch.bits[i];
  return cells;
}

ActiveCells ActiveMap::as_around(NormRange range, NormRange core, Scratch& scratch) const {
  ActiveCells cells{core.begin / kCell, bound_.size(), {}};
  std::vector<std::uint64_t> united(cells.words);
  const std::uint64_t seen = scratch.first + scratch.window.size() / cells.words;
  const std::uint64_t begin = std::max(scratch.first, (range.begin - std::min(range.begin, drift())) / kCell);
  const std::uint64_t end = std::min(seen, (range.end + drift()) / kCell + 1);
  for (std::uint64_t cell = begin; cell < end; ++cell)
    for (std::size_t word = 0; word < cells.words; ++word)
      united[word] |= scratch.window[(cell - scratch.first) * cells.words + word];
  if (std::all_of(united.begin(), united.end(), [](std::uint64_t word) { return word == 0; })) return cells;
  scratch.bits.clear();
  for (std::uint64_t cell = cells.first; cell <= (core.end - 1) / kCell; ++cell)
    scratch.bits.insert(scratch.bits.end(), united.begin(), united.end());
  cells.bits = scratch.bits;
  return cells;
}

}  // namespace assay::detect
