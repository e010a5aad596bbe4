// Text on its way to a terminal: what it may not do there, how wide it is, how it is coloured.
// Names and previews come from strangers; nothing of theirs may move the cursor, change the title or turn the reading direction.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay::report {

/// Controls, escapes, direction marks and invisible characters become visible stand-ins (␛, <U+202E>); bytes that are not UTF-8
/// become U+FFFD. One line in, one line out.
std::string harmless(std::string_view text);
/// As `harmless`, and every run of white space becomes one space: for stretches of running text.
std::string harmless_line(std::string_view text);

/// Columns that `valid` UTF-8 takes: wide East Asian characters and emoji two, combining marks none (Unicode 15).
std::size_t display_width(std::string_view valid);
/// Shortens to at most `columns`, with an ellipsis at the end or (for paths, whose end matters) at the front.
std::string cut_end(std::string_view valid, std::size_t columns);
std::string cut_front(std::string_view valid, std::size_t columns);
/// Shortens at both ends; what begins at byte `focus` stays, about a third of the way in.
std::string cut_around(std::string_view valid, std::size_t columns, std::size_t focus);
/// Breaks at spaces into lines of at most `columns`; longer words stand alone.
std::vector<std::string> wrap(std::string_view valid, std::size_t columns);
/// Fills up with spaces to `columns`.
std::string pad(std::string_view valid, std::size_t columns);

enum class Colour : unsigned char { kOff, kOn };
enum class Style : unsigned char { kPlain, kBold, kDim, kRed, kYellow, kBlue, kGreen };
/// `text` between the escapes of `style`, or as it is.
std::string paint(std::string_view text, Style style, Colour colour);

/// "1,234,567"
std::string with_separators(unsigned long long number);
/// "12.4 MB": powers of 1000, at most one decimal.
std::string human_bytes(double bytes);
/// "1 file", "2 files".
std::string counted(unsigned long long number, std::string_view noun);

}  // namespace assay::report
