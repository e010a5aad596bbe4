// Whole files of the three tools, in their published forms.
#include "convert/convert.h"

#include <gtest/gtest.h>

namespace assay::convert {
namespace {

const char* const kGitleaks = R"(
[[rules]]
id = "acme-token"
description = "ACME token"
regex = '''\b(acm_[0-9a-f]{16})(?:['"\s;]|$)'''
entropy = 2
keywords = ["acm_"]
[[rules]]
id = "beta-key"
description = "Beta key"
regex = '''(?i)[\w.-]{0,50}?(?:beta)(?:[ \t\w.-]{0,20})[\s'"]{0,3}(?:=|:)['"\s=]{0,5}([a-z0-9]{32})(?:['"\s;]|$)'''
keywords = ["beta"]
[rules.allowlist]
regexes = ["x"]
[[rules]]
id = "by-path"
path = '''\.p12$'''
[[rules]]
id = "look"
regex = '''a(?=b)'''
)";

const char* const kPresidio = R"(
recognizers:
  - name: "Zip code"
    supported_entity: "ZIP"
    patterns:
      - {name: weak, regex: '(\b\d{5}(?:\-\d{4})?\b)', score: 0.01}
    context: [zip, code]
  - name: Titles
    supported_entity: TITLE
    deny_list: [Mr., Mrs., Miss]
  - name: Model
    supported_entity: PERSON
  - name: Unscored
    supported_entity: NONE
    patterns: [{name: bare, regex: '\d{5}'}, {name: nothing, regex: '\d{0}', score: 0.9}]
)";

const char* const kPurview = R"(<?xml version="1.0" encoding="UTF-8"?>
<RulePackage xmlns="http://schemas.microsoft.com/office/2011/mce">
  <Rules>
    <Entity id="e1" patternsProximity="100" recommendedConfidence="75">
      <Pattern confidenceLevel="85"><IdMatch idRef="R1"/><Any minMatches="1"><Match idRef="K1"/></Any></Pattern>
      <Pattern confidenceLevel="65"><IdMatch idRef="R1"/></Pattern>
      <Pattern confidenceLevel="75"><IdMatch idRef="Func_credit_card"/></Pattern>
    </Entity>
    <Regex id="R1">\bEMP\d{6}\b</Regex>
    <Keyword id="K1"><Group matchStyle="word"><Term>employee number</Term><Term>staff id</Term></Group></Keyword>
    <LocalizedStrings><Resource idRef="e1"><Name default="true" langcode="en-us">Employee number</Name></Resource></LocalizedStrings>
  </Rules>
</RulePackage>)";

Converted converted(const char* text, Format format) {
  EXPECT_EQ(format_of(text).ok() && format_of(text).value() == format, true);
  auto result = convert(text, format, "imported");
  EXPECT_TRUE(result.ok()) << (result.ok() ? "" : result.error().text());
  return result.ok() ? std::move(result.value()) : Converted{};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

bool lost(const Converted& all, std::string_view rule, std::string_view reason) {
  for (const Loss& loss : all.losses)
    if (loss.rule == rule && has(loss.reason, reason)) return true;
  return false;
}

TEST(Convert, Gitleaks) {
  const Converted all = converted(kGitleaks, Format::kGitleaks);
  EXPECT_EQ(all.detectors, 2U);
  EXPECT_TRUE(has(all.yaml, "id: acme_token")) << all.yaml;
  EXPECT_TRUE(has(all.yaml, "regex: 'acm_[0-9a-f]{16}', boundary: word, confidence: {checked: 80}")) << all.yaml;
  EXPECT_TRUE(has(all.yaml, "entropy: {min: '2'}"));
  EXPECT_TRUE(has(all.yaml, "regex: '[0-9A-Za-z]{32}'")) << all.yaml;
  EXPECT_TRUE(has(all.yaml, "near: 60, any: ['beta']"));
  EXPECT_TRUE(lost(all, "by-path", "no regex"));
  EXPECT_TRUE(lost(all, "look", "look-around"));
  EXPECT_TRUE(lost(all, "beta-key", "allowlist"));
}

TEST(Convert, Presidio) {
  const Converted all = converted(kPresidio, Format::kPresidio);
  EXPECT_EQ(all.detectors, 2U);
  EXPECT_TRUE(has(all.yaml, "regex: '[0-9]{5}(?:-[0-9]{4})?', boundary: word, confidence: {alone: 1, context: 40}")) << all.yaml;
  EXPECT_TRUE(has(all.yaml, "terms: ['Mr.', 'Mrs.', 'Miss'], confidence: {alone: 100}"));
  EXPECT_TRUE(lost(all, "Model", "in code or a model"));
  EXPECT_TRUE(lost(all, "Unscored", "no score above 0"));
  EXPECT_TRUE(lost(all, "Unscored", "'nothing'"));
}

TEST(Convert, Purview) {
  const Converted all = converted(kPurview, Format::kPurview);
  EXPECT_EQ(all.detectors, 1U);
  EXPECT_TRUE(has(all.yaml, "id: employee_number")) << all.yaml;
  EXPECT_TRUE(has(all.yaml, "confidence: {context: 85}"));
  EXPECT_TRUE(has(all.yaml, "confidence: {alone: 65}"));
  EXPECT_TRUE(has(all.yaml, "any: ['employee number', 'staff id']"));
  EXPECT_TRUE(lost(all, "Employee number", "Func_credit_card"));
}

TEST(Convert, SaysWhatIsNotWhatItShouldBe) {
  EXPECT_FALSE(format_of("hello").ok());
  EXPECT_EQ(convert("[[rules", Format::kGitleaks, "p").error().line, 1U);
  EXPECT_FALSE(convert("<a>", Format::kPurview, "p").ok());
  EXPECT_FALSE(convert("<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>", Format::kPurview, "p").ok());
  EXPECT_FALSE(convert("a: [", Format::kPresidio, "p").ok());
  EXPECT_EQ(convert("<RulePackage/>", Format::kPurview, "p").value().detectors, 0U);
}

}  // namespace
}  // namespace assay::convert
