// Inside of Decoder: one engine per kind of charset. Only charset.cc uses it.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "extract/charset.h"

namespace assay::extract {

/// One kind of charset. `offset` is the stored position of the next byte.
class Decoder::Engine {
 public:
  explicit Engine(std::uint64_t offset) : offset_(offset) {}
  virtual ~Engine() = default;
  virtual void decode(std::string_view bytes, Chunk chunk, std::string& out, base::PositionMap& map) = 0;
  virtual bool is_utf8() const { return false; }
  Undecodable undecodable;

 protected:
  void copy(std::string_view bytes, std::string& out, base::PositionMap& map) {
    map.linear(out.size(), offset_, bytes.size());
    out += bytes;
    offset_ += bytes.size();
  }
  /// `text` stands for the next `stored` bytes.
  void replace(std::string_view text, std::size_t stored, std::string& out, base::PositionMap& map) {
    map.unit(out.size(), static_cast<std::uint32_t>(text.size()), offset_, static_cast<std::uint32_t>(stored));
    out += text;
    offset_ += stored;
  }
  void lose(std::size_t stored, std::string& out, base::PositionMap& map) {
    undecodable.add({offset_, offset_ + stored});
    replace("\xEF\xBF\xBD", stored, out, map);
  }
  std::uint64_t offset_;
};

/// For a canonical name. Unknown charsets are read as windows-1252.
std::unique_ptr<Decoder::Engine> make_engine(const std::string& charset, std::uint64_t offset);
/// ICU has a converter of that name.
bool has_converter(const std::string& charset);

}  // namespace assay::extract
