// SHA-256 (content, rule sets) and the keyed 128-bit BLAKE2b of values (libsodium).
#pragma once
#include <array>
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

/// The key that value hashes are made with. Immutable.
class ValueKey {
 public:
  /// A fresh random key that nobody keeps: hashes join only within its life.
  static ValueKey random();
  /// Reads 32 bytes from `path`, or makes the file (0600, O_EXCL, O_NOFOLLOW) when it is missing. Refuses other sizes and modes.
  static Result<ValueKey> from_file(const std::string& path);
  /// 128-bit keyed hash, 32 hex digits.
  std::string hash(std::string_view value) const;
  /// Public name of the key: 16 hex digits.
  const std::string& id() const { return id_; }
  bool kept() const { return kept_; }

 private:
  std::array<unsigned char, 32> key_{};
  std::string id_;
  bool kept_ = false;
};

}  // namespace assay::base
