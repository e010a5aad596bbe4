// Question: how long do documents of 100 KiB wait for their report while an archive of 4 GiB is in flight, against an idle queue?
// Prints one line of JSON: 99th percentiles of both in ms and their ratio, medians over the runs.
//   ASSAY_BENCH_SCRATCH=FOLDER  for the archive: a gzip file of 4 GiB of text, made once (1.6 GB)
//   --runs=5 --documents=400 --nice=10
//                               documents come every 25 ms, whether or not the one before is done
#include <zlib.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <thread>

#include "assay/queue.h"
#include "texts.h"

namespace {

using namespace assay;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kArchiveText = 4ULL << 30;
constexpr std::size_t kDocument = 100 << 10, kPool = 64;
constexpr std::chrono::milliseconds kEvery{25};

/// Lines as logs and tables have them, some with an identifier.
class Lines {
 public:
  std::string take(std::size_t bytes) {
    std::string text;
    while (text.size() < bytes) add_line(text);
    text.resize(bytes);
    return text;
  }

 private:
  void add_line(std::string& text) {
    static const char* const kWords[] = {"transfer", "customer", "invoice", "meeting", "Rechnung", "delivery", "status", "the",
                                         "of",       "and",      "address", "order",   "report",   "until",    "phone",  "note"};
    for (int i = 0; i < 9; ++i)
      text += std::string(kWords[next() % 16]) + (i % 3 == 2 ? " " + std::to_string(next() % 100'000) : "") + " ";
    if (next() % 200 == 0) text += "IBAN DE89 3704 0044 0532 0130 00";
    text += '\n';
  }
  std::uint64_t next() {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return state_ >> 33;
  }
  std::uint64_t state_ = 7;
};

bool make_archive(const std::string& path) {
  if (std::filesystem::exists(path)) return true;
  const std::string partial = path + ".partial";
  gzFile out = gzopen(partial.c_str(), "wb1");
  if (out == nullptr) return false;
  Lines lines;
  const std::string text = lines.take(64 << 20);
  bool ok = true;
  for (std::uint64_t written = 0; ok && written < kArchiveText; written += text.size())
    ok = gzwrite(out, text.data(), static_cast<unsigned>(text.size())) == static_cast<int>(text.size());
  return gzclose(out) == Z_OK && ok && std::rename(partial.c_str(), path.c_str()) == 0;
}

std::shared_ptr<const Engine> make_engine(const std::string& scratch) {
  auto rules = RuleSet::load({.paths = {ASSAY_SOURCE_DIR "/rules"}, .cache_dir = scratch + "/queue-cache"});
  if (!rules.ok()) return nullptr;
  EngineOptions options{.rules = rules.value()};
  options.limits = limits_for(Profile::kShare);  // the archive must be in flight for the whole run
  options.limits->max_expanded_bytes = 2 * kArchiveText;
  auto engine = Engine::create(options);
  return engine.ok() ? engine.value() : nullptr;
}

class Bench {
 public:
  Bench(std::unique_ptr<ScanQueue> queue, int documents) : queue_(std::move(queue)), took_(static_cast<std::size_t>(documents)) {
    for (std::size_t i = 0; i < kPool; ++i) pool_.push_back(lines_.take(kDocument));
  }

  /// Milliseconds within which 99 of 100 documents had their report, from the moment they came.
  double p99() {
    const auto begun = Clock::now();
    for (std::size_t i = 0; i < took_.size(); ++i) {
      const auto due = begun + i * kEvery;
      std::this_thread::sleep_until(due);
      submit(pool_[i % kPool], due, took_[i]);
    }
    while (queue_->status().lanes[0].waiting + queue_->status().lanes[0].running > 0) std::this_thread::sleep_for(kEvery);
    std::sort(took_.begin(), took_.end());
    std::cerr << "median " << took_[took_.size() / 2] << " ms ";
    return took_[took_.size() * 99 / 100];
  }

  /// The same while the archive is in flight; 0 if it was not to the end.
  double p99_beside(const std::string& archive) {
    auto file = open_file(archive);
    if (!file.ok()) return 0;
    QueueTask task;
    task.source = std::move(file.value());
    task.name = "archive.gz";
    const auto cancel = task.cancel = std::make_shared<CancelFlag>(false);
    auto report = future_of(task);
    if (queue_->submit(std::move(task)) != Submission::kAccepted) return 0;
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const double took = p99();
    const bool still = queue_->status().lanes[2].running == 1;
    *cancel = true;
    report.wait();
    return still ? took : 0;
  }

 private:
  void submit(const std::string& text, Clock::time_point due, double& took) {
    QueueTask task;
    task.source = borrow_bytes(text);
    task.name = "document.txt";
    task.receive = [due, &took](const Report&) { took = std::chrono::duration<double, std::milli>(Clock::now() - due).count(); };
    if (queue_->submit(std::move(task)) != Submission::kAccepted) took = 1e9;
  }

  std::unique_ptr<ScanQueue> queue_;
  Lines lines_;
  std::vector<std::string> pool_;
  std::vector<double> took_;
};

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

int number(const char* text, const std::string& flag, int otherwise) {
  return std::string(text).starts_with(flag) ? std::stoi(text + flag.size()) : otherwise;
}

}  // namespace

int main(int argc, char** argv) {
  int runs = 5, documents = 400, nice = QueueOptions{}.large_nice;
  for (int i = 1; i < argc; ++i)
    runs = number(argv[i], "--runs=", runs), documents = number(argv[i], "--documents=", documents),
    nice = number(argv[i], "--nice=", nice);
  const std::string scratch = bench::setting("ASSAY_BENCH_SCRATCH", "/tmp"), archive = scratch + "/assay-queue-archive.gz";
  const auto engine = make_engine(scratch);
  if (engine == nullptr || !make_archive(archive)) return 1;
  QueueOptions options = queue_options_for(std::thread::hardware_concurrency());
  options.large_nice = nice;
  auto queue = ScanQueue::create(engine, options);
  if (!queue.ok()) return 1;
  Bench bench(std::move(queue.value()), documents);
  std::vector<double> idle, beside, ratio;
  for (int run = 0; run < runs; ++run) {
    idle.push_back(bench.p99());
    beside.push_back(bench.p99_beside(archive));
    if (beside.back() == 0) return std::cerr << "the archive was not in flight\n", 1;
    ratio.push_back(beside.back() / idle.back());
    std::cerr << "(idle " << idle.back() << " ms, beside " << beside.back() << " ms)\n";
  }
  std::cout << "{\"idle_p99_ms\": " << median(idle) << ", \"beside_p99_ms\": " << median(beside)
            << ", \"ratio\": " << median(ratio) << "}\n";
  return 0;
}
