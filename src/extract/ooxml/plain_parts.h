// Parts without running text: document properties, settings and styles, and whatever nobody here has heard of.
#pragma once
#include <string>
#include <vector>

#include "extract/ooxml/loose_text.h"
#include "extract/ooxml/writer.h"
#include "extract/xml_sax.h"

namespace assay::extract::ooxml {

/// All character data and all attribute values that are not plainly markup.
class GenericHandler final : public XmlHandler {
 public:
  explicit GenericHandler(Writer& out) : out_(out), loose_(out) {}
  void start(std::string_view name, Attributes attributes) override;
  void end(std::string_view name) override;
  void characters(std::string_view text) override { loose_.characters(text, element_); }

 private:
  Writer& out_;
  LooseText loose_;
  std::string element_;
};

/// Styles, settings, themes, numbering, calculation chains: all character data, and those attributes that an author can write.
class StructureHandler final : public XmlHandler {
 public:
  explicit StructureHandler(Writer& out) : out_(out), loose_(out) {}
  void start(std::string_view name, Attributes attributes) override;
  void end(std::string_view name) override;
  void characters(std::string_view text) override { loose_.characters(text, element_); }

 private:
  Writer& out_;
  LooseText loose_;
  std::string element_;
  bool own_style_ = false;
};

/// docProps/core.xml, app.xml, custom.xml: kMetadata with the property's name, which is the field too.
class PropertiesHandler final : public XmlHandler {
 public:
  explicit PropertiesHandler(Writer& out) : out_(out), loose_(out) {}
  void start(std::string_view name, Attributes attributes) override;
  void end(std::string_view name) override;
  void characters(std::string_view text) override;

 private:
  Writer& out_;
  LooseText loose_;
  std::uint32_t depth_ = 0;
};

}  // namespace assay::extract::ooxml
