#include "api/readers.h"

#include <unistd.h>

#include <utility>

#include "api/places.h"
#include "base/io.h"
#include "isolate/remote_extractor.h"

namespace assay::api {
namespace {

using isolate::Lifetime;
using isolate::WorkerPool;

std::shared_ptr<WorkerPool> pool_of(const std::string& program, Lifetime lifetime, const EngineOptions& options) {
  isolate::PoolOptions workers{.worker = program, .lifetime = lifetime};
  for (const std::string& layer : options.required_layers)
    workers.arguments.insert(workers.arguments.end(), {"--require", layer});
  return std::make_shared<WorkerPool>(std::move(workers));
}

bool is_in_process(const extract::Extractor& row, Isolate mode) {
  return mode == Isolate::kNone || (mode == Isolate::kNative && row.code == extract::Code::kPlain);
}

/// What libmagic says, in a process of its own. A worker that fails says nothing: the bytes are unknown then, and a gap.
class RemoteMagic {
 public:
  explicit RemoteMagic(std::shared_ptr<WorkerPool> pool)
      : row_(isolate::remote({.id = "magic", .formats = {"magic"}, .access = extract::Access::kRandom}, std::move(pool))) {}

  std::string operator()(std::string_view head) const {
    base::MemorySource source{std::string(head)};
    Answer answer;
    const auto done = row_.run(source, {.format = "magic"}, answer);
    return done.ok() ? answer.type : std::string();
  }

 private:
  class Answer final : public extract::Sink {
   public:
    bool text(std::string_view utf8, const extract::Anchor&) override {
      constexpr std::size_t kLongest = 255;  // RFC 6838, 4.2: 127 on either side of the slash
      type = utf8.size() <= kLongest ? utf8 : std::string_view();
      return true;
    }
    bool child(const extract::ChildInfo&, Source&) override { return false; }
    void gap(GapClass, Reason, ByteRange, const Locator*, std::string_view) override {}
    base::Budget& budget() override { return budget_; }
    std::string type;

   private:
    base::Budget budget_{limits_for(Profile::kGateway), identify::kHeadBytes, nullptr};
  };

  extract::Extractor row_;
};

}  // namespace

std::vector<std::string> in_process_readers(Isolate mode) {
  std::vector<std::string> ids;
  for (const extract::Extractor& row : extract::builtin_extractors())
    if (is_in_process(row, mode)) ids.push_back(row.id);
  return ids;
}

Result<Done> set_up_readers(const EngineOptions& options, engine::Setup& setup) {
  const std::string reader = reader_program(options.reader);
  if (options.isolate != Isolate::kNone && ::access(reader.c_str(), X_OK) != 0)
    return Diagnostic{
        .code = Code::kMissing,
        .message = "documents are to be read in processes of their own, and assay-reader was not found at " + reader,
        .fix = "install it there, name it in ASSAY_READER, or isolate none"};
  const auto own = pool_of(reader, Lifetime::kPersistent, options), foreign = pool_of(reader, Lifetime::kForked, options);
  for (const extract::Extractor& row : extract::builtin_extractors()) {
    if (is_in_process(row, options.isolate))
      setup.extractors.push_back(row);
    else
      setup.extractors.push_back(isolate::remote(row, row.code == extract::Code::kForeign ? foreign : own));
  }
  setup.extractors.push_back(isolate::remote_pdf(pool_of(worker_program(options.worker), Lifetime::kForked, options)));
  if (options.isolate != Isolate::kNone) setup.media_type = RemoteMagic(foreign);
  return Done{};
}

}  // namespace assay::api
