#include "detect/phrase_cache.h"

#include <unicode/uvernum.h>

#include "detect/blob.h"
#include "detect/fingerprint.h"

namespace assay::detect {
namespace {
/// ICU says what letters are and how they fold.
std::string maker() { return std::string(kFingerprint) + U_ICU_VERSION; }
constexpr std::string_view kKind = ".phrases";

Result<PhraseIndexes, Diagnostics> build(const rulepack::Packs& packs) {
  auto names = PhraseIndex::build(packs, PhraseUse::kNames), text = PhraseIndex::build(packs, PhraseUse::kText);
  if (!names.ok()) return std::move(names.error());
  if (!text.ok()) return std::move(text.error());
  return PhraseIndexes{std::move(names.value()), std::move(text.value())};
}

std::string save(const PhraseIndexes& indexes) {
  BlobWriter out;
  for (const PhraseIndex* index : {&indexes.names, &indexes.text}) out.put_array(std::span<const char>(index->bytes()));
  return out.take();
}

std::optional<PhraseIndexes> load(const base::CachedBytes& cached, const rulepack::Packs& packs) {
  BlobReader in(cached.bytes);
  std::span<const char> names, text;
  if (!in.get_view(names) || !in.get_view(text) || !in.done()) return std::nullopt;
  const auto index = [&](std::span<const char> bytes) {
    return PhraseIndex::load({{bytes.data(), bytes.size()}, cached.owner}, packs);
  };
  auto of_names = index(names), of_text = index(text);
  if (!of_names || !of_text) return std::nullopt;
  return PhraseIndexes{std::move(*of_names), std::move(*of_text)};
}
}  // namespace

Result<PhraseIndexes, Diagnostics> phrase_indexes(const rulepack::Packs& packs, const rulepack::PackCache& cache) {
  const std::optional<base::CachedBytes> cached = cache.load(kKind, maker());
  if (auto indexes = cached ? load(*cached, packs) : std::nullopt) return std::move(*indexes);
  auto indexes = build(packs);
  if (indexes.ok() && cache.keeps()) cache.store(kKind, maker(), save(indexes.value()));
  return indexes;
}

}  // namespace assay::detect
