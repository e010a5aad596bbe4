// The contract between the engine and the formats. An extractor turns the bytes of one part into text with locators, hands
// children to the sink and records what it could not read. It does not identify or open its children (the engine does, within
// the depth limit), matches nothing and knows no rules.
//
// Adding a format: one file src/extract/NAME.cc defining `extern const Extractor kName`, one row in registry.cc, golden files in
// tests/extract/NAME/, a row in src/extract/README.md, signatures in identify/signatures_data.cc.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "assay/ranges.h"
#include "assay/report.h"
#include "assay/source.h"
#include "base/budget.h"
#include "base/position_map.h"

namespace assay::extract {

/// How a piece of text joins the one before it in the same part.
enum class Join : std::uint8_t {
  kGlue = 0,  ///< Nothing in between: one word may span both (Word runs).
  kSpace,     ///< A space: same line, other word.
  kBreak,     ///< A line break: other cell, paragraph, line, field.
};

/// Where a piece of text came from. Everything is borrowed for the call.
struct Anchor {
  const Locator* locator = nullptr;  ///< Null: same as the piece before. With kLine the number is that of the piece's first line.
  Join join = Join::kBreak;
  std::string_view field;  ///< Column header, key, field name: context for the detectors. Never part of the text.
  std::uint64_t row = 0;   ///< Table row or record, 1-based; 0: not in a table. Cells of one row share it.
  ByteRange stored;        ///< In the part as stored. Empty: unknown.
  /// How `stored` relates to the text. kExact: byte i of the text is byte stored.begin + i. kCovering: somewhere inside.
  StoredFit fit = StoredFit::kUnknown;
  const base::PositionMap* map = nullptr;  ///< Finer than `fit`: derived = offset in this piece, original = stored byte.
  bool derived = false;                    ///< Recognised (OCR), not read.
};

struct ChildInfo {
  std::string_view name;          ///< As stored, maybe not UTF-8, maybe hostile. Never used as a path.
  std::string_view media_type;    ///< Declared; a hint only. Empty: none.
  ByteRange stored;               ///< In the parent, if known.
  bool encrypted = false;         ///< `source` is not readable: recorded with `kPasswordRequired`, name still scanned.
  std::string_view charset = {};  ///< Declared (MIME); a hint only. Empty: none.
  bool counted = false;           ///< The extractor has drawn its entry from the budget already (when it read the directory).
};

/// Where an extractor puts what it finds. Owned by the engine; one thread.
class Sink {
 public:
  virtual ~Sink() = default;
  /// Appends UTF-8 text (must be valid; any length, copied). False: the budget is spent, return Done at once.
  virtual bool text(std::string_view utf8, const Anchor& anchor) = 0;
  /// Hands over a part found inside; it is read before the call returns, `source` may be forward-only. False: stop.
  virtual bool child(const ChildInfo& info, Source& source) = 0;
  /// Records something that was not read. The scan goes on. `where` may be null; `detail` never holds document text.
  virtual void gap(GapClass gap_class, Reason reason, ByteRange stored, const Locator* where, std::string_view detail) = 0;
  virtual base::Budget& budget() = 0;
};

/// What is known of the part before reading it.
struct PartInfo {
  std::string_view name;    ///< Last component, as stored.
  std::string_view format;  ///< Format id from identify.
  std::string_view media_type;
  std::string_view charset;  ///< Declared by the container (MIME), else empty.
  std::uint32_t depth = 0;
};

enum class Access : std::uint8_t {
  kForward = 0,  ///< `read` only, incremental, any size.
  kRandom,       ///< Needs `size` and `read_at`; the engine spools forward-only sources first.
};

/// Whose code takes the bytes apart. With `isolate native` the first runs in the host, the second in a process that serves many
/// documents, the third in one of its own for each: nobody knows what foreign code keeps from the document before.
enum class Code : std::uint8_t {
  kPlain = 0,  ///< Ours, and little of it: nothing is unpacked, no structure is believed.
  kOwn,        ///< Ours (expat, zlib and ICU included).
  kForeign,    ///< A large library.
};

/// One format. Stateless: `run` may be called from any number of threads at once, must not throw, must end on any input, and
/// must not recurse on input depth. An error says that the part as a whole is not what it claims: the engine records it as a
/// content gap and sweeps the raw bytes for strings. Text, children and gaps delivered before the error are kept.
struct Extractor {
  std::string id;                    ///< Stable: appears in reports.
  std::vector<std::string> formats;  ///< Format ids of identify that it reads.
  Access access = Access::kForward;
  std::function<Result<Done, Trouble>(Source&, const PartInfo&, Sink&)> run = {};
  Code code = Code::kOwn;
};

/// How often code of the kind kForeign was set to work in this process, also on behalf of a row of another kind (a method of
/// compression).
std::uint64_t foreign_runs();

/// The permissive built-in formats, in a fixed order (registry.cc). PDF is added by the api room through the worker.
std::span<const Extractor> builtin_extractors();

}  // namespace assay::extract
