// Other readings of a text, with the matcher made for tests: "key" and digits.
#include "engine/variants.h"

#include <gtest/gtest.h>

#include "base/hash.h"
#include "base/io.h"
#include "engine/pipeline.h"
#include "fake_matcher.h"

namespace assay::engine {
namespace {

using extract::Access;
using extract::PartInfo;
using extract::Sink;

Result<Done, Trouble> read_text(Source& source, const PartInfo&, Sink& sink) {
  std::string all(1 << 16, '\0');
  auto got = base::read_full(source, {all.data(), all.size()});
  if (!got.ok()) return got.error();
  extract::Anchor anchor;
  anchor.stored = {0, got.value()};
  anchor.fit = StoredFit::kExact;
  sink.text({all.data(), got.value()}, anchor);
  return Done{};
}

std::vector<Finding> found(std::string text, std::uint64_t window = 1 << 20, ScanOptions options = {}) {
  auto setup = fake_setup(window);
  setup->extractors.push_back({"text", {"text"}, Access::kForward, read_text});
  options.show_values = true;
  base::MemorySource source(std::move(text));
  return Pipeline(setup).scan(source, "file.txt", options).findings;
}

std::string one(const std::string& text) {
  const auto findings = found(text);
  return findings.size() == 1 ? findings[0].value : std::to_string(findings.size()) + " findings";
}

TEST(Variants, LayersAreReadAndPlacesCoverTheEscapes) {
  EXPECT_EQ(one("see &#107;ey&#49;2 here"), "&#107;ey&#49;2");
  EXPECT_EQ(one("see k%65y%31%32 here"), "k%65y%31%32");
  EXPECT_EQ(one("see =6Bey=312 here"), "=6Bey=312");
  EXPECT_EQ(one("x ICAgICAgICAgICAgICAga2V5MTIgICAgICAg y"), "a2V5MTIg");
}

TEST(Variants, OneLayerWithinAnother) {
  EXPECT_EQ(one("see k%26%2349%3Bx key&#37;&#51;1 here"), "key&#37;&#51;1");
  EXPECT_EQ(one("see key&#37;26%2349%3B here").substr(0, 3), "0 f") << "three are too many";
}

TEST(Variants, WhatIsFoundAnywayIsFoundOnce) {
  EXPECT_EQ(one("a%31b key12 c%31d"), "key12");
  EXPECT_EQ(one("https://example.org/a%20b?x=key12&amp;y"), "key12");
}

TEST(Variants, ExplanationsNameWhatHidTheValue) {
  const auto hidden_by = [](const std::string& text) {
    ScanOptions options;
    options.explain = true;
    const auto findings = found(text, 1 << 20, options);
    return findings.size() == 1 ? findings[0].explanation->reading : std::to_string(findings.size()) + " findings";
  };
  EXPECT_EQ(hidden_by("see key12 here"), "");
  EXPECT_EQ(hidden_by("see &#107;ey&#49;2 here"), "character references");
  EXPECT_EQ(hidden_by("see k%65y%31%32 here"), "percent escapes");
  EXPECT_EQ(hidden_by("see =6Bey=312 here"), "quoted-printable");
  EXPECT_EQ(hidden_by("x ICAgICAgICAgICAgICAga2V5MTIgICAgICAg y"), "base64");
  EXPECT_EQ(hidden_by("see key&#37;&#51;1 here"), "percent escapes in character references");
}

/// The fake's hits have neither check nor phrase.
TEST(Variants, NumbersNeedSupport) {
  EXPECT_EQ(found("low 1 2 3 4 5 6 7").size(), 0U);
  EXPECT_EQ(one("key1OO2OO3"), "key1");
}

TEST(Variants, WindowsChangeNothing) {
  std::string text;
  for (int i = 0; i < 300; ++i)
    text += "line " + std::to_string(i) + (i % 3 == 0 ? " k%65y%3" : " &#107;ey&#5") + std::to_string(i % 7) +
            (i % 3 == 0 ? "" : ";") + " and ke%79" + std::to_string(i) + "\n";
  const auto whole = found(text);
  ASSERT_GT(whole.size(), 500U);
  for (const std::uint64_t window : {64ULL, 65ULL, 100ULL, 777ULL, 4096ULL}) {
    const auto parts = found(text, window);
    ASSERT_EQ(parts.size(), whole.size()) << window;
    for (std::size_t i = 0; i < whole.size(); ++i) {
      EXPECT_EQ(parts[i].range, whole[i].range);
      EXPECT_EQ(parts[i].value, whole[i].value);
      EXPECT_EQ(parts[i].id, whole[i].id);
    }
  }
}

}  // namespace
}  // namespace assay::engine
