#include "extract/ooxml/reading_order.h"

#include <array>

#include "extract/ooxml/part_xml.h"
#include "extract/ooxml/plain_parts.h"

namespace assay::extract::ooxml {
namespace {

/// The slide list; its other words as in any settings part.
class PresentationHandler final : public XmlHandler {
 public:
  PresentationHandler(const Parts& parts, std::size_t part, Writer& out) : parts_(parts), part_(part), texts_(out) {}
  void start(std::string_view name, Attributes attributes) override {
    if (local_name(name) == "sldId") add(attributes);
    texts_.start(name, attributes);
  }
  void end(std::string_view name) override { texts_.end(name); }
  void characters(std::string_view text) override { texts_.characters(text); }

  std::vector<Place> slides;

 private:
  // <p:sldId id="256" r:id="rId2"/>: the relationship is the attribute with a prefix.
  void add(Attributes attributes) {
    for (const auto& [name, value] : attributes) {
      if (name.find(':') == name.npos || local_name(name) != "id") continue;
      const std::size_t target = parts_.target(part_, value);
      if (target != kNoPart) slides.push_back({target, slides.size() + 1, {}});
    }
  }
  const Parts& parts_;
  std::size_t part_;
  StructureHandler texts_;
};

// Relationships that lead to something shared or to a neighbour, not to a piece of the part itself.
bool leads_away(const std::string& kind) {
  static constexpr std::array<std::string_view, 12> kinds{"slideLayout", "slideMaster", "notesMaster",   "handoutMaster",
                                                          "theme",       "slide",       "worksheet",     "officeDocument",
                                                          "tags",        "styles",      "sharedStrings", "presProps"};
  for (const std::string_view away : kinds) {
    if (kind == away) return true;
  }
  return false;
}

}  // namespace

std::vector<Place> slides_of(const Parts& parts, std::size_t presentation, Writer& out) {
  PresentationHandler handler(parts, presentation, out);
  out.where = {LocatorKind::kMetadata, "presentation", 0};
  read_xml(parts, presentation, handler, out);
  return std::move(handler.slides);
}

std::vector<Place> reading_order(const Parts& parts, const std::vector<Place>& heads) {
  std::vector<Place> order;
  std::vector<bool> placed(parts.size(), false);
  for (const Place& head : heads) {
    if (head.part < placed.size()) placed[head.part] = true;
  }
  for (const Place& head : heads) {
    if (head.part >= placed.size()) continue;
    const std::size_t first = order.size();
    order.push_back(head);
    for (std::size_t at = first; at < order.size(); ++at) {  // breadth first: the order grows while it is walked
      for (const Relationship& relation : parts.relations(order[at].part)) {
        if (relation.target == kNoPart || placed[relation.target] || leads_away(relation.kind)) continue;
        placed[relation.target] = true;
        order.push_back({relation.target, head.slide, head.sheet});
      }
    }
  }
  for (std::size_t part = 0; part < placed.size(); ++part) {
    if (!placed[part]) order.push_back({part, 0, {}});
  }
  return order;
}

}  // namespace assay::extract::ooxml
