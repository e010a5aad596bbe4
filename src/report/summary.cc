// The closing summary of report/table.h.
#include <algorithm>
#include <cstdio>
#include <vector>

#include "report/table.h"

namespace assay::report {
namespace {

constexpr std::size_t kCaption = 12, kName = 22;

/// A piece of advice and what calls for it.
struct Advice {
  bool (*holds)(const Totals&);
  std::string_view text;
};

bool has_verdict(const Totals& t, Verdict verdict) {
  return std::any_of(t.reasons.begin(), t.reasons.end(), [&](const auto& r) { return reason_info(r.first).verdict == verdict; });
}

constexpr Advice kAdvice[] = {
    {[](const Totals& t) { return t.reasons.count(Reason::kUnreadable) != 0; },
     "Some paths could not be opened: check the names, or scan as a user who may read them."},
    {[](const Totals& t) { return has_verdict(t, Verdict::kEncrypted); },
     "Encrypted content was not looked into: ask for it without a password, or treat it as sensitive."},
    {[](const Totals& t) { return has_verdict(t, Verdict::kLimitExceeded); },
     "A limit ended the reading of some files: see the --max-... options in 'assay scan --help'."},
    {[](const Totals& t) { return has_verdict(t, Verdict::kUnsupported); },
     "Files without a reader were only swept for printable text: convert them, or decide about them by hand."},
    {[](const Totals& t) { return t.findings != 0; },
     "'assay scan --explain FILE' says why a finding counts; '--format jsonl' gives all to a program."},
};
constexpr std::size_t kMaxAdvice = 3;

std::string number(double value) {
  if (value >= 100) return with_separators(static_cast<unsigned long long>(value));
  char text[32];
  std::snprintf(text, sizeof text, value < 0.1 ? "%.3f" : "%.1f", value);
  return text;
}

class Summary {
 public:
  Summary(const Totals& totals, const TableOptions& options) : t_(totals), o_(options) {}

  std::string render() {
    if (o_.interrupted)
      row("Interrupted", in("The scan was ended early; what follows is what was seen until then.", Style::kYellow));
    files();
    volume();
    labels();
    found();
    not_read();
    if (t_.links != 0) row("Links", counted(t_.links, "symbolic link") + " not followed");
    advice();
    return std::move(out_);
  }

 private:
  std::string in(std::string_view text, Style style) const { return paint(text, style, o_.colour); }

  void row(std::string_view caption, std::string_view text) {
    out_ += in(pad(caption, kCaption), Style::kBold);
    out_.append(text).append("\n");
  }

  // A name in a column of its own (if any), and a sentence that goes on below itself.
  void row(std::string_view caption, std::string_view name, Style style, std::string_view sentence) {
    const std::size_t indent = kCaption + (name.empty() ? 0 : kName + 1);
    const std::size_t columns = std::max(o_.width, indent + 30) - indent;
    std::string lead = name.empty() ? std::string() : in(pad(name, kName), style) + " ";
    for (const std::string& line : wrap(sentence, columns)) {
      row(caption, lead + line);
      caption = "";
      lead.assign(indent - kCaption, ' ');
    }
  }

  void files() {
    std::string text = with_separators(t_.files);
    std::string_view between = ": ";
    for (auto it = t_.verdicts.rbegin(); it != t_.verdicts.rend(); ++it) {
      std::string name(name_of(it->first));
      std::replace(name.begin(), name.end(), '_', ' ');
      const std::string part = with_separators(it->second) + " " + name;
      text.append(between).append(it->first == Verdict::kScanned ? part : in(part, Style::kYellow));
      between = ", ";
    }
    row("Files", text);
  }

  void volume() {
    std::string text = human_bytes(static_cast<double>(t_.bytes)) + " in " + number(o_.seconds) + " s";
    if (o_.seconds > 0)
      text += " (" + human_bytes(static_cast<double>(t_.bytes) / o_.seconds) + "/s, " +
              number(static_cast<double>(t_.files) / o_.seconds) + " files/s)";
    row("Volume", text);
  }

  void labels() {
    std::vector<std::pair<std::string, LabelTotal>> sorted(t_.labels.begin(), t_.labels.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second.sensitivity > b.second.sensitivity; });
    std::string text;
    for (const auto& [label, total] : sorted)
      text += (text.empty() ? "" : ", ") + harmless(label) + " " + with_separators(total.files);
    if (!text.empty()) row("Labels", text);
  }

  void found() {
    if (t_.detectors.empty())
      return row("Found", t_.clean == t_.files ? "nothing" : "nothing in what could be read, which was not all");
    std::vector<std::pair<std::string, DetectorTotal>> sorted(t_.detectors.begin(), t_.detectors.end());
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const auto& a, const auto& b) { return a.second.occurrences > b.second.occurrences; });
    std::string_view caption = "Found";
    for (const auto& [detector, total] : sorted) {
      row(caption, pad(cut_end(harmless(detector), kName), kName) + " " + with_separators(total.occurrences) + " in " +
                       counted(total.files, "file") + ", " + std::string(band(total.best_confidence)));
      caption = "";
    }
  }

  void not_read() {
    std::string_view caption = "Not read";
    for (const auto& [reason, total] : t_.reasons) {
      const ReasonInfo& info = reason_info(reason);
      if (info.verdict == Verdict::kScanned) continue;
      row(caption, info.name, Style::kYellow,
          counted(total.places, "place") + " in " + counted(total.files, "file") + ". " + std::string(info.text));
      caption = "";
    }
  }

  void advice() {
    std::string_view caption = "Next";
    std::size_t given = 0;
    for (const Advice& advice : kAdvice) {
      if (given == kMaxAdvice || !advice.holds(t_)) continue;
      row(caption, {}, Style::kPlain, advice.text);
      caption = "";
      ++given;
    }
  }

  const Totals& t_;
  const TableOptions& o_;
  std::string out_;
};

}  // namespace

std::string summary(const Totals& totals, const TableOptions& options) { return Summary(totals, options).render(); }

}  // namespace assay::report
