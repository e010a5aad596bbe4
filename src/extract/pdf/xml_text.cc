#include "extract/pdf/xml_text.h"

#include <expat.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace assay::extract::pdf {
namespace {

constexpr std::size_t kChunk = 1 << 16;

std::string_view local(std::string_view name) {
  const std::size_t colon = name.rfind(':');
  return colon == name.npos ? name : name.substr(colon + 1);
}

struct Saying {
  XML_Parser parser;
  LocatorKind kind;
  std::string_view name;
  Reading& reading;
  std::vector<std::string> open = {};
  std::string text = {};

  void say(std::string_view field, std::string_view words) {
    const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
    if (std::all_of(words.begin(), words.end(), blank)) return;
    const std::string_view where = kind == LocatorKind::kMetadata ? field : name;
    if (!reading.say(kind, where, 0, field, words)) XML_StopParser(parser, XML_FALSE);
  }
  /// rdf:li and the like say nothing: the element above names the property.
  std::string field() const {
    for (auto it = open.rbegin(); it != open.rend(); ++it) {
      if (*it != "li" && *it != "Alt" && *it != "Seq" && *it != "Bag") return *it;
    }
    return {};
  }
  void flush() {
    say(field(), text);
    text.clear();
  }
};

void start(void* data, const XML_Char* element, const XML_Char** attributes) {
  auto& saying = *static_cast<Saying*>(data);
  saying.flush();
  if (saying.open.size() >= saying.reading.sink.budget().limits().max_nesting) {
    XML_StopParser(saying.parser, XML_FALSE);
    return;
  }
  saying.open.emplace_back(local(element));
  for (; *attributes != nullptr; attributes += 2) {
    if (!std::string_view(attributes[0]).starts_with("xmlns")) saying.say(local(attributes[0]), attributes[1]);
  }
}

void end(void* data, const XML_Char*) {
  auto& saying = *static_cast<Saying*>(data);
  saying.flush();
  saying.open.pop_back();
}

void characters(void* data, const XML_Char* text, int length) {
  auto& saying = *static_cast<Saying*>(data);
  saying.text.append(text, static_cast<std::size_t>(length));
  if (saying.text.size() >= kChunk) saying.flush();
}

/// A document type is where entity tricks live; XMP and XFA have none.
void doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
  XML_StopParser(static_cast<Saying*>(data)->parser, XML_FALSE);
}

bool parse(Saying& saying, std::string_view xml) {
  for (std::size_t at = 0; at < xml.size(); at += kChunk) {
    const std::string_view piece = xml.substr(at, kChunk);
    const int last = at + piece.size() == xml.size();
    if (XML_Parse(saying.parser, piece.data(), static_cast<int>(piece.size()), last) != XML_STATUS_OK) return false;
  }
  return true;
}

}  // namespace

bool say_xml(const std::string& xml, LocatorKind kind, std::string_view name, Reading& reading) {
  const std::unique_ptr<XML_ParserStruct, decltype(&XML_ParserFree)> parser(XML_ParserCreate(nullptr), &XML_ParserFree);
  if (parser == nullptr) return reading.sink.budget().stop(Reason::kMemory), false;
  Saying saying{parser.get(), kind, name, reading};
  XML_SetUserData(parser.get(), &saying);
  XML_SetElementHandler(parser.get(), &start, &end);
  XML_SetCharacterDataHandler(parser.get(), &characters);
  XML_SetStartDoctypeDeclHandler(parser.get(), &doctype);
  const bool complete = parse(saying, xml);
  if (!reading.sink.budget().ok()) return false;
  if (complete) return true;
  saying.flush();
  const Locator here{kind, std::string(name), 0};
  reading.sink.gap(GapClass::kContent, Reason::kBadStructure, {}, &here, "XML ends early");
  return reading.sink.budget().ok();
}

}  // namespace assay::extract::pdf
