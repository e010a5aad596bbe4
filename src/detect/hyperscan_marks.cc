#include "detect/hyperscan_marks.h"

#include <hs.h>

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <new>

#include "detect/pattern_print.h"

namespace assay::detect {
namespace {

Diagnostic trouble(std::string message) {
  Diagnostic out;
  out.message = std::move(message);
  return out;
}

/// What the callback of one scan needs.
struct Collector {
  std::span<const HyperscanMarks::Source> sources;
  std::vector<std::vector<HyperscanMarks::Mark>>* by_source;
  std::string_view text;
  std::uint64_t begin, end;
};

/// First place from which only bytes of `before` lead to `to`, not before `first`.
std::uint64_t walk_back(const ByteSet& before, std::string_view text, std::uint64_t first, std::uint64_t to) {
  while (to > first && before.contains(static_cast<std::uint8_t>(text[to - 1]))) --to;
  return to;
}

/// Ends of one source mostly arrive in ascending order, so marks that overlap can be joined at once; `tidy` does the rest.
int on_match(unsigned id, unsigned long long, unsigned long long to, unsigned, void* context) {
  const auto& collector = *static_cast<Collector*>(context);
  const HyperscanMarks::Source& source = collector.sources[id];
  const std::uint64_t end = collector.begin + to;
  std::uint64_t first = std::max(collector.begin, end - std::min<std::uint64_t>(end, source.max_back));
  if (source.max_back != source.min_back)  // otherwise there is one place to try, and trying it is cheaper
    first = walk_back(source.before, collector.text, first, std::max(first, end - std::min<std::uint64_t>(end, source.longest)));
  const std::uint64_t behind = end < source.min_back ? 0 : std::min(collector.end, end - source.min_back + 1);
  if (first >= behind) return 0;
  auto& marks = (*collector.by_source)[id];
  const bool joins = !marks.empty() && first <= marks.back().end && behind >= marks.back().begin;
  if (!joins) {
    marks.push_back({source.group, first, behind});
    return 0;
  }
  marks.back().begin = std::min(marks.back().begin, first);
  marks.back().end = std::max(marks.back().end, behind);
  return 0;
}

/// Sorts and joins what overlaps or touches within a group.
void tidy(std::vector<HyperscanMarks::Mark>& marks, std::size_t from) {
  const auto first = marks.begin() + static_cast<std::ptrdiff_t>(from);
  std::sort(first, marks.end());
  auto last = first;
  for (auto mark = first; mark != marks.end(); ++mark) {
    const bool joins = last != first && mark->group == (last - 1)->group && mark->begin <= (last - 1)->end;
    if (joins)
      (last - 1)->end = std::max((last - 1)->end, mark->end);
    else
      *last++ = *mark;
  }
  marks.erase(last, marks.end());
}

hs_database* compile(std::span<const Factor> factors, std::string& error) {
  std::vector<std::string> regexes;
  for (const Factor& factor : factors) regexes.push_back(print_regex(factor.node));
  std::vector<const char*> pointers;
  std::vector<unsigned> flags, ids;
  for (unsigned i = 0; i < regexes.size(); ++i) pointers.push_back(regexes[i].c_str()), flags.push_back(0), ids.push_back(i);
  hs_database* database = nullptr;
  hs_compile_error_t* details = nullptr;
  hs_compile_multi(pointers.data(), flags.data(), ids.data(), static_cast<unsigned>(ids.size()), HS_MODE_BLOCK, nullptr,
                   &database, &details);
  if (details != nullptr) error = details->message, hs_free_compile_error(details);
  return database;
}

}  // namespace

void HyperscanMarks::Free::operator()(hs_database* database) const { hs_free_database(database); }
void HyperscanMarks::Scratch::Free::operator()(hs_scratch* scratch) const { hs_free_scratch(scratch); }

HyperscanMarks::Scratch::Scratch(const HyperscanMarks& marks) : by_source_(marks.sources_.size()) {
  if (marks.empty()) return;
  hs_scratch* clone = nullptr;
  if (hs_clone_scratch(marks.prototype_.get(), &clone) != HS_SUCCESS) throw std::bad_alloc();
  scratch_.reset(clone);
}

bool HyperscanMarks::adopt(hs_database* database) {
  database_.reset(database, Free{});
  hs_scratch* scratch = nullptr;
  if (hs_alloc_scratch(database, &scratch) != HS_SUCCESS) return false;
  prototype_.reset(scratch, Scratch::Free{});
  return true;
}

Result<HyperscanMarks> HyperscanMarks::build(std::span<const Factor> factors, std::span<const std::uint32_t> groups) {
  HyperscanMarks out;
  if (factors.empty()) return out;
  std::string error = "out of memory";
  hs_database* database = compile(factors, error);
  if (database == nullptr) return trouble("Hyperscan cannot compile the marks: " + error);
  if (!out.adopt(database)) return trouble("Hyperscan has no memory for its scratch");
  for (std::size_t i = 0; i < factors.size(); ++i) {
    const auto longest = static_cast<std::uint32_t>(measure(factors[i].node).max_bytes);
    out.sources_.push_back({groups[i], factors[i].min_back, factors[i].max_back, longest, factors[i].before});
    out.reach_ = std::max(out.reach_, factors[i].max_back);
  }
  return out;
}

bool HyperscanMarks::scan(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch) const {
  const std::size_t stop = end + std::min<std::size_t>(text.size() - end, reach_);
  if (stop - begin > std::numeric_limits<std::int32_t>::max()) return false;
  for (auto& marks : scratch.by_source_) marks.clear();
  Collector collector{sources_, &scratch.by_source_, text, begin, end};
  return hs_scan(database_.get(), text.data() + begin, static_cast<unsigned>(stop - begin), 0, scratch.scratch_.get(), on_match,
                 &collector) == HS_SUCCESS;
}

void HyperscanMarks::find(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch,
                          std::vector<Mark>& out) const {
  if (empty() || begin >= end) return;
  const std::size_t from = out.size();
  if (scan(text, begin, end, scratch)) {
    for (const auto& marks : scratch.by_source_) out.insert(out.end(), marks.begin(), marks.end());
  } else {  // Never miss: where the scan failed, a match may start anywhere.
    for (const Source& source : sources_) out.push_back({source.group, begin, end});
  }
  tidy(out, from);
}

void HyperscanMarks::save(BlobWriter& out) const {
  out.put_all(sources_);
  out.put(reach_);
  std::vector<char> bytes;
  char* serialized = nullptr;
  std::size_t length = 0;
  if (database_ && hs_serialize_database(database_.get(), &serialized, &length) == HS_SUCCESS) {
    bytes.assign(serialized, serialized + length);
    std::free(serialized);
  }
  out.put_all(bytes);
}

bool HyperscanMarks::load(BlobReader& in) {
  std::vector<char> bytes;
  if (!in.get_all(sources_) || !in.get(reach_) || !in.get_all(bytes)) return false;
  if (sources_.empty()) return bytes.empty();
  hs_database* database = nullptr;
  return hs_deserialize_database(bytes.data(), bytes.size(), &database) == HS_SUCCESS && adopt(database);
}

bool HyperscanMarks::groups_below(std::size_t count) const {
  return std::all_of(sources_.begin(), sources_.end(), [&](const Source& source) { return source.group < count; });
}

std::string HyperscanMarks::platform() {
  hs_platform_info_t info{};
  if (hs_populate_platform(&info) != HS_SUCCESS) return {};
  return std::string(hs_version()) + " tune " + std::to_string(info.tune) + " features " + std::to_string(info.cpu_features);
}

}  // namespace assay::detect
