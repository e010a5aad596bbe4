#include "eval/labelled.h"

#include <simdjson.h>
#include <zlib.h>

#include <memory>
#include <string_view>

namespace assay::eval {
namespace {

using simdjson::dom::element;

constexpr std::size_t kReadBytes = 64 << 10;
constexpr std::size_t kMaxBytes = 1U << 30;  // unpacked; nobody labels more by hand or by generator

struct CloseGzip {
  void operator()(gzFile file) const { gzclose(file); }
};

Result<std::string> unpacked(const std::string& path) {
  const std::unique_ptr<gzFile_s, CloseGzip> file(gzopen(path.c_str(), "rbe"));
  if (!file) return Diagnostic{.file = path, .code = Code::kIo, .message = "cannot be opened"};
  std::string out;
  std::vector<char> block(kReadBytes);
  while (const int got = gzread(file.get(), block.data(), static_cast<unsigned>(block.size()))) {
    if (got < 0) return Diagnostic{.file = path, .code = Code::kIo, .message = "cannot be read to its end"};
    out.append(block.data(), static_cast<std::size_t>(got));
    if (out.size() > kMaxBytes) return Diagnostic{.file = path, .code = Code::kIo, .message = "is larger than 1 GiB"};
  }
  return out;
}

std::string text_of(const element& object, const char* key) {
  std::string_view text;
  return object[key].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

bool inner_byte(const std::string& text, std::uint64_t at) { return at < text.size() && (text[at] & 0xC0) == 0x80; }

bool read_names(const element& row, const char* key, std::vector<std::string>& names) {
  simdjson::dom::array list;
  if (row[key].get(list) != simdjson::SUCCESS) return row[key].error() == simdjson::NO_SUCH_FIELD;
  for (const element one : list) {
    std::string_view name;
    if (one.get(name) != simdjson::SUCCESS) return false;
    names.emplace_back(name);
  }
  return true;
}

const char* read_label(const element& row, const std::string& text, Label& label) {
  label.detector = text_of(row, "detector");
  if (label.detector.empty()) return "a label without detector";
  if (row["begin"].get(label.range.begin) != simdjson::SUCCESS || row["end"].get(label.range.end) != simdjson::SUCCESS)
    return "a label without begin and end";
  if (label.range.begin >= label.range.end || label.range.end > text.size()) return "a label outside its text";
  if (inner_byte(text, label.range.begin) || inner_byte(text, label.range.end)) return "a label that cuts a character";
  std::string_view value;
  if (row["value"].get(value) == simdjson::SUCCESS &&
      value != std::string_view(text).substr(label.range.begin, label.range.end - label.range.begin))
    return "a label whose value is not at its place";
  label.optional = row["optional"].get(label.optional) == simdjson::SUCCESS && label.optional;
  return read_names(row, "also", label.also) && read_names(row, "within", label.within)
             ? nullptr
             : "'also' and 'within' are lists of detectors";
}

const char* read_text(const element& row, LabelledText& out) {
  std::string_view text;
  if (row["text"].get(text) != simdjson::SUCCESS) return "no text";
  out.text = text;
  out.id = text_of(row, "id");
  out.lang = text_of(row, "lang");
  out.hard = text_of(row, "hard");
  out.trick = text_of(row, "trick");
  const std::string kind = text_of(row, "kind");
  if (kind != "text" && kind != "table") return "its kind is neither text nor table";
  out.kind = kind == "table" ? LabelledText::Kind::kTable : LabelledText::Kind::kText;
  simdjson::dom::array labels;
  if (row["labels"].get(labels) != simdjson::SUCCESS) return "no labels";
  for (const element one : labels)
    if (const char* mistake = read_label(one, out.text, out.labels.emplace_back())) return mistake;
  return nullptr;
}

}  // namespace

Result<Done> read_labelled(const std::string& path, std::vector<LabelledText>& texts) {
  const Result<std::string> bytes = unpacked(path);
  if (!bytes.ok()) return bytes.error();
  const std::string_view all = bytes.value();
  simdjson::dom::parser parser;
  std::uint32_t line = 0;
  for (std::size_t at = 0, end = 0; at < all.size(); at = end + 1) {
    end = std::min(all.find('\n', at), all.size());
    ++line;
    if (end == at) continue;
    element row;
    const bool json = parser.parse(simdjson::padded_string(all.substr(at, end - at))).get(row) == simdjson::SUCCESS;
    LabelledText text;
    const char* mistake = json && row.is_object() ? read_text(row, text) : "not a JSON object";
    if (mistake != nullptr)
      return Diagnostic{.file = path,
                        .line = line,
                        .code = Code::kInvalidArgument,
                        .message = mistake,
                        .fix = "corpus/labelled/README.md describes the format"};
    texts.push_back(std::move(text));
  }
  return Done{};
}

}  // namespace assay::eval
