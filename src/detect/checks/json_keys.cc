#include "detect/checks/json_keys.h"

#include <cstdint>

#include "detect/checks/families.h"

namespace assay::detect::checks {
namespace {
constexpr int kMaxDepth = 32;

/// One pass with an explicit stack of bits: object or array.
class Reader {
 public:
  Reader(std::string_view text, std::string_view key) : text_(text), key_(key) {}

  bool run() {
    if (!open('{')) return false;
    while (depth_ > 0)
      if (!step()) return false;
    blanks();
    return at_ == text_.size() && found_;
  }

 private:
  /// What may come next.
  enum class Want : std::uint8_t { kFirst, kItem, kAfter };

  bool step() {
    blanks();
    if (want_ == Want::kAfter) return after();
    if (want_ == Want::kFirst && take(closer())) return close();
    if (in_object() && !member_name()) return false;
    return value();
  }

  bool after() {
    if (take(closer())) return close();
    want_ = Want::kItem;
    return take(',');
  }

  bool member_name() {
    std::string_view name;
    if (!string(name)) return false;
    found_ = found_ || (depth_ == 1 && name == key_);
    blanks();
    if (!take(':')) return false;
    blanks();
    return true;
  }

  bool value() {
    if (at_ >= text_.size()) return false;
    const char c = text_[at_];
    if (c == '{' || c == '[') return open(c);
    want_ = Want::kAfter;
    std::string_view ignored;
    if (c == '"') return string(ignored);
    return word("true") || word("false") || word("null") || number();
  }

  bool open(char c) {
    if (depth_ == kMaxDepth || !take(c)) return false;
    objects_ = objects_ << 1 | (c == '{' ? 1U : 0U);
    ++depth_;
    want_ = Want::kFirst;
    return true;
  }

  bool close() {
    objects_ >>= 1;
    --depth_;
    want_ = Want::kAfter;
    return true;
  }

  bool string(std::string_view& content) {
    if (!take('"')) return false;
    const std::size_t begin = at_;
    for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
      if (static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      if (text_[at_] == '\\' && ++at_ == text_.size()) return false;
    }
    content = text_.substr(begin, at_ - begin);
    return take('"');
  }

  bool number() {
    take('-');
    if (!take('0') && !digits()) return false;
    if (take('.') && !digits()) return false;
    if (take('e') || take('E')) {
      if (!take('+')) take('-');
      return digits();
    }
    return true;
  }

  bool digits() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && is_digit(text_[at_])) ++at_;
    return at_ > begin;
  }

  bool word(std::string_view expected) {
    if (text_.substr(at_, expected.size()) != expected) return false;
    at_ += expected.size();
    return true;
  }

  bool take(char c) {
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }

  void blanks() {
    while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != std::string_view::npos) ++at_;
  }

  bool in_object() const { return (objects_ & 1) != 0; }
  char closer() const { return in_object() ? '}' : ']'; }

  std::string_view text_, key_;
  std::size_t at_ = 0;
  std::uint32_t objects_ = 0;
  int depth_ = 0;
  Want want_ = Want::kFirst;
  bool found_ = false;
};
}  // namespace

bool json_object_has_key(std::string_view text, std::string_view key) noexcept { return Reader(text, key).run(); }

}  // namespace assay::detect::checks
