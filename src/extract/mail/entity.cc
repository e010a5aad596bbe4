#include "extract/mail/entity.h"

#include <array>

#include "extract/charset.h"

namespace assay::extract::mail {
namespace {

struct Extension {
  std::string_view media_type, suffix;
};
constexpr std::array kExtensions{
    Extension{"text/html", ".html"},      Extension{"text/plain", ".txt"}, Extension{"text/calendar", ".ics"},
    Extension{"text/csv", ".csv"},        Extension{"text/xml", ".xml"},   Extension{"text/rtf", ".rtf"},
    Extension{"message/rfc822", ".eml"},  Extension{"text/vcard", ".vcf"}, Extension{"application/pkcs7-mime", ".p7m"},
    Extension{"application/pdf", ".pdf"},
};

unsigned uu_count(char c) { return static_cast<unsigned>(c - ' ') & 0x3F; }

/// "begin 644 name": mode of three or four octal digits.
bool begins_uu(std::string_view line) {
  constexpr std::string_view kBegin = "begin ";
  if (!line.starts_with(kBegin)) return false;
  line.remove_prefix(kBegin.size());
  const std::size_t digits = line.find_first_not_of("01234567");
  return (digits == 3 || digits == 4) && line[digits] == ' ' && digits + 1 < line.size();
}

/// A full or last data line: its first character counts the bytes of the rest. Trailing blanks may be lost.
bool is_uu_data(std::string_view line) {
  if (line.empty() || line[0] < ' ' || line[0] > '`') return false;
  const std::size_t count = uu_count(line[0]), characters = (count + 2) / 3 * 4;
  return count > 0 && count <= 45 && line.size() + 3 >= characters + 1 && line.size() <= characters + 3;
}

}  // namespace

void DecidingFields::note(std::string_view name, std::string_view raw) {
  const std::string key = lower(name);
  std::string* field = key == "content-type"                ? &type
                       : key == "content-disposition"       ? &disposition
                       : key == "content-transfer-encoding" ? &encoding
                                                            : nullptr;
  if (field == nullptr) return;
  if (field->empty())
    *field = raw;
  else
    conflict = conflict || trim(*field) != trim(raw);
}

Entity entity_of(const DecidingFields& fields, std::string_view default_type) {
  Entity out;
  out.type = parse_parameters(fields.type);
  const bool valid = out.type.value.find('/') != std::string::npos;
  if (!valid) out.type.value = fields.type.empty() ? default_type : "text/plain";
  out.disposition = parse_parameters(fields.disposition);
  out.encoding = encoding_named(fields.encoding);
  out.name = out.disposition.of("filename");
  if (out.name.empty()) out.name = out.type.of("name");
  out.conflict = fields.conflict;
  return out;
}

std::string name_for(const Entity& entity) {
  std::string name = "part-" + std::to_string(entity.number);
  for (const auto& [media_type, suffix] : kExtensions) {
    if (entity.is(media_type)) name += suffix;
  }
  return name;
}

void InsertionFinder::open_uu(std::string_view line, ByteRange stored) {
  if (!begins_uu(line)) return;
  candidate_ = {stored, to_utf8(line.substr(line.find(' ', 6) + 1)).text};
  state_ = State::kMaybeUu;
}

void InsertionFinder::see(std::string_view line, ByteRange stored) {
  if (state_ == State::kUu) {
    candidate_.stored.end = stored.end;
    if (line != "end") return;
    found_.uu.push_back(candidate_);
    state_ = State::kText;
    return;
  }
  if (state_ == State::kMaybeUu && is_uu_data(line)) {
    candidate_.stored.end = stored.end;
    state_ = State::kUu;
    return;
  }
  state_ = State::kText;
  open_uu(line, stored);
  if (line.starts_with("-----BEGIN PGP MESSAGE-----")) found_.pgp.push_back(stored);
  if (line.starts_with("=ybegin ")) found_.yenc.push_back(stored);
}

Insertions InsertionFinder::finish(std::uint64_t end) {
  if (state_ == State::kUu) {
    candidate_.stored.end = end;
    found_.uu.push_back(candidate_);
  }
  state_ = State::kText;
  return std::move(found_);
}

}  // namespace assay::extract::mail
