#include "extract/mail/transfer.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "extract/mail/words.h"

namespace assay::extract::mail {
namespace {

constexpr std::size_t kRawBytes = 48 << 10;
constexpr std::uint8_t kNotBase64 = 0xFF;

constexpr std::array<std::uint8_t, 256> base64_values() {
  std::array<std::uint8_t, 256> table{};
  for (auto& value : table) value = kNotBase64;
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t i = 0; i < kDigits.size(); ++i) table[static_cast<unsigned char>(kDigits[i])] = static_cast<std::uint8_t>(i);
  return table;
}
constexpr std::array<std::uint8_t, 256> kBase64Values = base64_values();

/// RFC 2045, 6.8. Text behind padding is decoded too: some readers stop there, others do not.
class Base64 final : public Decoding {
 public:
  void decode(std::string_view raw, std::string& out) override {
    for (const char c : raw) {
      if (c == '=') close(out);
      const std::uint8_t value = kBase64Values[static_cast<unsigned char>(c)];
      if (value == kNotBase64) continue;
      bits_ = bits_ << 6 | value;
      if (++digits_ == 4) emit(3, out);
    }
  }
  bool ends_early(std::string& out) override {
    const bool open = digits_ != 0;
    close(out);
    return open;
  }

 private:
  void close(std::string& out) {
    if (digits_ == 0) return;
    const int bytes = digits_ - 1;
    bits_ <<= 6 * (4 - digits_);
    emit(bytes, out);
  }
  void emit(int bytes, std::string& out) {
    for (int i = 0; i < bytes; ++i) out.push_back(static_cast<char>(bits_ >> (16 - 8 * i)));
    bits_ = 0;
    digits_ = 0;
  }
  std::uint32_t bits_ = 0;
  int digits_ = 0;
};

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/// RFC 2045, 6.7. Blanks between '=' and the line break are transport padding. What is no escape stays as it is.
class QuotedPrintable final : public Decoding {
 public:
  void decode(std::string_view raw, std::string& out) override {
    for (const char c : raw) take(c, out);
  }
  bool ends_early(std::string& out) override {
    const bool open = held_.size() == 2;
    if (held_.size() != 1) out += held_;
    held_.clear();
    return open;
  }

 private:
  void take(char c, std::string& out) {
    if (held_.empty()) {
      if (c == '=')
        held_.push_back(c);
      else
        out.push_back(c);
      return;
    }
    held_.push_back(c);
    if (c == '\n' && trim(std::string_view(held_).substr(1)).empty()) return held_.clear();
    const bool padding = trim(std::string_view(held_).substr(1)).empty();
    if (padding && held_.size() < kMostPadding) return;
    if (held_.size() == 2 && hex_value(c) >= 0) return;
    const int high = held_.size() == 3 ? hex_value(held_[1]) : -1, low = high < 0 ? -1 : hex_value(c);
    if (low >= 0)
      out.push_back(static_cast<char>(high * 16 + low));
    else
      out += held_;
    held_.clear();
  }
  static constexpr std::size_t kMostPadding = 1000;
  std::string held_;  // from '=' on, undecided
};

/// Lines of "begin", data, "end"; the first character of a data line counts its bytes.
class Uu final : public Decoding {
 public:
  void decode(std::string_view raw, std::string& out) override {
    for (const char c : raw) {
      if (c != '\n') line_.push_back(c);
      if (c == '\n' || line_.size() > kLongestLine) finish(out);
    }
  }
  bool ends_early(std::string& out) override {
    if (!line_.empty()) finish(out);
    return begun_;
  }

 private:
  void finish(std::string& out) {
    if (line_.ends_with('\r')) line_.pop_back();
    if (line_.starts_with("begin "))
      begun_ = true;
    else if (line_ == "end")
      begun_ = false;
    else if (begun_)
      data(out);
    line_.clear();
  }
  static unsigned value(char c) { return static_cast<unsigned>(c - ' ') & 0x3F; }
  void data(std::string& out) const {
    if (line_.empty()) return;
    std::size_t left = value(line_[0]);
    for (std::size_t at = 1; left > 0 && at < line_.size(); at += 4) {
      std::uint32_t bits = 0;
      for (std::size_t i = 0; i < 4; ++i) bits = bits << 6 | (at + i < line_.size() ? value(line_[at + i]) : 0);
      for (int shift = 16; shift >= 0 && left > 0; shift -= 8, --left) out.push_back(static_cast<char>(bits >> shift));
    }
  }
  static constexpr std::size_t kLongestLine = 1000;
  std::string line_;
  bool begun_ = false;
};

class Identity final : public Decoding {
 public:
  void decode(std::string_view raw, std::string& out) override { out += raw; }
  bool ends_early(std::string&) override { return false; }
};

}  // namespace

Encoding encoding_named(std::string_view name) {
  const std::string known = lower(trim(name));
  if (known.empty() || known == "7bit" || known == "8bit" || known == "binary") return Encoding::kIdentity;
  if (known == "base64") return Encoding::kBase64;
  if (known == "quoted-printable") return Encoding::kQuotedPrintable;
  if (known == "x-uuencode" || known == "uuencode" || known == "x-uue") return Encoding::kUu;
  return Encoding::kUnknown;
}

std::unique_ptr<Decoding> decoding_of(Encoding encoding) {
  switch (encoding) {
    case Encoding::kBase64:
      return std::make_unique<Base64>();
    case Encoding::kQuotedPrintable:
      return std::make_unique<QuotedPrintable>();
    case Encoding::kUu:
      return std::make_unique<Uu>();
    default:
      return std::make_unique<Identity>();
  }
}

std::optional<Trouble> DecodedSource::more() {
  char raw[kRawBytes];
  const auto got = raw_.read(raw);
  if (!got.ok()) return got.error();
  ready_.clear();
  used_ = 0;
  if (got.value() == 0) {
    ended_ = true;
    cut_ = decoding_->ends_early(ready_);
  } else {
    decoding_->decode({raw, got.value()}, ready_);
  }
  if (!budget_.draw_expanded(ready_.size())) return Trouble{budget_.stopped(), "mail body"};
  return std::nullopt;
}

Result<std::size_t, Trouble> DecodedSource::read(std::span<char> out) {
  while (used_ == ready_.size() && !ended_) {
    if (const auto trouble = more()) return *trouble;
  }
  const std::size_t size = std::min(out.size(), ready_.size() - used_);
  std::memcpy(out.data(), ready_.data() + used_, size);
  used_ += size;
  return size;
}

std::string decode_base64(std::string_view raw) {
  std::string out;
  Base64 decoding;
  decoding.decode(raw, out);
  decoding.ends_early(out);
  return out;
}

std::string decode_quoted_printable(std::string_view raw) {
  std::string out;
  QuotedPrintable decoding;
  decoding.decode(raw, out);
  decoding.ends_early(out);
  return out;
}

}  // namespace assay::extract::mail
