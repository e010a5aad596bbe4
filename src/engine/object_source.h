// Views of the input that the engine puts between a source and its extractor.
#pragma once
#include <functional>
#include <string>

#include "assay/source.h"
#include "base/budget.h"
#include "base/content.h"
#include "base/hash.h"

namespace assay::engine {

/// The object itself: counts what is read, tells progress, and hashes on the way as long as it is read from front to end.
class ObjectSource final : public Source {
 public:
  ObjectSource(Source& inner, base::Budget& budget, std::function<void(std::uint64_t)> progress);
  std::optional<std::uint64_t> size() const override { return inner_.size(); }
  bool random_access() const override { return inner_.random_access(); }
  int descriptor() const override { return inner_.descriptor(); }
  Result<std::size_t, Trouble> read(std::span<char> out) override;
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override;

  void hash_content() { hashing_ = true; }
  /// SHA-256 of the whole object, reading what was not read yet; empty if that fails or the budget is spent.
  std::string sha256();
  /// Furthest byte seen.
  std::uint64_t seen() const { return seen_; }

 private:
  void saw(std::uint64_t offset, std::string_view bytes);
  Source& inner_;
  base::Budget& budget_;
  std::function<void(std::uint64_t)> progress_;
  base::Sha256 hash_;
  bool hashing_ = false;
  std::uint64_t at_ = 0, hashed_ = 0, seen_ = 0, told_ = 0;
};

/// A forward source whose first bytes were looked at: they are served again.
class ReplaySource final : public Source {
 public:
  ReplaySource(std::string head, Source& rest) : head_(std::move(head)), rest_(rest) {}
  std::optional<std::uint64_t> size() const override { return rest_.size(); }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override;
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override { return rest_.read_at(offset, out); }

 private:
  base::ContentString head_;
  std::size_t at_ = 0;
  Source& rest_;
};

/// Knows whether the inner source failed, or only those who read it.
class NotingSource final : public Source {
 public:
  explicit NotingSource(Source& inner) : inner_(inner) {}
  std::optional<std::uint64_t> size() const override { return inner_.size(); }
  bool random_access() const override { return inner_.random_access(); }
  int descriptor() const override { return inner_.descriptor(); }
  Result<std::size_t, Trouble> read(std::span<char> out) override { return note(inner_.read(out)); }
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override {
    return note(inner_.read_at(offset, out));
  }
  bool failed() const { return failed_; }

 private:
  Result<std::size_t, Trouble> note(Result<std::size_t, Trouble> got) {
    failed_ = failed_ || !got.ok();
    return got;
  }
  Source& inner_;
  bool failed_ = false;
};

}  // namespace assay::engine
