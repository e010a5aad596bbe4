#include "extract/ooxml/part_xml.h"

#include "extract/zip/deliver.h"

namespace assay::extract::ooxml {
namespace {

/// Passes events on; stops when the sink wants no more.
class Forward final : public XmlHandler {
 public:
  Forward(XmlHandler& inner, Writer& out) : inner_(inner), out_(out) {}
  void start(std::string_view name, Attributes attributes) override {
    rooted_ = true;
    inner_.at = at;
    inner_.start(name, attributes);
    check();
  }
  void end(std::string_view name) override {
    inner_.at = at;
    inner_.end(name);
    check();
  }
  void characters(std::string_view text) override {
    inner_.at = at;
    inner_.characters(text);
    check();
  }
  void comment(std::string_view text) override {
    out_.text_line(text, "comment");
    check();
  }
  void instruction(std::string_view target, std::string_view text) override {
    if (target.starts_with("mso-")) return;  // <?mso-application progid="Word.Document"?>
    out_.text_line(text, target);
    check();
  }
  bool rooted() const { return rooted_; }

 private:
  void check() { stop = stop || inner_.stop || out_.stopped(); }
  XmlHandler& inner_;
  Writer& out_;
  bool rooted_ = false;
};

// The XML gave up, not the bytes below it: they can be read in another way.
bool is_syntax(Reason reason) {
  return reason == Reason::kBadStructure || reason == Reason::kDepth || reason == Reason::kAttributeCount ||
         reason == Reason::kExternalContent || reason == Reason::kExpandedSize || reason == Reason::kMemory;
}

bool hand_out(const Parts& parts, std::size_t part, Writer& out) {
  return zip::deliver_member(parts.source(), parts.entry(part), parts.content_type(part), out.sink());
}

}  // namespace

void read_xml(const Parts& parts, std::size_t part, XmlHandler& handler, Writer& out) {
  const zip::Entry& entry = parts.entry(part);
  if (entry.compressed == 0 && entry.size == 0) return;
  base::Budget& budget = out.sink().budget();
  const bool readable = entry.unreadable == Reason::kNone && !entry.encrypted();
  const auto member = readable ? zip::open_member(parts.source(), entry, budget) : nullptr;
  if (member == nullptr) {
    (void)hand_out(parts, part, out);
    return;
  }
  Forward forward(handler, out);
  const auto done = parse_xml(*member, forward, budget);
  out.finish();
  if (done.ok() || !budget.ok()) return;
  const Locator where{LocatorKind::kPath, entry.name, 0};
  const bool never_xml = !forward.rooted() && is_syntax(done.error().reason);
  if (!never_xml) out.sink().gap(GapClass::kContent, done.error().reason, entry.stored(), &where, done.error().detail);
  if (is_syntax(done.error().reason)) (void)hand_out(parts, part, out);
}

}  // namespace assay::extract::ooxml
