// Any row of the table of extractors: nothing it says may be untrue, and what it says must not depend on the sizes of reads.
#include "targets/extractor.h"

#include "support/checking_sink.h"
#include "support/sources.h"
#include "support/target.h"

namespace assay::fuzz {
namespace {

/// One of the extractor's formats; which one, the input decides.
const std::string& format_for(const extract::Extractor& extractor, std::size_t decides) {
  return extractor.formats[decides % extractor.formats.size()];
}

std::string log_of(const extract::Extractor& extractor, std::string_view format, std::string_view bytes, Source& source) {
  CheckingSink sink(bytes);
  sink.ended(extractor.run(source, extract::PartInfo{.name = "part", .format = format}, sink));
  return sink.log();
}

}  // namespace

const extract::Extractor& extractor_called(std::string_view id) {
  for (const extract::Extractor& row : extract::builtin_extractors())
    if (row.id == id) return row;
  violated("there is an extractor of that name");
}

void run_extractor(const extract::Extractor& extractor, std::string_view bytes) {
  const std::size_t decides = bytes.size() + (bytes.empty() ? 0 : static_cast<unsigned char>(bytes.back()));
  const std::string& format = format_for(extractor, decides / 4);
  ChoppySource whole(bytes, bytes.size() + 1, 0);
  const std::string log = log_of(extractor, format, bytes, whole);
  if (decides % 4 != 0) return;  // a quarter of all inputs: the second reading costs as much as the first
  ChoppySource choppy(bytes, 1 + decides % 61, decides);
  require(log == log_of(extractor, format, bytes, choppy), "what is read does not depend on the sizes of reads");
}

}  // namespace assay::fuzz
