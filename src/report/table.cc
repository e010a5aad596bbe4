#include "report/table.h"

#include <algorithm>

#include "base/unicode.h"

namespace assay::report {
namespace {

constexpr std::size_t kMinWidth = 72, kLabelColumns = 14, kNameColumns = 22;
constexpr std::string_view kIndent = "              ";  // kLabelColumns spaces
static_assert(kIndent.size() == kLabelColumns);

Style style_of_label(std::uint32_t sensitivity) {
  static constexpr Style kStyles[] = {Style::kGreen, Style::kBlue, Style::kYellow, Style::kRed};
  return kStyles[std::min<std::uint32_t>(sensitivity, 3)];
}

Style style_of_confidence(std::uint8_t confidence) {
  return confidence >= 85 ? Style::kRed : confidence >= 75 ? Style::kYellow : Style::kPlain;
}

std::string upper(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == '_') c = ' ';
  }
  return out;
}

// Where in a preview the value begins, as well as can be told: previews show about as many characters on either side, and
// the value is masked with asterisks. Masked neighbours lie further from the middle.
std::size_t focus_of(std::string_view preview) {
  std::size_t best = 0, best_distance = preview.size();
  for (std::size_t at = preview.find('*'); at != std::string_view::npos; at = preview.find('*', at + 1)) {
    const std::size_t distance = at > preview.size() / 2 ? at - preview.size() / 2 : preview.size() / 2 - at;
    if (distance < best_distance) {
      best = at;
      best_distance = distance;
    }
  }
  while (best > 0 && preview[best - 1] != ' ') --best;
  return best;
}

class Renderer {
 public:
  Renderer(const TableOptions& options, std::string& out)
      : colour_(options.colour), width_(std::max(options.width, kMinWidth)), out_(out) {}

  void file(const FileEntry& entry) {
    headline(entry);
    for (const DetectorGroup& group : entry.groups) detector(group);
    for (const GapGroup& gap : entry.gaps) unread(gap);
    for (const std::string& loser : entry.losers) line("  also: " + harmless_line(loser), Style::kDim);
    if (!entry.groups.empty() || !entry.gaps.empty()) out_ += '\n';
  }

 private:
  std::string paint_as(std::string_view text, Style style) const { return paint(text, style, colour_); }

  // LABEL         path/of/the file.docx  docx, 84.2 kB  ENCRYPTED
  void headline(const FileEntry& entry) {
    const bool silent = says_nothing(entry.verdict, entry.findings) || entry.classification.label.empty();
    const std::string label = cut_end(silent ? "UNREAD" : upper(harmless(entry.classification.label)), kLabelColumns - 1);
    const Style style = silent ? Style::kYellow : style_of_label(entry.classification.sensitivity);
    const std::string facts = facts_of(entry);
    const std::string verdict = entry.verdict == Verdict::kScanned ? "" : "  " + upper(name_of(entry.verdict));
    const std::size_t taken = kLabelColumns + display_width(facts) + verdict.size();
    const std::size_t room = width_ > taken + 20 ? width_ - taken : 20;
    out_ += paint_as(label, style) + std::string(kLabelColumns - std::min(display_width(label), kLabelColumns), ' ');
    out_ += paint_as(cut_front(harmless(base::printable_name(entry.path)), room), Style::kBold) + paint_as(facts, Style::kDim);
    out_ += paint_as(verdict, Style::kYellow) + "\n";
  }

  static std::string facts_of(const FileEntry& entry) {
    if (says_nothing(entry.verdict, entry.findings) && entry.bytes == 0) return {};
    std::string facts = "  ";
    if (!entry.format.empty()) facts += harmless(entry.format) + ", ";
    facts += human_bytes(static_cast<double>(entry.bytes));
    if (entry.findings == 0 && entry.verdict == Verdict::kScanned) facts += ", nothing found";
    return facts;
  }

  //               credit_card           high    2 found, 1 distinct
  void detector(const DetectorGroup& group) {
    const DetectorCount& count = group.count;
    const std::string counts = with_separators(count.occurrences) + " found" + distinct_of(count);
    out_ += kIndent;
    out_ += pad(cut_end(harmless(group.detector), kNameColumns), kNameColumns) + " ";
    out_ += paint_as(pad(band(count.best_confidence), 6), style_of_confidence(count.best_confidence)) + "  " + counts + "\n";
    for (const Sample& sample : group.samples) show(sample);
    if (count.occurrences > group.samples.size() && !group.samples.empty())
      line("  … and " + with_separators(count.occurrences - group.samples.size()) + " more", Style::kDim);
  }

  static std::string distinct_of(const DetectorCount& count) {
    if (count.distinct == 0 || (count.distinct == count.occurrences && !count.distinct_estimated)) return {};
    return std::string(count.distinct_estimated ? ", about " : ", ") + with_separators(count.distinct) + " distinct";
  }

  void show(const Sample& sample) {
    const std::size_t room = width_ - kLabelColumns - 2;
    const std::string place = cut_front(harmless_line(sample.place), std::max<std::size_t>(room / 3, kNameColumns));
    const std::string padded = pad(place, kNameColumns - 2);
    const std::size_t used = display_width(padded) + 2;
    out_ += kIndent;
    out_ += "  " + paint_as(padded, Style::kDim) + "  ";
    out_ += shown(harmless_line(sample.preview), room > used ? room - used : 20) + "\n";
    if (!sample.value.empty()) line("  value: " + harmless_line(sample.value), Style::kRed);
    if (!sample.explanation.empty())
      line("  why: " + std::to_string(sample.confidence) + ", " + harmless_line(sample.explanation), Style::kDim);
  }

  static std::string shown(const std::string& preview, std::size_t columns) {
    return cut_around(preview, columns, focus_of(preview));
  }

  //               not read: password_required (2). A password is needed to read it.
  void unread(const GapGroup& gap) {
    const ReasonInfo& info = reason_info(gap.reason);
    const std::string lead = info.verdict == Verdict::kScanned ? "note: " : "not read: ";
    const std::string times = gap.count > 1 ? " (" + with_separators(gap.count) + ")" : "";
    line(lead + std::string(info.name) + times + ". " + std::string(info.text), Style::kYellow);
    for (const std::string& sample : gap.samples) line("  " + harmless_line(sample), Style::kPlain);
    if (gap.count > gap.samples.size() && !gap.samples.empty())
      line("  … and " + with_separators(gap.count - gap.samples.size()) + " more", Style::kDim);
  }

  void line(std::string_view text, Style style) {
    out_ += kIndent;
    out_ += paint_as(cut_end(text, width_ - kLabelColumns), style) + "\n";
  }

  Colour colour_;
  std::size_t width_;
  std::string& out_;
};

}  // namespace

std::string_view band(std::uint8_t confidence) {
  if (confidence >= 85) return "high";
  if (confidence >= 75) return "medium";
  return confidence >= 65 ? "low" : "below";
}

std::string table(const Tally& tally, const TableOptions& options) {
  std::string out;
  Renderer renderer(options, out);
  bool list = false;  // single-line files stand together, a blank line before them
  for (const FileEntry& entry : tally.worst()) {
    const bool single = entry.groups.empty() && entry.gaps.empty();
    if (list && !single) out += '\n';
    renderer.file(entry);
    list = single;
  }
  if (const auto more = tally.totals().files - tally.worst().size(); more != 0)
    out +=
        paint("… and " + counted(more, "less severe file") + " (--format jsonl lists every one)", Style::kDim, options.colour) +
        "\n";
  if (!out.empty() && (out.size() < 2 || out[out.size() - 2] != '\n')) out += '\n';
  return out + summary(tally.totals(), options);
}

}  // namespace assay::report
