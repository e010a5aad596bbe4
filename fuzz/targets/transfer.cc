#include "extract/mail/transfer.h"

#include "support/checking_sink.h"
#include "support/input.h"
#include "support/sources.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {

std::string decoded(std::string_view bytes, extract::mail::Encoding encoding, std::size_t most, std::uint64_t seed) {
  base::Budget budget(tight_limits(), bytes.size(), nullptr);
  ChoppySource raw(bytes, most, seed);
  extract::mail::DecodedSource source(raw, encoding, budget);
  std::string out;
  char block[512];
  for (;;) {
    const auto got = source.read(block);
    require(got.ok(), "bytes in memory can be read");
    if (got.value() == 0) return out + (source.was_cut() ? "|" : "");
    out.append(block, got.value());
  }
}

}  // namespace

/// First byte: encoding and size of reads.
void fuzz_transfer(std::string_view bytes) {
  Input input(bytes);
  const auto encoding = static_cast<extract::mail::Encoding>(input.below(5));
  const std::size_t most = 1 + input.below(40);
  const std::string_view raw = input.rest();
  const std::string whole = decoded(raw, encoding, raw.size() + 1, 0);
  require(whole.size() <= raw.size() + 1, "no transfer encoding makes more of less");
  require(whole == decoded(raw, encoding, most, most), "decoding does not depend on reads");
  extract::mail::decode_base64(raw);
  extract::mail::decode_quoted_printable(raw);
}

}  // namespace assay::fuzz
