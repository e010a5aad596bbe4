#include "eval/page.h"

#include <algorithm>

#include "eval/number.h"
#include "eval/page_plots.h"
#include "eval/page_style.h"
#include "report/terminal.h"

namespace assay::eval {
namespace {

constexpr std::size_t kPlacesPerDetector = 20;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : report::harmless_line(text)) {
    if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '&')
      out += "&amp;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

std::string number_cell(std::uint64_t value) {
  return "<td class=\"n\" data-v=\"" + std::to_string(value) + "\">" + report::with_separators(value) + "</td>";
}

class Page {
 public:
  Page(const Evaluation& evaluation, const PageWords& words) : e_(evaluation), w_(words) {}

  std::string html(const std::vector<std::string>& broken) {
    head();
    cards();
    floors(broken);
    out_ += std::string("<h2>") + w_.by_threshold + "</h2>" + threshold_plot(e_.micro, e_.threshold, w_);
    detectors();
    for (const auto& [name, rows] : e_.groups) group(name, rows);
    places();
    out_ += std::string("<script>") + kPageScript + "</script></body></html>\n";
    return std::move(out_);
  }

 private:
  void head() {
    out_ += std::string("<!doctype html><html lang=\"") + w_.code + "\"><head><meta charset=\"utf-8\">";
    out_ +=
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src "
        "'unsafe-inline'\">";
    out_ += "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + std::string(w_.title) + "</title>";
    out_ += std::string("<style>") + kPageStyle + "</style></head><body><h1>" + w_.title + "</h1>";
    out_ += "<p class=\"soft\">" + report::with_separators(e_.texts) + " " + w_.texts + ", " +
            report::with_separators(e_.tables) + " " + w_.tables + ", " + report::with_separators(e_.hard) + " " + w_.traps +
            " · " + w_.threshold + " " + std::to_string(e_.threshold) + " · " + w_.rules + " " + escaped(e_.rules.substr(0, 12)) +
            "</p>";
    if (e_.interrupted) warn(w_.interrupted);
    if (e_.unread != 0) warn(report::with_separators(e_.unread) + " " + w_.unread);
    std::uint64_t unknown = 0;
    for (const auto& [id, count] : e_.unknown) unknown += count;
    if (unknown != 0) out_ += "<p class=\"soft\">" + report::with_separators(unknown) + " " + w_.unknown + "</p>";
  }

  void warn(const std::string& text) { out_ += "<p class=\"bad\">" + text + "</p>"; }

  void card(const std::string& value, const std::string& name) {
    out_ += "<div class=\"card\"><b>" + value + "</b><span>" + name + "</span></div>";
  }

  void cards() {
    const Tally& all = e_.micro.at(e_.threshold);
    const Macro mean = macro(e_, e_.threshold);
    out_ += "<div class=\"cards\">";
    card(rate(all.precision()), std::string(w_.precision) + ", " + w_.average);
    card(rate(all.recall()), std::string(w_.recall) + ", " + w_.average);
    card(rate(mean.precision), std::string(w_.precision) + ", " + w_.mean);
    card(rate(mean.recall), std::string(w_.recall) + ", " + w_.mean);
    card(report::with_separators(all.labels - all.found), w_.missed);
    card(report::with_separators(all.false_alarms), w_.false_alarms);
    out_ += "</div>";
  }

  std::string rate(double value) const { return percent(value, w_.point); }

  void floors(const std::vector<std::string>& broken) {
    if (broken.empty()) return;
    out_ += std::string("<h2 class=\"bad\">") + w_.below_floor + "</h2><ul>";
    for (const std::string& one : broken) out_ += "<li>" + escaped(one) + "</li>";
    out_ += "</ul>";
  }

  void column(const std::string& name, const char* kind) {
    out_ += std::string("<th") + kind + "><button type=\"button\">" + name + "</button></th>";
  }

  void columns(const std::vector<std::pair<std::string, const char*>>& all) {
    out_ += "<thead><tr>";
    for (const auto& [name, kind] : all) column(name, kind);
    out_ += "</tr></thead><tbody>";
  }

  void rate_cell(double value, const char* kind) {
    out_ += "<td class=\"n\" data-v=\"" + decimal(value) + "\">" + bar(value, kind) + rate(value) + "</td>";
  }

  // Without a label there is nothing to find.
  void recall_cell(const Tally& tally) {
    if (tally.labels != 0) return rate_cell(tally.recall(), "r");
    out_ += "<td class=\"n\" data-v=\"2\">–</td>";
  }

  void detectors() {
    constexpr const char* kNumber = " class=\"n\"";
    out_ += std::string("<h2>") + w_.by_detector + "</h2><p class=\"soft\">" + w_.sort_hint +
            "</p><input id=\"filter\" type=\"search\" placeholder=\"" + w_.filter + "\" aria-label=\"" + w_.filter +
            "\"><div class=\"wide\"><table class=\"sorts\" id=\"detectors\">";
    columns({{w_.detector, ""},
             {w_.labels, kNumber},
             {w_.missed, kNumber},
             {w_.false_alarms, kNumber},
             {w_.precision, kNumber},
             {w_.recall, kNumber},
             {"F1", kNumber},
             {"50–95", " class=\"n\""},
             {w_.instead, ""}});
    for (const auto& [id, result] : sorted()) detector(*id, *result);
    out_ += "</tbody></table></div>";
  }

  std::vector<std::pair<const std::string*, const DetectorResult*>> sorted() const {
    std::vector<std::pair<const std::string*, const DetectorResult*>> rows;
    for (const auto& [id, result] : e_.detectors) {
      const Tally& tally = result.at.at(e_.threshold);
      if (tally.labels != 0 || tally.false_alarms != 0) rows.emplace_back(&id, &result);
    }
    std::stable_sort(rows.begin(), rows.end(), [this](const auto& a, const auto& b) {
      return a.second->at.at(e_.threshold).f1() < b.second->at.at(e_.threshold).f1();
    });
    return rows;
  }

  void detector(const std::string& id, const DetectorResult& result) {
    const Tally& tally = result.at.at(e_.threshold);
    const bool faults = tally.found != tally.labels || tally.false_alarms != 0;
    const std::string name = escaped(id);
    out_ += "<tr><td>" + (faults ? "<a href=\"#d-" + name + "\">" + name + "</a>" : name);
    if (!result.counted) out_ += std::string(" <span class=\"soft\">(") + w_.not_counted + ")</span>";
    out_ += "</td>" + number_cell(tally.labels) + number_cell(tally.labels - tally.found) + number_cell(tally.false_alarms);
    rate_cell(tally.precision(), "p");
    recall_cell(tally);
    out_ += "<td class=\"n\" data-v=\"" + decimal(tally.f1()) + "\">" + rate(tally.f1()) + "</td><td data-v=\"" +
            decimal(tally.f1()) + "\">" + spark_line(result.at) + "</td><td class=\"w\">";
    std::string others;
    for (const auto& [other, count] : result.instead)
      others += (others.empty() ? "" : ", ") + escaped(other) + " " + report::with_separators(count);
    out_ += others + "</td></tr>";
  }

  void group(const std::string& name, const std::map<std::string, Group>& rows) {
    constexpr const char* kNumber = " class=\"n\"";
    out_ += std::string("<h2>") + w_.groups + ": " + escaped(name) + "</h2><div class=\"wide\"><table class=\"sorts\">";
    columns({{w_.group, ""},
             {w_.texts, kNumber},
             {w_.labels, kNumber},
             {w_.missed, kNumber},
             {w_.false_alarms, kNumber},
             {w_.precision, kNumber},
             {w_.recall, kNumber}});
    for (const auto& [value, one] : rows) {
      out_ += "<tr><td>" + escaped(value) + "</td>" + number_cell(one.texts) + number_cell(one.tally.labels) +
              number_cell(one.tally.labels - one.tally.found) + number_cell(one.tally.false_alarms);
      rate_cell(one.tally.precision(), "p");
      recall_cell(one.tally);
      out_ += "</tr>";
    }
    out_ += "</tbody></table></div>";
  }

  void places() {
    struct Lists {
      std::vector<const Place*> missed, alarms;
    };
    std::map<std::string, Lists> all;
    for (const Place& place : e_.misses) all[place.detector].missed.push_back(&place);
    for (const Place& place : e_.false_alarms) all[place.detector].alarms.push_back(&place);
    if (all.empty()) return;
    out_ += std::string("<h2>") + w_.places + "</h2>";
    for (const auto& [id, lists] : all) {
      out_ += "<h3 id=\"d-" + escaped(id) + "\">" + escaped(id) + "</h3>";
      list(w_.missed, w_.instead, lists.missed);
      list(w_.false_alarms, w_.in_truth, lists.alarms);
    }
  }

  void list(const char* title, const char* other, const std::vector<const Place*>& places) {
    if (places.empty()) return;
    out_ += std::string("<p class=\"soft\">") + title + ": " + report::with_separators(places.size()) + "</p>";
    for (std::size_t i = 0; i < std::min(places.size(), kPlacesPerDetector); ++i) place(*places[i], other);
    if (places.size() > kPlacesPerDetector)
      out_ += "<p class=\"soft\">… " + report::with_separators(places.size() - kPlacesPerDetector) + " " + w_.more + "</p>";
  }

  void place(const Place& p, const char* other) {
    const bool apart_before = !p.before.empty() && is_blank(p.before.back()),
               apart_after = !p.after.empty() && is_blank(p.after.front());
    out_ += "<div class=\"place\"><bdi>" + escaped(p.before) + "</bdi>" + (apart_before ? " " : "") + "<mark>" +
            escaped(p.value) + "</mark>" + (apart_after ? " " : "") + "<bdi>" + escaped(p.after) + "</bdi>" +
            " <span class=\"why\">— " + escaped(p.text_id);
    if (!p.hard.empty()) out_ += ", " + escaped(p.hard);
    if (p.confidence != 0) out_ += std::string(", ") + w_.confidence + " " + std::to_string(p.confidence);
    if (!p.instead.empty()) out_ += std::string(", ") + other + ": " + escaped(p.instead);
    out_ += "</span></div>";
  }

  const Evaluation& e_;
  const PageWords& w_;
  std::string out_;
};

}  // namespace

std::string page(const Evaluation& evaluation, const std::vector<std::string>& broken, Language language) {
  return Page(evaluation, page_words(language)).html(broken);
}

}  // namespace assay::eval
