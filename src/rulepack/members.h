// The members of each struct of model.h, in order: what the cache writes and reads. A member that is added there and forgotten
// here does not compile.
#pragma once
#include <concepts>
#include <tuple>
#include <type_traits>

#include "rulepack/model.h"

namespace assay::rulepack {

/// S, or const S.
template <class T, class S>
concept Some = std::same_as<std::remove_const_t<T>, S>;

auto members(Some<CheckSpec> auto& all) {
  auto& [algorithm, params, mark] = all;
  return std::tie(algorithm, params, mark);
}
auto members(Some<Extend> auto& all) {
  auto& [char_class, max] = all;
  return std::tie(char_class, max);
}
auto members(Some<PatternSpec> auto& all) {
  auto& [regex, terms, caseless, boundary, checks, on_fail, confidence, extend, justify, mark] = all;
  return std::tie(regex, terms, caseless, boundary, checks, on_fail, confidence, extend, justify, mark);
}
auto members(Some<Phrase> auto& all) {
  auto& [text, mark] = all;
  return std::tie(text, mark);
}
auto members(Some<ContextSpec> auto& all) {
  auto& [near, any, negative, lower] = all;
  return std::tie(near, any, negative, lower);
}
auto members(Some<RejectSpec> auto& all) {
  auto& [values, lists, patterns, lower] = all;
  return std::tie(values, lists, patterns, lower);
}
auto members(Some<Example> auto& all) {
  auto& [text, field, mark] = all;
  return std::tie(text, field, mark);
}
auto members(Some<DetectorSpec> auto& all) {
  auto& [id, pack, jurisdiction, category, source, unverified, name, regulations, stdnum, patterns, context, reject, value, beats,
         examples, counters, mark] = all;
  return std::tie(id, pack, jurisdiction, category, source, unverified, name, regulations, stdnum, patterns, context, reject,
                  value, beats, examples, counters, mark);
}
auto members(Some<UnionSpec> auto& all) {
  auto& [id, pack, jurisdiction, category, source, name, regulations, of, those, mark] = all;
  return std::tie(id, pack, jurisdiction, category, source, name, regulations, of, those, mark);
}
auto members(Some<Condition> auto& all) {
  auto& [kind, children, selectors, with, at_least, at_most, per_kilobyte, distinct, min_confidence, mark] = all;
  return std::tie(kind, children, selectors, with, at_least, at_most, per_kilobyte, distinct, min_confidence, mark);
}
auto members(Some<LabelRule> auto& all) {
  auto& [id, label, why, when, mark] = all;
  return std::tie(id, label, why, when, mark);
}
auto members(Some<LabelCase> auto& all) {
  auto& [name, expect, text, findings, verdicts, mark] = all;
  return std::tie(name, expect, text, findings, verdicts, mark);
}
auto members(Some<LabelPack> auto& all) {
  auto& [labels, rules, cases] = all;
  return std::tie(labels, rules, cases);
}
auto members(Some<Diagnostic> auto& all) {
  auto& [file, line, column, code, message, fix] = all;
  return std::tie(file, line, column, code, message, fix);
}
auto members(Some<Packs> auto& all) {
  auto& [files, detectors, unions, lists, labels, hash, warnings] = all;
  return std::tie(files, detectors, unions, lists, labels, hash, warnings);
}

template <class T>
concept HasMembers = requires(T& all) {
  members(all);
};

}  // namespace assay::rulepack
