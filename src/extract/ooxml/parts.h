// The parts of an Open Packaging Conventions package (ECMA-376 part 2): names, content types, relationships.
#pragma once
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "extract/ooxml/writer.h"
#include "extract/zip/reader.h"

namespace assay::extract::ooxml {

inline constexpr std::size_t kNoPart = static_cast<std::size_t>(-1);

struct Relationship {
  std::string id;
  std::string kind;              ///< Last segment of the type: "worksheet", "notesSlide". Same in strict and transitional.
  std::size_t target = kNoPart;  ///< Part, if it is in the package.
};

class Parts {
 public:
  /// `archive` and `source` must outlive this.
  Parts(Source& source, const zip::Archive& archive);

  /// Reads [Content_Types].xml and all .rels parts; targets outside the package are text. Troubles become gaps.
  void load(Writer& out);

  std::size_t size() const { return archive_.entries.size(); }
  const zip::Entry& entry(std::size_t part) const { return archive_.entries[part]; }
  Source& source() const { return source_; }
  /// Case-insensitive, with or without the leading slash. kNoPart if there is none.
  std::size_t find(std::string_view name) const;
  /// Lower case; empty if undeclared.
  std::string_view content_type(std::size_t part) const;
  const std::vector<Relationship>& relations(std::size_t part) const;
  /// The first target of that kind, of `part` or (kNoPart) of the package.
  std::size_t related(std::size_t part, std::string_view kind) const;
  /// Target of relationship `id`; kNoPart if none.
  std::size_t target(std::size_t part, std::string_view id) const;
  bool is_relationships(std::size_t part) const;

 private:
  void load_types(Writer& out);
  void load_relations(std::size_t rels, Writer& out);

  Source& source_;
  const zip::Archive& archive_;
  std::map<std::string, std::size_t, std::less<>> by_name_;
  std::map<std::string, std::string, std::less<>> type_by_extension_, type_by_name_;
  std::map<std::size_t, std::vector<Relationship>> relations_;
  std::size_t kept_bytes_ = 0;
};

/// Value of the attribute with that local name; empty if there is none.
std::string_view attribute(std::span<const std::pair<std::string_view, std::string_view>> attributes, std::string_view local);
/// The name as parts are looked up: lower case, forward slashes, no leading slash.
std::string part_key(std::string_view name);
/// "xml" of "a/b.XML"; lower case.
std::string extension_of(std::string_view name);

}  // namespace assay::extract::ooxml
