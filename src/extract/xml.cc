// Any XML: text of elements, attributes, comments, CDATA, processing instructions, entity values. Where the XML is broken the
// rest is read as plain text, tags and all.
#include <algorithm>
#include <vector>

#include "base/io.h"
#include "base/unicode.h"
#include "extract/charset.h"
#include "extract/extractor.h"
#include "extract/text_window.h"
#include "extract/xml_sax.h"

namespace assay::extract {
namespace {

constexpr std::size_t kPieceBytes = 64 << 10;
/// Longer paths keep their front: nobody reads more.
constexpr std::size_t kMaxPathBytes = 4096;

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// Remembers what was read since a given place, so that it can be read again.
class Replay final : public Source {
 public:
  explicit Replay(Source& source) : source_(source) {}
  std::optional<std::uint64_t> size() const override { return source_.size(); }
  bool random_access() const override { return false; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    auto got = source_.read(out);
    if (got.ok()) kept_.append(out.data(), got.value());
    return got;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t, std::span<char>) override {
    return Trouble{Reason::kInternal, "read_at on a forward-only source"};
  }
  /// "utf-16le" and its like, if that is what the document begins as; else empty: what the rest is, the rest tells.
  std::string_view wide_charset() {
    if (charset_.empty()) charset_ = detect_charset(kept_);
    return charset_.starts_with("utf-16") || charset_.starts_with("utf-32") ? charset_ : std::string_view{};
  }
  void forget_before(std::uint64_t place) {
    if (place < begin_ + kPieceBytes) return;
    wide_charset();  // the begin is about to go
    const std::uint64_t drop = std::min<std::uint64_t>(place - begin_, kept_.size());
    kept_.erase(0, drop);
    begin_ += drop;
  }
  /// The stored bytes of `range`, as far as they are remembered.
  std::string_view stored(ByteRange range) const {
    if (range.begin < begin_ || range.end > begin_ + kept_.size()) return {};
    return std::string_view(kept_).substr(range.begin - begin_, range.size());
  }
  /// Everything from `place` on, which must not have been forgotten.
  Result<std::size_t, Trouble> read_again(std::uint64_t& place, std::span<char> out) {
    if (place >= begin_ + kept_.size()) return source_.read(out);
    const std::size_t from = place - begin_;
    const std::size_t count = std::min(out.size(), kept_.size() - from);
    std::copy_n(kept_.data() + from, count, out.data());
    place += count;
    return count;
  }

 private:
  Source& source_;
  std::string kept_, charset_;
  std::uint64_t begin_ = 0;
};

class Reader final : public XmlHandler {
 public:
  Reader(Sink& sink, Replay& replay) : sink_(sink), replay_(replay), piece_(sink) { path_.kind = LocatorKind::kPath; }

  void start(std::string_view name, Attributes attributes) override {
    flush();
    sizes_.push_back({path_.name.size(), fields_.size()});
    name = local_name(name);
    if (path_.name.size() + name.size() < kMaxPathBytes) path_.name.append("/").append(name);
    fields_ += name;
    std::string_view tag = replay_.stored(at);
    for (const auto& [key, value] : attributes) extra("/@", local_name(key), value, find_value(tag, key, value));
    replay_.forget_before(at.begin);
  }
  void end(std::string_view) override {
    flush();
    path_.name.resize(sizes_.back().path);
    fields_.resize(sizes_.back().fields);
    sizes_.pop_back();
  }
  void characters(std::string_view text) override {
    if (text == replay_.stored(at)) {
      piece_.put_exact(text, at.begin);
    } else {
      piece_.put(text, at);
    }
    if (piece_.text().size() < kPieceBytes) return;
    flush();
    join_ = Join::kGlue;
    replay_.forget_before(at.begin);
  }
  void comment(std::string_view text) override {
    flush();
    const ByteRange inner{at.begin + 4, at.begin + 4 + text.size()};  // behind "<!--"
    extra("/comment()", {}, text, replay_.stored(inner) == text ? inner : at);
  }
  void instruction(std::string_view target, std::string_view text) override {
    flush();
    extra("/?", target, text, at);
  }
  /// What is open when the parse ends.
  void flush() {
    if (join_ == Join::kBreak && is_blank(piece_.text())) return piece_.clear();
    Anchor anchor{.locator = &path_, .join = join_};
    if (!sizes_.empty()) anchor.field = std::string_view(fields_).substr(sizes_.back().fields);
    if (!piece_.flush(anchor)) stop = true;
    join_ = Join::kBreak;
  }

 private:
  struct Sizes {
    std::size_t path, fields;
  };

  /// Place of an attribute's value if it stands in the tag as it was read, else the whole tag. Attributes come in order: `tag`
  /// is cut behind what was found, so that many of them cost no more than the tag is long.
  ByteRange find_value(std::string_view& tag, std::string_view key, std::string_view value) const {
    const std::size_t key_at = tag.find(key);
    const std::size_t quote = key_at == std::string_view::npos ? key_at : tag.find_first_of("\"'", key_at + key.size());
    if (quote == std::string_view::npos) return at;
    const bool same = tag.substr(quote + 1).starts_with(value);
    const std::uint64_t begin = at.end - tag.size() + quote + 1;
    tag.remove_prefix(std::min(tag.size(), quote + 1 + (same ? value.size() + 1 : 0)));
    return same ? ByteRange{begin, begin + value.size()} : at;
  }
  /// Text that is not an element's.
  void extra(std::string_view mark, std::string_view name, std::string_view text, ByteRange stored) {
    if (is_blank(text) || stop) return;
    const std::size_t size = path_.name.size();
    path_.name.append(mark).append(name);
    Anchor anchor{.locator = &path_, .field = name, .stored = stored};
    anchor.fit = replay_.stored(stored) == text ? StoredFit::kExact : StoredFit::kCovering;
    if (!sink_.text(text, anchor)) stop = true;
    path_.name.resize(size);
  }

  Sink& sink_;
  Replay& replay_;
  PieceBuilder piece_;
  Join join_ = Join::kBreak;
  Locator path_;
  std::string fields_;  // names of the elements around, one behind the other
  std::vector<Sizes> sizes_;
};

/// Reads what the parser left, from `place` on, as plain text.
Result<Done, Trouble> read_rest(Replay& replay, std::uint64_t place, Sink& sink) {
  const std::uint64_t begin = place;
  base::FunctionSource rest([&](std::span<char> out) { return replay.read_again(place, out); });
  TextReader reader(rest, {}, sink.budget(), begin);
  reader.insist_on(replay.wide_charset());
  const Locator locator{LocatorKind::kPath, "rest", 0};
  for (Join join = Join::kBreak;; join = Join::kGlue) {
    const auto next = reader.next();
    if (!next.ok()) return next.error();
    if (!next.value()) break;
    const TextBlock& block = *next.value();
    Anchor anchor{.locator = &locator, .join = join, .stored = block.stored, .fit = StoredFit::kExact, .map = block.map};
    if (block.map != nullptr) anchor.fit = StoredFit::kCovering;
    if (!sink.text(block.text, anchor)) return Done{};
  }
  reader.report_gaps(sink);
  return Done{};
}

Result<Done, Trouble> run(Source& source, const PartInfo&, Sink& sink) {
  Replay replay(source);
  Reader reader(sink, replay);
  const auto done = parse_xml(replay, reader, sink.budget());
  reader.flush();
  if (done.ok()) return Done{};
  const Trouble& trouble = done.error();
  const bool readable = trouble.reason != Reason::kIoError && trouble.reason != Reason::kUnreadable && sink.budget().ok();
  if (!readable) return trouble;
  // Mistakes of form hide nothing once the rest is read as text; entities and cut-off depth may.
  const bool malformed = trouble.reason == Reason::kBadStructure;
  sink.gap(malformed ? GapClass::kInert : GapClass::kContent, trouble.reason, reader.at, nullptr, trouble.detail);
  if (trouble.reason == Reason::kUndecodable) return Done{};
  return read_rest(replay, malformed ? reader.at.end : reader.at.begin, sink);  // a refused event was not delivered
}

}  // namespace

extern const Extractor kXml{"xml", {"xml", "svg"}, Access::kForward, &run};

}  // namespace assay::extract
