// assay explain
#include "assay/explain.h"

#include <algorithm>
#include <charconv>

#include "apps/cli/commands.h"
#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "report/json_writer.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

/// Confidence that is reported unless somebody says otherwise.
constexpr std::uint8_t kReportedFrom = 65;

constexpr std::size_t kAround = 1'200;  ///< Bytes of text on each side of a line: context reaches 300 characters.
constexpr std::size_t kMaxWhole = 64 << 10;

/// A stretch of extracted text, with what is asked about in it.
struct Place {
  std::string text, field, part;
  std::size_t begin = 0, end = 0;  ///< Candidates that touch this are shown.
};

struct Wanted {
  std::string part;        ///< Path behind the object's own, or empty.
  std::uint64_t line = 0;  ///< 1-based; 0: everything.
};

/// "12", "member.txt:12", "member.txt".
Wanted wanted_of(const std::string& at) {
  Wanted wanted;
  const std::size_t colon = at.rfind(':');
  const std::string number = colon == at.npos ? at : at.substr(colon + 1);
  const auto read = std::from_chars(number.data(), number.data() + number.size(), wanted.line);
  const bool is_number = !number.empty() && read.ec == std::errc() && read.ptr == number.data() + number.size();
  if (!is_number) wanted.line = 0;
  wanted.part = is_number ? (colon == at.npos ? "" : at.substr(0, colon)) : at;
  return wanted;
}

bool is_part(const std::string& path, const std::string& object, const std::string& part) {
  if (part.empty()) return path == object;
  return path.size() >= part.size() && path.compare(path.size() - part.size(), part.size(), part) == 0;
}

/// Text of the wanted part, and which field stands where.
struct PartText {
  std::string path, text;
  std::vector<std::pair<std::size_t, std::string>> fields;  ///< From this byte on.
  std::size_t place_begin = 0, place_end = 0;               ///< Pieces whose locator has the wanted number: row, page, slide.
};

void cut_out(const PartText& part, std::uint64_t line, Place& place) {
  std::size_t begin = 0;
  for (std::uint64_t at = 1; at < line && begin != part.text.npos; ++at) {
    begin = part.text.find('\n', begin);
    if (begin != part.text.npos) ++begin;
  }
  begin = std::min(begin, part.text.size());
  std::size_t end = line == 0 ? part.text.size() : std::min(part.text.find('\n', begin), part.text.size());
  if (part.place_end > 0) begin = part.place_begin, end = part.place_end;
  std::size_t from = begin - std::min(begin, kAround), to = std::min(part.text.size(), end + kAround);
  while (from > 0 && (static_cast<unsigned char>(part.text[from]) & 0xC0) == 0x80) --from;
  while (to < part.text.size() && (static_cast<unsigned char>(part.text[to]) & 0xC0) == 0x80) ++to;
  place.text = part.text.substr(from, to - from);
  place.begin = begin - from, place.end = end - from;
  for (const auto& [at, field] : part.fields)
    if (at < end || at == 0) place.field = field;
}

/// Rows, pages and slides have their own numbers; lines are counted in the text.
void note_place(const ExtractedPiece& piece, std::uint64_t wanted, PartText& part) {
  if (wanted == 0 || piece.locator == nullptr || piece.locator->kind == LocatorKind::kLine || piece.locator->number != wanted)
    return;
  if (part.place_end == 0) part.place_begin = part.text.size();
  part.place_end = part.text.size() + piece.text.size();
}

Result<Place> place_in(const std::shared_ptr<const Engine>& engine, const ExplainArgs& args) {
  const Wanted wanted = wanted_of(args.at);
  auto source = open_file(args.path);
  if (!source.ok()) return source.error();
  PartText part;
  bool found = false;
  Scanner(engine).extract(*source.value(), args.path, [&](const ExtractedPiece& piece) {
    if (!is_part(piece.part->path, args.path, wanted.part)) return;
    found = true;
    part.path = piece.part->path;
    if (piece.field.data() != nullptr && (part.fields.empty() || part.fields.back().second != piece.field))
      part.fields.emplace_back(part.text.size(), piece.field);
    note_place(piece, wanted.line, part);
    part.text += piece.text;
  });
  if (!found)
    return Diagnostic{
        args.path, 0, 0, Code::kMissing, "there is no part '" + wanted.part + "'", "'assay extract FILE' shows the parts"};
  if (wanted.line == 0 && part.text.size() > kMaxWhole)
    return Diagnostic{args.path, 0, 0, Code::kInvalidArgument, "holds more text than a person reads", "name the line: --at 12"};
  Place place;
  place.part = part.path;
  cut_out(part, wanted.line, place);
  if (wanted.line == 0) place.field = part.fields.size() == 1 ? part.fields[0].second : "";
  return place;
}

std::string steps_of(const CandidateStory& c) {
  std::string out;
  const auto add = [&out](const std::string& step) { out += (out.empty() ? "" : ", ") + step; };
  if (!c.reading.empty()) add("hidden by " + c.reading);
  for (const auto& [name, passed] : c.checks) add(name + (passed ? " passed" : " failed"));
  if (!c.field.empty()) {
    add("header '" + c.field + "' says '" + c.context + "'");
  } else if (!c.context.empty()) {
    add("'" + c.context + "' " + std::to_string(c.context_distance) + " characters away");
  } else {
    add("no context");
  }
  if (!c.negative.empty()) add("'" + c.negative + "' is nearer: -" + std::to_string(c.by_negative));
  if (c.by_reject > 0) add("on a reject list: -" + std::to_string(c.by_reject));
  return out;
}

std::string story_text(const CandidateStory& c) {
  std::string out = c.reported ? "+ " : "- ";
  out += report::pad(report::harmless(c.detector) + "#" + std::to_string(c.pattern), 30) + " '" + report::harmless(c.matched) +
         "'  at " + std::to_string(c.range.begin) + "-" + std::to_string(c.range.end) + "\n";
  out += "    " + report::harmless(steps_of(c)) + "\n    ";
  if (c.confidence != c.raised) out += std::to_string(c.raised) + " -> ";
  return out + std::to_string(c.confidence) + ": " + report::harmless(c.outcome) + "\n";
}

/// Of some hundred detectors many fit any number: that those say nothing which need a phrase near by is no news.
bool is_idle(const CandidateStory& c) {
  const bool alone = c.raised > 0 || c.if_checked >= kReportedFrom;
  return c.confidence == 0 && c.context.empty() && c.negative.empty() && !alone;
}

std::string all_text(const Place& place, const TextStory& story, const std::vector<const CandidateStory*>& shown, bool all) {
  std::string out;
  if (!place.part.empty()) out += "part        " + report::harmless(place.part) + "\n";
  if (!place.field.empty()) out += "field       " + report::harmless(place.field) + "\n";
  const auto stretch = [&](const std::string& text) { return report::harmless(text); };
  out += "text        " + stretch(story.text.substr(place.begin, place.end - place.begin)) + "\n";
  if (story.normalised != story.text) out += "normalised  " + stretch(story.normalised) + "\n";
  out += "\n";
  std::size_t idle = 0;
  for (const CandidateStory* c : shown)
    is_idle(*c) && !all ? static_cast<void>(++idle) : static_cast<void>(out += story_text(*c));
  if (idle > 0 && idle < shown.size()) out += "\n";
  if (idle > 0)
    out += report::counted(idle, "other place") + " where a pattern holds and nothing else speaks for it; --all shows them.\n";
  if (shown.empty()) out += "No pattern of the rules holds here. 'assay rules explain ID' shows what a detector looks for.\n";
  return out;
}

void story_json(report::JsonWriter& json, const CandidateStory& c) {
  json.begin_object().key("begin").integer(c.range.begin).key("by_negative").integer(c.by_negative);
  json.key("by_reject").integer(c.by_reject).key("checks").begin_array();
  for (const auto& [name, passed] : c.checks)
    json.begin_object().key("name").string(name).key("passed").boolean(passed).end_object();
  json.end_array().key("confidence").integer(c.confidence).key("context").string(c.context);
  json.key("context_distance").raw(std::to_string(c.context_distance)).key("detector").string(c.detector);
  json.key("end").integer(c.range.end).key("field").string(c.field).key("matched").string(c.matched);
  json.key("negative").string(c.negative).key("outcome").string(c.outcome).key("pattern").integer(c.pattern);
  json.key("raised").integer(c.raised);
  if (!c.reading.empty()) json.key("reading").string(c.reading);
  json.key("reported").boolean(c.reported).key("value").string(c.value).end_object();
}

std::string all_json(const Place& place, const TextStory& story, const std::vector<const CandidateStory*>& shown) {
  report::JsonWriter json;
  json.begin_object().key("candidates").begin_array();
  for (const CandidateStory* c : shown) story_json(json, *c);
  json.end_array().key("field").string(place.field).key("normalised").string(story.normalised).key("part").string(place.part);
  json.key("schema").string("assay.explain.v1").key("text").string(story.text).end_object();
  return json.take() + "\n";
}
}  // namespace

int run_explain(const ExplainArgs& args) {
  if (args.path.empty() == args.text.empty()) return complain("explain either a FILE or --text '...'"), kExitUsage;
  const auto engine = make_engine(args.engine, Warnings::kHide);
  if (engine == nullptr) return kExitUsage;
  Place place{args.text, args.field, "", 0, args.text.size()};
  if (!args.path.empty()) {
    auto found = place_in(engine, args);
    if (!found.ok()) return complain(found.error().text()), kExitUsage;
    place = std::move(found.value());
    if (!args.field.empty()) place.field = args.field;
  }
  const TextStory story = explain_text(*engine, place.text, place.field, args.min_confidence);
  std::vector<const CandidateStory*> shown;
  bool reported = false;
  for (const CandidateStory& c : story.candidates) {
    if (c.range.begin >= place.end || c.range.end <= place.begin) continue;
    shown.push_back(&c);
    reported = reported || c.reported;
  }
  Output output;
  output.write(args.json ? all_json(place, story, shown) : all_text(place, story, shown, args.all));
  if (!output.finish()) return kExitUsage;
  return reported ? kExitFound : kExitNothing;
}

}  // namespace assay::cli
