// The worker protocol: every message from a stranger is refused, or means the same when it is said again.
#include "isolate/protocol.h"

#include "base/unicode.h"
#include "isolate/self_test.h"
#include "support/input.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {
using namespace isolate;

constexpr std::uint64_t kStored = 100'000;

void check(ByteRange range) { require(range.begin <= range.end && range.end <= kStored, "ranges lie in the document"); }

void fuzz_text(std::string_view payload) {
  const auto message = decode_text(payload, kStored);
  if (!message) return;
  check(message->stored);
  require(base::is_valid_utf8(message->text) && base::is_valid_utf8(message->field), "text is UTF-8");
  require(decode_text(encode(*message), kStored).has_value(), "what was understood can be said again");
}

void fuzz_gap(std::string_view payload) {
  const auto message = decode_gap(payload, kStored);
  if (!message) return;
  check(message->stored);
  require(message->reason != Reason::kNone && message->reason < Reason::kCount, "a gap has a reason");
  require(base::is_valid_utf8(message->detail), "details are UTF-8");
  require(decode_gap(encode(*message), kStored).has_value(), "what was understood can be said again");
}

void fuzz_child(std::string_view payload) {
  const auto message = decode_child(payload, kStored);
  if (!message) return;
  check(message->stored);
  require(message->name.size() <= kMaxName, "names are bounded");
  require(decode_child(encode(*message), kStored).has_value(), "what was understood can be said again");
}

}  // namespace

/// First byte: the kind of message.
void fuzz_protocol(std::string_view bytes) {
  Input input(bytes);
  const std::size_t kind = input.below(7);
  const std::string_view payload = input.rest();
  if (kind == 0) require(!is_hello(payload) || payload == encode_hello(), "there is one hello");
  if (kind == 1) fuzz_text(payload);
  if (kind == 2) fuzz_gap(payload);
  if (kind == 3) fuzz_child(payload);
  if (kind == 4) {
    const auto outcome = decode_outcome(payload);
    if (outcome) require(encode(*outcome) == payload, "an outcome has one spelling");
  }
  if (kind == 5) {
    const auto request = decode_request(payload);
    if (request) require(decode_request(encode(*request)).has_value(), "a request can be said again");
  }
  if (kind == 6) {
    const auto test = decode_self_test(payload);
    if (test) require(decode_self_test(encode(*test)).has_value(), "a self-test can be said again");
  }
}

}  // namespace assay::fuzz
