#include "identify/identify.h"

#include <algorithm>
#include <array>
#include <vector>

#include "identify/magic_fallback.h"
#include "identify/signatures.h"
#include "identify/text_kind.h"
#include "identify/text_test.h"
#include "identify/zip_kind.h"

namespace assay::identify {
namespace {

/// A reader accepts "%PDF-" that late (ISO 32000-1, annex H.3, note 13).
constexpr std::size_t kPdfSearchBytes = 1024;
/// Shorter signatures of nothing but letters begin ordinary words: in a text they say nothing.
constexpr std::size_t kWordBytes = 6;

unsigned byte_at(std::string_view head, std::size_t at) { return at < head.size() ? static_cast<unsigned char>(head[at]) : 0; }

struct Index {
  std::array<std::vector<const Signature*>, 256> first;  // by first byte, for those at the front
  std::vector<const Signature*> deep;
};

const Index& index() {
  static const Index built = [] {
    Index index;
    for (const Signature& row : signatures()) {
      if (row.offset == 0) {
        index.first[static_cast<unsigned char>(row.bytes.front())].push_back(&row);
      } else {
        index.deep.push_back(&row);
      }
    }
    return index;
  }();
  return built;
}

bool is_word(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

/// What follows the signature, in all but the shortest heads: with the bare signature in front any file would pass for pixels.
bool is_picture(std::string_view format, std::string_view head) {
  if (format == "png") return head.size() < 16 || head.substr(12, 4) == "IHDR" || head.substr(12, 4) == "CgBI";
  if (head.size() < 13) return true;
  if (format == "gif") {
    const std::size_t colours = (byte_at(head, 10) & 0x80) != 0 ? std::size_t{6} << (byte_at(head, 10) & 7) : 0;
    const unsigned block = byte_at(head, 13 + colours);
    return block == 0x21 || block == 0x2C || block == 0x3B;
  }
  const unsigned marker = byte_at(head, 3);
  const std::size_t next = 4 + (byte_at(head, 4) << 8 | byte_at(head, 5));
  const bool is_marker = (marker >= 0xC0 && marker <= 0xC4) || (marker >= 0xDB && marker <= 0xEF) || marker >= 0xFE;
  return is_marker && (marker == 0xFF || next >= kHeadBytes || byte_at(head, next) == 0xFF);
}

/// Some signatures are so short that more of the structure must fit.
bool is_plausible(std::string_view format, std::string_view head) {
  if (format == "gzip") return byte_at(head, 2) == 8 && (byte_at(head, 3) & 0xE0) == 0;
  if (format == "bzip2") return byte_at(head, 3) >= '1' && byte_at(head, 3) <= '9' && byte_at(head, 4) != ' ';
  if (format == "ico") return byte_at(head, 4) > 0 && byte_at(head, 5) == 0 && byte_at(head, 9) == 0;
  if (format == "lzma") return head.size() > 13 && (byte_at(head, 12) == 0 || byte_at(head, 12) == 0xFF);
  if (format == "lha") return byte_at(head, 6) == '-';
  if (format == "png" || format == "gif" || format == "jpeg") return is_picture(format, head);
  if (format == "class") return byte_at(head, 6) == 0 && byte_at(head, 7) >= 43;
  return true;
}

bool matches(const Signature& row, std::string_view head, bool text) {
  if (head.size() < row.offset || !head.substr(row.offset).starts_with(row.bytes)) return false;
  if (!is_plausible(row.format, head)) return false;
  if (!text || row.format == "pdf" || !is_word(row.bytes)) return true;
  if (row.format == "tar")
    return head.substr(0, row.offset).find('\0') != std::string_view::npos;  // a tar of texts is mostly text
  return row.bytes.size() >= kWordBytes || format_named(row.format)->kind == Kind::kText;
}

/// BMP and PE begin with two letters; their next fields decide.
std::string_view by_two_letters(std::string_view head) {
  const auto u32 = [&](std::size_t at) {
    return byte_at(head, at) | byte_at(head, at + 1) << 8 | byte_at(head, at + 2) << 16 | byte_at(head, at + 3) << 24;
  };
  if (head.starts_with("MZ") && head.size() >= 64) return "pe";
  const bool bitmap = head.starts_with("BM") && u32(6) == 0 && u32(10) < 4096 && u32(14) >= 12 && u32(14) <= 124;
  return bitmap ? "bmp" : std::string_view{};
}

std::string_view by_signature(std::string_view head, bool text) {
  for (const Signature* row : index().first[byte_at(head, 0)]) {
    if (matches(*row, head, text)) return row->format;
  }
  for (const Signature* row : index().deep) {
    if (matches(*row, head, text)) return row->format;
  }
  return text ? std::string_view{} : by_two_letters(head);
}

std::string extension_of(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.size() - dot > 16) return {};
  std::string extension;
  for (const char c : name.substr(dot + 1)) extension += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return extension;
}

std::string bare_media_type(std::string_view declared) {
  std::string type;
  for (const char c : declared.substr(0, declared.find(';'))) {
    if (c > ' ') type += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  }
  return type;
}

/// Which kind of text the name, else the declared type, claims. A plain .txt claims nothing.
std::string_view text_hint(const Format* named, std::string_view extension, std::string_view declared) {
  if (named == nullptr) named = declared.empty() ? nullptr : format_of_media_type(bare_media_type(declared));
  if (named == nullptr || named->kind != Kind::kText || extension == "txt") return {};
  return extension.empty() && named->id == "text" ? std::string_view{} : named->id;
}

/// OLE2 holds many formats; which, the head does not tell, so the name may.
std::string_view ole2_kind(const Format* named) {
  const bool holds = named != nullptr && named->stores_members && named->kind == Kind::kOffice;
  return holds ? named->id : std::string_view("ole2");
}

/// A PDF header that is meant: version number, and an object in sight.
bool is_pdf_inside(std::string_view head, std::size_t at) {
  const bool version = byte_at(head, at + 5) >= '1' && byte_at(head, at + 5) <= '2' && byte_at(head, at + 6) == '.';
  return version && head.find(" obj", at) != std::string_view::npos;
}

bool holds_zip(std::string_view head, std::string_view outer) {
  static constexpr std::string_view kZip("PK\x03\x04", 4);
  const std::size_t zip = head.find(kZip, 1);
  return zip != std::string_view::npos && (outer == "pdf" || is_local_header(head, zip));
}

/// Another format that begins further in; empty if none does.
std::string_view inner_format(std::string_view head, std::string_view outer) {
  const Format* const format = format_named(outer);
  if ((format != nullptr && format->stores_members) || head.starts_with("PK")) return {};
  const std::size_t pdf = head.substr(0, kPdfSearchBytes + 5).find("%PDF-", 1);
  if (pdf != std::string_view::npos && outer != "pdf" && is_pdf_inside(head, pdf)) return "pdf";
  return holds_zip(head, outer) ? "zip" : std::string_view{};
}

/// A name that would mislead a person: it promises another kind of thing. Office files are often text inside (HTML, CSV, RTF
/// saved as .xls or .doc) and often ZIP; data of all kinds has all kinds of names.
bool misleads(const Format& named, const Format& actual) {
  if (named.kind == actual.kind || named.kind == Kind::kData || actual.kind == Kind::kData) return false;
  const auto pair = [&](Kind a, Kind b) { return named.kind == a && actual.kind == b; };
  if (pair(Kind::kOffice, Kind::kText)) return named.id == "pdf";
  if (pair(Kind::kOffice, Kind::kArchive) || pair(Kind::kArchive, Kind::kOffice)) return actual.id != "zip" && named.id != "zip";
  return true;
}

void compare_with_name(const Format* named, Identity& identity) {
  const Format* const actual = format_named(identity.format);
  if (named == nullptr || actual == nullptr || identity.conflict || !misleads(*named, *actual)) return;
  identity.conflict = true;
  // Whatever a text viewer would show under that name is read as well. Other claims have no signature to stand on.
  if (named->kind == Kind::kText) identity.second = "text";
}

std::string_view name_of_format(std::string_view head, bool whole, const Format* named, std::string_view hint) {
  const TextWidth width = text_width(head);
  const bool text = width != TextWidth::kNone;
  const std::string_view signature = by_signature(head, text);
  if (signature == "zip") return zip_kind(head);
  if (signature == "ole2") return ole2_kind(named);
  if (!signature.empty()) return signature;
  if (!text) return {};
  std::string storage;
  return text_kind(narrowed(head, width, storage), whole, hint);
}

}  // namespace

std::string media_type_by_library(std::string_view head) { return media_type_by_magic(head); }

Identity identify(std::string_view head, bool whole, std::string_view name, std::string_view declared, const MediaTypeOf& ask) {
  head = head.substr(0, kHeadBytes);
  const std::string extension = extension_of(name);
  const Format* const named = format_of_extension(extension);
  Identity identity;
  identity.media_type = "application/octet-stream";
  const std::string_view format = name_of_format(head, whole, named, text_hint(named, extension, declared));
  const std::string_view inner = inner_format(head, format);
  if (!format.empty()) {
    identity.format = format_named(format)->id;
    identity.second = inner;
    identity.conflict = !inner.empty();
  } else if (!inner.empty()) {
    identity.format = inner;  // junk in front of it
    if (inner == "pdf" && holds_zip(head, inner)) identity.second = "zip", identity.conflict = true;
  } else if (std::string type = ask ? ask(head) : std::string(); !type.empty()) {
    const Format* const known = format_of_media_type(type);
    if (known != nullptr && known->kind != Kind::kText && is_plausible(known->id, head)) identity.format = known->id;
    if (known == nullptr || is_plausible(known->id, head)) identity.media_type = std::move(type);
  }
  if (const Format* const row = format_named(identity.format)) identity.media_type = row->media_type;
  compare_with_name(named, identity);
  return identity;
}

}  // namespace assay::identify
