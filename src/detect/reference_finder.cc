#include "detect/reference_finder.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>

#include "detect/pattern_print.h"

namespace assay::detect {
namespace {

RE2::Options options() {
  RE2::Options out;
  out.set_encoding(RE2::Options::EncodingLatin1);
  out.set_longest_match(true);
  out.set_log_errors(false);
  out.set_max_mem(std::int64_t{256} << 20);
  return out;
}

struct Row {
  Boundary boundary;
  std::optional<Extension> extension;
  std::uint32_t max_bytes;
  bool bound;
  std::uint32_t detector;
  std::unique_ptr<RE2> regex;
};

class ReferenceFinder final : public CandidateFinder {
 public:
  explicit ReferenceFinder(std::vector<Row> rows) : rows_(std::move(rows)) {}

  std::unique_ptr<Scratch> make_scratch() const override { return std::make_unique<Scratch>(); }

  void find(std::string_view text, NormRange core, Scratch&, std::vector<Candidate>& out) const override {
    for (std::size_t start = core.begin; start < core.end && start < text.size(); ++start)
      for (std::uint32_t p = 0; p < rows_.size(); ++p)
        if (const auto end = match(rows_[p], text, start)) out.push_back({p, {start, *end}});
  }
  void find_sets(std::string_view text, NormRange core, Scratch&, std::vector<CandidateSet>& out) const override {
    find_some(
        text, core, [](const Row& row, std::size_t) { return !row.bound; }, out);
  }
  void find_bound(std::string_view text, NormRange core, const ActiveCells& active, Scratch&,
                  std::vector<CandidateSet>& out) const override {
    const auto is_active = [&](const Row& row, std::size_t start) {
      return row.bound && (active.of(start / ActiveCells::kBytes)[row.detector / 64] >> (row.detector % 64) & 1) != 0;
    };
    find_some(text, core, is_active, out);
  }

 private:
  /// Every pattern is a set of its own.
  template <class Chosen>
  void find_some(std::string_view text, NormRange core, const Chosen& chosen, std::vector<CandidateSet>& out) const {
    const auto by_end = [](const CandidateSet& a, const CandidateSet& b) { return a.range.end < b.range.end; };
    for (std::size_t start = core.begin; start < core.end && start < text.size(); ++start) {
      const auto first = static_cast<std::ptrdiff_t>(out.size());
      for (std::uint32_t p = 0; p < rows_.size(); ++p)
        if (chosen(rows_[p], start))
          if (const auto end = match(rows_[p], text, start)) out.push_back({{start, *end}, p});
      std::stable_sort(out.begin() + first, out.end(), by_end);
    }
  }

  static std::optional<std::size_t> match(const Row& row, std::string_view text, std::size_t start) {
    if (!holds_at_start(row.boundary, text, start)) return std::nullopt;
    std::optional<std::size_t> end = longest(row, text, start, std::min<std::size_t>(text.size(), start + row.max_bytes));
    if (row.extension) return end ? extended(row, text, *end) : std::nullopt;
    while (end && !holds_at_end(row.boundary, text, *end)) end = longest(row, text, start, *end - 1);
    return end;
  }

  /// End of the longest match of [start, end), end <= limit.
  static std::optional<std::size_t> longest(const Row& row, std::string_view text, std::size_t start, std::size_t limit) {
    re2::StringPiece found;
    const re2::StringPiece piece(text.data(), limit);
    if (!row.regex->Match(piece, start, limit, RE2::ANCHOR_START, &found, 1)) return std::nullopt;
    return start + found.size();
  }

  static std::optional<std::size_t> extended(const Row& row, std::string_view text, std::size_t base_end) {
    const std::size_t end = extended_end(*row.extension, text, base_end);
    if (!extension_may_end(*row.extension, row.boundary, text, base_end, end)) return std::nullopt;
    return end;
  }

  std::vector<Row> rows_;
};

}  // namespace

Result<std::unique_ptr<CandidateFinder>> make_reference_finder(std::span<const ParsedPattern> patterns) {
  std::vector<Row> rows;
  for (const ParsedPattern& each : patterns) {
    auto regex = std::make_unique<RE2>(print_regex(each.pattern.root), options());
    if (!regex->ok()) {
      Diagnostic error;
      error.message = "RE2 refuses a pattern that we printed: " + regex->error();
      return error;
    }
    rows.push_back({each.boundary, each.extension, each.pattern.max_bytes, each.bound, each.place.detector, std::move(regex)});
  }
  return std::unique_ptr<CandidateFinder>(std::make_unique<ReferenceFinder>(std::move(rows)));
}

}  // namespace assay::detect
