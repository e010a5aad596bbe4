// assay/result.h - a value or the reason why there is none.
//
//   assay::Result<int> r = parse("12");
//   if (!r.ok()) return complain(r.error().message);
//   use(r.value());
//
// Threads: plain values. Errors: nothing here throws; `value()` of a failed result is a programming error (asserted).
#pragma once
#include <cassert>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace assay {
inline namespace v1 {

/// Kind of failure of a call. Values are stable: they appear in the C API. Append only.
enum class Code : std::uint8_t {
  kInvalidArgument = 1,   ///< The caller broke a documented precondition.
  kBadRules = 2,          ///< A rule file does not obey the pack schema.
  kBadConfiguration = 3,  ///< Options that cannot work together, or a value out of range.
  kIo = 4,                ///< The operating system said no; `message` has its words.
  kMissing = 5,           ///< A file, program or optional part is not there.
  kInternal = 6,          ///< Our bug. Please report it.
};

/// One message for a person: where, what, and what to do. Never holds text of an inspected document.
struct Diagnostic {
  std::string file;          ///< Path of the rule or configuration file, empty if none.
  std::uint32_t line = 0;    ///< 1-based; 0 = unknown.
  std::uint32_t column = 0;  ///< 1-based, in code points; 0 = unknown.
  Code code = Code::kInternal;
  std::string message;  ///< What is wrong, one sentence without a full stop.
  std::string fix;      ///< What to do about it; may be empty.

  /// "file:line:column: message (fix)", leaving out what is unknown.
  std::string text() const;
};
using Diagnostics = std::vector<Diagnostic>;

/// The value of a call that succeeds with nothing to say.
struct Done {};

/// A `T` or an `E`, never both and never neither.
template <class T, class E = Diagnostic>
class [[nodiscard]] Result {
 public:
  Result(T value)
      : held_(std::in_place_index<0>, std::move(value)) {}  // NOLINT(google-explicit-constructor): reads as `return value;`
  Result(E error)
      : held_(std::in_place_index<1>, std::move(error)) {
  }  // NOLINT(google-explicit-constructor): reads as `return Diagnostic{...};`

  bool ok() const { return held_.index() == 0; }
  explicit operator bool() const { return ok(); }
  T& value() {
    assert(ok());
    return *std::get_if<0>(&held_);
  }
  const T& value() const {
    assert(ok());
    return *std::get_if<0>(&held_);
  }
  E& error() {
    assert(!ok());
    return *std::get_if<1>(&held_);
  }
  const E& error() const {
    assert(!ok());
    return *std::get_if<1>(&held_);
  }

 private:
  std::variant<T, E> held_;
};

}  // namespace v1
}  // namespace assay
