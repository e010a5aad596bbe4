// The row of plain ZIP archives. A ZIP with an OPC content-type list is an Office package and read as one.
#include <algorithm>

#include "extract/extractor.h"
#include "extract/ooxml/package.h"
#include "extract/zip/deliver.h"
#include "extract/zip/reader.h"

namespace assay::extract {
namespace {

Result<Done, Trouble> run(Source& source, const PartInfo&, Sink& sink) {
  const auto archive = zip::read_archive(source, sink.budget());
  if (!archive.ok()) return archive.error();
  if (ooxml::is_package(archive.value())) return ooxml::read_package(source, archive.value(), sink);
  if (!zip::deliver_surroundings(source, archive.value(), sink)) return Done{};
  const auto& entries = archive.value().entries;
  (void)std::all_of(entries.begin(), entries.end(),
                    [&](const zip::Entry& entry) { return zip::deliver_member(source, entry, {}, sink); });
  return Done{};
}

}  // namespace

extern const Extractor kZip{"zip", {"zip", "odt", "ods", "odp", "odg", "odf", "epub", "xlsb", "vsdx"}, Access::kRandom, &run};

}  // namespace assay::extract
