// Objects and engines for the tests of the queue.
#pragma once
#include <gtest/gtest.h>

#include <condition_variable>
#include <cstring>
#include <mutex>
#include <string>

#include "assay/queue.h"

namespace assay::queue_test {

inline constexpr const char* kIban = "Bitte auf IBAN: DE89 3704 0044 0532 0130 00 zahlen\n";

/// Bytes of its own.
class OwnedBytes final : public Source {
 public:
  explicit OwnedBytes(std::string bytes) : bytes_(std::move(bytes)), source_(borrow_bytes(bytes_)) {}
  std::optional<std::uint64_t> size() const override { return source_->size(); }
  bool random_access() const override { return true; }
  Result<std::size_t, Trouble> read(std::span<char> out) override { return source_->read(out); }
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override {
    return source_->read_at(offset, out);
  }

 private:
  std::string bytes_;
  std::unique_ptr<Source> source_;
};

/// What several threads wait for.
class Gate {
 public:
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
    --waiting_;
  }
  /// Waits until so many threads stand before it.
  void await(int threads) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return waiting_ >= threads; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  int waiting_ = 0;
};

/// A stream whose first read waits at a gate.
class Gated final : public Source {
 public:
  explicit Gated(Gate& gate, std::string bytes = kIban) : gate_(gate), bytes_(std::move(bytes)) {}
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    if (at_ == 0) gate_.pass();
    const std::size_t size = std::min(out.size(), bytes_.size() - at_);
    std::memcpy(out.data(), bytes_.data() + at_, size);
    at_ += size;
    return size;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "forward only"};
  }

 private:
  Gate& gate_;
  std::string bytes_;
  std::size_t at_ = 0;
};

/// With the one rule beside this file and a key that nobody keeps. Null after a failure.
inline std::shared_ptr<const Engine> engine() {
  static const std::shared_ptr<const Engine> shared = [] {
    RuleOptions rules;
    rules.paths = {ASSAY_SOURCE_DIR "/tests/queue/pack.yaml"};
    rules.cache_dir = ASSAY_BINARY_DIR "/test-cache";
    auto loaded = RuleSet::load(rules);
    auto made = loaded.ok() ? Engine::create({.rules = loaded.value()}) : Diagnostic{.message = "no rules"};
    EXPECT_TRUE(made.ok()) << made.error().text();
    return made.ok() ? made.value() : nullptr;
  }();
  return shared;
}

inline std::unique_ptr<ScanQueue> make_queue(const QueueOptions& options) {
  auto made = ScanQueue::create(engine(), options);
  EXPECT_TRUE(made.ok()) << made.error().text();
  return made.ok() ? std::move(made.value()) : nullptr;
}

/// Nobody steps back: on a machine that is busy with other tests a thread that does may wait for minutes.
inline QueueOptions one_thread_each() {
  QueueOptions options;
  options.large_nice = 0;
  options.small.threads = options.medium.threads = options.large.threads = 1;
  return options;
}

inline QueueTask task_of(std::unique_ptr<Source> source, std::string name = "a.txt") {
  QueueTask task;
  task.source = std::move(source);
  task.name = std::move(name);
  return task;
}
inline QueueTask text_task(std::string bytes = kIban) { return task_of(std::make_unique<OwnedBytes>(std::move(bytes))); }
inline QueueTask gated_task(Gate& gate, SizeClass size_class) {
  QueueTask task = task_of(std::make_unique<Gated>(gate));
  task.size_class = size_class;
  return task;
}

inline bool has_reason(const Report& report, Reason reason) {
  for (const Reason each : report.reasons)
    if (each == reason) return true;
  return false;
}

}  // namespace assay::queue_test
