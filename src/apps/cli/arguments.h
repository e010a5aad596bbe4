// The command line as plain structs. No other file knows how it is parsed.
#pragma once
#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "assay/limits.h"
#include "eval/gates.h"
#include "eval/page_words.h"

namespace assay::cli {

enum class When : std::uint8_t { kAuto, kAlways, kNever };

/// Which rules.
struct RuleFlags {
  std::vector<std::string> rules, add_rules, only, skip;
  bool cache = true;
};

/// What every subcommand with an engine takes.
struct EngineArgs : RuleFlags {
  Profile profile = Profile::kShare;
  Limits limits;  ///< The profile's, with the flags applied.
  std::string key_file;
  Isolate isolate = Isolate::kNative;
  std::vector<std::string> required_layers;  ///< Of isolation.
};

struct ScanArgs {
  enum class Format : std::uint8_t { kTable, kJsonl, kJson };
  EngineArgs engine;
  std::vector<std::string> paths, fail_on, allow;
  std::string baseline;
  Format format = Format::kTable;
  unsigned jobs = 0;
  double deadline = 0;  ///< Seconds for the whole call; 0: not given.
  std::uint8_t min_confidence = 65;
  bool show_values = false, explain = false, quiet = false;
  std::string output;
  When colour = When::kAuto, progress = When::kAuto;
};

struct DetectArgs {
  EngineArgs engine;
  std::uint8_t min_confidence = 65;
  bool explain = false;
};

struct ExtractArgs {
  enum class Format : std::uint8_t { kText, kJson };
  EngineArgs engine;
  std::string path;
  Format format = Format::kText;
  bool headers = true;
};

/// What `assay rules new` is told by flags; what is missing is asked for on a terminal.
struct NewRuleArgs {
  std::string id, name, name_de, category, jurisdiction, boundary, check, pack, output, source;
  std::vector<std::string> regexes, phrases, negative, examples, counters;
};

struct ImportArgs {
  std::string path, format, pack, output;
};

struct RulesArgs : RuleFlags {
  enum class Action : std::uint8_t { kList, kLint, kTest, kExplain, kBench, kDiff, kNew, kImport };
  enum class Format : std::uint8_t { kTable, kJson };
  Action action = Action::kList;
  Format format = Format::kTable;
  bool watch = false;                ///< kLint, kTest: again whenever a rule file is saved.
  std::vector<std::string> ids;      ///< kExplain
  std::vector<std::string> paths;    ///< kExplain, kBench: text to measure on; kDiff: what to scan.
  std::string old_rules, new_rules;  ///< kDiff
  NewRuleArgs fresh;
  ImportArgs import;
};

struct EvalArgs {
  EngineArgs engine;
  std::vector<std::string> paths, leave_out;
  unsigned threshold = 65;
  std::size_t examples = 10;
  eval::Gates gates;
  eval::Language language = eval::Language::kEnglish;
  std::string html;
  bool json = false, all = false, show_values = false;
};

struct ExplainArgs {
  EngineArgs engine;
  std::string path, at, text, field;
  std::uint8_t min_confidence = 65;
  bool json = false, all = false;
};

struct TriageArgs {
  std::vector<std::string> reports;
  std::string allow = "allow.yaml", author, expires, export_to;
};

struct DoctorArgs {
  bool json = false;
};

struct VersionArgs {};

/// Nothing left to do but to end with this code: help was printed, or a complaint.
struct Ended {
  int exit_code = 0;
};

using Arguments =
    std::variant<Ended, ScanArgs, DetectArgs, ExtractArgs, RulesArgs, EvalArgs, ExplainArgs, TriageArgs, DoctorArgs, VersionArgs>;

/// Prints help to standard output and complaints, with what was probably meant, to standard error.
Arguments parse_arguments(int argc, const char* const* argv);

}  // namespace assay::cli
