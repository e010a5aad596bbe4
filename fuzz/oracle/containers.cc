// Containers around a file: what they say of the file inside is true, unless they are sealed with a key that nobody has.
#include <algorithm>
#include <array>

#include "mutators/zip_file.h"
#include "oracle/encodings.h"
#include "oracle/file.h"

namespace assay::fuzz {
namespace {

/// A container around `inner` that stores its bytes at `at`.
PlantedFile around(const PlantedFile& inner, std::string name, std::string bytes, std::size_t at) {
  PlantedFile file = inner;
  file.name = std::move(name);
  file.bytes = std::move(bytes);
  file.keep = {inner.keep.begin + at, inner.keep.end + at};
  file.unit = 1;
  file.headed = false;
  file.recipe.push_back(file.name);
  return file;
}

std::vector<ZipMember> with_companions(Dice& dice, const PlantedFile& inner, std::uint16_t method) {
  std::vector<ZipMember> members;
  for (std::size_t i = dice.below(4); i > 0; --i)
    members.push_back({"note" + std::to_string(i) + ".txt", filler(dice, 30), method});
  const std::size_t place = dice.below(members.size() + 1);
  ZipMember member{inner.name, inner.bytes, method};
  if (dice.once_in(3)) member.flags = 8;
  members.insert(members.begin() + static_cast<std::ptrdiff_t>(place), std::move(member));
  return members;
}

PlantedFile zip(Dice& dice, const PlantedFile& inner) {
  PlantedFile file = around(inner, "a.zip", write_zip(with_companions(dice, inner, dice.once_in(2) ? 0 : 8)), 0);
  file.sealed = file.ends = true;
  return file;
}

/// What nobody can read without the key: the content is noise.
PlantedFile encrypted_zip(Dice& dice, const PlantedFile& inner) {
  auto members = with_companions(dice, inner, 0);
  for (ZipMember& member : members) {
    member.flags |= 1;
    for (char& c : member.content) c = static_cast<char>(dice.next());
  }
  PlantedFile file = around(inner, "a.zip", write_zip(members), 0);
  file.sealed = file.ends = true;
  file.recipe.back() = "encrypted zip";
  return file;
}

PlantedFile gzip(const PlantedFile& inner) {
  PlantedFile file = around(inner, inner.name + ".gz", gzip_stream(inner.bytes), 0);
  file.sealed = file.ends = true;
  return file;
}

std::string octal(std::size_t value, std::size_t digits) {
  std::string out(digits, '0');
  for (std::size_t i = digits; i > 0; --i, value /= 8) out[i - 1] = static_cast<char>('0' + value % 8);
  return out;
}

std::string tar_member(const std::string& name, const std::string& content) {
  std::string header(512, '\0');
  const auto put = [&](std::size_t at, std::string_view text) {
    std::copy(text.begin(), text.end(), header.begin() + static_cast<std::ptrdiff_t>(at));
  };
  put(0, std::string_view(name).substr(0, 99));
  put(100, "0000644");
  put(124, octal(content.size(), 11));
  put(136, "00000000000");
  put(148, "        ");
  put(156, "0");
  put(257, std::string_view("ustar\0"
                            "00",
                            8));
  std::size_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put(148, octal(sum, 6) + std::string(1, '\0'));
  return header + content + std::string((512 - content.size() % 512) % 512, '\0');
}

PlantedFile tar(Dice& dice, const PlantedFile& inner) {
  std::string bytes;
  for (std::size_t i = dice.below(3); i > 0; --i) bytes += tar_member("note.txt", filler(dice, 30));
  const std::size_t at = bytes.size() + 512;
  bytes += tar_member(inner.name, inner.bytes);
  if (dice.once_in(2)) bytes += tar_member("last.txt", filler(dice, 10));
  PlantedFile file = around(inner, "a.tar", bytes + std::string(1024, '\0'), at);
  // The contents have no checksum; what stands around them has.
  if (inner.sealed) file.keep = {at, at};
  if (!inner.sealed && inner.unit > 1)
    file.keep = {at, at + inner.bytes.size()};  // whole characters are not to be told from here
  file.ends = true;
  file.headed = !inner.sealed;
  return file;
}

PlantedFile mail(Dice& dice, const PlantedFile& inner) {
  static constexpr std::array<std::string_view, 3> kTypes{"application/octet-stream", "text/plain", "application/zip"};
  std::string head =
      "From: a@example.org\nSubject: lamp\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"salt\"\n\n--salt\n"
      "Content-Type: text/plain\n\n" +
      filler(dice, 20) + "\n--salt\nContent-Type: " + std::string(kTypes[dice.below(2)]) + "; name=\"" + inner.name +
      "\"\nContent-Disposition: attachment; filename=\"" + inner.name + "\"\nContent-Transfer-Encoding: base64\n\n";
  const std::size_t begin = head.size();
  head += base64_lines(inner.bytes);
  PlantedFile file = around(inner, "a.eml", head + "--salt--\n", 0);
  file.keep = {0, head.size()};  // headers decide how it is read
  if (inner.sealed) file.keep = {0, begin};
  file.sealed = file.ends = false;
  file.headed = true;
  return file;
}

}  // namespace

PlantedFile wrap(Dice& dice, const PlantedFile& inner) {
  switch (dice.below(8)) {
    case 0:
    case 1:
    case 2:
      return zip(dice, inner);
    case 3:
      return gzip(inner);
    case 4:
      return tar(dice, inner);
    case 5:
      return mail(dice, inner);
    case 6:
      return dice.once_in(4) ? encrypted_zip(dice, inner) : zip(dice, inner);
    default: {
      PlantedFile inside = tar(dice, inner);
      return gzip(inside);
    }
  }
}

}  // namespace assay::fuzz
