// assay eval
#include "apps/cli/commands.h"
#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "apps/cli/signals.h"
#include "eval/json_text.h"
#include "eval/page.h"
#include "eval/table_text.h"

namespace assay::cli {
namespace {

bool write_page(const EvalArgs& args, const eval::Evaluation& evaluation, const std::vector<std::string>& broken) {
  if (args.html.empty()) return true;
  Result<Output> file = Output::to_file(args.html);
  if (!file.ok()) {
    complain(file.error().text());
    return false;
  }
  file.value().write(eval::page(evaluation, broken, args.language));
  return file.value().finish();
}

bool write_result(const EvalArgs& args, const eval::Evaluation& evaluation, const std::vector<std::string>& broken) {
  Output output;
  if (args.json) {
    output.write(eval::json_text(evaluation, broken));
    return output.finish();
  }
  eval::TableOptions options;
  options.width = output.width();
  options.examples = args.examples;
  options.all = args.all;
  options.colour = output.is_terminal() ? report::Colour::kOn : report::Colour::kOff;
  output.write(eval::table_text(evaluation, broken, options));
  return output.finish();
}

}  // namespace

int run_eval(const EvalArgs& args) {
  std::vector<eval::LabelledText> texts;
  for (const std::string& path : args.paths) {
    const Result<Done> read = eval::read_labelled(path, texts);
    if (read.ok()) continue;
    complain(read.error().text());
    return kExitUsage;
  }
  const auto engine = make_engine(args.engine, Warnings::kHide);
  if (engine == nullptr) return kExitUsage;
  if (args.show_values) complain("--show-values: the output holds the values; treat it as you would the texts");
  const CancelFlag& cancelled = catch_signals();
  eval::EvaluationOptions options;
  options.threshold = args.threshold;
  options.leave_out = {args.leave_out.begin(), args.leave_out.end()};
  options.show_values = args.show_values;
  options.cancel = &cancelled;
  const eval::Evaluation evaluation = eval::evaluate(engine, texts, options);
  const std::vector<std::string> broken = eval::broken(args.gates, evaluation);
  const bool page_written = write_page(args, evaluation, broken);
  if (!write_result(args, evaluation, broken) || !page_written) return kExitUsage;
  if (evaluation.interrupted) return kExitInterrupted;
  return broken.empty() ? kExitNothing : kExitFound;
}

}  // namespace assay::cli
