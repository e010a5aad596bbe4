// assay triage
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>

#include "apps/cli/commands.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/output.h"
#include "apps/cli/report_reader.h"
#include "report/json_writer.h"
#include "report/terminal.h"

namespace assay::cli {
namespace {

/// One value of one detector, wherever it stands: one decision.
struct Case {
  ReadFinding first;
  std::string key_id;
  std::vector<std::string> places;
};

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c == '\n' ? ' ' : c);
  return out + "'";
}

Result<std::vector<Case>> cases_of(const std::vector<std::string>& reports, bool& joinable) {
  std::map<std::string, Case> by_value;
  joinable = true;
  for (const std::string& path : reports) {
    const auto read = read_reports(path, [&](ReadReport&& report) {
      joinable = joinable && (report.joinable || report.findings.empty());
      for (ReadFinding& f : report.findings) {
        Case& one = by_value[f.detector + '\n' + f.value_hash + '\n' + report.key_id];
        one.places.push_back(f.part + (f.place.empty() ? "" : ", " + f.place));
        if (one.key_id.empty()) one.first = std::move(f), one.key_id = report.key_id;
      }
    });
    if (!read.ok()) return read.error();
  }
  std::vector<Case> cases;
  for (auto& [key, one] : by_value) cases.push_back(std::move(one));
  // What stands in most places first: one decision settles most.
  std::stable_sort(cases.begin(), cases.end(), [](const Case& a, const Case& b) { return a.places.size() > b.places.size(); });
  return cases;
}

/// The value with other digits and letters of the same shape; stars stay.
std::string disguised(const std::string& text) {
  std::string out = text;
  std::uint32_t seed = 2166136261U;
  for (char& c : out) {
    seed = (seed ^ static_cast<unsigned char>(c)) * 16777619U;
    const auto pick = [&](char first, unsigned count) { c = static_cast<char>(first + static_cast<char>((seed >> 9) % count)); };
    if (c >= '0' && c <= '9') {
      pick('0', 10);
    } else if (c >= 'A' && c <= 'Z') {
      pick('A', 26);
    } else if (c >= 'a' && c <= 'z') {
      pick('a', 26);
    }
  }
  return out;
}

class Triage {
 public:
  Triage(const TriageArgs& args, std::vector<Case> cases) : args_(args), cases_(std::move(cases)) {}

  int run() {
    std::cout << report::counted(cases_.size(), "value") << " to look at. f false alarm, a accept, s skip, q quit, ? help\n";
    for (std::size_t i = 0; i < cases_.size() && !over_; ++i) decide(i);
    std::cout << report::counted(allowed_, "decision") << " written to " << args_.allow << ", " << skipped_ << " skipped, "
              << cases_.size() - decided_ << " left\n";
    return failed_ ? kExitUsage : kExitNothing;
  }

 private:
  void show(std::size_t i) const {
    const Case& one = cases_[i];
    std::cout << "\n[" << i + 1 << "/" << cases_.size() << "] " << report::harmless(one.first.detector) << "  "
              << static_cast<unsigned>(one.first.confidence) << "  " << report::counted(one.places.size(), "place") << "\n    "
              << report::harmless(one.first.preview) << "\n";
    constexpr std::size_t kShown = 3;
    for (std::size_t p = 0; p < std::min(kShown, one.places.size()); ++p)
      std::cout << "    " << report::harmless(one.places[p]) << "\n";
    if (one.places.size() > kShown) std::cout << "    and " << one.places.size() - kShown << " more\n";
  }

  void decide(std::size_t i) {
    show(i);
    for (;;) {
      std::cout << "? " << std::flush;
      std::string answer;
      if (!std::getline(std::cin, answer)) return static_cast<void>(over_ = true);
      switch (answer.empty() ? '?' : answer[0]) {
        case 'f':
          return allow(cases_[i], "false alarm"), export_case(cases_[i]);
        case 'a':
          return allow(cases_[i], reason());
        case 's':
          return static_cast<void>((++skipped_, ++decided_));
        case 'q':
          return static_cast<void>(over_ = true);
        default:
          std::cout
              << "  f  false alarm: goes to the allow list, and masked to --export for 'assay eval'\n"
                 "  a  accept: true, and in order; asks why, goes to the allow list\n  s  skip: decide another day\n  q  quit\n";
      }
    }
  }

  static std::string reason() {
    std::cout << "  why [accepted]: " << std::flush;
    std::string text;
    std::getline(std::cin, text);
    return text.empty() ? "accepted" : text;
  }

  void allow(const Case& one, const std::string& reason) {
    std::error_code error;
    const bool fresh = ::access(args_.allow.c_str(), F_OK) != 0;
    std::ofstream out(args_.allow, std::ios::app | std::ios::binary);
    if (fresh) out << "version: 1\nallow:\n";
    out << "  - {detector: " << one.first.detector << ", value_hash: '" << one.first.value_hash << "', key: '" << one.key_id
        << "', author: " << quoted(args_.author) << ", reason: " << quoted(reason)
        << (args_.expires.empty() ? "" : ", expires: '" + args_.expires + "'") << "}\n";
    out.close();
    if (!out) failed_ = over_ = true, complain(args_.allow + ": cannot be written");
    ++allowed_, ++decided_;
  }

  /// A text in which nothing is to be found. With the raw value in the report it keeps the value's shape, else its mask.
  void export_case(const Case& one) {
    if (args_.export_to.empty()) return;
    report::JsonWriter json;
    const std::string text = one.first.value.empty() ? one.first.preview : disguised(one.first.value);
    json.begin_object().key("hard").string("triage").key("id").string("triage-" + one.first.id).key("kind").string("text");
    json.key("labels").begin_array().end_array().key("lang").string("en").key("text").string(text).end_object();
    std::ofstream out(args_.export_to, std::ios::app | std::ios::binary);
    out << json.take() << "\n";
    out.close();
    if (!out) failed_ = over_ = true, complain(args_.export_to + ": cannot be written");
  }

  const TriageArgs& args_;
  std::vector<Case> cases_;
  std::size_t allowed_ = 0, skipped_ = 0, decided_ = 0;
  bool over_ = false, failed_ = false;
};
}  // namespace

int run_triage(const TriageArgs& args) {
  TriageArgs settled = args;
  if (settled.author.empty())
    if (const char* user = std::getenv("USER"); user != nullptr) settled.author = user;
  if (settled.author.empty()) return complain("--author is missing: who decides?"), kExitUsage;
  bool joinable = true;
  auto cases = cases_of(args.reports, joinable);
  if (!cases.ok()) return complain(cases.error().text()), kExitUsage;
  if (!joinable) return complain("the report's value hashes join no others: scan again with --key-file, then triage"), kExitUsage;
  return Triage(settled, std::move(cases.value())).run();
}

}  // namespace assay::cli
