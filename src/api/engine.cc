// Engine and Scanner behind the public interface: what is in process and what goes to the worker is decided here.
#include "assay/engine.h"

#include <sodium.h>

#include "api/isolation.h"
#include "api/readers.h"
#include "api/rule_set.h"
#include "base/fence.h"
#include "engine/pipeline.h"

namespace assay {
namespace api {
namespace {

class LocalEngine final : public Engine {
 public:
  LocalEngine(std::shared_ptr<const RuleSet> rules, std::shared_ptr<const engine::Setup> setup)
      : rules_(std::move(rules)), setup_(std::move(setup)) {}
  const RuleSet& rules() const override { return *rules_; }
  const Limits& limits() const override { return setup_->limits; }
  const std::string& revision() const override { return setup_->revision; }
  const std::shared_ptr<const engine::Setup>& setup() const { return setup_; }

 private:
  std::shared_ptr<const RuleSet> rules_;
  std::shared_ptr<const engine::Setup> setup_;
};

std::string random_id() {
  std::array<char, 8> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  return base::to_hex({bytes.data(), bytes.size()});
}

std::string revision_of(const std::vector<extract::Extractor>& rows) {
  std::string out = "assay " + std::string(version()) + " (";
  for (const extract::Extractor& row : rows) out += (&row == rows.data() ? "" : " ") + row.id;
  return out + ")";
}

Result<std::shared_ptr<const Engine>> create(const EngineOptions& options) {
  const auto* rules = dynamic_cast<const LoadedRules*>(options.rules.get());
  if (rules == nullptr)
    return Diagnostic{.code = Code::kInvalidArgument, .message = "no rules were given", .fix = "load them with RuleSet::load"};
  if (options.window_bytes < 64)
    return Diagnostic{.code = Code::kInvalidArgument, .message = "window_bytes is below 64", .fix = "leave it at its default"};
  auto setup = std::make_shared<engine::Setup>();
  setup->matcher = rules->matcher();
  setup->profile = options.profile;
  setup->limits = options.limits.value_or(limits_for(options.profile));
  if (auto valid = validate(setup->limits); !valid.ok()) return valid.error();
  if (!options.key_file.empty()) {
    auto key = base::ValueKey::from_file(options.key_file);
    if (!key.ok()) return key.error();
    setup->key = key.value();
  }
  if (auto held = require_layers(options); !held.ok()) return held.error();
  if (auto readers = set_up_readers(options, *setup); !readers.ok()) return readers.error();
  setup->revision = revision_of(setup->extractors);
  setup->window_bytes = options.window_bytes;
  setup->run_id = random_id();
  return std::shared_ptr<const Engine>(std::make_shared<LocalEngine>(options.rules, setup));
}

}  // namespace
}  // namespace api

inline namespace v1 {

std::string_view version() { return ASSAY_VERSION; }

std::string_view name_of(Isolate mode) {
  constexpr std::string_view kNames[] = {"none", "native", "all"};
  return kNames[static_cast<std::size_t>(mode)];
}

std::optional<Isolate> isolate_named(std::string_view name) {
  for (const Isolate mode : {Isolate::kNone, Isolate::kNative, Isolate::kAll})
    if (name_of(mode) == name) return mode;
  return std::nullopt;
}

Result<std::shared_ptr<const Engine>> Engine::create(EngineOptions options) {
  return base::unless_out_of_memory([&] { return api::create(options); });
}

class Scanner::Impl {
 public:
  explicit Impl(std::shared_ptr<const Engine> engine) noexcept
      : engine_(std::move(engine)), pipeline_(dynamic_cast<const api::LocalEngine&>(*engine_).setup()) {}
  engine::Pipeline& pipeline() { return pipeline_; }

 private:
  std::shared_ptr<const Engine> engine_;
  engine::Pipeline pipeline_;
};

// Without memory for this little there is no pipeline, and every report is an empty one: its verdict is `error`.
Scanner::Scanner(std::shared_ptr<const Engine> engine) : impl_(new (std::nothrow) Impl(std::move(engine))) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;

Report Scanner::scan(Source& source, std::string_view name, const ScanOptions& options) {
  return impl_ == nullptr ? Report() : impl_->pipeline().scan(source, name, options);
}

Report Scanner::scan_file(const std::string& path, const ScanOptions& options) {
  auto file = open_file(path);
  if (file.ok()) return scan(*file.value(), path, options);
  const Reason reason = file.error().code == Code::kInternal ? Reason::kWorkerOom : Reason::kUnreadable;
  return impl_ == nullptr ? Report() : impl_->pipeline().not_read(path, reason, file.error().message);
}

Report Scanner::scan_text(std::string_view utf8, const ScanOptions& options) {
  return impl_ == nullptr ? Report() : impl_->pipeline().scan_text(utf8, options);
}

Report Scanner::extract(Source& source, std::string_view name, const TextReceiver& receive, const ScanOptions& options) {
  return impl_ == nullptr ? Report() : impl_->pipeline().extract(source, name, receive, options);
}

}  // namespace v1
}  // namespace assay
