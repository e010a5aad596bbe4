#include <algorithm>
#include <array>

#include "assay/queue.h"

namespace assay {
namespace queue {
namespace {

constexpr std::uint64_t kSmallBytes = 1ULL << 20, kMediumBytes = 64ULL << 20;
constexpr std::size_t kHeadBytes = 512;

SizeClass class_of(std::uint64_t bytes) {
  if (bytes <= kSmallBytes) return SizeClass::kSmall;
  return bytes <= kMediumBytes ? SizeClass::kMedium : SizeClass::kLarge;
}

/// What holds other files, or is a compressed one. A format that is missing here is not misread: it is a document until the
/// lane's patience ends.
struct Signature {
  std::size_t at;
  std::string_view bytes;
};
constexpr std::array kContainers{
    Signature{0, {"PK\x03\x04", 4}},
    Signature{0, {"PK\x05\x06", 4}},
    Signature{0, {"\x1F\x8B", 2}},
    Signature{0, {"BZh", 3}},
    Signature{0,
              {"\xFD"
               "7zXZ",
               5}},
    Signature{0, {"\x28\xB5\x2F\xFD", 4}},
    Signature{0, {"\x04\x22\x4D\x18", 4}},
    Signature{0, {"7z\xBC\xAF\x27\x1C", 6}},
    Signature{0, {"Rar!\x1A\x07", 6}},
    Signature{0, {"MSCF", 4}},
    Signature{0, {"\x1F\x9D", 2}},
    Signature{0, {"LZIP", 4}},
    Signature{0, {"!<arch>\n", 8}},
    Signature{0, {"xar!", 4}},
    Signature{0, {"0707", 4}},
    Signature{0, {"\x5D\0\0", 3}},
    Signature{257, {"ustar", 5}},
    Signature{2, {"-lh", 3}},
};

bool is_container(std::string_view head) {
  return std::any_of(kContainers.begin(), kContainers.end(),
                     [&](const Signature& row) { return head.substr(std::min(row.at, head.size())).starts_with(row.bytes); });
}

/// A ZIP whose first member is what office programs put first (ECMA-376 part 2, ODF part 2, EPUB OCF): a document.
bool is_office_document(std::string_view head) {
  constexpr std::size_t kNameAt = 30;  // APPNOTE 4.3.7
  if (!head.starts_with(std::string_view("PK\x03\x04", 4)) || head.size() <= kNameAt) return false;
  const std::string_view name = head.substr(kNameAt);
  constexpr std::array<std::string_view, 7> kFirst{
      "[Content_Types].xml", "_rels/", "docProps/", "word/", "xl/", "ppt/", "mimetype"};
  return std::any_of(kFirst.begin(), kFirst.end(), [&](std::string_view first) { return name.starts_with(first); });
}

/// The most that the limits let it expand to.
std::uint64_t worst_expansion(std::uint64_t bytes, const Limits& limits) {
  const std::uint64_t by_ratio =
      bytes > limits.max_expanded_bytes / limits.max_ratio ? limits.max_expanded_bytes : bytes * limits.max_ratio;
  return std::min(limits.max_expanded_bytes, std::max(limits.ratio_free_bytes, by_ratio));
}

std::string head_of(Source& source) {
  std::string head(kHeadBytes, '\0');
  const auto got = source.read_at(0, head);
  head.resize(got.ok() ? got.value() : 0);  // what cannot be read is soon done with: by its size
  return head;
}

}  // namespace
}  // namespace queue

inline namespace v1 {

std::string_view name_of(SizeClass size_class) {
  constexpr std::array<std::string_view, kSizeClasses> kNames{"small", "medium", "large"};
  return kNames[static_cast<std::size_t>(size_class)];
}

SizeClass size_class_of(Source& source, const Limits& limits) {
  const auto size = source.size();
  if (!size || !source.random_access()) return SizeClass::kLarge;
  const SizeClass by_size = queue::class_of(*size);
  if (by_size == SizeClass::kLarge) return by_size;
  const std::string head = queue::head_of(source);
  if (!queue::is_container(head) || queue::is_office_document(head)) return by_size;
  return std::max({by_size, SizeClass::kMedium, queue::class_of(queue::worst_expansion(*size, limits))});
}

}  // namespace v1
}  // namespace assay
