#include "report/json.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/hash.h"
#include "base/unicode.h"
#include "report/json_writer.h"

namespace assay::report {
namespace {

constexpr std::string_view kStoredFits[] = {"unknown", "covering", "exact"};

void write_strings(JsonWriter& json, const std::vector<std::string>& values) {
  json.begin_array();
  for (const std::string& value : values) json.string(value);
  json.end_array();
}

template <class Tag>
void write_range(JsonWriter& json, const BasicRange<Tag>& range) {
  json.begin_array().integer(range.begin).integer(range.end).end_array();
}

void write_locator(JsonWriter& json, const Locator& locator) {
  json.begin_object().key("kind").string(name_of(locator.kind));
  if (!locator.name.empty()) json.key("name").string(locator.name);
  if (locator.number != 0) json.key("number").integer(locator.number);
  json.end_object();
}

void write_classification(JsonWriter& json, const Classification& c) {
  json.begin_object().key("categories");
  write_strings(json, c.categories);
  json.key("label").string(c.label).key("regulations");
  write_strings(json, c.regulations);
  json.key("rule").string(c.rule).key("sensitivity").integer(c.sensitivity).end_object();
}

void write_counts(JsonWriter& json, const std::map<std::string, DetectorCount>& counts) {
  json.begin_object();
  for (const auto& [detector, count] : counts) {
    json.key(detector).begin_object();
    json.key("best_confidence").integer(count.best_confidence).key("category").string(count.category);
    json.key("distinct").integer(count.distinct).key("distinct_estimated").boolean(count.distinct_estimated);
    json.key("occurrences").integer(count.occurrences).end_object();
  }
  json.end_object();
}

void write_suppressed(JsonWriter& json, const std::map<std::string, std::uint64_t>& suppressed) {
  json.begin_object();
  for (const auto& [detector, count] : suppressed) json.key(detector).integer(count);
  json.end_object();
}

void write_explanation(JsonWriter& json, const Explanation& why) {
  json.begin_object().key("check").string(why.check).key("context").string(why.context);
  json.key("context_distance").raw(std::to_string(why.context_distance)).key("field").string(why.field);
  if (!why.lost_to.empty()) json.key("lost_to").string(why.lost_to);
  json.key("negative").string(why.negative).key("pattern").integer(why.pattern);
  if (!why.reading.empty()) json.key("reading").string(why.reading);
  json.key("subtracted").integer(why.subtracted).end_object();
}

void write_finding(JsonWriter& json, const Finding& finding) {
  json.begin_object().key("category").string(finding.category).key("confidence").integer(finding.confidence);
  json.key("detector").string(finding.detector);
  if (finding.explanation) write_explanation(json.key("explain"), *finding.explanation);
  json.key("id").string(finding.id).key("likelihood").string(likelihood_of(finding.confidence));
  write_locator(json.key("locator"), finding.locator);
  json.key("part").integer(finding.part).key("preview").string(finding.preview);
  write_range(json.key("range"), finding.range);
  json.key("score").raw(score_of(finding.confidence));
  if (finding.stored_fit != StoredFit::kUnknown) {
    json.key("stored").begin_object().key("fit").string(kStoredFits[static_cast<std::size_t>(finding.stored_fit)]);
    write_range(json.key("range"), finding.stored);
    json.end_object();
  }
  if (!finding.value.empty()) json.key("value").string(finding.value);
  json.key("value_hash").string(finding.value_hash).end_object();
}

void write_findings(JsonWriter& json, const std::vector<Finding>& findings) {
  json.begin_array();
  for (const Finding& finding : findings) write_finding(json, finding);
  json.end_array();
}

// By name, not by number: keys of canonical JSON ascend.
void write_gap_counts(JsonWriter& json, const std::map<Reason, std::uint64_t>& counts) {
  std::map<std::string_view, std::uint64_t> by_name;
  for (const auto& [reason, count] : counts) by_name.emplace(reason_info(reason).name, count);
  json.begin_object();
  for (const auto& [name, count] : by_name) json.key(name).integer(count);
  json.end_object();
}

void write_gap(JsonWriter& json, const Gap& gap) {
  json.begin_object().key("class").string(name_of(gap.gap_class)).key("detail").string(gap.detail);
  write_locator(json.key("locator"), gap.locator);
  json.key("part").integer(gap.part).key("reason").string(reason_info(gap.reason).name);
  if (!gap.stored.empty()) write_range(json.key("stored"), gap.stored);
  json.end_object();
}

void write_part(JsonWriter& json, const Part& part) {
  json.begin_object().key("bytes");
  part.bytes ? json.integer(*part.bytes) : json.null();
  json.key("depth").integer(part.depth).key("format").string(part.format).key("media_type").string(part.media_type);
  json.key("parent").integer(part.parent).key("path").string(part.path).key("text_bytes").integer(part.text_bytes);
  json.key("verdict").string(name_of(part.verdict)).end_object();
}

// "As good as none" is the type's maximum, which JSON cannot carry exactly: null.
void write_limit(JsonWriter& json, std::uint64_t value) { value > kMaxJsonInteger ? json.null() : json.integer(value); }

// Milliseconds, because the hashed part holds no floating point.
void write_clock(JsonWriter& json, double seconds) {
  const double ms = std::round(seconds * 1000);
  ms >= static_cast<double>(kMaxJsonInteger) ? json.null() : json.integer(static_cast<std::uint64_t>(std::max(ms, 0.0)));
}

void write_limits(JsonWriter& json, const Limits& limits) {
  json.begin_object();
  json.key("max_depth").integer(limits.max_depth).key("max_entries").integer(limits.max_entries);
  write_limit(json.key("max_expanded_bytes"), limits.max_expanded_bytes);
  write_clock(json.key("max_idle_ms"), limits.max_idle_seconds);
  write_limit(json.key("max_input_bytes"), limits.max_input_bytes);
  json.key("max_kept_findings").integer(limits.max_kept_findings).key("max_kept_parts").integer(limits.max_kept_parts);
  write_limit(json.key("max_memory_bytes"), limits.max_memory_bytes);
  json.key("max_nesting").integer(limits.max_nesting).key("max_ratio").integer(limits.max_ratio);
  write_limit(json.key("max_temp_bytes"), limits.max_temp_bytes);
  write_limit(json.key("max_text_bytes"), limits.max_text_bytes);
  write_clock(json.key("max_total_ms"), limits.max_seconds);
  json.key("pixels_matter").boolean(limits.pixels_matter);
  write_limit(json.key("ratio_free_bytes"), limits.ratio_free_bytes);
  json.end_object();
}

void write_options(JsonWriter& json, const Report& report) {
  write_limits(json.begin_object().key("limits"), report.limits);
  json.key("min_confidence").integer(report.min_confidence).key("profile").string(name_of(report.profile)).end_object();
}

template <class Item>
void write_list(JsonWriter& json, const std::vector<Item>& items, void (*write)(JsonWriter&, const Item&)) {
  json.begin_array();
  for (const Item& item : items) write(json, item);
  json.end_array();
}

void write_reason(JsonWriter& json, const Reason& reason) { json.string(reason_info(reason).name); }

void write_path(JsonWriter& json, std::string_view path) {
  json.key("path").string(base::printable_name(path));
  if (!base::is_valid_utf8(path)) json.key("path_bytes").string(base::to_hex(path));
}

void write_run(JsonWriter& json, const Report& report, std::string_view path, std::string_view result) {
  json.begin_object().key("host").string(report.run.host).key("milliseconds");
  write_clock(json, report.run.seconds);
  write_path(json, path);
  json.key("result_sha256").string(base::sha256_hex(result)).key("run_id").string(report.run.run_id);
  json.key("skipped_link").boolean(false).key("started").string(report.run.started).end_object();
}

}  // namespace

std::string locator_json(const Locator& locator) {
  JsonWriter json;
  write_locator(json, locator);
  return json.take();
}

std::string result_json(const Report& report) {
  JsonWriter json;
  json.begin_object();
  if (!report.allow.empty()) json.key("allow").string(report.allow);
  json.key("bytes").integer(report.bytes);
  write_classification(json.key("classification"), report.classification);
  write_counts(json.key("counts"), report.counts);
  json.key("engine").string(report.engine).key("finding_count").integer(report.finding_count);
  write_findings(json.key("findings"), report.findings);
  write_gap_counts(json.key("gap_counts"), report.gap_counts);
  write_list(json.key("gaps"), report.gaps, write_gap);
  json.key("key").begin_object().key("id").string(report.key_id).key("joinable").boolean(report.joinable).end_object();
  if (!report.losers.empty()) write_findings(json.key("losers"), report.losers);
  write_options(json.key("options"), report);
  json.key("part_count").integer(report.part_count);
  write_list(json.key("parts"), report.parts, write_part);
  write_list(json.key("reasons"), report.reasons, write_reason);
  json.key("rules").string(report.rules).key("sha256").string(report.sha256);
  if (!report.suppressed.empty()) write_suppressed(json.key("suppressed"), report.suppressed);
  json.key("text_bytes").integer(report.text_bytes);
  json.key("verdict").string(name_of(report.verdict)).end_object();
  return json.take();
}

std::string report_json(const Report& report, std::string_view path) {
  const std::string result = result_json(report);
  JsonWriter json;
  json.begin_object().key("result").raw(result);
  write_run(json.key("run"), report, path, result);
  json.key("schema").string(kSchema).end_object();
  return json.take();
}

std::string link_json(std::string_view path) {
  JsonWriter json;
  json.begin_object().key("result").null().key("run").begin_object();
  write_path(json, path);
  json.key("skipped_link").boolean(true).end_object().key("schema").string(kSchema).end_object();
  return json.take();
}

}  // namespace assay::report
