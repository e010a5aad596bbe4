#include "extract/text_reader.h"

#include <algorithm>
#include <cstring>

#include "base/io.h"
#include "base/unicode.h"

namespace assay::extract {
namespace {

using Lanes = unsigned char __attribute__((vector_size(16)));

struct IsLineFeed {
  bool operator()(unsigned char c) const { return c == '\n'; }
  Lanes operator()(const Lanes& c) const { return static_cast<Lanes>(c == static_cast<unsigned char>('\n')); }
};

struct IsControl {
  bool operator()(unsigned char c) const { return c < 0x20 && c != 0 && !(c >= 8 && c <= 13) && c != 0x1B; }
  Lanes operator()(const Lanes& c) const {
    const Lanes low = static_cast<Lanes>((c & 0xE0) == 0), spaces = static_cast<Lanes>(static_cast<Lanes>(c - 8) <= 5);
    return low & ~spaces & static_cast<Lanes>(c != 0) & static_cast<Lanes>(c != 0x1B);
  }
};

/// Bytes of which `test` holds.
template <class Test>
std::uint64_t count_bytes(std::string_view text, Test test) {
  constexpr std::size_t kLanesPerRun = 255;  // so that no lane overflows
  std::uint64_t count = 0;
  while (text.size() >= sizeof(Lanes)) {
    const std::size_t run = std::min(text.size() / sizeof(Lanes), kLanesPerRun) * sizeof(Lanes);
    Lanes counts = {};
    for (std::size_t at = 0; at < run; at += sizeof(Lanes)) {
      Lanes lanes;
      std::memcpy(&lanes, text.data() + at, sizeof lanes);
      counts -= test(lanes);  // true is all ones: minus one
    }
    for (std::size_t lane = 0; lane < sizeof(Lanes); ++lane) count += counts[lane];
    text.remove_prefix(run);
  }
  return count + static_cast<std::uint64_t>(
                     std::count_if(text.begin(), text.end(), [&](char c) { return test(static_cast<unsigned char>(c)); }));
}

/// Control characters in a block that is not UTF-8 either: something in it is compressed or binary. Separators of HL7 or FIX in
/// UTF-8 are no such sign. In noise every tenth byte is one.
constexpr std::uint64_t kBinaryControls = 16, kFewControls = 3, kBinaryShare = 40;

bool holds_binary(const TextBlock& block) {
  if (block.map == nullptr) return false;
  const std::uint64_t controls = count_controls(block.text);
  return controls >= kBinaryControls || (controls >= kFewControls && controls * kBinaryShare >= block.stored.size());
}

}  // namespace

std::uint64_t count_lines(std::string_view text) { return count_bytes(text, IsLineFeed{}); }
std::uint64_t count_controls(std::string_view text) { return count_bytes(text, IsControl{}); }

ByteRange TextBlock::stored_of(std::size_t begin, std::size_t end) const {
  if (begin >= end) return {};
  if (map == nullptr) return {stored.begin + begin, stored.begin + end};
  const auto mapped = map->map(begin, end);
  return {mapped.begin, mapped.end};
}

void TextBlock::place(std::size_t begin, std::size_t end, Anchor& anchor, base::PositionMap& scratch) const {
  anchor.stored = stored_of(begin, end);
  anchor.fit = map == nullptr ? StoredFit::kExact : StoredFit::kCovering;
  anchor.map = nullptr;
  if (map == nullptr || begin >= end) return;
  scratch.clear();
  const auto& pieces = map->pieces();
  auto piece =
      std::upper_bound(pieces.begin(), pieces.end(), begin, [](std::size_t at, const auto& p) { return at < p.derived; });
  for (piece = piece == pieces.begin() ? piece : piece - 1; piece != pieces.end() && piece->derived < end; ++piece) {
    const std::uint64_t from = std::max<std::uint64_t>(begin, piece->derived);
    const std::uint64_t to = std::min<std::uint64_t>(end, piece->derived + piece->derived_size);
    if (piece->linear) {
      scratch.linear(from - begin, piece->original + (from - piece->derived), to - from);
    } else {
      scratch.unit(from - begin, static_cast<std::uint32_t>(to - from), piece->original, piece->original_size);
    }
  }
  anchor.map = &scratch;
}

std::optional<Trouble> TextReader::fill() {
  if (filled_ || ended_) return std::nullopt;
  if (!budget_.tick()) return Trouble{budget_.stopped(), "text"};
  raw_.erase(0, used_);
  raw_at_ += used_;
  used_ = 0;
  const std::size_t kept = raw_.size();
  raw_.resize(kBlockBytes);
  base::Front got = base::read_front(source_, {raw_.data() + kept, raw_.size() - kept});
  raw_.resize(kept + got.bytes);
  trouble_ = std::move(got.trouble);
  if (trouble_ && raw_.empty()) return trouble_;
  ended_ = raw_.size() < kBlockBytes;
  filled_ = true;
  budget_.progress();
  return std::nullopt;
}

Result<std::string_view, Trouble> TextReader::head() {
  if (auto trouble = fill()) return *trouble;
  return std::string_view(raw_);
}

void TextReader::declare(std::string_view charset) {
  if (declared_.empty()) declared_ = charset;
}

void TextReader::start() {
  if (!known_.empty()) {
    decoder_.emplace(known_, raw_at_);
    return;
  }
  std::string charset = detect_charset(raw_, declared_);
  used_ = bom_size(raw_, charset);
  if (used_ == 0 && charset != "utf-8" && base::is_ascii(raw_)) {
    // A head that means the same in ASCII leaves the question open until other bytes come.
    std::string text;
    base::PositionMap map;
    Decoder(charset).decode(raw_, Chunk::kLast, text, map);
    if (text == raw_) charset = "utf-8";
  }
  decoder_.emplace(charset, raw_at_ + used_);
}

/// A block that is no UTF-8 after nothing but ASCII: the first evidence there is.
bool TextReader::redetect() {
  if (!only_ascii_) return false;
  only_ascii_ = false;
  const std::string charset = detect_charset(std::string_view(raw_).substr(used_), declared_);
  if (charset == "utf-8") return false;
  decoder_.emplace(charset, raw_at_ + used_);
  return true;
}

TextBlock TextReader::pass(std::size_t size) {
  const std::uint64_t begin = raw_at_ + used_;
  const TextBlock block{std::string_view(raw_).substr(used_, size), {begin, begin + size}, nullptr};
  used_ += size;
  return block;
}

TextBlock TextReader::decode(std::size_t size) {
  const std::uint64_t begin = raw_at_ + used_;
  text_.clear();
  map_.clear();
  decoder_->decode(std::string_view(raw_).substr(used_, size), ended_ ? Chunk::kLast : Chunk::kMore, text_, map_);
  used_ += size;
  return {text_, {begin, begin + size}, &map_};
}

std::optional<TextBlock> TextReader::utf8() {
  const std::string_view raw = std::string_view(raw_).substr(used_);
  const std::size_t valid = base::valid_utf8_prefix(raw);
  const std::size_t whole = ended_ ? raw.size() : without_cut_sequence(raw);
  if (valid < whole && redetect()) return std::nullopt;
  if (only_ascii_) only_ascii_ = base::is_ascii(raw);
  if (valid >= whole) return pass(valid);
  decoder_.emplace("utf-8", raw_at_ + used_);
  return decode(whole);
}

Result<std::optional<TextBlock>, Trouble> TextReader::next() {
  for (bool last = false; !last;) {
    if (auto trouble = fill()) return *trouble;
    if (!decoder_) start();
    last = ended_;
    std::optional<TextBlock> block;
    if (filled_ && decoder_->is_utf8()) block = utf8();
    if (filled_ && !block) block = decode(raw_.size() - used_);
    filled_ = false;
    if (!block || block->text.empty()) continue;
    if (holds_binary(*block)) binary_.add(block->stored);
    return block;
  }
  if (trouble_) return *trouble_;  // what came before it was handed out
  return std::optional<TextBlock>{};
}

void TextReader::report_gaps(Sink& sink) const {
  if (!decoder_) return;
  const Undecodable& lost = decoder_->undecodable();
  for (const ByteRange& range : lost.ranges) {
    sink.gap(GapClass::kContent, Reason::kUndecodable, range, nullptr, "bytes without a meaning in " + decoder_->charset());
  }
  for (const ByteRange& range : binary_.ranges)
    sink.gap(GapClass::kContent, Reason::kUndecodable, range, nullptr, "binary data within text, read as if it were text");
}

}  // namespace assay::extract
