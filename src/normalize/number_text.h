// Numbers in text, for those who read them otherwise than they are written.
// Threads: pure functions; a NumberText serves whoever holds it.
#pragma once
#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "normalize/number_readings.h"

namespace assay::normalize {

inline constexpr std::size_t kLeastDigits = 6;  ///< Of a number that is worth reading.
inline constexpr std::size_t kMostGroup = 4;    ///< Digits or letters between separators.

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }
inline bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
inline bool is_alnum(char c) { return is_digit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'); }
inline bool is_word(char c) { return is_alnum(c) || static_cast<unsigned char>(c) >= 0x80 || c == '_'; }
inline std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is_digit));
}

struct Span {
  std::size_t begin, end;
  std::size_t size() const { return end - begin; }
};

class NumberText {
 protected:
  explicit NumberText(std::string_view text) : text_(text) {}
  ~NumberText() = default;

  /// NUL behind the end.
  char get(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  std::string_view slice(Span span) const { return text_.substr(span.begin, span.size()); }
  /// The letters and digits around `at`, at most 48 to either side.
  Span group_around(std::size_t at) const {
    constexpr std::size_t kMost = 48;
    Span out{at, at};
    while (out.begin > 0 && is_alnum(text_[out.begin - 1]) && at - out.begin < kMost) --out.begin;
    while (out.end < text_.size() && is_alnum(text_[out.end]) && out.end - at < kMost) ++out.end;
    return out;
  }
  /// One byte reads as `by`.
  static void add(std::vector<Edit>& to, std::size_t at, std::string_view by) {
    Edit edit;
    edit.begin = at, edit.end = at + 1;
    edit.put(by);
    edit.active = true;
    to.push_back(edit);
  }

  std::string_view text_;
};

/// Each is asked of one kind of suspects, ascending.
class Separators : NumberText {
 public:
  Separators(std::string_view text, NumberReadings& out) : NumberText(text), out_(out) {}
  void look(std::size_t at);

 private:
  bool may_join(Span group, char sign) const;
  void grow_left(char sign, std::size_t size);
  void grow_right(char sign, std::size_t size);
  bool is_chain(char sign) const;
  bool goes_on(char sign, std::size_t at, std::size_t beyond) const;
  bool is_years() const;
  bool is_address(char sign) const;
  void join();

  NumberReadings& out_;
  std::vector<Span> groups_;
  std::size_t chained_ = 0;
};

class LineWraps : NumberText {
 public:
  LineWraps(std::string_view text, NumberReadings& out) : NumberText(text), out_(out) {}
  void look(std::size_t at);

 private:
  std::size_t token_begin(std::size_t end) const;
  std::size_t token_end(std::size_t begin) const;
  bool is_enough(Span left, Span right, std::size_t digits) const;
  bool begins_in_number(Span right) const;
  bool is_list(Span left, Span right) const;

  NumberReadings& out_;
};

class Confusables : NumberText {
 public:
  Confusables(std::string_view text, NumberReadings& out) : NumberText(text), out_(out) {}
  void look(std::size_t at);

 private:
  bool is_numberlike(Span group) const;
  bool linked(std::size_t at) const;
  bool group_is_digits(Span group) const;
  void swap(Span group) const;

  NumberReadings& out_;
  std::vector<Span> groups_;
  std::size_t swapped_ = 0;
};

}  // namespace assay::normalize
