#include "report/json_writer.h"

#include <algorithm>
#include <cassert>

#include "base/unicode.h"

namespace assay::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// RFC 8785 §3.2.2.2: the short escapes where there is one, \u00xx in lower case for other controls, all else as it is.
void append_escaped(std::string& out, unsigned char c) {
  static constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
  }
  out += kHex[c >> 4];
  out += kHex[c & 15];
}

bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

void append_valid(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto stop = static_cast<std::size_t>(std::find_if(text.begin(), text.end(), needs_escape) - text.begin());
    out.append(text.substr(0, stop));
    if (stop == text.size()) return;
    append_escaped(out, static_cast<unsigned char>(text[stop]));
    text.remove_prefix(stop + 1);
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  while (true) {
    const std::size_t valid = base::valid_utf8_prefix(text);
    append_valid(out, text.substr(0, valid));
    if (valid == text.size()) break;
    out += kReplacement;
    text.remove_prefix(valid + 1);
  }
  out += '"';
}

void JsonWriter::separate() {
  if (out_.empty()) return;
  const char last = out_.back();
  if (last != '{' && last != '[' && last != ':') out_ += ',';
}

JsonWriter& JsonWriter::begin_object() {
  separate();
  out_ += '{';
  last_keys_.emplace_back();
  return *this;
}

JsonWriter& JsonWriter::end_object() {
  out_ += '}';
  last_keys_.pop_back();
  return *this;
}

JsonWriter& JsonWriter::begin_array() {
  separate();
  out_ += '[';
  last_keys_.emplace_back();
  return *this;
}

JsonWriter& JsonWriter::end_array() {
  out_ += ']';
  last_keys_.pop_back();
  return *this;
}

JsonWriter& JsonWriter::key(std::string_view name) {
  assert(!last_keys_.empty() && last_keys_.back() < name && "keys ascend");
  last_keys_.back() = name;
  separate();
  append_json_string(out_, name);
  out_ += ':';
  return *this;
}

JsonWriter& JsonWriter::string(std::string_view text) {
  separate();
  append_json_string(out_, text);
  return *this;
}

JsonWriter& JsonWriter::integer(std::uint64_t value) { return raw(std::to_string(std::min(value, kMaxJsonInteger))); }
JsonWriter& JsonWriter::boolean(bool value) { return raw(value ? "true" : "false"); }
JsonWriter& JsonWriter::null() { return raw("null"); }

JsonWriter& JsonWriter::raw(std::string_view json) {
  separate();
  out_ += json;
  return *this;
}

std::string JsonWriter::take() {
  assert(last_keys_.empty() && "every object and array is closed");
  return std::move(out_);
}

}  // namespace assay::report
