#include "rulepack/pack_bytes.h"

#include <algorithm>
#include <cstring>

#include "base/cache.h"
#include "rulepack/members.h"

namespace assay::rulepack {
namespace {
/// Of conditions in conditions; the YAML reader allows no more of anything.
constexpr int kMaxDepth = 32;

constexpr Boundary last_of(Boundary) { return Boundary::kToken; }
constexpr OnFail last_of(OnFail) { return OnFail::kNeutral; }
constexpr ValueForm last_of(ValueForm) { return ValueForm::kAlnumUpper; }
constexpr Condition::Kind last_of(Condition::Kind) { return Condition::Kind::kOwnLabel; }
constexpr Code last_of(Code) { return Code::kInternal; }

using Size = std::uint32_t;
constexpr std::size_t kUsualBytes = 1U << 20;

/// Numbers only, and no gaps between them: any bytes are one.
template <class T>
concept Numbers = (std::same_as<T, Mark> || std::same_as<T, Confidence>)&&std::has_unique_object_representations_v<T>;
template <class T>
concept Plain = std::is_arithmetic_v<T> || std::is_enum_v<T> || Numbers<T>;

class PackWriter {
 public:
  PackWriter() { out_.reserve(kUsualBytes); }
  template <Plain T>
  void put(const T& value) {
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void put(const std::string& text) {
    put_size(text.size());
    out_ += text;
  }
  template <class T>
  void put(const std::vector<T>& list) {
    put_size(list.size());
    for (const T& each : list) put(each);
  }
  template <class K, class V>
  void put(const std::map<K, V>& map) {
    put_size(map.size());
    for (const auto& [key, value] : map) {
      put(key);
      put(value);
    }
  }
  template <class T>
  void put(const std::optional<T>& maybe) {
    put(maybe.has_value());
    if (maybe) put(*maybe);
  }
  void put(const Param& param) {
    put_size(param.index());
    std::visit([this](const auto& value) { put(value); }, param);
  }
  template <HasMembers T>
  void put(const T& all) {
    std::apply([this](const auto&... each) { (this->put(each), ...); }, members(all));
  }
  std::string take() { return std::move(out_); }

 private:
  void put_size(std::size_t size) { put(static_cast<Size>(size)); }  // of things that stood in a file of at most 4 MiB

  std::string out_;
};

/// After a failure nothing is read any more.
class PackReader {
 public:
  explicit PackReader(std::string_view bytes) : rest_(bytes) {}

  template <Plain T>
  bool get(T& value) {
    if (rest_.size() < sizeof value) return fail();
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    if constexpr (std::is_enum_v<T>) return value <= last_of(value) || fail();
    return true;
  }
  bool get(bool& value) {
    std::uint8_t byte = 0;
    if (!get(byte) || byte > 1) return fail();
    value = byte == 1;
    return true;
  }
  bool get(std::string& text) {
    Size size = 0;
    if (!get(size) || size > rest_.size()) return fail();
    text.assign(rest_.substr(0, size));
    rest_.remove_prefix(size);
    return true;
  }
  /// Grows with what is there, not with the number that is written.
  template <class T>
  bool get(std::vector<T>& list) {
    Size count = 0;
    if (!get(count) || count > rest_.size()) return fail();
    list.reserve(std::min<std::size_t>(count, rest_.size() / sizeof(T)));
    for (; count > 0; --count)
      if (!get(list.emplace_back())) return false;
    return true;
  }
  template <class K, class V>
  bool get(std::map<K, V>& map) {
    Size count = 0;
    if (!get(count)) return false;
    for (; count > 0; --count) {
      K key;
      if (!get(key) || !get(map[std::move(key)])) return false;
    }
    return true;
  }
  template <class T>
  bool get(std::optional<T>& maybe) {
    bool there = false;
    return get(there) && (!there || get(maybe.emplace()));
  }
  bool get(Param& param) {
    Size index = 0;
    return get(index) && (get_kind<0>(index, param) || get_kind<1>(index, param) || get_kind<2>(index, param) ||
                          get_kind<3>(index, param) || fail());
  }
  bool get(Condition& all) {
    if (++depth_ > kMaxDepth) return fail();
    const bool good = get_members(all);
    --depth_;
    return good;
  }
  template <HasMembers T>
  bool get(T& all) {
    return get_members(all);
  }
  bool done() const { return !failed_ && rest_.empty(); }

 private:
  bool fail() {
    rest_ = {};
    failed_ = true;
    return false;
  }
  template <std::size_t kKind>
  bool get_kind(Size index, Param& param) {
    return index == kKind && get(param.emplace<kKind>());
  }
  template <class T>
  bool get_members(T& all) {
    return std::apply([this](auto&... each) { return (this->get(each) && ...); }, members(all));
  }

  std::string_view rest_;
  int depth_ = 0;
  bool failed_ = false;
};
}  // namespace

std::string to_bytes(const Packs& packs) {
  PackWriter out;
  out.put(packs);
  return out.take();
}

std::optional<Packs> from_bytes(std::string_view bytes) {
  Packs packs;
  PackReader in(bytes);
  if (!in.get(packs) || !in.done()) return std::nullopt;
  return packs;
}

std::string fingerprint(const Packs& packs) {
  PackWriter out;
  out.put(packs.hash);
  out.put(packs.detectors);
  return base::quick_digest(out.take());
}

}  // namespace assay::rulepack
