// assay-reader: reads everything but PDF for a host that does not trust documents. See isolate/protocol.h for what is said.
// Its answers to "magic" are what libmagic calls bytes that no signature of our own knows.
#include <array>
#include <span>
#include <string>
#include <vector>

#include "apps/worker/worker_main.h"
#include "extract/canary.h"
#include "identify/identify.h"

namespace {

using namespace assay;  // NOLINT(google-build-using-namespace): a program of its own

Result<Done, Trouble> ask_magic(Source& source, const extract::PartInfo&, extract::Sink& sink) {
  std::array<char, identify::kHeadBytes> head{};
  const auto got = source.read_at(0, head);
  if (!got.ok()) return got.error();
  sink.text(identify::media_type_by_library({head.data(), got.value()}), {});
  return Done{};
}

const extract::Extractor kMagic{
    .id = "magic", .formats = {"magic"}, .access = extract::Access::kRandom, .run = &ask_magic, .code = extract::Code::kForeign};

std::string complaint_of(const isolate::WorkerRow& row) {
  if (row.extractor != &kMagic) return extract::canary_complaint(*row.extractor);
  return identify::media_type_by_library("GIF89a\x01") == "image/gif" ? "" : "libmagic or its database is missing";
}

}  // namespace

int main(int count, char** words) {
  std::vector<isolate::WorkerRow> rows;
  for (const extract::Extractor& row : extract::builtin_extractors()) rows.push_back({&row, {}});
  rows.push_back({&kMagic, {}});
  worker::Program program{.rows = rows};
  std::uint64_t before = 0;
  program.load = [&before] {  // databases and locales are read here
    (void)identify::media_type_by_library({});
    for (const extract::Extractor& row : extract::builtin_extractors())
      if (row.code == extract::Code::kForeign) (void)extract::canary_complaint(row);
    before = extract::foreign_runs();
  };
  program.must_retire = [&before] { return extract::foreign_runs() != before; };
  program.complaint = &complaint_of;
  return worker::run({words, static_cast<std::size_t>(count)}, program);
}
