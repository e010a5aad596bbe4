#include "eval/page_plots.h"

#include "eval/number.h"

namespace assay::eval {
namespace {

using Rate = double (Tally::*)() const;

// Coordinates in tenths, so that the page does not depend on how a library prints doubles.
std::string tenths(double value) {
  const long scaled = static_cast<long>(value * 10 + (value < 0 ? -0.5 : 0.5));
  return std::to_string(scaled / 10) + "." + std::to_string(scaled % 10);
}

struct Frame {
  double left, top, width, height, lowest;  // `lowest`: the rate at the bottom
  unsigned from, to;
  double x(unsigned threshold) const {
    return left + width * (to == from ? 0.5 : static_cast<double>(threshold - from) / static_cast<double>(to - from));
  }
  double y(double rate) const { return top + height * (1 - (std::max(rate, lowest) - lowest) / (1 - lowest)); }
};

std::string curve(const std::map<unsigned, Tally>& at, const Frame& frame, Rate rate, const char* kind) {
  std::string points;
  for (const auto& [threshold, tally] : at) points += tenths(frame.x(threshold)) + "," + tenths(frame.y((tally.*rate)())) + " ";
  return std::string("<polyline class=\"line ") + kind + "\" points=\"" + points + "\"/>";
}

std::string dots(const std::map<unsigned, Tally>& at, const Frame& frame, Rate rate, const char* kind, const PageWords& words) {
  std::string out;
  for (const auto& [threshold, tally] : at)
    out += std::string("<circle class=\"dot ") + kind + "\" cx=\"" + tenths(frame.x(threshold)) + "\" cy=\"" +
           tenths(frame.y((tally.*rate)())) + "\" r=\"3.5\"><title>" + words.threshold + " " + std::to_string(threshold) + ": " +
           percent((tally.*rate)(), words.point) + "</title></circle>";
  return out;
}

std::string segment(double x1, double y1, double x2, double y2, const char* kind) {
  return std::string("<line class=\"") + kind + "\" x1=\"" + tenths(x1) + "\" y1=\"" + tenths(y1) + "\" x2=\"" + tenths(x2) +
         "\" y2=\"" + tenths(y2) + "\"/>";
}

std::string words_at(double x, double y, const char* anchor, const std::string& text, const char* kind = "") {
  return "<text x=\"" + tenths(x) + "\" y=\"" + tenths(y) + "\" text-anchor=\"" + anchor + "\" class=\"" + kind + "\">" + text +
         "</text>";
}

// The bottom of the plot: the tenth below the lowest rate, so that differences near 1 can be seen.
double floor_of(const std::map<unsigned, Tally>& at) {
  double lowest = 0.9;
  for (const auto& [threshold, tally] : at) lowest = std::min({lowest, tally.precision(), tally.recall()});
  return static_cast<double>(static_cast<int>(lowest * 10)) / 10;
}

std::string axes(const std::map<unsigned, Tally>& at, const Frame& frame, const PageWords& words) {
  std::string out;
  const int bottom = static_cast<int>(frame.lowest * 10 + 0.5), step = bottom < 5 ? 2 : 1;
  for (int tenth = 10; tenth >= bottom; tenth -= step) {
    const double y = frame.y(tenth / 10.0);
    out += segment(frame.left, y, frame.left + frame.width, y, "grid");
    out += words_at(frame.left - 8, y + 4, "end", std::to_string(tenth * 10) + " %");
  }
  for (const auto& [threshold, tally] : at)
    out += words_at(frame.x(threshold), frame.top + frame.height + 18, "middle", std::to_string(threshold));
  return out + words_at(frame.left + frame.width / 2, frame.top + frame.height + 38, "middle", words.threshold);
}

}  // namespace

std::string threshold_plot(const std::map<unsigned, Tally>& at, unsigned threshold, const PageWords& words) {
  if (at.empty()) return {};
  const Frame frame{56, 16, 620, 220, floor_of(at), at.begin()->first, at.rbegin()->first};
  std::string out =
      "<svg class=\"plot\" viewBox=\"0 0 820 290\" role=\"img\" aria-label=\"" + std::string(words.by_threshold) + "\">";
  out += axes(at, frame, words);
  out += segment(frame.x(threshold), frame.top, frame.x(threshold), frame.top + frame.height, "mark");
  struct Line {
    Rate rate;
    const char *kind, *name;
  };
  double key = frame.top + 12;
  for (const Line& line :
       {Line{&Tally::precision, "p", words.precision}, Line{&Tally::recall, "r", words.recall}, Line{&Tally::f1, "f", "F1"}}) {
    out += curve(at, frame, line.rate, line.kind) + dots(at, frame, line.rate, line.kind, words);
    out +=
        segment(696, key - 4, 716, key - 4, (std::string("line ") + line.kind).c_str()) + words_at(722, key, "start", line.name);
    key += 22;
  }
  return out + "</svg>";
}

std::string spark_line(const std::map<unsigned, Tally>& at) {
  if (at.empty()) return {};
  const Frame frame{2, 2, 66, 16, 0, at.begin()->first, at.rbegin()->first};
  return "<svg class=\"spark\" viewBox=\"0 0 70 20\" aria-hidden=\"true\">" + curve(at, frame, &Tally::precision, "p") +
         curve(at, frame, &Tally::recall, "r") + "</svg>";
}

std::string bar(double value, const char* kind) {
  return std::string(
             "<svg class=\"bar\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"back\" "
             "width=\"100\" height=\"10\"/><rect class=\"") +
         kind + "\" width=\"" + tenths(value * 100) + "\" height=\"10\"/></svg>";
}

}  // namespace assay::eval
