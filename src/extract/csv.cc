// CSV and TSV (RFC 4180, read leniently): a text per cell with its column's header as field. One pass, exact, flat memory:
// cells are never collected, a long one is handed over in glued pieces.
#include <bit>

#include "extract/byte_mask.h"
#include "extract/csv_dialect.h"
#include "extract/extractor.h"
#include "extract/text_reader.h"

namespace assay::extract {
namespace {

/// Columns behind share one nameless locator.
constexpr std::size_t kMaxColumns = 16'384;
constexpr std::size_t kMaxHeaderBytes = 1 << 20;
/// A quoted cell longer than this was opened by a stray quote: at the next line end it is over.
constexpr std::uint64_t kMaxQuotedBytes = 1 << 20;

class Table {
 public:
  Table(Sink& sink, char delimiter) : sink_(sink), delimiter_(delimiter) { anchor_.row = 1; }

  /// False: the sink wants no more.
  bool read(const TextBlock& block) {
    block_ = &block;
    from_ = 0;
    const std::string_view text = block.text;
    const ByteSet4 specials{delimiter_, '"', '\n', '\r'};
    std::size_t at = 0;
    for (; at + kMaskBytes <= text.size(); at += kMaskBytes) {
      for (std::uint64_t mask = mask_of(text.data() + at, specials); mask != 0; mask &= mask - 1) {
        if (!special(at + static_cast<std::size_t>(std::countr_zero(mask)))) return false;
      }
    }
    for (; at < text.size(); ++at) {
      const char c = text[at];
      const bool is_special = c == delimiter_ || c == '"' || c == '\n' || c == '\r';
      if (is_special && !special(at)) return false;
    }
    return end_block();
  }
  /// After the last block.
  void finish() {
    if (state_ == State::kQuoted || stray_quote_) {
      sink_.gap(GapClass::kInert, Reason::kBadStructure, {}, nullptr,
                "a quoted cell is not closed; its text was read as it stands");
    }
  }

 private:
  enum class State : std::uint8_t {
    kStart,      // in front of a cell
    kPlain,      // in an unquoted cell, or behind the closing quote
    kQuoted,     //
    kQuoteSeen,  // a quote in a quoted cell: the end of it, or the first of two
  };

  bool special(std::size_t at) {
    const char c = block_->text[at];
    if (state_ == State::kQuoteSeen) {
      if (c == '"' && at == from_) {  // doubled: the second one is the text, the next piece begins with it
        state_ = State::kQuoted;
        return true;
      }
      state_ = State::kPlain;
    }
    if (state_ == State::kQuoted) return quoted(at, c);
    if (c == '"') return plain_quote(at);
    if (c == '\n' && at == from_ && after_return_) {  // second half of CR LF
      after_return_ = false;
      from_ = at + 1;
      return true;
    }
    if (!emit(at)) return false;
    end_cell();
    if (c != delimiter_) end_row();
    after_return_ = c == '\r';
    from_ = at + 1;
    return true;
  }
  bool quoted(std::size_t at, char c) {
    if (c == '"') {
      if (!emit(at)) return false;
      from_ = at + 1;
      state_ = State::kQuoteSeen;
    } else if (c == '\n' && cell_bytes_ + (at - from_) > kMaxQuotedBytes) {
      stray_quote_ = true;
      state_ = State::kPlain;
      return special(at);
    }
    return true;
  }
  /// A quote opens a quoted cell only in front of everything but blanks.
  bool plain_quote(std::size_t at) {
    const std::string_view before = block_->text.substr(from_, at - from_);
    if (state_ != State::kStart || before.find_first_not_of(' ') != std::string_view::npos) return true;
    state_ = State::kQuoted;
    after_return_ = false;
    from_ = at + 1;
    return true;
  }
  bool end_block() {
    const std::string_view tail = block_->text.substr(from_);
    if (tail.empty()) return true;
    if (state_ == State::kQuoteSeen) state_ = State::kPlain;
    after_return_ = false;
    const bool blank = state_ == State::kStart && tail.find_first_not_of(' ') == std::string_view::npos;
    if (!emit(block_->text.size())) return false;
    if (state_ == State::kStart && !blank) state_ = State::kPlain;
    return true;
  }

  /// Hands over text [from_, end) of the cell.
  bool emit(std::size_t end) {
    if (end <= from_) return true;
    after_return_ = false;
    const std::string_view text = block_->text.substr(from_, end - from_);
    anchor_.locator = &locator();
    anchor_.field = !in_header_ && column_ < headers_.size() ? std::string_view(headers_[column_]) : std::string_view{};
    anchor_.join = cell_bytes_ > 0 ? Join::kGlue : Join::kBreak;
    if (in_header_ && header_bytes_ <= kMaxHeaderBytes) remember_header(text);
    cell_bytes_ += text.size();
    block_->place(from_, end, anchor_, scratch_);
    return sink_.text(text, anchor_);
  }
  void end_cell() {
    if (in_header_ && headers_.size() <= column_ && column_ < kMaxColumns) headers_.resize(column_ + 1);
    ++column_;
    cell_bytes_ = 0;
    state_ = State::kStart;
  }
  void end_row() {
    if (in_header_) settle_header();
    column_ = 0;
    ++anchor_.row;
  }
  void remember_header(std::string_view text) {
    header_bytes_ += text.size();
    if (column_ >= kMaxColumns) return;
    if (headers_.size() <= column_) headers_.resize(column_ + 1);
    headers_[column_] += text;
  }
  /// The header is the first row that is not empty.
  void settle_header() {
    in_header_ = header_bytes_ == 0;
    if (header_bytes_ > kMaxHeaderBytes || !is_csv_header(headers_)) headers_.clear();
    for (std::size_t i = 0; i < locators_.size() && i < headers_.size(); ++i) locators_[i].name = headers_[i];
  }
  /// Kept per column so that no name is copied for each cell.
  const Locator& locator() {
    const std::size_t column = std::min(column_, kMaxColumns);
    while (locators_.size() <= column) {
      const std::size_t next = locators_.size();
      const bool named = !in_header_ && next < headers_.size();
      locators_.push_back({LocatorKind::kCell, named ? headers_[next] : column_letters(next), 0});
    }
    locators_[column].number = anchor_.row;
    return locators_[column];
  }

  Sink& sink_;
  char delimiter_;
  State state_ = State::kStart;
  const TextBlock* block_ = nullptr;
  std::size_t from_ = 0;  // first byte of the block's text that is not delivered
  std::size_t column_ = 0;
  std::uint64_t cell_bytes_ = 0;  // of this cell, delivered
  bool after_return_ = false, stray_quote_ = false;
  std::vector<std::string> headers_;
  bool in_header_ = true;
  std::size_t header_bytes_ = 0;
  std::vector<Locator> locators_;
  Anchor anchor_;
  base::PositionMap scratch_;
};

TextBlock without_front(const TextBlock& block, std::size_t bytes, base::PositionMap& scratch) {
  Anchor anchor;
  block.place(bytes, block.text.size(), anchor, scratch);
  return {block.text.substr(bytes), anchor.stored, anchor.map};
}

Result<Done, Trouble> run(Source& source, const PartInfo& info, Sink& sink) {
  TextReader reader(source, info.charset, sink.budget());
  auto next = reader.next();
  if (!next.ok()) return next.error();
  if (!next.value()) return Done{};
  const CsvDialect dialect = sniff_csv(next.value()->text, info.format);
  base::PositionMap scratch;
  Table table(sink, dialect.delimiter);
  TextBlock block = without_front(*next.value(), dialect.preamble, scratch);
  while (table.read(block)) {
    next = reader.next();
    if (!next.ok()) return next.error();
    if (!next.value()) {
      table.finish();
      reader.report_gaps(sink);
      return Done{};
    }
    block = *next.value();
  }
  return Done{};
}

}  // namespace

extern const Extractor kCsv{"csv", {"csv", "tsv"}, Access::kForward, &run, Code::kPlain};

}  // namespace assay::extract
