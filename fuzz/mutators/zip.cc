#include <algorithm>
#include <cstring>

#include "mutators/mutators.h"
#include "mutators/zip_file.h"
#include "support/input.h"

namespace assay::fuzz {
namespace {

constexpr std::size_t kSlack = 256;  ///< How much a string may grow in one step. Bytes.

void change(std::string& text, ByteMutator bytes) {
  std::string room = text + std::string(kSlack, '\0');
  const std::size_t size = bytes(reinterpret_cast<std::uint8_t*>(room.data()), text.size(), room.size());
  text.assign(room, 0, size);
}

void change_one(std::vector<ZipMember>& members, Dice& dice, ByteMutator bytes) {
  static constexpr std::uint16_t kMethods[] = {0, 8, 9, 12, 14, 93, 99};
  ZipMember& member = members[dice.below(members.size())];
  switch (dice.below(12)) {
    case 0:
      return change(member.name, bytes);
    case 1:
      member.method = kMethods[dice.below(std::size(kMethods))];
      return;
    case 2:
      member.flags ^= static_cast<std::uint16_t>(1U << dice.below(12));
      return;
    case 3:
      members.push_back(member);
      return;
    case 4:
      if (members.size() > 1) members.erase(members.begin() + static_cast<std::ptrdiff_t>(dice.below(members.size())));
      return;
    case 5:
      std::swap(member.content, members[dice.below(members.size())].content);
      return;
    case 6:
      member.content += members[dice.below(members.size())].content;
      return;
    default:
      return change(member.content, bytes);
  }
}

/// One field of one record: the archive contradicts itself.
void damage(std::string& archive, Dice& dice) {
  static constexpr std::string_view kMarks[] = {{"PK\1\2", 4}, {"PK\3\4", 4}, {"PK\5\6", 4}, {"PK\7\10", 4}};
  const std::size_t at = archive.find(kMarks[dice.below(std::size(kMarks))], dice.below(archive.size()));
  if (at == std::string::npos) return;
  const std::size_t place = at + 4 + dice.below(42);
  if (place < archive.size()) archive[place] = static_cast<char>(dice.next());
}

}  // namespace

std::size_t mutate_zip(std::uint8_t* data, std::size_t size, std::size_t capacity, unsigned seed, ByteMutator bytes) {
  Dice dice(seed);
  if (dice.once_in(4)) return bytes(data, size, capacity);
  const std::string_view before(reinterpret_cast<const char*>(data), size);
  std::vector<ZipMember> members = read_zip(before);
  if (members.empty()) members.push_back({.name = "a", .content = std::string(before), .method = 8});
  for (std::size_t i = 0, steps = 1 + dice.below(3); i < steps; ++i) change_one(members, dice, bytes);
  std::string archive = write_zip(members);
  if (dice.once_in(4)) damage(archive, dice);
  if (archive.size() > capacity) return bytes(data, size, capacity);
  std::memcpy(data, archive.data(), archive.size());
  return archive.size();
}

}  // namespace assay::fuzz
