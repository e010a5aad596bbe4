// assay/isolation.h over what a worker says about itself.
#include "assay/isolation.h"

#include <algorithm>

#include "api/isolation.h"
#include "api/places.h"
#include "api/readers.h"
#include "assay/limits.h"
#include "isolate/self_test.h"

namespace assay {
namespace api {
namespace {

/// Nothing tried is nothing that holds.
bool hold(const std::vector<IsolationCheck>& checks) {
  return !checks.empty() && std::all_of(checks.begin(), checks.end(), [](const IsolationCheck& check) { return check.holds; });
}

ProcessCheck as_check(std::string program, const isolate::SelfTest& test) {
  ProcessCheck check{.program = std::move(program)};
  for (std::size_t i = 0; i < isolate::kLayers; ++i) {
    const auto& layer = test.layers[i];
    check.layers.push_back({std::string(name_of(static_cast<isolate::Layer>(i))), layer.active, layer.detail});
  }
  for (std::size_t i = 0; i < isolate::kDeeds; ++i) {
    const auto& deed = test.deeds[i];
    check.refusals.push_back({std::string(name_of(static_cast<isolate::Deed>(i))), deed.refused, deed.detail});
  }
  for (const isolate::ReaderReport& reader : test.readers) {
    const bool reads = reader.complaint.empty();
    check.readers.push_back({reader.id, reads, reads ? "reads its built-in document" : reader.complaint});
  }
  return check;
}

Diagnostic unknown_layer(const std::string& name) {
  std::string known;
  for (const std::string& layer : isolation_layers()) known += (known.empty() ? "" : ", ") + layer;
  return {.code = Code::kBadConfiguration, .message = "'" + name + "' is no layer of isolation", .fix = "there are " + known};
}

/// Each layer once, though all processes lack it.
void add_missing(const ProcessCheck& process, const std::vector<std::string>& names, std::string& missing) {
  for (const IsolationCheck& layer : process.layers) {
    const std::string words = layer.name + ": " + layer.detail;
    if (layer.holds || std::find(names.begin(), names.end(), layer.name) == names.end()) continue;
    if (missing.find(words) == missing.npos) missing += (missing.empty() ? "" : "; ") + words;
  }
}

}  // namespace

Result<Done> require_layers(const EngineOptions& options) {
  const std::vector<std::string>& names = options.required_layers;
  if (names.empty()) return Done{};
  const std::vector<std::string> known = isolation_layers();
  for (const std::string& name : names)
    if (std::find(known.begin(), known.end(), name) == known.end()) return unknown_layer(name);
  if (options.isolate == Isolate::kNone)
    return Diagnostic{.code = Code::kBadConfiguration,
                      .message = "isolation is required, and with isolate none documents are read in this process",
                      .fix = "leave one of them out"};
  std::string missing;
  for (const ProcessCheck& process : check_isolation(options.worker, options.reader).processes) {
    if (!process.trouble.empty())
      return Diagnostic{.code = Code::kMissing,
                        .message = "isolation is required and cannot be seen to: " + process.trouble,
                        .fix = "see 'assay doctor'; --isolation=auto goes on without, and says of each file what was not read"};
    add_missing(process, names, missing);
  }
  if (missing.empty()) return Done{};
  return Diagnostic{.code = Code::kMissing, .message = "required isolation is missing: " + missing, .fix = "see 'assay doctor'"};
}

}  // namespace api

inline namespace v1 {

bool ProcessCheck::sound() const { return trouble.empty() && api::hold(layers) && api::hold(refusals) && api::hold(readers); }

bool IsolationReport::sound() const {
  const auto is_sound = [](const ProcessCheck& process) { return process.sound(); };
  return !processes.empty() && std::all_of(processes.begin(), processes.end(), is_sound);
}

std::vector<std::string> isolation_layers() {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < isolate::kLayers; ++i) names.emplace_back(name_of(static_cast<isolate::Layer>(i)));
  return names;
}

IsolationReport check_isolation(const std::string& worker, const std::string& reader) {
  IsolationReport report{.processes = {}, .in_process = api::in_process_readers(Isolate::kNative)};
  for (std::string program : {api::reader_program(reader), api::worker_program(worker)}) {
    const auto test = isolate::ask_worker(program, Limits{}.max_memory_bytes);
    report.processes.push_back(test.ok() ? api::as_check(program, test.value())
                                         : ProcessCheck{.program = program, .trouble = test.error().detail});
  }
  return report;
}

}  // namespace v1
}  // namespace assay
