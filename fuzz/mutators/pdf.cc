#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

#include "mutators/mutators.h"
#include "support/input.h"

namespace assay::fuzz {
namespace {

constexpr std::size_t kMostObjects = 200;
constexpr std::size_t kSlack = 256;

/// "N G obj" ... "endobj", and what stands in between.
struct Object {
  std::uint32_t number = 0;
  std::string body;
};

std::uint32_t number_before(std::string_view bytes, std::size_t at) {
  const auto digit = [&](std::size_t i) { return bytes[i] >= '0' && bytes[i] <= '9'; };
  while (at > 0 && bytes[at - 1] == ' ') --at;
  while (at > 0 && digit(at - 1)) --at;  // the generation
  while (at > 0 && bytes[at - 1] == ' ') --at;
  std::size_t begin = at;
  while (begin > 0 && digit(begin - 1) && at - begin < 6) --begin;
  std::uint32_t value = 0;
  std::from_chars(bytes.data() + begin, bytes.data() + at, value);
  return value;
}

std::vector<Object> objects_of(std::string_view bytes) {
  std::vector<Object> out;
  for (std::size_t at = bytes.find(" obj"); at != std::string_view::npos && out.size() < kMostObjects;) {
    const std::size_t end = bytes.find("endobj", at);
    if (end == std::string_view::npos) break;
    out.push_back({number_before(bytes, at), std::string(bytes.substr(at + 4, end - at - 4))});
    at = bytes.find(" obj", end);
  }
  return out;
}

/// The dictionary behind the last "trailer"; of a file with cross-reference streams, one that names object 1.
std::string trailer_of(std::string_view bytes) {
  const std::size_t at = bytes.rfind("trailer"), end = bytes.rfind("startxref");
  if (at == std::string_view::npos || end == std::string_view::npos || end < at) return "\n<< /Root 1 0 R >>\n";
  return std::string(bytes.substr(at + 7, end - at - 7));
}

/// Writes the number behind a direct /Length anew.
void fix_length(std::string& body) {
  const std::size_t stream = body.find("stream"), length = body.find("/Length ");
  if (stream == std::string::npos || length == std::string::npos || length > stream) return;
  const std::size_t begin = body.find('\n', stream) + 1, end = body.rfind("endstream");
  if (begin == 0 || end == std::string::npos || end < begin) return;
  const std::size_t digits = length + 8, after = body.find_first_not_of("0123456789", digits);
  if (after == digits || after == std::string::npos || body.compare(after, 2, " 0") == 0) return;
  body.replace(digits, after - digits, std::to_string(end - begin));
}

std::string written(const std::vector<Object>& objects, const std::string& trailer) {
  std::string out = "%PDF-1.7\n", table;
  std::vector<std::size_t> places;
  std::uint32_t most = 0;
  for (const Object& object : objects) most = std::max(most, object.number);
  places.resize(std::min<std::size_t>(most, 5000) + 1);
  for (const Object& object : objects) {
    if (object.number < places.size()) places[object.number] = out.size();
    out += std::to_string(object.number) + " 0 obj" + object.body + "endobj\n";
  }
  const std::size_t xref = out.size();
  out += "xref\n0 " + std::to_string(places.size()) + "\n";
  for (const std::size_t place : places) {
    char line[32];
    std::snprintf(line, sizeof line, "%010zu %05d %c \n", place, place == 0 ? 65535 : 0, place == 0 ? 'f' : 'n');
    out += line;
  }
  return out + "trailer" + trailer + "startxref\n" + std::to_string(xref) + "\n%%EOF\n";
}

void change(std::string& text, ByteMutator bytes) {
  std::string room = text + std::string(kSlack, '\0');
  const std::size_t size = bytes(reinterpret_cast<std::uint8_t*>(room.data()), text.size(), room.size());
  text.assign(room, 0, size);
}

void change_one(std::vector<Object>& objects, std::string& trailer, Dice& dice, ByteMutator bytes) {
  Object& object = objects[dice.below(objects.size())];
  switch (dice.below(10)) {
    case 0:
      return change(trailer, bytes);
    case 1:
      std::swap(object.body, objects[dice.below(objects.size())].body);
      return;
    case 2:
      objects.push_back({static_cast<std::uint32_t>(1 + dice.below(objects.size() + 3)), std::string(object.body)});
      return;
    case 3:
      if (objects.size() > 1) objects.erase(objects.begin() + static_cast<std::ptrdiff_t>(dice.below(objects.size())));
      return;
    case 4:
      object.number = static_cast<std::uint32_t>(1 + dice.below(objects.size() + 1));
      return;
    default:
      change(object.body, bytes);
      if (!dice.once_in(5)) fix_length(object.body);
  }
}

}  // namespace

std::size_t mutate_pdf(std::uint8_t* data, std::size_t size, std::size_t capacity, unsigned seed, ByteMutator bytes) {
  Dice dice(seed);
  if (dice.once_in(4)) return bytes(data, size, capacity);
  const std::string_view before(reinterpret_cast<const char*>(data), size);
  std::vector<Object> objects = objects_of(before);
  if (objects.empty()) return bytes(data, size, capacity);
  std::string trailer = trailer_of(before);
  for (std::size_t i = 0, steps = 1 + dice.below(3); i < steps; ++i) change_one(objects, trailer, dice, bytes);
  const std::string file = written(objects, trailer);
  if (file.size() > capacity) return bytes(data, size, capacity);
  std::memcpy(data, file.data(), file.size());
  return file.size();
}

}  // namespace assay::fuzz
