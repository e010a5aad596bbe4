#include "eval/gates.h"

#include "eval/number.h"

namespace assay::eval {
namespace {

void hold(const std::string& who, const Floor& floor, const Tally& tally, std::vector<std::string>& out) {
  if (tally.precision() < floor.precision)
    out.push_back(who + ": precision " + decimal(tally.precision()) + " is below " + decimal(floor.precision));
  if (tally.labels != 0 && tally.recall() < floor.recall)
    out.push_back(who + ": recall " + decimal(tally.recall()) + " is below " + decimal(floor.recall));
}

}  // namespace

std::vector<std::string> broken(const Gates& gates, const Evaluation& evaluation) {
  std::vector<std::string> out;
  hold("total", gates.total, evaluation.micro.at(evaluation.threshold), out);
  for (const auto& [id, result] : evaluation.detectors) {
    const auto own = gates.own.find(id);
    if (own == gates.own.end() && !result.counted) continue;
    hold(id, own == gates.own.end() ? gates.detector : own->second, result.at.at(evaluation.threshold), out);
  }
  return out;
}

}  // namespace assay::eval
