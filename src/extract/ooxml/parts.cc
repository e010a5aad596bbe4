#include "extract/ooxml/parts.h"

#include <algorithm>

#include "extract/ooxml/part_xml.h"

namespace assay::extract::ooxml {
namespace {

constexpr std::size_t kMaxKeptBytes = 32 << 20;  // relationships and content types of one package

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return out;
}

/// ECMA-376 part 2, 10.1.2.
class TypesHandler final : public XmlHandler {
 public:
  using Keep = std::function<bool(std::string_view extension, std::string_view part, std::string_view type)>;
  explicit TypesHandler(Keep keep) : keep_(std::move(keep)) {}
  void start(std::string_view, Attributes attributes) override {
    const std::string_view type = attribute(attributes, "ContentType");
    if (!type.empty()) stop = !keep_(attribute(attributes, "Extension"), attribute(attributes, "PartName"), type);
  }

 private:
  Keep keep_;
};

/// ECMA-376 part 2, 9.3.
class RelationsHandler final : public XmlHandler {
 public:
  using Keep = std::function<bool(Attributes)>;
  explicit RelationsHandler(Keep keep) : keep_(std::move(keep)) {}
  void start(std::string_view name, Attributes attributes) override {
    if (local_name(name) == "Relationship") stop = !keep_(attributes);
  }

 private:
  Keep keep_;
};

// "word/_rels/document.xml.rels" -> "word/document.xml"; "_rels/.rels" -> "".
std::string owner_of(std::string_view rels) {
  const std::size_t folder = rels.rfind("_rels/");
  std::string owner(rels.substr(0, folder));
  owner += rels.substr(folder + 6, rels.size() - folder - 6 - 5);
  return owner;
}

// RFC 3986 5.2.4 without the cases that parts do not have.
std::string resolve(std::string_view owner, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string() : std::string(owner.substr(0, owner.rfind('/') + 1));
  while (!target.empty()) {
    const std::size_t slash = std::min(target.find('/'), target.size());
    const std::string_view segment = target.substr(0, slash);
    target.remove_prefix(std::min(slash + 1, target.size()));
    if (segment == "..") {
      if (!path.empty()) path.pop_back();
      path.resize(path.rfind('/') + 1);
    } else if (!segment.empty() && segment != ".") {
      path += segment;
      if (!target.empty()) path += '/';
    }
  }
  return path;
}

}  // namespace

std::string_view attribute(std::span<const std::pair<std::string_view, std::string_view>> attributes, std::string_view local) {
  for (const auto& [name, value] : attributes) {
    if (local_name(name) == local) return value;
  }
  return {};
}

std::string part_key(std::string_view name) {
  std::string key = lower(name);
  std::replace(key.begin(), key.end(), '\\', '/');
  key.erase(0, std::min(key.find_first_not_of('/'), key.size()));
  return key;
}

std::string extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  return dot == name.npos || name.find('/', dot) != name.npos ? std::string() : lower(name.substr(dot + 1));
}

Parts::Parts(Source& source, const zip::Archive& archive) : source_(source), archive_(archive) {
  for (std::size_t i = 0; i < archive.entries.size(); ++i) by_name_.emplace(part_key(archive.entries[i].name), i);
}

std::size_t Parts::find(std::string_view name) const {
  const auto it = by_name_.find(part_key(name));
  return it == by_name_.end() ? kNoPart : it->second;
}

std::string_view Parts::content_type(std::size_t part) const {
  const std::string& name = entry(part).name;
  if (const auto it = type_by_name_.find(part_key(name)); it != type_by_name_.end()) return it->second;
  const auto it = type_by_extension_.find(extension_of(name));
  return it == type_by_extension_.end() ? std::string_view{} : it->second;
}

const std::vector<Relationship>& Parts::relations(std::size_t part) const {
  static const std::vector<Relationship> none;
  const auto it = relations_.find(part);
  return it == relations_.end() ? none : it->second;
}

std::size_t Parts::related(std::size_t part, std::string_view kind) const {
  for (const Relationship& relation : relations(part)) {
    if (relation.kind == kind && relation.target != kNoPart) return relation.target;
  }
  return kNoPart;
}

std::size_t Parts::target(std::size_t part, std::string_view id) const {
  for (const Relationship& relation : relations(part)) {
    if (relation.id == id) return relation.target;
  }
  return kNoPart;
}

bool Parts::is_relationships(std::size_t part) const {
  const std::string key = part_key(entry(part).name);
  return key.ends_with(".rels") && (key.starts_with("_rels/") || key.find("/_rels/") != key.npos);
}

void Parts::load(Writer& out) {
  load_types(out);
  for (std::size_t part = 0; part < size() && !out.stopped(); ++part) {
    if (is_relationships(part)) load_relations(part, out);
  }
  if (kept_bytes_ <= kMaxKeptBytes) return;
  out.sink().gap(GapClass::kContent, Reason::kMemory, {}, nullptr, "too many relationships or content types to be held");
}

void Parts::load_types(Writer& out) {
  const std::size_t part = find("[content_types].xml");
  if (part == kNoPart) return;
  TypesHandler handler([&](std::string_view extension, std::string_view name, std::string_view type) {
    auto& table = name.empty() ? type_by_extension_ : type_by_name_;
    table.emplace(name.empty() ? lower(extension) : part_key(name), lower(type));
    return (kept_bytes_ += name.size() + type.size() + 64) <= kMaxKeptBytes;
  });
  read_xml(*this, part, handler, out);
}

void Parts::load_relations(std::size_t rels, Writer& out) {
  const std::string owner = owner_of(part_key(entry(rels).name));
  std::vector<Relationship>& list = relations_[owner.empty() ? kNoPart : find(owner)];
  out.where = {LocatorKind::kPath, entry(rels).name, 0};
  RelationsHandler handler([&](XmlHandler::Attributes attributes) {
    const std::string_view type = attribute(attributes, "Type"), target = attribute(attributes, "Target");
    const std::string_view kind = type.substr(type.rfind('/') + 1);
    const bool outside = attribute(attributes, "TargetMode") == "External";
    Relationship relation{std::string(attribute(attributes, "Id")), std::string(kind), kNoPart};
    if (!outside) relation.target = find(resolve(owner, target));
    if (relation.target == kNoPart && target != "NULL") out.text_line(target, kind);
    list.push_back(std::move(relation));
    return !out.stopped() && (kept_bytes_ += type.size() + 128) <= kMaxKeptBytes;
  });
  read_xml(*this, rels, handler, out);
}

}  // namespace assay::extract::ooxml
