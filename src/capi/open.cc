// Opening and closing of engines and scanners, and the last error.
#include <algorithm>
#include <optional>

#include "capi/handles.h"

namespace assay::capi {
namespace {
thread_local std::string last_error;  // NOLINT: per thread by contract of assay_last_error

static_assert(int{ASSAY_INTERNAL} == static_cast<int>(Code::kInternal) && int{ASSAY_IO} == static_cast<int>(Code::kIo));
static_assert(int{ASSAY_BAD_RULES} == static_cast<int>(Code::kBadRules) &&
              int{ASSAY_MISSING} == static_cast<int>(Code::kMissing));

/// "a,b": a name between commas that is empty is refused like any other that nobody knows.
std::vector<std::string> names_in(const char* text) {
  std::vector<std::string> names;
  if (text == nullptr) return names;
  const std::string_view all(text);
  for (std::size_t at = 0, end = 0; at <= all.size(); at = end + 1) {
    end = std::min(all.find(',', at), all.size());
    names.emplace_back(all.substr(at, end - at));
  }
  return names;
}

std::string given(const char* text) { return text == nullptr ? std::string() : std::string(text); }

assay_code check_rules(const char* const* rules, std::size_t count) {
  if (count != 0 && rules == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "rules is NULL, rule_count is not 0");
  for (std::size_t i = 0; i < count; ++i)
    if (rules[i] == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "a path in rules is NULL");
  return ASSAY_OK;
}

assay_code open_engine(const char* const* rules, std::size_t count, const assay_open_options& options, assay_engine** out) {
  const std::optional<Profile> profile = profile_named(options.profile == nullptr ? "gateway" : options.profile);
  if (!profile) return fail(ASSAY_BAD_CONFIGURATION, "profile is neither gateway nor share");
  const std::optional<Isolate> isolate = isolate_named(options.isolate == nullptr ? "native" : options.isolate);
  if (!isolate) return fail(ASSAY_BAD_CONFIGURATION, "isolate is none of none, native, all");
  RuleOptions rule_options;
  rule_options.paths.assign(rules, rules + count);
  rule_options.cache_dir = given(options.cache_dir);
  auto loaded = RuleSet::load(rule_options);
  if (!loaded.ok()) return loaded.error().empty() ? fail(ASSAY_BAD_RULES, "the rules do not load") : fail(loaded.error().front());
  EngineOptions engine_options;
  engine_options.rules = loaded.value();
  engine_options.profile = *profile;
  engine_options.key_file = given(options.key_file);
  engine_options.worker = given(options.worker);
  engine_options.required_layers = names_in(options.required_layers);
  engine_options.reader = given(options.reader);
  engine_options.isolate = *isolate;
  auto engine = Engine::create(std::move(engine_options));
  if (!engine.ok()) return fail(engine.error());
  *out = new assay_engine{engine.value()};
  return ASSAY_OK;
}
}  // namespace

void begin_call() noexcept { last_error.clear(); }

assay_code fail(assay_code code, std::string_view message) noexcept {
  try {
    last_error.assign(message);
  } catch (...) {
    last_error.clear();
  }
  return code;
}

assay_code fail(const Diagnostic& diagnostic) noexcept {
  const auto code = static_cast<assay_code>(diagnostic.code);
  try {
    return fail(code, diagnostic.text());
  } catch (...) {
    return fail(code, "");
  }
}

}  // namespace assay::capi

using assay::capi::fail;
using assay::capi::fenced;

const char* assay_version(void) { return ASSAY_VERSION; }
const char* assay_last_error(void) { return assay::capi::last_error.c_str(); }

assay_code assay_open(const char* const* rules, size_t rule_count, const assay_open_options* options, assay_engine** engine) {
  return fenced([&] {
    if (engine == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "engine is NULL");
    if (const assay_code code = assay::capi::check_rules(rules, rule_count); code != ASSAY_OK) return code;
    assay_open_options known;
    if (const assay_code code = assay::capi::read_options(options, known); code != ASSAY_OK) return code;
    return assay::capi::open_engine(rules, rule_count, known, engine);
  });
}

void assay_engine_close(assay_engine* engine) { delete engine; }

assay_code assay_scanner_open(assay_engine* engine, assay_scanner** scanner) {
  return fenced([&] {
    if (engine == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "engine is NULL");
    if (scanner == nullptr) return fail(ASSAY_INVALID_ARGUMENT, "scanner is NULL");
    *scanner = new assay_scanner{assay::Scanner(engine->engine)};
    return ASSAY_OK;
  });
}

void assay_scanner_close(assay_scanner* scanner) { delete scanner; }
