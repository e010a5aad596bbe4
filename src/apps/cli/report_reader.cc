#include "apps/cli/report_reader.h"

#include <simdjson.h>

#include "assay/report.h"

namespace assay::cli {
namespace {
namespace dom = simdjson::dom;

std::string text_of(const dom::element& object, const char* key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

std::uint64_t number_of(const dom::element& object, const char* key) {
  std::uint64_t number = 0;
  return object[key].get(number) == simdjson::SUCCESS ? number : 0;
}

/// As describe() says it, for the kinds that a person needs to find the place again.
std::string place_of(const dom::element& finding) {
  dom::element locator;
  if (finding["locator"].get(locator) != simdjson::SUCCESS) return {};
  const std::string kind = text_of(locator, "kind"), name = text_of(locator, "name");
  const std::uint64_t number = number_of(locator, "number");
  std::string place = kind == "none" ? "" : kind;
  if (number > 0) place += (place.empty() ? "" : " ") + std::to_string(number);
  if (!name.empty()) place += (place.empty() ? "" : " ") + name;
  return place;
}

ReadFinding finding_of(const dom::element& finding, const std::vector<std::string>& parts) {
  ReadFinding out;
  out.id = text_of(finding, "id");
  out.detector = text_of(finding, "detector");
  const std::uint64_t part = number_of(finding, "part");
  if (part < parts.size()) out.part = parts[part];
  out.place = place_of(finding);
  out.preview = text_of(finding, "preview");
  out.value = text_of(finding, "value");
  out.value_hash = text_of(finding, "value_hash");
  out.confidence = static_cast<std::uint8_t>(number_of(finding, "confidence"));
  return out;
}

/// False: this is no report object.
bool read_object(const dom::element& object, const std::function<void(ReadReport&&)>& take) {
  if (text_of(object, "schema").rfind("assay.", 0) != 0) return false;
  dom::element result, run;
  if (object["run"].get(run) != simdjson::SUCCESS || object["result"].get(result) != simdjson::SUCCESS) return false;
  if (result.is_null()) return true;  // A link.
  ReadReport out;
  out.path = text_of(run, "path");
  out.finding_count = number_of(result, "finding_count");
  dom::element key;
  if (result["key"].get(key) == simdjson::SUCCESS) {
    out.key_id = text_of(key, "id");
    bool joinable = false;
    if (key["joinable"].get(joinable) == simdjson::SUCCESS) out.joinable = joinable;
  }
  std::vector<std::string> parts;
  dom::array list;
  if (result["parts"].get(list) == simdjson::SUCCESS)
    for (const dom::element part : list) parts.push_back(text_of(part, "path"));
  if (result["findings"].get(list) == simdjson::SUCCESS)
    for (const dom::element finding : list) out.findings.push_back(finding_of(finding, parts));
  take(std::move(out));
  return true;
}

Diagnostic wrong(const std::string& path, std::uint32_t line) {
  return {
      path, line, 1, Code::kInvalidArgument, "not a report of ours", "make one with 'assay scan --format jsonl --output FILE'"};
}
}  // namespace

Result<Done> read_reports(const std::string& path, const std::function<void(ReadReport&&)>& take) {
  simdjson::padded_string text;
  if (simdjson::padded_string::load(path).get(text) != simdjson::SUCCESS)
    return Diagnostic{path, 0, 0, Code::kIo, "cannot be read", "check the path"};
  dom::parser parser;
  dom::element whole;
  dom::array reports;
  if (parser.parse(text).get(whole) == simdjson::SUCCESS && whole["reports"].get(reports) == simdjson::SUCCESS) {
    for (const dom::element report : reports)
      if (!read_object(report, take)) return wrong(path, 1);
    return Done{};
  }
  const std::string_view all(text);
  std::uint32_t line = 0;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size());
    ++line;
    dom::element object;
    const std::string_view one = all.substr(at, end - at);
    at = end + 1;
    if (one.empty()) continue;
    if (parser.parse(one.data(), one.size()).get(object) != simdjson::SUCCESS || !read_object(object, take))
      return wrong(path, line);
  }
  return Done{};
}

}  // namespace assay::cli
