#include "eval/json_text.h"

#include "eval/number.h"
#include "report/json_writer.h"

namespace assay::eval {
namespace {

using report::JsonWriter;

void rates(JsonWriter& json, const Tally& tally) {
  json.key("f1").raw(decimal(tally.f1())).key("false_alarms").integer(tally.false_alarms).key("found").integer(tally.found);
  json.key("labels").integer(tally.labels).key("precision").raw(decimal(tally.precision()));
  json.key("recall").raw(decimal(tally.recall()));
}

void thresholds(JsonWriter& json, const std::map<unsigned, Tally>& at) {
  json.key("at").begin_array();
  for (const auto& [threshold, tally] : at) {
    json.begin_object();
    rates(json, tally);
    json.key("threshold").integer(threshold).end_object();
  }
  json.end_array();
}

void detector(JsonWriter& json, const std::string& id, const DetectorResult& result) {
  json.begin_object();
  thresholds(json, result.at);
  json.key("counted").boolean(result.counted).key("detector").string(id).key("instead").begin_object();
  for (const auto& [other, count] : result.instead) json.key(other).integer(count);
  json.end_object().end_object();
}

void group_lists(JsonWriter& json, const Groups& groups) {
  json.key("groups").begin_object();
  for (const auto& [name, rows] : groups) {
    json.key(name).begin_object();
    for (const auto& [value, group] : rows) {
      json.key(value).begin_object();
      rates(json, group.tally);
      json.key("texts").integer(group.texts).end_object();
    }
    json.end_object();
  }
  json.end_object();
}

void places(JsonWriter& json, const char* key, const std::vector<Place>& list) {
  json.key(key).begin_array();
  for (const Place& place : list) {
    json.begin_object().key("after").string(place.after).key("before").string(place.before);
    json.key("confidence").integer(place.confidence).key("detector").string(place.detector).key("hard").string(place.hard);
    json.key("id").string(place.text_id).key("instead").string(place.instead).key("lang").string(place.lang);
    json.key("trick").string(place.trick).key("value").string(place.value).end_object();
  }
  json.end_array();
}

void macros(JsonWriter& json, const Evaluation& evaluation) {
  const Macro mean = macro(evaluation, evaluation.threshold);
  json.key("macro").begin_object().key("detectors").integer(mean.detectors).key("f1").raw(decimal(mean.f1));
  json.key("precision").raw(decimal(mean.precision)).key("recall").raw(decimal(mean.recall)).end_object();
  json.key("micro").begin_object();
  thresholds(json, evaluation.micro);
  json.end_object();
}

}  // namespace

std::string json_text(const Evaluation& evaluation, const std::vector<std::string>& broken) {
  JsonWriter json;
  json.begin_object().key("bytes").integer(evaluation.bytes).key("detectors").begin_array();
  for (const auto& [id, result] : evaluation.detectors) detector(json, id, result);
  json.end_array();
  places(json, "false_alarms", evaluation.false_alarms);
  json.key("gates").begin_array();
  for (const std::string& one : broken) json.string(one);
  json.end_array();
  group_lists(json, evaluation.groups);
  json.key("hard").integer(evaluation.hard).key("interrupted").boolean(evaluation.interrupted);
  macros(json, evaluation);
  places(json, "misses", evaluation.misses);
  json.key("rules").string(evaluation.rules).key("schema").string("assay.eval.v1");
  json.key("tables").integer(evaluation.tables).key("texts").integer(evaluation.texts);
  json.key("threshold").integer(evaluation.threshold).key("unknown").begin_object();
  for (const auto& [id, count] : evaluation.unknown) json.key(id).integer(count);
  json.end_object().key("unread").integer(evaluation.unread).end_object();
  return json.take() + "\n";
}

}  // namespace assay::eval
