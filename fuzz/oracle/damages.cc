// Changes: flips, insertions, deletions, cuts, junk around. None touches what the file needs to keep.
#include <algorithm>

#include "oracle/file.h"

namespace assay::fuzz {
namespace {

std::string noise(Dice& dice, std::size_t size) {
  std::string out;
  while (out.size() < size) out += static_cast<char>(dice.next());
  return out;
}

/// A place that may be changed; nothing if there is none. In whole characters from the file's begin.
bool free_place(Dice& dice, const PlantedFile& file, std::size_t& at) {
  if (file.bytes.empty()) return false;
  at = dice.below(file.bytes.size()) / file.unit * file.unit;
  return file.sealed || at + file.unit <= file.keep.begin || at >= file.keep.end;
}

void moved(PlantedFile& file, std::size_t at, std::size_t removed, std::size_t added) {
  if (file.sealed || at >= file.keep.end) return;
  file.keep.begin = file.keep.begin - removed + added;
  file.keep.end = file.keep.end - removed + added;
}

void flip(Dice& dice, PlantedFile& file) {
  std::size_t at = 0;
  for (std::size_t i = 1 + dice.below(3); i > 0; --i)
    if (free_place(dice, file, at)) file.bytes[at + dice.below(file.unit)] = static_cast<char>(dice.next());
  file.recipe.emplace_back("flipped");
}

void insert(Dice& dice, PlantedFile& file) {
  std::size_t at = 0;
  if (!free_place(dice, file, at)) return;
  const std::string more = noise(dice, file.unit * (1 + dice.below(8)));
  file.bytes.insert(at, more);
  moved(file, at, 0, more.size());
  file.recipe.emplace_back("inserted");
}

void erase(Dice& dice, PlantedFile& file) {
  std::size_t at = 0;
  if (!free_place(dice, file, at)) return;
  std::size_t most = file.bytes.size() - at;
  if (!file.sealed && at < file.keep.begin) most = file.keep.begin - at;
  const std::size_t size = std::min(most, file.unit * (1 + dice.below(8)));
  file.bytes.erase(at, size);
  moved(file, at, size, 0);
  file.recipe.emplace_back("erased");
}

void cut(Dice& dice, PlantedFile& file) {
  // Less than that is no file of the format any more, and nothing is in it.
  constexpr std::size_t kRecognised = 512;
  const std::size_t least = file.ends ? kRecognised : file.keep.end;
  if (file.bytes.size() <= least) return;
  file.bytes.resize(least + dice.below(file.bytes.size() - least));
  if (!file.sealed && file.bytes.size() < file.keep.end) file.keep = {0, file.bytes.size()};
  file.recipe.emplace_back("cut to " + std::to_string(file.bytes.size()));
}

void append(Dice& dice, PlantedFile& file) {
  file.bytes += noise(dice, file.unit * (1 + dice.below(40)));
  file.recipe.emplace_back("appended");
}

void prepend(Dice& dice, PlantedFile& file) {
  static constexpr std::string_view kHeads[] = {"GIF89a", "%PDF-1.7\n", "MZ", "PK", "{\"a\":", "<html>", "\x89PNG\r\n\x1a\n"};
  const std::string more = dice.once_in(2) ? std::string(kHeads[dice.below(std::size(kHeads))]) : noise(dice, 1 + dice.below(40));
  if (file.unit != 1 || file.headed) return;
  file.bytes.insert(0, more);
  moved(file, 0, 0, more.size());
  file.recipe.emplace_back("prepended");
}

}  // namespace

void damage(Dice& dice, PlantedFile& file) {
  using Damage = void (*)(Dice&, PlantedFile&);
  static constexpr Damage kDamages[] = {flip, flip, insert, erase, cut, append, prepend};
  kDamages[dice.below(std::size(kDamages))](dice, file);
}

}  // namespace assay::fuzz
