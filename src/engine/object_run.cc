#include "engine/object_run.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <set>

#include "base/io.h"
#include "base/unicode.h"
#include "engine/object_source.h"
#include "engine/part_sink.h"
#include "extract/strings.h"
#include "identify/identify.h"

namespace assay::engine {
namespace {

std::string_view last_component(std::string_view path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == path.npos || slash + 1 == path.size() ? path : path.substr(slash + 1);
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

// What an unread part of this type may hold.
GapClass class_of(std::string_view media_type) {
  const auto starts = [&](std::string_view with) { return media_type.substr(0, with.size()) == with; };
  if (starts("image/") || starts("audio/") || starts("video/")) return GapClass::kPixelsOrSound;
  if (starts("font/")) return GapClass::kInert;
  return GapClass::kContent;
}

// The signature beyond the head that these bytes have; null if none.
const identify::FarSignature* far_match(Source& source) {
  std::array<char, identify::kFarBytes> bytes{};
  for (const identify::FarSignature& far : identify::far_signatures()) {
    auto got = base::read_full_at(source, far.offset, std::span(bytes).first(far.bytes.size()));
    if (got.ok() && std::string_view(bytes.data(), got.value()) == far.bytes) return &far;
  }
  return nullptr;
}

// The first bytes. Those before an error are kept: whoever reads on runs into it again, and says so.
Result<Done, Trouble> read_head(Source& source, std::string& head) {
  std::array<char, identify::kHeadBytes> block;
  if (source.random_access()) {
    const auto got = base::read_full_at(source, 0, block);
    if (!got.ok()) return got.error();
    head.assign(block.data(), got.value());
    return Done{};
  }
  while (head.size() < block.size()) {
    const auto got = source.read(std::span(block).first(block.size() - head.size()));
    if (!got.ok()) return got.error();
    if (got.value() == 0) return Done{};
    head.append(block.data(), got.value());
  }
  return Done{};
}

// Damaged directories point anywhere; a report only at what is there.
ByteRange within(ByteRange range, std::optional<std::uint64_t> bytes) {
  if (!bytes) return range;
  return {std::min(range.begin, *bytes), std::min(range.end, *bytes)};
}

// Size and time of a file, to tell whether it changed while it was read.
struct FileState {
  explicit FileState(int descriptor) : valid(descriptor >= 0 && ::fstat(descriptor, &info) == 0) {}
  bool differs(const FileState& other) const {
    return valid && other.valid &&
           (info.st_size != other.info.st_size || info.st_mtim.tv_sec != other.info.st_mtim.tv_sec ||
            info.st_mtim.tv_nsec != other.info.st_mtim.tv_nsec);
  }
  struct stat info {};
  bool valid;
};

}  // namespace

ObjectRun::ObjectRun(const RunContext& context, std::uint64_t input_bytes)
    : context_(context),
      budget_(context.setup.limits, input_bytes, context.options.cancel),
      collector_(report_, context.setup.matcher->packs()),
      started_(std::chrono::steady_clock::now()) {
  budget_.end_by(context.options.deadline);
  const Setup& setup = context.setup;
  report_.engine = setup.revision;
  report_.rules = setup.matcher->packs().hash;
  if (context.options.allow != nullptr) report_.allow = context.options.allow->hash();
  report_.key_id = setup.key.id();
  report_.joinable = setup.key.kept();
  report_.min_confidence = context.options.min_confidence;
  report_.profile = setup.profile;
  report_.limits = setup.limits;
  report_.run.started = utc_now();
  report_.run.host = host_name();
  report_.run.run_id = setup.run_id;
  context_.classifier.reset();
}

OpenPart ObjectRun::open(std::string_view name, const OpenPart* parent) {
  OpenPart out;
  out.index = static_cast<std::uint32_t>(report_.part_count++);
  const std::string printable = base::printable_name(name);
  out.part.path = parent == nullptr ? printable : parent->part.path + "!/" + printable;
  out.part.parent = parent == nullptr ? 0 : parent->index;
  out.part.depth = parent == nullptr ? 0 : parent->part.depth + 1;
  out.part.format = "unknown";
  out.part.media_type = "application/octet-stream";
  out.part.verdict = Verdict::kScanned;
  if (out.index < report_.limits.max_kept_parts) report_.parts.push_back(out.part);
  return out;
}

void ObjectRun::close(OpenPart& part) {
  if (!budget_.ok()) gap(part, GapClass::kContent, budget_.stopped(), {}, nullptr, "the rest was not read");
  verdicts_.add(part.part.verdict, part.part.depth);
  if (part.index < report_.parts.size()) report_.parts[part.index] = part.part;
}

void ObjectRun::gap(OpenPart& part, GapClass gap_class, Reason reason, ByteRange stored, const Locator* where,
                    std::string_view detail) {
  content_gap_ |= gap_class == GapClass::kContent && reason_info(reason).verdict != Verdict::kScanned;
  pixel_gap_ |= gap_class == GapClass::kPixelsOrSound;
  part.part.verdict = worse(part.part.verdict, verdict_of(gap_class, reason, part.was_read, report_.limits));
  Gap out;
  out.part = part.index;
  out.gap_class = gap_class;
  out.reason = reason;
  out.stored = within(stored, part.part.bytes);
  if (where != nullptr) out.locator = *where;
  out.detail = detail;
  collector_.add_gap(std::move(out));
}

bool ObjectRun::child(const extract::ChildInfo& info, Source& source, const OpenPart& parent) {
  if (!info.counted && !budget_.draw_entry()) return false;
  OpenPart part = open(info.name, &parent);
  if (info.encrypted) {
    PartSink(*this, part).name(info.name);
    gap(part, GapClass::kContent, Reason::kPasswordRequired, {}, nullptr, "");
  } else if (part.part.depth > report_.limits.max_depth) {
    gap(part, GapClass::kContent, Reason::kDepth, {}, nullptr, "");
  } else {
    part.charset = info.charset;
    read_part(source, info.name, info.media_type, part, &parent);
  }
  close(part);
  return budget_.ok();
}

void ObjectRun::sweep(Source& source, extract::Sink& sink) {
  base::SliceSource whole(source, 0, source.size().value_or(0));
  auto swept = extract::sweep_strings(source.random_access() ? static_cast<Source&>(whole) : source, sink);
  if (!swept.ok() && budget_.ok()) sink.gap(GapClass::kContent, swept.error().reason, {}, nullptr, swept.error().detail);
}

// Known or unknown, but nobody reads it: its strings are swept, and it is named.
void ObjectRun::no_reader(Source& source, OpenPart& part, const OpenPart* parent, extract::Sink& sink) {
  const GapClass gap_class = class_of(part.part.media_type);
  // A picture within a document is a gap of that document; one that stands for itself, or in an archive, was not read at all.
  if (gap_class == GapClass::kPixelsOrSound && parent != nullptr && parent->extractor != "zip" && parent->extractor != "archive")
    part.was_read = WasRead::kYes;
  const Reason reason = gap_class == GapClass::kInert   ? Reason::kInertContent
                        : part.part.format == "unknown" ? Reason::kUnknownFormat
                                                        : Reason::kNoParser;
  gap(part, gap_class, reason, {}, nullptr, part.part.format == "unknown" ? "" : "no reader for " + part.part.format);
  if (gap_class != GapClass::kInert) sweep(source, sink);
}

void ObjectRun::read_as(std::string_view format, Source& source, std::string_view name, OpenPart& part, extract::Sink& sink) {
  const extract::Extractor* row = context_.setup.extractor_for(format);
  const extract::PartInfo info{last_component(name), format, part.part.media_type, part.charset, part.part.depth};
  part.extractor = row->id;
  NotingSource noting(source);
  auto read = row->run(noting, info, sink);
  if (read.ok()) {
    part.was_read = WasRead::kYes;
    return;
  }
  if (!budget_.ok()) return;
  gap(part, GapClass::kContent, read.error().reason, {}, nullptr, read.error().detail);
  if (!noting.failed()) sweep(source, sink);  // what comes out of it has been read, and no more will come
}

void ObjectRun::read_part(Source& source, std::string_view name, std::string_view declared, OpenPart& part,
                          const OpenPart* parent) {
  PartSink sink(*this, part);
  part.part.bytes = source.size();
  sink.name(parent == nullptr ? last_component(name) : name);
  std::string head;
  const auto got = read_head(source, head);
  if (!got.ok() && !budget_.ok()) return;
  if (!got.ok() && head.empty()) return gap(part, GapClass::kContent, got.error().reason, {}, nullptr, got.error().detail);
  if (head.empty()) {
    part.part.format = "empty";
    part.was_read = WasRead::kYes;
    return;
  }
  const identify::Identity identity =
      identify::identify(head, head.size() < identify::kHeadBytes, last_component(name), declared, context_.setup.media_type);
  part.part.format = identity.format;
  part.part.media_type = identity.media_type;
  if (part.index < report_.parts.size()) report_.parts[part.index] = part.part;

  ReplaySource replay(std::move(head), source);
  Source* input = source.random_access() ? &source : &replay;
  const extract::Extractor* row = context_.setup.extractor_for(identity.format);
  const bool needs_random = identity.conflict || row == nullptr || row->access == extract::Access::kRandom;
  base::Spooled spooled;
  if (!input->random_access() && needs_random) {
    spooled = base::spool(*input, budget_);
    input = spooled.source.get();
    part.part.bytes = input->size();
    if (spooled.cut != Reason::kNone) gap(part, GapClass::kContent, spooled.cut, {}, nullptr, spooled.detail);
  }
  if (identity.conflict) gap(part, GapClass::kContent, Reason::kTypeConflict, {}, nullptr, "");
  if (const identify::FarSignature* far = row == nullptr ? far_match(*input) : nullptr) {
    part.part.format = far->format;
    part.part.media_type = far->media_type;
    row = context_.setup.extractor_for(far->format);
  }
  if (row == nullptr)
    no_reader(*input, part, parent, sink);
  else
    read_as(part.part.format, *input, name, part, sink);
  if (!identity.second.empty() && identity.second != identity.format && budget_.ok() &&
      context_.setup.extractor_for(identity.second) != nullptr) {
    const std::string_view first = part.extractor;
    base::SliceSource again(*input, 0, input->size().value_or(0));  // From the front: the first reader has moved on.
    read_as(identity.second, again, name, part, sink);
    part.extractor = first;
  }
  sink.finish();
}

Report ObjectRun::object(Source& source, std::string_view name) {
  const FileState before(source.descriptor());
  ObjectSource input(source, budget_, context_.options.progress);
  if (context_.options.hash_content) input.hash_content();
  OpenPart part = open(name, nullptr);
  if (budget_.ok()) read_part(input, name, {}, part, nullptr);
  if (context_.options.hash_content && budget_.ok()) report_.sha256 = input.sha256();
  // A reader elsewhere may have read it all: then it is only here that reading fails.
  if (context_.options.hash_content && budget_.ok() && report_.sha256.empty() && part.part.verdict == Verdict::kScanned)
    gap(part, GapClass::kContent, Reason::kIoError, {}, nullptr, "the content could not be read to be hashed");
  if (before.differs(FileState(source.descriptor()))) gap(part, GapClass::kContent, Reason::kChangedWhileRead, {}, nullptr, "");
  close(part);
  report_.bytes = source.random_access() ? source.size().value_or(0) : input.seen();
  return finish();
}

Report ObjectRun::text(std::string_view utf8, std::string_view field) {
  OpenPart part = open("text", nullptr);
  part.part.format = "text";
  part.part.media_type = "text/plain";
  part.part.bytes = utf8.size();
  part.was_read = WasRead::kYes;
  PartSink sink(*this, part);
  const Locator locator{LocatorKind::kLine, {}, 1};
  extract::Anchor anchor;
  anchor.locator = &locator;
  anchor.field = field;
  anchor.stored = {0, utf8.size()};
  anchor.fit = StoredFit::kExact;
  const std::uint64_t valid = sink.whole_text(utf8, anchor);
  sink.finish();
  if (valid < utf8.size() && budget_.ok())
    gap(part, GapClass::kContent, Reason::kUndecodable, {valid, utf8.size()}, nullptr, "not valid UTF-8 from here on");
  close(part);
  report_.bytes = utf8.size();
  return finish();
}

Report ObjectRun::not_read(std::string_view name, Reason reason, std::string_view detail) {
  OpenPart part = open(name, nullptr);
  gap(part, GapClass::kContent, reason, {}, nullptr, detail);
  close(part);
  return finish();
}

// The parts that were open are gone, as are their verdicts; the object's own says it all.
Report ObjectRun::broken(std::string_view name, Reason reason) {
  report_.reasons.clear();
  report_.text_bytes = 0;
  if (report_.parts.empty()) report_.part_count = 0;
  OpenPart object = report_.parts.empty() ? open(name, nullptr) : OpenPart{.part = report_.parts.front()};
  gap(object, GapClass::kContent, reason, {}, nullptr,
      reason == Reason::kWorkerOom ? "out of memory" : "an exception was thrown");
  close(object);
  return finish();
}

Report ObjectRun::finish() {
  collector_.finish();
  report_.verdict = verdicts_.object();
  for (const Part& part : report_.parts) report_.text_bytes += part.text_bytes;
  const Part& object = report_.parts.front();
  classify::ObjectFacts facts;
  facts.verdict = report_.verdict;
  facts.path = object.path;
  facts.media_type = object.media_type;
  facts.format = object.format;
  facts.text_bytes = report_.text_bytes;
  facts.content_gap = content_gap_;
  facts.pixel_gap = pixel_gap_;
  if (context_.receive == nullptr) report_.classification = context_.classifier.finish(facts);
  report_.run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  return std::move(report_);
}

}  // namespace assay::engine
