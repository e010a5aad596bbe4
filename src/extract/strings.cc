#include "extract/strings.h"

#include "base/io.h"
#include "base/unicode.h"
#include "extract/text_window.h"

namespace assay::extract {
namespace {

constexpr std::size_t kBufferBytes = 128 << 10;

unsigned byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }
bool is_printable(unsigned c) { return (c >= 0x20 && c < 0x7F) || c == '\t'; }
bool is_ascii_letter(unsigned c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/// Length of the valid UTF-8 sequence of a printable character beyond ASCII at `at`; 0 if there is none.
std::size_t utf8_sequence(std::string_view bytes, std::size_t at) {
  const unsigned lead = byte_at(bytes, at);
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || at + length > bytes.size() || !base::is_valid_utf8(bytes.substr(at, length))) return 0;
  const bool c1_control = lead == 0xC2 && byte_at(bytes, at + 1) < 0xA0;
  return c1_control ? 0 : length;
}

/// A Latin-1 letter within an ASCII word: in other places such bytes are chance.
bool is_latin1_letter(std::string_view bytes, std::size_t at) {
  const unsigned c = byte_at(bytes, at);
  return c >= 0xC0 && c != 0xD7 && c != 0xF7 && at > 0 && at + 1 < bytes.size() && is_ascii_letter(byte_at(bytes, at - 1)) &&
         is_ascii_letter(byte_at(bytes, at + 1));
}

struct UnitRange {
  unsigned first, last;
};
/// What UTF-16 text is made of, without the small numbers that binary data is full of: letters of Greek, Cyrillic, Hebrew,
/// Arabic, typographic punctuation, the euro sign.
constexpr UnitRange kUnits[] = {{0x09, 0x09},   {0x20, 0x7E},   {0xA0, 0xFF},     {0x386, 0x3CE},   {0x410, 0x45F},
                                {0x5D0, 0x5EA}, {0x621, 0x64A}, {0x1E02, 0x1EF9}, {0x2013, 0x201E}, {0x20AC, 0x20AC}};

/// `before`: the unit before, 0 at the start of a run.
bool is_plausible_unit(unsigned unit, unsigned before) {
  if (before == 0 && unit >= 0xA0 && unit <= 0xFF) return false;  // binary 0xFF and the NUL of UTF-16BE behind it
  for (const UnitRange& range : kUnits) {
    if (unit >= range.first && unit <= range.last) return true;
  }
  return unit >= 0x100 && unit <= 0x17F && before < 0x100 && is_ascii_letter(before);  // Latin Extended-A within a word
}

enum class Coding : std::uint8_t { kBytes = 0, kUtf16Little, kUtf16Big };
constexpr Coding kCodings[] = {Coding::kBytes, Coding::kUtf16Little, Coding::kUtf16Big};

struct Run {
  Coding coding = Coding::kBytes;
  std::size_t size = 0;  // bytes
  std::size_t characters = 0;
};

Run byte_run(std::string_view bytes, std::size_t at) {
  Run run;
  for (std::size_t i = at; i < bytes.size(); ++run.characters) {
    const unsigned c = byte_at(bytes, i);
    std::size_t length = is_printable(c) ? 1 : c < 0xC2 ? 0 : utf8_sequence(bytes, i);
    if (length == 0 && c >= 0xC0 && i > at && is_latin1_letter(bytes, i)) length = 1;
    if (length == 0) break;
    i += length;
    run.size = i - at;
  }
  return run;
}

unsigned unit_at(std::string_view bytes, std::size_t at, Coding coding) {
  const unsigned first = byte_at(bytes, at), second = byte_at(bytes, at + 1);
  return coding == Coding::kUtf16Little ? first | second << 8 : first << 8 | second;
}

/// No unit of kUnits has another high byte: rules out most places at once.
bool is_plausible_high(unsigned high) { return high == 0 || (high >= 3 && high <= 6) || high == 0x1E || high == 0x20; }

Run wide_run(std::string_view bytes, std::size_t at, Coding coding) {
  Run run{coding, 0, 0};
  const std::size_t high_at = at + (coding == Coding::kUtf16Little ? 1 : 0);
  if (high_at >= bytes.size() || !is_plausible_high(byte_at(bytes, high_at))) return run;
  for (unsigned before = 0; at + run.size + 2 <= bytes.size(); ++run.characters, run.size += 2) {
    const unsigned unit = unit_at(bytes, at + run.size, coding);
    if (!is_plausible_unit(unit, before)) break;
    before = unit;
  }
  return run;
}

Run run_at(std::string_view bytes, std::size_t at, Coding coding) {
  return coding == Coding::kBytes ? byte_run(bytes, at) : wide_run(bytes, at, coding);
}

class Sweep {
 public:
  Sweep(Source& source, Sink& sink) : source_(source), sink_(sink), piece_(sink) { locator_.kind = LocatorKind::kStrings; }

  Result<Done, Trouble> run() {
    while (!ended_) {
      if (!sink_.budget().tick()) return Trouble{sink_.budget().stopped(), "strings"};
      fill();
      if (!scan()) return Done{};
    }
    if (trouble_) return *trouble_;
    return Done{};
  }

 private:
  void fill() {
    buffer_.erase(0, used_);
    begin_ += used_;
    used_ = 0;
    const std::size_t kept = buffer_.size();
    buffer_.resize(kBufferBytes);
    base::Front got = base::read_front(source_, {buffer_.data() + kept, buffer_.size() - kept});
    trouble_ = std::move(got.trouble);
    buffer_.resize(kept + got.bytes);
    ended_ = buffer_.size() < kBufferBytes;
    sink_.budget().progress();
  }
  /// Consumes what can be decided with the bytes at hand. False: the sink wants no more.
  bool scan() {
    std::size_t short_until = 0;  // bytes before are known to be in no long byte run
    while (used_ < buffer_.size()) {
      const Run run = open_ ? run_at(buffer_, used_, open_coding_) : longest(short_until);
      const bool may_go_on = !ended_ && used_ + run.size + 4 > buffer_.size();
      if (may_go_on && used_ > 0) return true;  // seen again with more behind it
      const bool string = open_ ? run.size > 0 : run.characters >= kShortestString;
      if (string && !emit(run)) return false;
      open_ = string && may_go_on;
      open_coding_ = run.coding;
      used_ += string ? run.size : 1;
      if (open_) return true;
    }
    return true;
  }
  /// The first coding in which a long enough run begins here; else the longest of the short ones.
  Run longest(std::size_t& short_until) const {
    Run best;
    for (const Coding coding : kCodings) {
      if (coding == Coding::kBytes && used_ < short_until) continue;
      const Run run = run_at(buffer_, used_, coding);
      if (run.characters >= kShortestString) return run;
      if (coding == Coding::kBytes) short_until = used_ + run.size;
      if (run.size > best.size) best = run;
    }
    return best;
  }
  bool emit(const Run& run) {
    const std::uint64_t stored = begin_ + used_;
    const std::string_view bytes = std::string_view(buffer_).substr(used_, run.size);
    if (run.coding == Coding::kBytes) {
      put_bytes(bytes, stored);
    } else {
      put_units(bytes, run.coding, stored);
    }
    if (!open_) locator_.number = stored;
    return piece_.flush({.locator = &locator_, .join = open_ ? Join::kGlue : Join::kBreak});
  }
  void put_bytes(std::string_view bytes, std::uint64_t stored) {
    for (std::size_t at = 0; at < bytes.size();) {
      const std::size_t valid = base::valid_utf8_prefix(bytes.substr(at));
      if (valid > 0) piece_.put_exact(bytes.substr(at, valid), stored + at);
      at += valid;
      if (at == bytes.size()) break;
      put_point(byte_at(bytes, at), {stored + at, stored + at + 1});
      ++at;
    }
  }
  void put_units(std::string_view bytes, Coding coding, std::uint64_t stored) {
    for (std::size_t at = 0; at + 2 <= bytes.size(); at += 2) {
      put_point(unit_at(bytes, at, coding), {stored + at, stored + at + 2});
    }
  }
  void put_point(char32_t point, ByteRange stored) {
    std::string text;
    base::append_utf8(text, point);
    piece_.put(text, stored);
  }

  Source& source_;
  Sink& sink_;
  PieceBuilder piece_;
  Locator locator_;
  std::string buffer_;
  std::size_t used_ = 0;
  std::uint64_t begin_ = 0;  // stored offset of buffer_[0]
  bool ended_ = false;
  std::optional<Trouble> trouble_;  // came behind what is in the buffer
  bool open_ = false;               // the last run filled the buffer and may go on
  Coding open_coding_ = Coding::kBytes;
};

}  // namespace

Result<Done, Trouble> sweep_strings(Source& source, Sink& sink) { return Sweep(source, sink).run(); }

}  // namespace assay::extract
