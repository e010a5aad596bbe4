#include "extract/xml_sax.h"

#define XML_DTD 1  // the library is built with it; declares the guards against entity expansion
#include <expat.h>

#include <algorithm>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

namespace assay::extract {
namespace {

constexpr int kBlockBytes = 64 << 10;
constexpr std::size_t kMaxAttributes = 10'000;
/// A tag or comment must fit into memory as a whole; longer ones end the parse.
constexpr std::uint64_t kMaxTokenBytes = 16 << 20;
/// Flat entities may repeat text that much beyond the first megabyte (expat's own guard against quadratic blow-up).
constexpr float kMaxAmplification = 10.0F;
constexpr unsigned long long kFreeAmplificationBytes = 1ULL << 20;

struct ParserDeleter {
  void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, ParserDeleter>;

std::string_view view(const char* text) { return text == nullptr ? std::string_view{} : std::string_view(text); }

/// What the C callbacks share. `trouble` ends the parse.
class Events {
 public:
  Events(XML_Parser parser, XmlHandler& handler, base::Budget& budget) : parser_(parser), handler_(handler), budget_(budget) {
    XML_SetUserData(parser, this);
    XML_SetElementHandler(parser, &on_start, &on_end);
    XML_SetCharacterDataHandler(parser, &on_characters);
    XML_SetCommentHandler(parser, &on_comment);
    XML_SetProcessingInstructionHandler(parser, &on_instruction);
    XML_SetEntityDeclHandler(parser, &on_entity);
    XML_SetStartDoctypeDeclHandler(parser, &on_doctype);
    XML_SetSkippedEntityHandler(parser, &on_skipped_entity);
    XML_SetBillionLaughsAttackProtectionMaximumAmplification(parser, kMaxAmplification);
    XML_SetBillionLaughsAttackProtectionActivationThreshold(parser, kFreeAmplificationBytes);
  }

  std::optional<Trouble> trouble;
  /// Where the last event began.
  std::uint64_t last_event() const { return handler_.at.begin; }

 private:
  /// Nothing may throw through expat's C frames; only memory can run out here.
  template <class Deliver>
  static void guarded(void* self, Deliver deliver) {
    auto& events = *static_cast<Events*>(self);
    if (events.trouble || events.handler_.stop) return;
    try {
      events.locate();
      deliver(events);
    } catch (const std::bad_alloc&) {
      events.fail({Reason::kMemory, "out of memory in an XML event"});
    }
    if (events.handler_.stop) XML_StopParser(events.parser_, XML_FALSE);
  }
  void locate() {
    const auto begin = static_cast<std::uint64_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser_)));
    handler_.at = {begin, begin + static_cast<std::uint64_t>(std::max(0, XML_GetCurrentByteCount(parser_)))};
  }
  void fail(Trouble why) {
    trouble = std::move(why);
    XML_StopParser(parser_, XML_FALSE);
  }
  void start(std::string_view name, const XML_Char** attributes) {
    if (++depth_ > budget_.limits().max_nesting) return fail({Reason::kDepth, "XML elements nested too deeply"});
    attributes_.clear();
    for (; attributes[0] != nullptr; attributes += 2) {
      if (attributes_.size() == kMaxAttributes) return fail({Reason::kAttributeCount, "too many attributes on one XML element"});
      attributes_.emplace_back(attributes[0], attributes[1]);
    }
    handler_.start(name, attributes_);
  }
  void entity(std::string_view name, const XML_Char* value, int size) {
    if (value == nullptr) return fail({Reason::kExternalContent, "external XML entity declared"});
    const std::string_view text(value, static_cast<std::size_t>(size));
    // Entities made of entities are how a small file becomes a huge one; nobody else writes them.
    if (text.find('&') != std::string_view::npos && ++nested_entities_ > 1) {
      return fail({Reason::kExpandedSize, "XML entities made of entities"});
    }
    handler_.instruction(name, text);
  }

  static void on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    guarded(self, [&](Events& e) { e.start(name, attributes); });
  }
  static void on_end(void* self, const XML_Char* name) {
    guarded(self, [&](Events& e) {
      --e.depth_;
      e.handler_.end(name);
    });
  }
  static void on_characters(void* self, const XML_Char* text, int size) {
    guarded(self, [&](Events& e) { e.handler_.characters({text, static_cast<std::size_t>(size)}); });
  }
  static void on_comment(void* self, const XML_Char* text) {
    guarded(self, [&](Events& e) { e.handler_.comment(text); });
  }
  static void on_instruction(void* self, const XML_Char* target, const XML_Char* text) {
    guarded(self, [&](Events& e) { e.handler_.instruction(target, view(text)); });
  }
  static void on_entity(void* self, const XML_Char* name, int is_parameter, const XML_Char* value, int size, const XML_Char*,
                        const XML_Char*, const XML_Char*, const XML_Char* notation) {
    if (notation != nullptr) return;                    // an unparsed entity: a picture's name, never read as XML
    if (value == nullptr && is_parameter != 0) return;  // parts of an external DTD; expat is not told to read it
    guarded(self, [&](Events& e) { e.entity(view(name), value, size); });
  }
  static void on_doctype(void* self, const XML_Char*, const XML_Char* system_id, const XML_Char*, int) {
    if (system_id == nullptr) return;
    guarded(self, [&](Events& e) { e.handler_.instruction("DOCTYPE", view(system_id)); });
  }
  /// A name that the unread external DTD would explain, as in XHTML: delivered as written.
  static void on_skipped_entity(void* self, const XML_Char* name, int is_parameter) {
    if (is_parameter != 0) return;
    guarded(self, [&](Events& e) { e.handler_.characters("&" + std::string(name) + ";"); });
  }

  XML_Parser parser_;
  XmlHandler& handler_;
  base::Budget& budget_;
  std::uint32_t depth_ = 0, nested_entities_ = 0;
  std::vector<std::pair<std::string_view, std::string_view>> attributes_;
};

Trouble syntax_trouble(XML_Parser parser) {
  const XML_Error code = XML_GetErrorCode(parser);
  if (code == XML_ERROR_NO_MEMORY) return {Reason::kMemory, "out of memory in the XML parser"};
  if (code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH) return {Reason::kExpandedSize, "XML entities expand too far"};
  return {Reason::kBadStructure, "XML: " + std::string(view(XML_ErrorString(code))) + " at line " +
                                     std::to_string(XML_GetCurrentLineNumber(parser)) + ", column " +
                                     std::to_string(XML_GetCurrentColumnNumber(parser) + 1)};
}

/// Feeds one block that was read into expat's own buffer. Null: go on.
std::optional<Trouble> feed(XML_Parser parser, std::size_t size, const Events& events, const XmlHandler& handler) {
  const XML_Status status = XML_ParseBuffer(parser, static_cast<int>(size), size == 0 ? 1 : 0);
  if (events.trouble) return events.trouble;
  if (status == XML_STATUS_OK || handler.stop) return std::nullopt;
  return syntax_trouble(parser);
}

}  // namespace

std::string_view local_name(std::string_view name) { return name.substr(name.rfind(':') + 1); }

Result<Done, Trouble> parse_xml(Source& source, XmlHandler& handler, base::Budget& budget) {
  const Parser parser(XML_ParserCreate(nullptr));
  if (parser == nullptr) return Trouble{Reason::kMemory, "no memory for the XML parser"};
  Events events(parser.get(), handler, budget);
  for (std::uint64_t fed = 0; !handler.stop;) {
    if (!budget.tick()) return Trouble{budget.stopped(), "XML"};
    void* const block = XML_GetBuffer(parser.get(), kBlockBytes);
    if (block == nullptr) return Trouble{Reason::kMemory, "no memory for the XML parser"};
    const auto got = source.read({static_cast<char*>(block), static_cast<std::size_t>(kBlockBytes)});
    if (!got.ok()) return got.error();
    if (auto trouble = feed(parser.get(), got.value(), events, handler)) return *trouble;
    if (got.value() == 0) break;
    budget.progress();
    fed += got.value();
    if (fed - std::min(fed, events.last_event()) > kMaxTokenBytes) {
      return Trouble{Reason::kMemory, "one XML tag or comment is longer than 16 MiB"};
    }
  }
  return Done{};
}

}  // namespace assay::extract
