// A sink that remembers everything and prints it in a form for golden files. Children are read to their end.
#pragma once
#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "assay/report.h"
#include "base/io.h"
#include "extract/extractor.h"

namespace assay::extract::testing {

struct RecordedText {
  std::string text, field;
  Join join = Join::kBreak;
  Locator locator;
  std::uint64_t row = 0;
  ByteRange stored;
  StoredFit fit = StoredFit::kUnknown;
  std::optional<base::PositionMap> map;
};

struct RecordedChild {
  std::string name, media_type, bytes;
  ByteRange stored;
  bool encrypted = false;
  std::optional<Trouble> trouble;  ///< How reading it ended, if not well.
};

struct RecordedGap {
  GapClass gap_class = GapClass::kContent;
  Reason reason = Reason::kNone;
  ByteRange stored;
  Locator where;
  std::string detail;
};

/// Printable ASCII and valid-looking UTF-8 stay; control characters, quotes and backslashes are escaped.
inline std::string escaped(std::string_view text) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string out = "\"";
  for (const unsigned char c : text) {
    if (c == '\n') {
      out += "\\n";
    } else if (c == '"' || c == '\\') {
      out += {'\\', static_cast<char>(c)};
    } else if (c < 0x20 || c == 0x7F) {
      out += {'\\', 'x', kHex[c >> 4], kHex[c & 15]};
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + '"';
}

inline Limits roomy_limits() {
  Limits limits = limits_for(Profile::kShare);
  limits.max_ratio = std::numeric_limits<std::uint32_t>::max();
  return limits;
}

class RecordingSink final : public Sink {
 public:
  explicit RecordingSink(const Limits& limits = roomy_limits(), std::uint64_t input_bytes = 0)
      : budget_(limits, input_bytes, nullptr) {}

  bool text(std::string_view utf8, const Anchor& anchor) override {
    if (!budget_.draw_text(utf8.size())) return false;
    if (anchor.locator != nullptr) last_ = *anchor.locator;
    texts.push_back({std::string(utf8), std::string(anchor.field), anchor.join, last_, anchor.row, anchor.stored, anchor.fit,
                     anchor.map == nullptr ? std::nullopt : std::optional(*anchor.map)});
    log_ += print(texts.back());
    return true;
  }
  bool child(const ChildInfo& info, Source& source) override {
    RecordedChild child{std::string(info.name), std::string(info.media_type), {}, info.stored, info.encrypted, {}};
    if (!info.encrypted) read_child(child, source);
    children.push_back(std::move(child));
    log_ += print(children.back());
    return budget_.ok();
  }
  void gap(GapClass gap_class, Reason reason, ByteRange stored, const Locator* where, std::string_view detail) override {
    gaps.push_back({gap_class, reason, stored, where == nullptr ? Locator{} : *where, std::string(detail)});
    log_ += print(gaps.back());
  }
  base::Budget& budget() override { return budget_; }

  /// All text with the joins in it, as the engine composes it.
  std::string all_text() const {
    std::string out;
    for (const RecordedText& piece : texts) {
      if (!out.empty() && piece.join == Join::kSpace) out += ' ';
      if (!out.empty() && piece.join == Join::kBreak) out += '\n';
      out += piece.text;
    }
    return out;
  }
  /// What came, in order, a line each.
  const std::string& log() const { return log_; }

  std::vector<RecordedText> texts;
  std::vector<RecordedChild> children;
  std::vector<RecordedGap> gaps;

 private:
  static void read_child(RecordedChild& child, Source& source) {
    char block[8192];
    for (;;) {
      const auto got = source.read(block);
      if (!got.ok()) {
        child.trouble = got.error();
        return;
      }
      if (got.value() == 0) return;
      child.bytes.append(block, got.value());
    }
  }
  static std::string range(ByteRange r) { return " @" + std::to_string(r.begin) + "-" + std::to_string(r.end); }
  static std::string place(const Locator& at) {
    std::string out{name_of(at.kind)};
    if (!at.name.empty()) out += " " + escaped(at.name);
    if (at.number != 0) out += " #" + std::to_string(at.number);
    return out;
  }
  static std::string print(const RecordedText& piece) {
    static constexpr std::string_view kJoins[] = {"glue ", "space", "break"};
    static constexpr std::string_view kFits[] = {"", " covering", " exact"};
    std::string out = "text  ";
    out += kJoins[static_cast<std::size_t>(piece.join)];
    out += " [" + place(piece.locator) + "]";
    if (!piece.field.empty()) out += " field=" + escaped(piece.field);
    if (piece.row != 0) out += " row=" + std::to_string(piece.row);
    if (!piece.stored.empty()) out += range(piece.stored);
    out += piece.map ? " map" : kFits[static_cast<std::size_t>(piece.fit)];
    return out + " " + escaped(piece.text) + "\n";
  }
  static std::string print(const RecordedChild& child) {
    std::string out = "child " + escaped(child.name);
    if (!child.media_type.empty()) out += " type=" + child.media_type;
    if (!child.stored.empty()) out += range(child.stored);
    if (child.encrypted) return out + " encrypted\n";
    out += " " + std::to_string(child.bytes.size()) + " bytes " + escaped(std::string_view(child.bytes).substr(0, 200));
    if (child.trouble) out += " ended " + std::string(reason_info(child.trouble->reason).name);
    return out + "\n";
  }
  static std::string print(const RecordedGap& gap) {
    std::string out = "gap   " + std::string(name_of(gap.gap_class)) + " " + std::string(reason_info(gap.reason).name);
    if (!gap.stored.empty()) out += range(gap.stored);
    if (gap.where.kind != LocatorKind::kNone) out += " [" + place(gap.where) + "]";
    return out + " " + gap.detail + "\n";
  }

  base::Budget budget_;
  Locator last_;
  std::string log_;
};

}  // namespace assay::extract::testing
