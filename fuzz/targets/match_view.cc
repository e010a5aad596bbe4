#include "normalize/match_view.h"

#include "base/unicode.h"
#include "extract/charset.h"
#include "support/input.h"
#include "support/target.h"
#include "targets/targets.h"

namespace assay::fuzz {
namespace {

void check_places(const normalize::MatchView& view, std::string_view text, Dice& dice) {
  const std::size_t size = view.text().size();
  for (int i = 0; i < 8 && size != 0; ++i) {
    const std::size_t begin = dice.below(size), end = begin + 1 + dice.below(size - begin);
    const auto place = view.to_input(begin, end);
    require(place.begin <= place.end && place.end <= text.size(), "a place of the view lies in the text");
    require(view.from_input(place.begin) <= end, "there and back again");
  }
  if (view.identity()) require(view.text() == text, "an identical view is identical");
}

/// Views of the pieces, one behind the other, are the view of the whole.
void check_cut(std::string_view text, std::size_t at, std::string_view whole) {
  const std::size_t cut = normalize::cut_at_or_before(text, at);
  require(cut <= at, "a cut is at or before where it was asked for");
  if (cut == 0 || cut >= text.size()) return;
  normalize::MatchView front, back;
  front.assign(text.substr(0, cut));
  back.assign(text.substr(cut));
  require(std::string(front.text()) + std::string(back.text()) == whole, "cuts do not change the view");
}

}  // namespace

void fuzz_match_view(std::string_view bytes) {
  const std::string text = extract::to_utf8(bytes, "utf-8").text;
  normalize::MatchView view;
  view.assign(text);
  require(base::is_valid_utf8(view.text()), "the view is UTF-8");
  Dice dice(text.size() + (text.empty() ? 0 : static_cast<unsigned char>(text.back())));
  check_places(view, text, dice);
  for (int i = 0; i < 3 && !text.empty(); ++i) check_cut(text, dice.below(text.size()), view.text());
}

}  // namespace assay::fuzz
