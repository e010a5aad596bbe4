#include "isolate/remote_extractor.h"

#include "isolate/conversation.h"

namespace assay::isolate {
namespace {

Result<Done, Trouble> run_remote(WorkerPool& pool, Source& source, const extract::PartInfo& part, extract::Sink& sink) {
  auto input = input_descriptor(source, sink.budget());
  if (!input.ok()) return input.error();
  const std::uint64_t memory = sink.budget().limits().max_memory_bytes;
  auto worker = pool.take(memory);
  if (worker.ok()) {
    Conversation conversation(*worker.value(), part, sink);
    const auto done = conversation.run(input.value(), source);
    sink.budget().give_back_temp(input.value().temp_bytes);
    if (conversation.worker_is_good()) pool.give_back(std::move(worker.value()), memory);
    return done;
  }
  sink.budget().give_back_temp(input.value().temp_bytes);
  return worker.error();
}

}  // namespace

extract::Extractor remote(const extract::Extractor& row, std::shared_ptr<WorkerPool> pool) {
  extract::Extractor out = row;
  out.run = [pool = std::move(pool)](Source& source, const extract::PartInfo& part, extract::Sink& sink) {
    return run_remote(*pool, source, part, sink);
  };
  return out;
}

extract::Extractor remote_pdf(std::shared_ptr<WorkerPool> pool) {
  return remote({.id = "pdf", .formats = {"pdf"}, .access = extract::Access::kRandom}, std::move(pool));
}

}  // namespace assay::isolate
