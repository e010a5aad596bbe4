#include "extract/xml_sax.h"

#define XML_DTD 1  // the library is built with it; declares the guards against entity expansion
#include <expat.h>

#include <algorithm>
#include <exception>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "base/io.h"
#include "base/unicode.h"
#include "extract/charset.h"
#include "extract/entities.h"

namespace assay::extract {
namespace {

constexpr std::size_t kBlockBytes = 64 << 10;
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
  /// Outside of expat again: what an event threw goes on its way.
  void rethrow() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }
  /// Where the last event began, in what expat was fed.
  std::uint64_t last_event() const { return last_event_; }
  /// From what expat is fed to what is stored; null: the same.
  void translate(const base::PositionMap* map) { map_ = map; }

 private:
  /// Nothing may throw through expat's C frames: what does waits until it has returned.
  template <class Deliver>
  static void guarded(void* self, Deliver deliver) {
    auto& events = *static_cast<Events*>(self);
    if (events.trouble || events.thrown_ || events.handler_.stop) return;
    try {
      events.locate();
      deliver(events);
    } catch (...) {
      events.thrown_ = std::current_exception();
    }
    if (events.handler_.stop || events.thrown_) XML_StopParser(events.parser_, XML_FALSE);
  }
  void locate() {
    const auto begin = static_cast<std::uint64_t>(std::max<XML_Index>(0, XML_GetCurrentByteIndex(parser_)));
    last_event_ = begin;
    handler_.at = {begin, begin + static_cast<std::uint64_t>(std::max(0, XML_GetCurrentByteCount(parser_)))};
    if (map_ == nullptr || map_->empty()) return;
    const bool is_empty = handler_.at.empty();  // declarations in a DTD have a place, but no length
    const auto& last = map_->pieces().back();
    const std::uint64_t from = std::min(begin, last.derived + last.derived_size - 1);
    const auto stored = map_->map(from, is_empty ? from + 1 : handler_.at.end);
    handler_.at = {stored.begin, is_empty ? stored.begin : stored.end};
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
  void entity(std::string_view name, const XML_Char* value, int size, std::string_view system_id) {
    if (value == nullptr) {
      handler_.instruction(name, system_id);
      return fail({Reason::kExternalContent, "external XML entity declared"});
    }
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
                        const XML_Char* system_id, const XML_Char*, const XML_Char* notation) {
    if (notation != nullptr) return;                    // an unparsed entity: a picture's name, never read as XML
    if (value == nullptr && is_parameter != 0) return;  // parts of an external DTD; expat is not told to read it
    guarded(self, [&](Events& e) { e.entity(view(name), value, size, view(system_id)); });
  }
  static void on_doctype(void* self, const XML_Char*, const XML_Char* system_id, const XML_Char*, int) {
    if (system_id == nullptr) return;
    guarded(self, [&](Events& e) { e.handler_.instruction("DOCTYPE", view(system_id)); });
  }
  /// A name that the unread external DTD would explain: the common ones are those of HTML, others are delivered as written.
  static void on_skipped_entity(void* self, const XML_Char* name, int is_parameter) {
    if (is_parameter != 0) return;
    guarded(self, [&](Events& e) {
      const std::string written = "&" + std::string(name) + ";";
      const Reference known = read_reference(written);
      e.handler_.characters(known.size == written.size() ? known.text : written);
    });
  }

  std::exception_ptr thrown_;
  XML_Parser parser_;
  XmlHandler& handler_;
  base::Budget& budget_;
  const base::PositionMap* map_ = nullptr;
  std::uint64_t last_event_ = 0;
  std::uint32_t depth_ = 0, nested_entities_ = 0;
  std::vector<std::pair<std::string_view, std::string_view>> attributes_;
};

Trouble syntax_trouble(XML_Parser parser) {
  const XML_Error code = XML_GetErrorCode(parser);
  if (code == XML_ERROR_NO_MEMORY) throw std::bad_alloc();
  if (code == XML_ERROR_AMPLIFICATION_LIMIT_BREACH) return {Reason::kExpandedSize, "XML entities expand too far"};
  return {Reason::kBadStructure, "XML: " + std::string(view(XML_ErrorString(code))) + " at line " +
                                     std::to_string(XML_GetCurrentLineNumber(parser)) + ", column " +
                                     std::to_string(XML_GetCurrentColumnNumber(parser) + 1)};
}

/// `encoding="..."` of an XML declaration in anything that holds ASCII; empty: none.
std::string declared_encoding(std::string_view head) {
  if (!head.starts_with("<?xml")) return {};
  const std::string_view declaration = head.substr(0, std::min<std::size_t>(head.find("?>"), 256));
  std::size_t at = declaration.find("encoding");
  if (at == std::string_view::npos) return {};
  at = declaration.find_first_of("\"'", at);
  if (at == std::string_view::npos) return {};
  const std::size_t end = declaration.find(declaration[at], at + 1);
  return end == std::string_view::npos ? std::string{} : std::string(declaration.substr(at + 1, end - at - 1));
}

/// Makes UTF-8 of what is not, for expat, and remembers where it came from.
class Input {
 public:
  Input(XML_Parser parser, Events& events) : parser_(parser), events_(events) {}

  XML_Status feed(std::string_view bytes) {
    if (!chosen_) choose(bytes);
    if (!decoder_) return pass(bytes);
    forget();
    text_.clear();
    piece_.clear();
    decoder_->decode(bytes, bytes.empty() ? Chunk::kLast : Chunk::kMore, text_, piece_);
    for (const auto& p : piece_.pieces()) {
      if (p.linear) {
        map_.linear(fed_ + p.derived, p.original, p.derived_size);
      } else {
        map_.unit(fed_ + p.derived, p.derived_size, p.original, p.original_size);
      }
    }
    fed_ += text_.size();
    return XML_Parse(parser_, text_.data(), static_cast<int>(text_.size()), bytes.empty() ? 1 : 0);
  }
  std::uint64_t fed() const { return fed_; }
  std::uint64_t undecodable() const { return decoder_ ? decoder_->undecodable().bytes : 0; }

 private:
  /// UTF-8 goes straight in. What is declared is not left to expat: it believes declarations that the bytes belie.
  void choose(std::string_view head) {
    chosen_ = true;
    const std::string charset = detect_charset(head, declared_encoding(head));
    if (XML_SetEncoding(parser_, "UTF-8") != XML_STATUS_OK) throw std::bad_alloc();
    if (charset == "utf-8" && base::valid_utf8_prefix(head) >= without_cut_sequence(head)) return;
    decoder_.emplace(charset);
    events_.translate(&map_);
  }
  XML_Status pass(std::string_view bytes) {
    fed_ += bytes.size();
    return XML_Parse(parser_, bytes.data(), static_cast<int>(bytes.size()), bytes.empty() ? 1 : 0);
  }
  /// Drops what lies before the last event, now and then.
  void forget() {
    constexpr std::size_t kManyPieces = 200'000;
    if (map_.pieces().size() < kManyPieces) return;
    base::PositionMap kept;
    for (const auto& p : map_.pieces()) {
      if (p.derived + p.derived_size < events_.last_event()) continue;
      if (p.linear) {
        kept.linear(p.derived, p.original, p.derived_size);
      } else {
        kept.unit(p.derived, p.derived_size, p.original, p.original_size);
      }
    }
    map_ = std::move(kept);
  }

  XML_Parser parser_;
  Events& events_;
  std::optional<Decoder> decoder_;
  std::string text_;
  base::PositionMap piece_, map_;
  std::uint64_t fed_ = 0;
  bool chosen_ = false;
};

/// Reads and feeds one block. Null: go on.
std::optional<Trouble> step(Source& source, std::string& block, Input& input, XML_Parser parser, const Events& events,
                            const XmlHandler& handler, bool& ended) {
  block.resize(kBlockBytes);
  const base::Front got = base::read_front(source, block);
  if (got.trouble && got.bytes == 0) return got.trouble;
  ended = got.bytes == 0;
  const XML_Status status = input.feed(std::string_view(block).substr(0, got.bytes));
  events.rethrow();
  if (events.trouble) return events.trouble;
  if (status != XML_STATUS_OK && !handler.stop) return syntax_trouble(parser);
  if (input.fed() - std::min(input.fed(), events.last_event()) <= kMaxTokenBytes) return std::nullopt;
  return Trouble{Reason::kMemory, "one XML tag or comment is longer than 16 MiB"};
}

}  // namespace

std::string_view local_name(std::string_view name) { return name.substr(name.rfind(':') + 1); }

Result<Done, Trouble> parse_xml(Source& source, XmlHandler& handler, base::Budget& budget) {
  const Parser parser(XML_ParserCreate(nullptr));
  if (parser == nullptr) throw std::bad_alloc();
  Events events(parser.get(), handler, budget);
  Input input(parser.get(), events);
  std::string block;
  for (bool ended = false; !ended && !handler.stop;) {
    if (!budget.tick()) return Trouble{budget.stopped(), "XML"};
    if (auto trouble = step(source, block, input, parser.get(), events, handler, ended)) return *trouble;
    budget.progress();
  }
  if (input.undecodable() == 0) return Done{};
  return Trouble{Reason::kUndecodable, std::to_string(input.undecodable()) + " bytes without a meaning in the declared charset"};
}

}  // namespace assay::extract
