#include "extract/charset_engines.h"

#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <array>
#include <new>

#include "base/unicode.h"

namespace assay::extract {
namespace {

constexpr std::size_t kIcuBlockBytes = 4096;

struct ConverterDeleter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, ConverterDeleter>;

Converter open_converter(const std::string& charset) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(ucnv_open(charset.c_str(), &error));
  if (error == U_MEMORY_ALLOCATION_ERROR) throw std::bad_alloc();
  return U_SUCCESS(error) ? std::move(converter) : nullptr;
}

/// Meaning of each byte of a single-byte charset in UTF-8. Empty: none.
using ByteTable = std::array<std::string, 256>;

ByteTable byte_table(UConverter* converter) {
  ByteTable table;
  for (int byte = 0; byte < 256; ++byte) {
    UErrorCode error = U_ZERO_ERROR;
    UChar units[4];
    const char in = static_cast<char>(byte);
    ucnv_reset(converter);
    const std::int32_t size = ucnv_toUChars(converter, units, 4, &in, 1, &error);
    if (U_FAILURE(error) || size != 1 || units[0] == 0xFFFD || (units[0] == 0x1A && byte != 0x1A)) continue;
    base::append_utf8(table[byte], units[0]);
  }
  return table;
}

const ByteTable& windows_1252() {
  static const ByteTable table = [] {
    const Converter converter = open_converter("windows-1252");
    ByteTable t = converter ? byte_table(converter.get()) : ByteTable{};
    for (int byte = 0; byte < 256; ++byte) {
      if (t[byte].empty()) base::append_utf8(t[byte], static_cast<char32_t>(byte));
    }
    return t;
  }();
  return table;
}

}  // namespace

namespace {

char32_t payload(std::string_view bytes, std::size_t at, std::size_t length) {
  char32_t point = static_cast<unsigned char>(bytes[at]) & (0xFFU >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[at + i]);
    if ((byte & 0xC0) != 0x80) return 0xFFFFFFFF;
    point = (point << 6) | (byte & 0x3F);
  }
  return point;
}

}  // namespace

Meant lenient_sequence(std::string_view bytes, std::size_t at) {
  const auto lead = static_cast<unsigned char>(bytes[at]);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC0 || lead > 0xF7 || at + length > bytes.size()) return {};
  const char32_t point = payload(bytes, at, length);
  if (point < 0x80) return {point, length};  // overlong ASCII: written to slip past filters
  if (length != 3 || !U16_IS_LEAD(point) || at + 6 > bytes.size() || static_cast<unsigned char>(bytes[at + 3]) != 0xED) return {};
  const char32_t trail = payload(bytes, at + 3, 3);
  if (trail > 0xFFFF || !U16_IS_TRAIL(trail)) return {};
  return {static_cast<char32_t>(U16_GET_SUPPLEMENTARY(point, trail)), 6};
}

namespace {

class Utf8Engine final : public Decoder::Engine {
 public:
  using Engine::Engine;
  bool is_utf8() const override { return true; }
  void decode(std::string_view bytes, Chunk chunk, std::string& out, base::PositionMap& map) override {
    std::string joined;
    if (!pending_.empty()) {
      joined = std::move(pending_) + std::string(bytes);
      bytes = joined;
      pending_.clear();
    }
    const std::size_t whole = chunk == Chunk::kLast ? bytes.size() : without_cut_sequence(bytes);
    read(bytes.substr(0, whole), out, map);
    pending_ = bytes.substr(whole);
  }

 private:
  void read(std::string_view bytes, std::string& out, base::PositionMap& map) {
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t valid = base::valid_utf8_prefix(bytes.substr(at));
      copy(bytes.substr(at, valid), out, map);
      at += valid;
      if (at < bytes.size()) at += repair(bytes, at, out, map);
    }
  }
  std::size_t repair(std::string_view bytes, std::size_t at, std::string& out, base::PositionMap& map) {
    const Meant meant = lenient_sequence(bytes, at);
    if (meant.length == 0) {
      replace(windows_1252()[static_cast<unsigned char>(bytes[at])], 1, out, map);
      return 1;
    }
    std::string text;
    base::append_utf8(text, meant.point);
    replace(text, meant.length, out, map);
    return meant.length;
  }
  std::string pending_;
};

class SingleByteEngine final : public Decoder::Engine {
 public:
  SingleByteEngine(ByteTable table, std::uint64_t offset) : Engine(offset), table_(std::move(table)) {
    for (int byte = 0; byte < 128; ++byte) ascii_ = ascii_ && table_[byte].size() == 1 && table_[byte][0] == byte;
  }
  void decode(std::string_view bytes, Chunk, std::string& out, base::PositionMap& map) override {
    for (std::size_t at = 0; at < bytes.size();) {
      std::size_t end = at;
      while (ascii_ && end < bytes.size() && static_cast<unsigned char>(bytes[end]) < 0x80) ++end;
      if (end > at) copy(bytes.substr(at, end - at), out, map);
      if (end < bytes.size()) one(static_cast<unsigned char>(bytes[end++]), out, map);
      at = end;
    }
  }

 private:
  void one(unsigned char byte, std::string& out, base::PositionMap& map) {
    if (table_[byte].empty()) return lose(1, out, map);
    replace(table_[byte], 1, out, map);
  }
  ByteTable table_;
  bool ascii_ = true;
};

/// UTF-16, UTF-32, multi-byte and stateful charsets, through ICU.
class IcuEngine final : public Decoder::Engine {
 public:
  IcuEngine(Converter converter, std::uint64_t offset) : Engine(offset), converter_(std::move(converter)), begun_(offset) {
    UErrorCode error = U_ZERO_ERROR;
    static constexpr std::string_view kSamples = "A0az@-+ .:/<&\"',;\n";
    const std::int32_t size = ucnv_toUChars(converter_.get(), units_.data(), static_cast<std::int32_t>(units_.size()),
                                            kSamples.data(), static_cast<std::int32_t>(kSamples.size()), &error);
    ascii_heir_ = U_SUCCESS(error) && std::equal(kSamples.begin(), kSamples.end(), units_.begin(), units_.begin() + size) &&
                  ucnv_getType(converter_.get()) != UCNV_UTF7;
    ucnv_reset(converter_.get());
    error = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter_.get(), &on_invalid, nullptr, nullptr, nullptr, &error);
  }
  void decode(std::string_view bytes, Chunk chunk, std::string& out, base::PositionMap& map) override {
    do {
      const std::string_view block = bytes.substr(0, kIcuBlockBytes);
      bytes.remove_prefix(block.size());
      convert(block, bytes.empty() && chunk == Chunk::kLast, out, map);
    } while (!bytes.empty());
  }

 private:
  /// One noncharacter in place of what is invalid; it never stands for itself in interchange (Unicode, section 23.7).
  static constexpr UChar kInvalid = 0xFFFF;

  static void on_invalid(const void*, UConverterToUnicodeArgs* args, const char*, std::int32_t, UConverterCallbackReason reason,
                         UErrorCode* error) {
    if (reason > UCNV_IRREGULAR) return;
    *error = U_ZERO_ERROR;
    ucnv_cbToUWriteUChars(args, &kInvalid, 1, 0, error);
  }

  void convert(std::string_view block, bool flush, std::string& out, base::PositionMap& map) {
    const std::uint64_t block_begin = begun_ + fed_;
    const char* source = block.data();
    const char* const source_end = source + block.size();
    for (UErrorCode error = U_BUFFER_OVERFLOW_ERROR; error == U_BUFFER_OVERFLOW_ERROR;) {
      error = U_ZERO_ERROR;
      UChar* target = units_.data();
      const std::uint64_t call_begin = block_begin + static_cast<std::uint64_t>(source - block.data());
      offsets_.fill(-1);  // not every converter writes them behind an invalid sequence
      ucnv_toUnicode(converter_.get(), &target, units_.data() + units_.size(), &source, source_end, offsets_.data(), flush,
                     &error);
      collect(static_cast<std::size_t>(target - units_.data()), call_begin, out, map);
      UErrorCode ignored = U_ZERO_ERROR;
      pending_ = static_cast<std::uint64_t>(std::max(0, ucnv_toUCountPending(converter_.get(), &ignored)));
    }
    fed_ += block.size();
    if (flush && held_) settle(begun_ + fed_, out, map);
  }
  /// A character is settled once the next one shows where it ends.
  void collect(std::size_t count, std::uint64_t call_begin, std::string& out, base::PositionMap& map) {
    for (std::size_t i = 0; i < count; ++i) {
      // Units whose bytes began in an earlier call have no offset.
      const bool known = offsets_[i] >= 0 && static_cast<std::size_t>(offsets_[i]) <= kIcuBlockBytes;
      const std::uint64_t begin = known ? call_begin + static_cast<std::uint64_t>(offsets_[i]) : call_begin - pending_;
      if (held_ && U16_IS_LEAD(point_) && U16_IS_TRAIL(units_[i])) {
        point_ = static_cast<char32_t>(U16_GET_SUPPLEMENTARY(point_, units_[i]));
        continue;
      }
      if (held_) settle(begin, out, map);
      point_ = units_[i];
      held_ = true;
    }
  }
  void settle(std::uint64_t end, std::string& out, base::PositionMap& map) {
    held_ = false;
    const auto stored = static_cast<std::size_t>(end > offset_ ? end - offset_ : 0);
    if (point_ == kInvalid || U16_IS_SURROGATE(point_)) return lose(stored, out, map);
    if (point_ == 0xFFFD && stored > 0) return lose(stored, out, map);
    std::string text;
    base::append_utf8(text, point_);
    // Control characters and backslash change places in some of IBM's tables.
    const bool plain = (point_ >= 0x20 && point_ < 0x7F && point_ != '\\' && point_ != '~') || point_ == '\n';
    if (ascii_heir_ && stored == 1 && plain) return copy(text, out, map);
    replace(text, stored, out, map);
  }

  Converter converter_;
  std::uint64_t begun_, fed_ = 0, pending_ = 0;
  bool held_ = false;
  bool ascii_heir_ = false;  // a single byte below 0x80 means what it means in ASCII
  char32_t point_ = 0;
  std::array<UChar, 2 * kIcuBlockBytes> units_;  // no charset gives more than two units a byte
  std::array<std::int32_t, 2 * kIcuBlockBytes> offsets_;
};

}  // namespace

std::unique_ptr<Decoder::Engine> make_engine(const std::string& charset, std::uint64_t offset) {
  if (charset == "utf-8") return std::make_unique<Utf8Engine>(offset);
  Converter converter = charset == "windows-1252" ? nullptr : open_converter(charset);
  if (converter == nullptr) return std::make_unique<SingleByteEngine>(windows_1252(), offset);
  if (ucnv_getType(converter.get()) != UCNV_SBCS) return std::make_unique<IcuEngine>(std::move(converter), offset);
  return std::make_unique<SingleByteEngine>(byte_table(converter.get()), offset);
}

bool has_converter(const std::string& charset) { return open_converter(charset) != nullptr; }

}  // namespace assay::extract
