// Which kind of text: cheap structural probes on the head, the name decides where the structure does not.
#pragma once
#include <string_view>

namespace assay::identify {

/// "text", "csv", "tsv", "json", "ndjson", "xml", "svg", "html", "eml", "mbox". `hint`: format that the name or the declared type
/// claims, or empty; believed where the text does not contradict it. `whole`: the head is all there is.
std::string_view text_kind(std::string_view head, bool whole, std::string_view hint);

}  // namespace assay::identify
