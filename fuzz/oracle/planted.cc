#include "oracle/planted.h"

#include <algorithm>

namespace assay::fuzz {
namespace {

std::string digits(Dice& dice, std::size_t count) {
  std::string out;
  while (out.size() < count) out += static_cast<char>('0' + dice.below(10));
  return out;
}

std::string grouped(const std::string& text, std::size_t by) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); at += by) out += (at == 0 ? "" : " ") + text.substr(at, by);
  return out;
}

/// DE and two check digits by ISO 7064 (97-10).
std::string iban(Dice& dice) {
  const std::string account = "1" + digits(dice, 17);
  unsigned rest = 0;
  for (const char c : account + "131400") rest = (rest * 10 + static_cast<unsigned>(c - '0')) % 97;
  const unsigned check = 98 - rest;
  return "DE" + std::string(check < 10 ? "0" : "") + std::to_string(check) + account;
}

std::string card(Dice& dice) {
  std::string number = "4" + digits(dice, 14);
  unsigned sum = 0;
  for (std::size_t i = 0; i < number.size(); ++i) {
    const auto digit = static_cast<unsigned>(number[i] - '0');
    sum += i % 2 != 0 ? digit : digit < 5 ? 2 * digit : 2 * digit - 9;
  }
  return number + static_cast<char>('0' + (10 - sum % 10) % 10);
}

}  // namespace

Planted plant(Dice& dice) {
  const bool spaced = dice.once_in(2);
  if (dice.once_in(2)) {
    const std::string bare = iban(dice);
    return {"IBAN", spaced ? grouped(bare, 4) : bare, bare};
  }
  const std::string bare = card(dice);
  return {"credit card number", spaced ? grouped(bare, 4) : bare, bare};
}

std::string filler(Dice& dice, std::size_t words) {
  static constexpr std::string_view kWords[] = {"lamp", "river", "seven", "quiet", "table", "blue",  "over", "stone",
                                                "with", "paper", "north", "salt",  "early", "green", "road", "window"};
  std::string out;
  for (std::size_t i = 0; i < words; ++i) {
    out += kWords[dice.below(std::size(kWords))];
    out += dice.once_in(9) ? ".\n" : " ";
  }
  return out;
}

}  // namespace assay::fuzz
