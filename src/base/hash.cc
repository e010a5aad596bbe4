#include "base/hash.h"

#include <fcntl.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <new>

namespace assay::base {
namespace {

const unsigned char* raw(std::string_view bytes) { return reinterpret_cast<const unsigned char*>(bytes.data()); }

Diagnostic key_error(const std::string& path, std::string message, std::string fix) {
  return {.file = path, .code = Code::kBadConfiguration, .message = std::move(message), .fix = std::move(fix)};
}

// Creates the key file; -1 with errno when it exists already.
int create_key(const std::string& path) {
  return ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
}

}  // namespace

// OpenSSL for SHA-256: it uses the CPU's SHA instructions (1.7 GB/s against 0.4 of libsodium).
// Fetched once: OpenSSL 3 otherwise looks the algorithm up under a lock for each hash.
const EVP_MD* sha256() {
  static const EVP_MD* const kFetched = EVP_MD_fetch(nullptr, "SHA2-256", nullptr);
  return kFetched != nullptr ? kFetched : EVP_sha256();
}

namespace {

// OpenSSL fails here for want of memory only. A digest that was not computed must not be taken for one.
void need(bool done) {
  if (done) return;
  ERR_clear_error();
  throw std::bad_alloc();
}

struct Context {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  Context() { need(context != nullptr); }
  ~Context() { EVP_MD_CTX_free(context); }
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
};

}  // namespace

struct Sha256::State : Context {};
struct Sha256Hasher::State : Context {};

Sha256Hasher::Sha256Hasher() : state_(std::make_shared<State>()) {}

std::string Sha256Hasher::hex(std::string_view bytes, std::size_t bytes_shown) {
  std::array<unsigned char, 32> digest;
  need(EVP_DigestInit_ex(state_->context, sha256(), nullptr) == 1);
  need(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
  need(EVP_DigestFinal_ex(state_->context, digest.data(), nullptr) == 1);
  return to_hex({reinterpret_cast<const char*>(digest.data()), bytes_shown});
}

Sha256::Sha256() : state_(std::make_shared<State>()) { need(EVP_DigestInit_ex(state_->context, sha256(), nullptr) == 1); }

void Sha256::update(std::string_view bytes) { need(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1); }

std::string Sha256::finish() {
  std::array<unsigned char, 32> digest;
  need(EVP_DigestFinal_ex(state_->context, digest.data(), nullptr) == 1);
  return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

std::string sha256_hex(std::string_view bytes) { return Sha256Hasher().hex(bytes); }

std::string to_hex(std::string_view bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string out(bytes.size() * 2, '0');
  char* to = out.data();
  for (char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    *to++ = kDigits[byte >> 4];
    *to++ = kDigits[byte & 15];
  }
  return out;
}

ValueKey ValueKey::random() {
  ValueKey key;
  if (sodium_init() < 0) return key;  // Only fails without any entropy source; the kernel has one.
  randombytes_buf(key.key_.data(), key.key_.size());
  key.derive();
  return key;
}

Result<ValueKey> ValueKey::from_file(const std::string& path) {
  ValueKey fresh = random();
  if (const int made = create_key(path); made >= 0) {
    const bool stored =
        ::write(made, fresh.key_.data(), fresh.key_.size()) == static_cast<ssize_t>(fresh.key_.size()) && ::fsync(made) == 0;
    ::close(made);
    if (!stored) return key_error(path, "the key file could not be written", "check the disk and remove the file");
    fresh.kept_ = true;
    return fresh;
  }
  if (errno != EEXIST)
    return key_error(path, std::string("the key file cannot be made: ") + std::strerror(errno), "choose another --key-file");
  const int fd = ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) return key_error(path, std::string("the key file cannot be opened: ") + std::strerror(errno), "check its owner");
  struct stat info {};
  const bool private_file =
      ::fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && (info.st_mode & 077) == 0 && info.st_uid == ::geteuid();
  const bool whole = private_file && info.st_size == 32 && ::read(fd, fresh.key_.data(), 32) == 32;
  ::close(fd);
  if (!private_file)
    return key_error(path, "the key file may be read by others or belongs to somebody else", "chmod 600 and own it");
  if (!whole) return key_error(path, "the key file does not hold exactly 32 bytes", "remove it to have a new one made");
  fresh.derive();
  fresh.kept_ = true;
  return fresh;
}

void ValueKey::derive() {
  constexpr std::string_view kCounting = "assay distinct values";
  id_ = hash("assay key id").substr(0, 16);
  crypto_generichash(quick_key_.data(), quick_key_.size(), raw(kCounting), kCounting.size(), key_.data(), key_.size());
}

std::uint64_t ValueKey::quick(std::string_view value) const {
  static_assert(crypto_shorthash_KEYBYTES == 16 && crypto_shorthash_BYTES == sizeof(std::uint64_t));
  std::array<unsigned char, sizeof(std::uint64_t)> digest;
  crypto_shorthash(digest.data(), raw(value), value.size(), quick_key_.data());
  std::uint64_t out = 0;  // Little endian on every machine: estimates depend on it.
  for (std::size_t i = 0; i < digest.size(); ++i) out |= std::uint64_t{digest[i]} << (8 * i);
  return out;
}

std::string ValueKey::hash(std::string_view value) const {
  std::array<unsigned char, 16> digest;
  crypto_generichash(digest.data(), digest.size(), raw(value), value.size(), key_.data(), key_.size());
  return to_hex({reinterpret_cast<const char*>(digest.data()), digest.size()});
}

}  // namespace assay::base
