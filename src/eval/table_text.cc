#include "eval/table_text.h"

#include <algorithm>

#include "eval/number.h"

namespace assay::eval {
namespace {

using report::counted;
using report::pad;
using report::paint;
using report::Style;
using report::with_separators;

constexpr std::size_t kPerDetector = 3;

std::string right(const std::string& text, std::size_t columns) {
  const std::size_t width = report::display_width(text);
  return std::string(columns - std::min(columns, width), ' ') + text;
}

struct Row {
  const std::string* id;
  const DetectorResult* result;
  const Tally* tally;
};

std::vector<Row> worst_first(const Evaluation& evaluation) {
  std::vector<Row> rows;
  for (const auto& [id, result] : evaluation.detectors) rows.push_back({&id, &result, &result.at.at(evaluation.threshold)});
  std::stable_sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.tally->f1() < b.tally->f1(); });
  return rows;
}

class Table {
 public:
  Table(const Evaluation& evaluation, const TableOptions& options) : e_(evaluation), o_(options) {}

  std::string text(const std::vector<std::string>& broken) {
    head();
    totals();
    detectors();
    groups();
    examples("Missed", e_.misses, "found instead: ");
    examples("False alarms", e_.false_alarms, "in truth: ");
    gates(broken);
    return std::move(out_);
  }

 private:
  void line(const std::string& text) { out_ += text + "\n"; }
  void title(const std::string& text) { line("\n" + paint(text, Style::kBold, o_.colour)); }

  void head() {
    std::uint64_t labels = 0;
    for (const auto& [id, result] : e_.detectors) labels += result.at.at(e_.threshold).labels;
    line(counted(e_.texts, "text") + ", " + counted(e_.tables, "table") + ", " + counted(labels, "label") + ", " +
         with_separators(e_.hard) + " with traps; threshold " + std::to_string(e_.threshold));
    if (e_.unread != 0) line(paint(counted(e_.unread, "text") + " could not be read whole", Style::kRed, o_.colour));
    if (e_.unknown.empty()) return;
    std::uint64_t count = 0;
    for (const auto& [id, n] : e_.unknown) count += n;
    line(counted(count, "label") + " of " + counted(e_.unknown.size(), "detector") + " that the rules do not have: not scored");
  }

  void totals() {
    title("THRESHOLD  PRECISION   RECALL       F1");
    for (const auto& [threshold, tally] : e_.micro)
      line(right(std::to_string(threshold), 9) + (threshold == e_.threshold ? " <" : "  ") +
           right(percent(tally.precision()), 9) + right(percent(tally.recall()), 9) + right(percent(tally.f1()), 9));
    const Macro mean = macro(e_, e_.threshold);
    line("mean of " + counted(mean.detectors, "detector") + " at " + std::to_string(e_.threshold) + ": precision " +
         percent(mean.precision) + ", recall " + percent(mean.recall) + ", F1 " + percent(mean.f1));
  }

  void detectors() {
    std::size_t widest = 8, flawless = 0, idle = 0;
    for (const auto& [id, result] : e_.detectors) widest = std::max(widest, id.size());
    title(pad("DETECTOR", widest) + right("LABELS", 8) + right("FOUND", 8) + right("FALSE", 8) + right("PREC.", 9) +
          right("RECALL", 9) + "  FOUND INSTEAD");
    for (const Row& row : worst_first(e_)) {
      const Tally& t = *row.tally;
      const bool unused = t.labels == 0 && t.false_alarms == 0, perfect = !unused && t.found == t.labels && t.false_alarms == 0;
      idle += unused ? 1 : 0;
      flawless += perfect ? 1 : 0;
      if ((unused || perfect) && !o_.all) continue;
      line(report::cut_end(pad(report::harmless(*row.id), widest) + right(with_separators(t.labels), 8) +
                               right(with_separators(t.found), 8) + right(with_separators(t.false_alarms), 8) +
                               rate(t.precision()) + recall(t) + (row.result->counted ? "  " : "  (not in the totals) ") +
                               instead(*row.result),
                           std::max<std::size_t>(o_.width, 72)));
    }
    if (!o_.all)
      line(counted(flawless, "detector") + " without a fault, " + with_separators(idle) + " without a label: not shown (--all)");
  }

  // Without a label there is nothing to find.
  std::string recall(const Tally& tally) const { return tally.labels == 0 ? right("–", 9) : rate(tally.recall()); }
  std::string rate(double value) const { return right(percent(value), 9); }

  static std::string instead(const DetectorResult& result) {
    std::vector<std::pair<std::uint64_t, std::string>> order;
    for (const auto& [id, count] : result.instead) order.emplace_back(count, id);
    std::sort(order.rbegin(), order.rend());
    std::string out;
    for (const auto& [count, id] : order) out += (out.empty() ? "" : ", ") + report::harmless(id) + " " + with_separators(count);
    return out;
  }

  void groups() {
    for (const auto& [name, rows] : e_.groups) {
      title(pad("BY " + report::harmless(name), 26) + right("TEXTS", 8) + right("LABELS", 8) + right("FALSE", 8) +
            right("PREC.", 9) + right("RECALL", 9));
      for (const auto& [value, group] : rows)
        line(pad(report::harmless(value), 26) + right(with_separators(group.texts), 8) +
             right(with_separators(group.tally.labels), 8) + right(with_separators(group.tally.false_alarms), 8) +
             rate(group.tally.precision()) + recall(group.tally));
    }
  }

  void examples(const std::string& what, const std::vector<Place>& places, const std::string& other) {
    if (o_.examples == 0 || places.empty()) return;
    title(what + " (" + with_separators(places.size()) + ")");
    std::map<std::string, std::size_t> shown;
    std::size_t count = 0;
    for (const Place& place : places) {
      if (count == o_.examples || ++shown[place.detector] > kPerDetector) continue;
      ++count;
      example(place, other);
    }
  }

  void example(const Place& place, const std::string& other) {
    std::string about = report::harmless(place.detector + "  " + place.text_id) +
                        (place.confidence == 0 ? "" : "  confidence " + std::to_string(place.confidence));
    if (!place.instead.empty()) about += "  " + other + report::harmless(place.instead);
    line("  " + about);
    const std::string all = report::harmless_line(place.before + "[" + place.value + "]" + place.after);
    const std::size_t focus = report::harmless_line(place.before + "[").size();
    line("      " + paint(report::cut_around(all, std::max<std::size_t>(o_.width, 72) - 6, focus), Style::kDim, o_.colour));
  }

  void gates(const std::vector<std::string>& broken) {
    if (broken.empty()) return;
    title("Below the floor");
    for (const std::string& one : broken) line("  " + paint(one, Style::kRed, o_.colour));
  }

  const Evaluation& e_;
  const TableOptions& o_;
  std::string out_;
};

}  // namespace

std::string table_text(const Evaluation& evaluation, const std::vector<std::string>& broken, const TableOptions& options) {
  return Table(evaluation, options).text(broken);
}

}  // namespace assay::eval
