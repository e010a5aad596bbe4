#include "normalize/layers.h"

#include <algorithm>
#include <array>

#include "base/unicode.h"
#include "normalize/points.h"

namespace assay::normalize {
namespace {
constexpr std::size_t kMostEscapes = 4;                  // bytes of a character
constexpr std::size_t kNearQuoted = 96;                  // a line of quoted-printable has at most 76 characters
constexpr std::size_t kFirstLook = 8, kSecondLook = 60;  // characters of base64 after which what is no text is given up
constexpr std::size_t kFullLine = 60;                    // of base64: PEM wraps at 64, MIME at 76
constexpr std::size_t kMostReference = 12;               // "&#x0010FFFF;"

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }
int hex(char c) {
  if (is_digit(c)) return c - '0';
  const char low = static_cast<char>(c | 0x20);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}
int quoted_hex(char c) { return c >= 'a' ? -1 : hex(c); }
constexpr std::array<std::int8_t, 256> kBase64 = [] {
  std::array<std::int8_t, 256> table{};
  table.fill(-1);
  std::int8_t value = 0;
  for (const char c : std::string_view("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"))
    table[static_cast<unsigned char>(c)] = value++;
  return table;
}();
int base64_value(char c) { return kBase64[static_cast<unsigned char>(c)]; }

struct Named {
  std::string_view name;
  char32_t point;
};
constexpr Named kNamed[] = {
    {"amp", '&'},     {"lt", '<'},       {"gt", '>'},      {"quot", '"'},    {"apos", '\''},   {"nbsp", 0xA0},
    {"shy", 0xAD},    {"num", '#'},      {"period", '.'},  {"colon", ':'},   {"commat", '@'},  {"hyphen", '-'},
    {"dash", '-'},    {"ndash", 0x2013}, {"lowbar", '_'},  {"sol", '/'},     {"percnt", '%'},  {"equals", '='},
    {"Tab", '\t'},    {"NewLine", '\n'}, {"auml", 0xE4},   {"ouml", 0xF6},   {"uuml", 0xFC},   {"Auml", 0xC4},
    {"Ouml", 0xD6},   {"Uuml", 0xDC},    {"szlig", 0xDF},  {"eacute", 0xE9}, {"egrave", 0xE8}, {"agrave", 0xE0},
    {"ccedil", 0xE7}, {"ntilde", 0xF1},  {"oacute", 0xF3}, {"iacute", 0xED}, {"aacute", 0xE1}, {"uacute", 0xFA},
    {"plus", '+'},    {"lpar", '('},     {"rpar", ')'},    {"ensp", ' '},    {"emsp", ' '},    {"thinsp", ' '},
};

void put_point(Edit& edit, char32_t point) {
  if (point == '\r' || is_dropped(point)) return edit.put({});
  std::string utf8;
  base::append_utf8(utf8, point);
  if (point < 0x80) return edit.put(utf8);
  const Point& view = PointTable::get().at(point);
  edit.put(view.kind == Kind::kMapped ? view.view() : utf8);
}

bool printable(char32_t point) { return point >= 0x20 ? point != 0x7F : point == '\n' || point == '\r' || point == '\t'; }

class Layers {
 public:
  Layers(std::string_view text, std::size_t most_run, std::vector<Edit>& out) : text_(text), most_run_(most_run), out_(out) {}

  void suspect(const Suspect& suspect) {
    const std::size_t at = suspect.at;
    if (suspect.kind == SuspectKind::kEscape && at >= done_) {
      if (text_[at] == '&') reference(at);
      if (text_[at] == '%') escaped(at, hex);
    }
    if (suspect.kind == SuspectKind::kEquals && at >= quoted_done_) quoted(at);
    if (suspect.kind == SuspectKind::kLongRun && at >= run_done_) base64(at);
  }

 private:
  char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }

  void add(Edit edit) {
    const char c = edit.size == 1 ? edit.by[0] : '\0';
    edit.active = is_alnum(c) || c == '@' || edit.size == 0 || (c != '\0' && near_digits(edit));
    edit.trick = trick_of(text_[edit.begin]);
    (text_[edit.begin] == '=' ? quoted_done_ : done_) = edit.end;
    out_.push_back(edit);
  }

  static Trick trick_of(char sign) {
    return sign == '&' ? Trick::kReference : sign == '%' ? Trick::kPercent : Trick::kQuotedPrintable;
  }

  /// What stands between digits is part of a number, whether they are hidden as well or not.
  bool near_digits(const Edit& edit) const {
    const char before = edit.begin == 0                                  ? '\0'
                        : !out_.empty() && out_.back().end == edit.begin ? last(out_.back())
                                                                         : text_[edit.begin - 1];
    return is_digit(before) && is_alnum_or_escape(at(edit.end));
  }
  static bool is_alnum_or_escape(char c) { return is_digit(c) || c == '%' || c == '&' || c == '='; }
  static char last(const Edit& edit) { return edit.size == 0 ? '\0' : edit.by[edit.size - 1]; }

  void reference(std::size_t begin) {
    const std::string_view rest = text_.substr(begin + 1, kMostReference);
    const std::size_t size = rest.find(';');
    if (size == std::string_view::npos || size < 2) return;
    const std::string_view name = rest.substr(0, size);
    Edit edit;
    edit.begin = begin, edit.end = begin + size + 2;
    if (name[0] == '#') {
      const char32_t point = number(name.substr(1));
      if (point == 0) return;
      put_point(edit, point);
      return add(edit);
    }
    for (const Named& row : kNamed) {
      if (row.name != name) continue;
      put_point(edit, row.point);
      return add(edit);
    }
  }

  static char32_t number(std::string_view digits) {
    const bool hexadecimal = (digits[0] | 0x20) == 'x';
    if (hexadecimal) digits.remove_prefix(1);
    char32_t point = 0;
    for (const char c : digits) {
      const int value = hexadecimal ? hex(c) : is_digit(c) ? c - '0' : -1;
      if (value < 0 || point > 0x10FFFF) return 0;
      point = point * (hexadecimal ? 16 : 10) + static_cast<char32_t>(value);
    }
    return point > 0x10FFFF || (point >= 0xD800 && point < 0xE000) || !printable(point) ? 0 : point;
  }

  /// Bytes of the character that escapes of three characters each stand for, the first at `begin`; 0 if they stand for none.
  template <class Hex>
  std::size_t character(std::size_t begin, Hex hex_of, char32_t& point) const {
    std::string bytes;
    for (std::size_t i = 0; i < kMostEscapes; ++i) {
      const std::size_t from = begin + 3 * i;
      if (at(from) != text_[begin]) return 0;
      const int high = hex_of(at(from + 1)), low = hex_of(at(from + 2));
      if (high < 0 || low < 0) return 0;
      bytes += static_cast<char>(high * 16 + low);
      if (!base::is_valid_utf8(bytes)) continue;
      std::size_t end = 0;
      point = base::next_code_point(bytes, end);
      return printable(point) ? i + 1 : 0;
    }
    return 0;
  }

  template <class Hex>
  void escaped(std::size_t begin, Hex hex_of) {
    char32_t point = 0;
    const std::size_t bytes = character(begin, hex_of, point);
    if (bytes == 0) return;
    Edit edit;
    edit.begin = begin, edit.end = begin + 3 * bytes;
    put_point(edit, point);
    add(edit);
  }

  bool is_quoted(std::size_t begin) const {
    char32_t point = 0;
    return at(begin) == '=' && (at(begin + 1) == '\n' || character(begin, quoted_hex, point) != 0);
  }

  void quoted(std::size_t begin) {
    if (!is_quoted(begin) || !has_quoted_neighbour(begin)) return;
    if (at(begin + 1) != '\n') return escaped(begin, quoted_hex);
    Edit edit;
    edit.begin = begin, edit.end = begin + 2;
    const char before = begin == 0 ? '\0' : text_[begin - 1];
    add(edit);
    out_.back().active = is_alnum(before) || before == '-' || is_digit(at(begin + 2));
  }

  bool has_quoted_neighbour(std::size_t begin) const {
    const std::size_t from = begin - std::min(begin, kNearQuoted);
    const std::string_view near = text_.substr(from, begin - from + kNearQuoted);
    for (std::size_t i = near.find('='); i != std::string_view::npos; i = near.find('=', i + 1))
      if (from + i != begin && is_quoted(from + i)) return true;
    return false;
  }

  bool in_run(std::size_t i) const { return i < text_.size() && base64_value(text_[i]) >= 0; }

  void base64(std::size_t inside) {
    std::size_t begin = inside, end = inside;
    while (begin > 0 && in_run(begin - 1) && inside - begin <= most_run_) --begin;
    while (in_run(end) && end - begin <= most_run_) ++end;
    run_done_ = end;
    if (end - begin > most_run_) return;
    bool decoded = line(begin, end);
    // A short last line follows full ones.
    while (decoded && end - begin >= kFullLine && at(end) == '\n' && in_run(end + 1)) {
      begin = end + 1;
      for (end = begin; in_run(end) && end - begin <= most_run_;) ++end;
      if (end - begin > most_run_) return;
      run_done_ = end;
      decoded = line(begin, end);
      if (decoded) join_line_end(begin);
    }
  }

  /// The line end before a line that was decoded.
  void join_line_end(std::size_t begin) {
    Edit edit;
    edit.begin = begin - 1, edit.end = begin;
    const auto place = std::find_if(out_.rbegin(), out_.rend(), [&](const Edit& e) { return e.begin < begin; });
    out_.insert(place.base(), edit);
  }

  bool line(std::size_t begin, std::size_t end) {
    const std::size_t digits = end - begin;
    const std::size_t pads = at(end) != '=' ? 0 : at(end + 1) != '=' ? 1 : 2;
    if (digits % 4 == 1 || (pads != 0 && (digits + pads) % 4 != 0)) return false;
    bytes_.clear();
    for (std::size_t i = begin; i < end; i += 4) {
      quantum(i, std::min(end, i + 4));
      if ((i == begin + kFirstLook || i == begin + kSecondLook) && !is_text()) return false;
    }
    if (!is_text()) return false;
    emit(begin, end, pads);
    return true;
  }

  void quantum(std::size_t begin, std::size_t end) {
    std::uint32_t bits = 0;
    for (std::size_t i = begin; i < begin + 4; ++i)
      bits = bits << 6 | (i < end ? static_cast<std::uint32_t>(base64_value(text_[i])) : 0U);
    for (std::size_t i = 0; i + 1 < end - begin; ++i) bytes_ += static_cast<char>(bits >> (16 - 8 * i) & 0xFF);
  }

  /// A line may begin and end inside of a character.
  bool is_text() const {
    std::string_view rest = bytes_;
    for (std::size_t i = 0; i < 3 && !rest.empty() && (static_cast<unsigned char>(rest[0]) & 0xC0) == 0x80; ++i)
      rest.remove_prefix(1);
    const std::size_t valid = base::valid_utf8_prefix(rest);
    if (valid + 4 <= rest.size()) return false;
    if (valid < rest.size() && (static_cast<unsigned char>(rest[valid]) & 0xC0) != 0xC0) return false;
    return std::all_of(bytes_.begin(), bytes_.end(), [](char c) { return printable(static_cast<unsigned char>(c)); });
  }

  void emit(std::size_t begin, std::size_t end, std::size_t pads) {
    for (std::size_t i = begin; i < end; i += 4) {
      const std::size_t size = std::min<std::size_t>(4, end - i);
      Edit edit;
      edit.begin = i, edit.end = i + size + (i + 4 >= end ? pads : 0);
      std::string kept(bytes_, (i - begin) / 4 * 3, size - 1);
      kept.erase(std::remove(kept.begin(), kept.end(), '\r'), kept.end());
      edit.put(kept);
      edit.active = true;
      edit.trick = Trick::kBase64;
      out_.push_back(edit);
    }
    quoted_done_ = std::max(quoted_done_, end + pads);
  }

  std::string_view text_;
  std::size_t most_run_;
  std::vector<Edit>& out_;
  std::size_t done_ = 0, quoted_done_ = 0, run_done_ = 0;
  std::string bytes_;
};

/// A run that decodes is base64, whatever its padding or the sign before it would be as quoted-printable ("...MQ==40").
void drop_overlapped(std::vector<Edit>& edits, std::size_t first) {
  std::size_t kept = first;
  for (std::size_t i = first; i < edits.size(); ++i) {
    const auto covered_by = [&](const Edit& other) {
      return other.trick == Trick::kBase64 && other.begin < edits[i].end && edits[i].begin < other.end;
    };
    const bool is_covered = (kept > first && covered_by(edits[kept - 1])) || (i + 1 < edits.size() && covered_by(edits[i + 1]));
    if (edits[i].trick != Trick::kQuotedPrintable || !is_covered) edits[kept++] = edits[i];
  }
  edits.resize(kept);
}

}  // namespace

void find_layers(std::string_view text, std::span<const Suspect> suspects, std::size_t most_run, std::vector<Edit>& out) {
  const std::size_t first = out.size();
  Layers layers(text, std::min(most_run, kMostLayerRun), out);
  for (const Suspect& suspect : suspects) layers.suspect(suspect);
  const auto begin = out.begin() + static_cast<std::ptrdiff_t>(first);
  std::stable_sort(begin, out.end(), [](const Edit& a, const Edit& b) { return a.begin < b.begin; });
  drop_overlapped(out, first);
}

}  // namespace assay::normalize
