// assay extract
#include <fcntl.h>
#include <unistd.h>

#include "apps/cli/commands.h"
#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "apps/cli/signals.h"
#include "batch/stream_source.h"
#include "report/json.h"
#include "report/json_writer.h"
#include "report/tally.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

std::string piece_json(const ExtractedPiece& piece) {
  report::JsonWriter json;
  json.begin_object();
  if (!piece.field.empty()) json.key("field").string(piece.field);
  json.key("locator").raw(report::locator_json(piece.locator == nullptr ? Locator{} : *piece.locator));
  json.key("part").string(piece.part->path).key("part_index").integer(piece.part_index);
  json.key("range").begin_array().integer(piece.range.begin).integer(piece.range.end).end_array();
  json.key("text").string(piece.text).end_object();
  return json.take() + "\n";
}

class Printer {
 public:
  explicit Printer(const ExtractArgs& args) : args_(args), terminal_(output_.is_terminal()) {}

  void piece(const ExtractedPiece& piece) {
    if (args_.format == ExtractArgs::Format::kJson) return put(piece_json(piece));
    if (args_.headers && piece.part_index != part_) header(piece);
    part_ = piece.part_index;
    // A pipe gets the bytes as they are; a terminal must not obey them.
    terminal_ ? lines(piece.text) : put(piece.text);
    if (!piece.text.empty()) at_line_start_ = piece.text.back() == '\n';
  }

  bool finish() {
    if (terminal_ && !at_line_start_) output_.write("\n");
    return output_.finish();
  }

 private:
  void header(const ExtractedPiece& piece) {
    if (!at_line_start_) put("\n");
    put("==> " + report::harmless(piece.part->path) + " <==\n");
    at_line_start_ = true;
  }

  void lines(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = text.find('\n');
      put(report::harmless(text.substr(0, end)));
      if (end == std::string_view::npos) return;
      put("\n");
      text.remove_prefix(end + 1);
    }
  }

  void put(std::string_view bytes) {
    output_.write(bytes);
    if (output_.failed()) cancel();
  }

  const ExtractArgs& args_;
  Output output_;
  const bool terminal_;
  std::uint32_t part_ = UINT32_MAX;
  bool at_line_start_ = true;
};

std::string say(const Report& report, const Gap& gap) {
  const ReasonInfo& info = reason_info(gap.reason);
  const std::string path = gap.part < report.parts.size() ? report.parts[gap.part].path : std::string();
  const std::string place = describe(gap.locator);
  return path + (place.empty() ? "" : ", " + place) + ": " + std::string(info.name) + " (" + std::string(name_of(gap.gap_class)) +
         "): " + (gap.detail.empty() ? std::string(info.text) : gap.detail);
}

std::unique_ptr<Source> open_input(const std::string& path, const CancelFlag& cancelled) {
  if (path == "-") return batch::stream_source(::dup(0), &cancelled);
  auto file = open_file(path);
  if (file.ok()) return std::move(file.value());
  complain(path + ": " + file.error().message);
  return nullptr;
}

}  // namespace

int run_extract(const ExtractArgs& args) {
  const CancelFlag& cancelled = catch_signals();
  const auto source = open_input(args.path, cancelled);
  if (source == nullptr) return kExitUnread;
  const auto engine = make_engine(args.engine, Warnings::kHide);
  if (engine == nullptr) return kExitUsage;
  Printer printer(args);
  ScanOptions options;
  options.cancel = &cancelled;
  const Report report = Scanner(engine).extract(
      *source, args.path, [&](const ExtractedPiece& piece) { printer.piece(piece); }, options);
  const bool written = printer.finish();
  for (const Gap& gap : report.gaps)
    if (gap.gap_class != GapClass::kInert) complain(say(report, gap));
  if (!written) return kExitUsage;
  if (cancelled) return kExitInterrupted;
  return report.verdict == Verdict::kScanned ? kExitNothing : kExitUnread;
}

}  // namespace assay::cli
