// Transfer encodings of mail: base64, quoted-printable, uuencode, as streams.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "assay/source.h"
#include "base/budget.h"

namespace assay::extract::mail {

enum class Encoding : std::uint8_t { kIdentity, kBase64, kQuotedPrintable, kUu, kUnknown };
/// Of a Content-Transfer-Encoding value.
Encoding encoding_named(std::string_view name);

/// Decodes piece by piece; what is junk in the encoding is skipped.
class Decoding {
 public:
  virtual ~Decoding() = default;
  virtual void decode(std::string_view raw, std::string& out) = 0;
  /// Behind the last piece. True: the encoded text was cut off.
  virtual bool ends_early(std::string& out) = 0;
};
std::unique_ptr<Decoding> decoding_of(Encoding encoding);

/// What `raw` decodes to, read forward. Both references outlive it.
class DecodedSource final : public Source {
 public:
  DecodedSource(Source& raw, Encoding encoding, base::Budget& budget)
      : raw_(raw), decoding_(decoding_of(encoding)), budget_(budget) {}
  std::optional<std::uint64_t> size() const override { return std::nullopt; }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override;
  /// After the end: the encoded text stopped in the middle. Not a trouble, so that nobody drops what came before.
  bool was_cut() const { return cut_; }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }

 private:
  std::optional<Trouble> more();

  Source& raw_;
  std::unique_ptr<Decoding> decoding_;
  base::Budget& budget_;
  std::string ready_;
  std::size_t used_ = 0;
  bool ended_ = false, cut_ = false;
};

/// Whole strings, for header words.
std::string decode_base64(std::string_view raw);
std::string decode_quoted_printable(std::string_view raw);

}  // namespace assay::extract::mail
