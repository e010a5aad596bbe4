// assay rules import
#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "apps/cli/rules/actions.h"
#include "apps/cli/rules/trial.h"
#include "convert/convert.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {
using convert::Converted;

Result<std::string> read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return Diagnostic{.file = path, .code = Code::kIo, .message = "cannot be read", .fix = "check the path"};
  return text.str();
}

struct Block {
  std::string id, text;
  std::uint32_t first = 0, last = 0;  ///< Lines, 1-based.
};

/// The pack line by line: what stands before the detectors, then one block for each.
std::vector<Block> blocks_of(const std::string& yaml, std::string& head) {
  constexpr std::string_view kBegin = "  - id: ";
  std::vector<Block> blocks;
  std::istringstream lines(yaml);
  std::uint32_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.rfind(kBegin, 0) == 0) blocks.push_back({line.substr(kBegin.size()), "", number, number});
    (blocks.empty() ? head : blocks.back().text) += line + "\n";
    if (!blocks.empty()) blocks.back().last = number;
  }
  return blocks;
}

/// Without the detectors that our engine refuses or whose own example is not found: those are losses with a reason.
class Sieve {
 public:
  explicit Sieve(Converted& converted) : converted_(converted), blocks_(blocks_of(converted.yaml, head_)) {}

  void run() {
    drop_unsound();
    if (const Trial trial(pack()); converted_.detectors > 0) drop_unproven(trial);
    converted_.yaml = converted_.detectors > 0 ? pack() : std::string();
  }

 private:
  std::string pack() const {
    std::string out = head_;
    for (const Block& block : blocks_) out += block.text;
    return out;
  }

  void drop(const std::string& id, const std::string& reason) {
    const auto at = std::find_if(blocks_.begin(), blocks_.end(), [&](const Block& b) { return b.id == id; });
    if (at == blocks_.end()) return;
    converted_.losses.push_back({id, reason, true});
    blocks_.erase(at);
    --converted_.detectors;
  }

  void drop_unsound() {
    const auto rules = Trial(pack()).load();
    if (rules.ok()) return;
    std::vector<std::pair<std::string, std::string>> unsound;
    for (const Diagnostic& d : rules.error())
      for (const Block& block : blocks_)
        if (d.line >= block.first && d.line <= block.last) unsound.emplace_back(block.id, d.message);
    for (const auto& [id, reason] : unsound) drop(id, reason);
  }

  void drop_unproven(const Trial& trial) {
    const auto rules = trial.load();
    if (!rules.ok()) return;
    for (const RuleTestFailure& failure : rules.value()->test())
      drop(failure.detector, "a text made from its own regex is not found: " + failure.where.message);
  }

  Converted& converted_;
  std::string head_;
  std::vector<Block> blocks_;
};

Result<convert::Format> wanted_format(const std::string& name, const std::string& text) {
  if (name == "gitleaks") return convert::Format::kGitleaks;
  if (name == "presidio") return convert::Format::kPresidio;
  if (name == "purview") return convert::Format::kPurview;
  return convert::format_of(text);
}
}  // namespace

int import_rules(const ImportArgs& args) {
  const auto text = read_file(args.path);
  if (!text.ok()) return complain(text.error().text()), kExitUsage;
  const auto format = wanted_format(args.format, text.value());
  if (!format.ok()) return complain(format.error().text()), kExitUsage;
  auto converted = convert::convert(text.value(), format.value(), args.pack.empty() ? "imported" : args.pack);
  if (!converted.ok()) return complain(args.path + ": " + converted.error().text()), kExitUsage;
  Sieve(converted.value()).run();
  std::set<std::string> whole;
  for (const convert::Loss& loss : converted.value().losses) {
    complain((loss.whole ? "left out: " : "in part: ") + loss.rule + ": " + loss.reason);
    if (loss.whole) whole.insert(loss.rule);
  }
  complain(report::counted(converted.value().detectors, "detector") + " carried over, " + report::counted(whole.size(), "rule") +
           " left out. Next: examples from your own texts, then 'assay rules test' and 'assay rules bench'.");
  if (converted.value().detectors == 0) return kExitUsage;
  if (!write_new_pack(args.output, converted.value().yaml)) return kExitUsage;
  return whole.empty() ? kExitNothing : kExitFound;
}

}  // namespace assay::cli
