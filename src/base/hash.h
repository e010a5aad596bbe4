// SHA-256 (content, rule sets) and the keyed 128-bit BLAKE2b of values (libsodium).
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "assay/result.h"

namespace assay::base {

class Sha256 {
 public:
  Sha256();
  void update(std::string_view bytes);
  /// Lower-case hex, 64 digits. Ends the hash.
  std::string finish();

 private:
  struct State;
  std::shared_ptr<State> state_;
};
std::string sha256_hex(std::string_view bytes);
std::string to_hex(std::string_view bytes);

/// Many short hashes, one after another, without the cost of setting up each. Serves one thread.
class Sha256Hasher {
 public:
  Sha256Hasher();
  /// The first `bytes_shown` (at most 32) bytes in lower-case hex.
  std::string hex(std::string_view bytes, std::size_t bytes_shown = 32);

 private:
  struct State;
  std::shared_ptr<State> state_;
};

/// The key that value hashes are made with. Immutable.
class ValueKey {
 public:
  /// A fresh random key that nobody keeps: hashes join only within its life.
  static ValueKey random();
  /// Reads 32 bytes from `path`, or makes the file (0600, O_EXCL, O_NOFOLLOW) when it is missing. Refuses other sizes and modes.
  static Result<ValueKey> from_file(const std::string& path);
  /// 128-bit keyed hash, 32 hex digits.
  std::string hash(std::string_view value) const;
  /// 64-bit keyed hash (SipHash-2-4 under a key of its own, derived from this one): for counting different values, never shown.
  /// Twenty times faster than `hash`, and nobody without the key can make values that collide.
  std::uint64_t quick(std::string_view value) const;
  /// Public name of the key: 16 hex digits.
  const std::string& id() const { return id_; }
  bool kept() const { return kept_; }

 private:
  void derive();
  std::array<unsigned char, 32> key_{};
  std::array<unsigned char, 16> quick_key_{};
  std::string id_;
  bool kept_ = false;
};

}  // namespace assay::base
