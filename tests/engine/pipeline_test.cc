// One object from bytes to report, with formats made for the test.
#include "engine/pipeline.h"

#include <gtest/gtest.h>

#include <malloc.h>

#include <chrono>
#include <cstring>
#include <thread>

#include "base/io.h"
#include "fake_matcher.h"

namespace assay::engine {
namespace {

using extract::Access;
using extract::Extractor;
using extract::PartInfo;
using extract::Sink;

// "text": the bytes as they are, in pieces of seven bytes.
Result<Done, Trouble> read_text(Source& source, const PartInfo&, Sink& sink) {
  const Locator locator{LocatorKind::kLine, {}, 1};
  std::uint64_t at = 0;
  char block[7];
  for (;;) {
    auto got = base::read_full(source, block);
    if (!got.ok()) return got.error();
    if (got.value() == 0) return Done{};
    extract::Anchor anchor;
    anchor.locator = at == 0 ? &locator : nullptr;
    anchor.join = extract::Join::kGlue;
    anchor.stored = {at, at + got.value()};
    anchor.fit = StoredFit::kExact;
    if (!sink.text({block, got.value()}, anchor)) return Done{};
    at += got.value();
  }
}

std::shared_ptr<Setup> setup_with(std::function<Result<Done, Trouble>(Source&, const PartInfo&, Sink&)> run,
                                  std::uint64_t window = 1 << 20) {
  auto setup = fake_setup(window);
  setup->extractors.push_back({"text", {"text"}, Access::kForward, std::move(run)});
  return setup;
}

Report scan(const std::shared_ptr<Setup>& setup, std::string bytes, const ScanOptions& options = {}) {
  base::MemorySource source(std::move(bytes));
  return Pipeline(setup).scan(source, "dir/file.txt", options);
}

TEST(Pipeline, FindsCountsAndPlaces) {
  const Report report = scan(setup_with(read_text), "some words\nkey12 and key12 and key345 here\n");
  EXPECT_EQ(report.verdict, Verdict::kScanned);
  ASSERT_EQ(report.findings.size(), 3U);
  EXPECT_EQ(report.findings[0].detector, "key_number");
  EXPECT_EQ(report.findings[0].range, (TextRange{11, 16}));
  EXPECT_EQ(report.findings[0].stored, (ByteRange{11, 16}));
  EXPECT_EQ(report.findings[0].locator.number, 2U);
  EXPECT_EQ(report.findings[0].value_hash, report.findings[1].value_hash);
  EXPECT_NE(report.findings[0].id, report.findings[1].id);
  EXPECT_TRUE(report.findings[0].value.empty());
  EXPECT_EQ(report.counts.at("key_number").occurrences, 3U);
  EXPECT_EQ(report.counts.at("key_number").distinct, 2U);
  EXPECT_EQ(report.sha256.size(), 64U);
  EXPECT_EQ(report.bytes, 43U);
}

TEST(Pipeline, OverlapsAreDecidedAndLosersOnlyExplained) {
  const Report plain = scan(setup_with(read_text), "see key1234 here");
  ASSERT_EQ(plain.findings.size(), 1U);
  EXPECT_EQ(plain.findings[0].detector, "key_long");
  EXPECT_TRUE(plain.losers.empty());
  ScanOptions options;
  options.explain = true;
  const Report explained = scan(setup_with(read_text), "see key1234 here", options);
  ASSERT_EQ(explained.losers.size(), 1U);
  EXPECT_EQ(explained.losers[0].explanation->lost_to, "key_long");
  EXPECT_EQ(explained.finding_count, 1U);
}

TEST(Pipeline, WeakFindingsAreMaskedButNotListed) {
  const Report report = scan(setup_with(read_text), "key12 beside low777");
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].preview, "***** beside ******");
}

// The same report from any window size and behind any number of bytes before it (shifted by them).
TEST(Pipeline, WindowsAndShiftsChangeNothing) {
  std::string text;
  for (int i = 0; i < 400; ++i)
    text += "line " + std::to_string(i) + " key" + std::to_string(i * 37) + (i % 7 == 0 ? " low1\n" : "\n");
  const Report whole = scan(setup_with(read_text), text);
  ASSERT_GT(whole.findings.size(), 300U);
  for (std::uint64_t window : {64ULL, 65ULL, 100ULL, 777ULL, 4096ULL}) {
    const Report parts = scan(setup_with(read_text, window), text);
    ASSERT_EQ(parts.findings.size(), whole.findings.size()) << window;
    for (std::size_t i = 0; i < whole.findings.size(); ++i) {
      EXPECT_EQ(parts.findings[i].range, whole.findings[i].range);
      EXPECT_EQ(parts.findings[i].preview, whole.findings[i].preview);
      EXPECT_EQ(parts.findings[i].locator, whole.findings[i].locator);
      EXPECT_EQ(parts.findings[i].id, whole.findings[i].id);
    }
  }
  const Report shifted = scan(setup_with(read_text, 333), std::string(64, '.') + "\n" + text);
  ASSERT_EQ(shifted.findings.size(), whole.findings.size());
  for (std::size_t i = 0; i < whole.findings.size(); ++i) {
    EXPECT_EQ(shifted.findings[i].range.begin, whole.findings[i].range.begin + 65);
    EXPECT_EQ(shifted.findings[i].stored.begin, whole.findings[i].stored.begin + 65);
    EXPECT_EQ(shifted.findings[i].locator.number, whole.findings[i].locator.number + 1);
  }
}

TEST(Pipeline, TheFieldIsHandedToTheMatcher) {
  const auto setup = setup_with([](Source&, const PartInfo&, Sink& sink) -> Result<Done, Trouble> {
    extract::Anchor anchor;
    sink.text("key1", anchor);
    anchor.field = "Customer";
    sink.text("key2", anchor);
    return Done{};
  });
  ScanOptions options;
  options.explain = true;
  const Report report = scan(setup, "x", options);
  ASSERT_EQ(report.findings.size(), 2U);
  EXPECT_EQ(report.findings[0].confidence, 90);
  EXPECT_EQ(report.findings[1].confidence, 95);
  EXPECT_EQ(report.findings[1].explanation->field, "Customer");
}

TEST(Pipeline, TheNameIsTextToo) {
  base::MemorySource source(std::string("nothing"));
  const Report report = Pipeline(setup_with(read_text)).scan(source, "a/b/report_key777_final.txt", {});
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].locator.kind, LocatorKind::kFileName);
  EXPECT_TRUE(report.findings[0].range.empty());
}

TEST(Pipeline, AnEmptyFileIsScannedAndNothingElse) {
  const Report report = scan(setup_with(read_text), "");
  EXPECT_EQ(report.verdict, Verdict::kScanned);
  EXPECT_EQ(report.parts[0].format, "empty");
  EXPECT_EQ(report.finding_count, 0U);
}

TEST(Pipeline, TroubleKeepsFindingsAndSweepsTheRest) {
  const auto setup = setup_with([](Source& source, const PartInfo& info, Sink& sink) -> Result<Done, Trouble> {
    (void)source, (void)info;
    sink.text("key11 before", {});
    return Trouble{Reason::kBadStructure, "broken here"};
  });
  const Report report = scan(setup, "raw bytes with key99 inside");
  EXPECT_EQ(report.verdict, Verdict::kCorrupt);
  ASSERT_EQ(report.findings.size(), 2U) << "one from before the trouble, one from the string sweep";
  EXPECT_EQ(report.findings[1].locator.kind, LocatorKind::kStrings);
  ASSERT_EQ(report.gaps.size(), 1U);
  EXPECT_EQ(report.gaps[0].reason, Reason::kBadStructure);
}

TEST(Pipeline, UnknownBytesAreNeverClean) {
  std::string bytes(300, '\x01');
  bytes[0] = '\x7f', bytes[1] = '\x00';
  const Report report = scan(setup_with(read_text), bytes + "key42 hidden" + bytes);
  EXPECT_NE(report.verdict, Verdict::kScanned);
  EXPECT_EQ(report.finding_count, 1U);
}

struct GapRow {
  GapClass gap_class;
  Reason reason;
  Verdict expect;
};

TEST(Pipeline, GapsMakeTheVerdict) {
  const GapRow rows[] = {
      {GapClass::kContent, Reason::kPasswordRequired, Verdict::kEncrypted},
      {GapClass::kContent, Reason::kUnmappedText, Verdict::kPartial},
      {GapClass::kContent, Reason::kUnsupportedMethod, Verdict::kPartial},
      {GapClass::kContent, Reason::kTruncated, Verdict::kCorrupt},
      {GapClass::kContent, Reason::kTypeConflict, Verdict::kScanned},
      {GapClass::kPixelsOrSound, Reason::kNotLookedAt, Verdict::kScanned},
      {GapClass::kInert, Reason::kInertContent, Verdict::kScanned},
      {GapClass::kContent, Reason::kWorkerCrash, Verdict::kError},
  };
  for (const GapRow& row : rows) {
    const auto setup = setup_with([&](Source&, const PartInfo&, Sink& sink) -> Result<Done, Trouble> {
      sink.text("text", {});
      sink.gap(row.gap_class, row.reason, {3, 9}, nullptr, "why");
      return Done{};
    });
    const Report report = scan(setup, "x");
    EXPECT_EQ(report.verdict, row.expect) << reason_info(row.reason).name;
    EXPECT_EQ(report.gap_counts.at(row.reason), 1U);
    EXPECT_EQ(report.reasons, std::vector<Reason>{row.reason});
  }
}

TEST(Pipeline, PixelsMatterWhereTheProfileSaysSo) {
  const auto setup = setup_with([](Source&, const PartInfo&, Sink& sink) -> Result<Done, Trouble> {
    sink.gap(GapClass::kPixelsOrSound, Reason::kNotLookedAt, {}, nullptr, "");
    return Done{};
  });
  setup->limits.pixels_matter = true;
  EXPECT_EQ(scan(setup, "x").verdict, Verdict::kPartial);
}

// "text" that holds a number n > 0 as its first byte: a child with n - 1 and the rest.
Result<Done, Trouble> nest(Source& source, const PartInfo& info, Sink& sink) {
  auto all = base::read_all(source, 1 << 20);
  if (!all.ok()) return all.error();
  const std::string& text = all.value();
  sink.text("depth " + std::to_string(info.depth) + " key" + std::to_string(info.depth + 10), {});
  if (text.size() > 1) {
    base::MemorySource inner(text.substr(1));
    if (!sink.child({"inner.txt", "", {}, false}, inner)) return Done{};
  }
  sink.text("after key99", {});
  return Done{};
}

TEST(Pipeline, PartsAreNumberedDepthFirstAndFindingsSortedByPart) {
  const Report report = scan(setup_with(nest), "aaa");
  ASSERT_EQ(report.parts.size(), 3U);
  EXPECT_EQ(report.parts[2].path, "dir/file.txt!/inner.txt!/inner.txt");
  EXPECT_EQ(report.parts[2].parent, 1U);
  EXPECT_EQ(report.verdict, Verdict::kScanned);
  ASSERT_EQ(report.findings.size(), 6U);
  for (std::size_t i = 1; i < 6; ++i) EXPECT_LE(report.findings[i - 1].part, report.findings[i].part);
}

TEST(Pipeline, DepthIsLimitedAndSaid) {
  const auto setup = setup_with(nest);
  setup->limits.max_depth = 2;
  const Report report = scan(setup, "aaaaaaaa");
  EXPECT_EQ(report.verdict, Verdict::kLimitExceeded);
  EXPECT_EQ(report.gap_counts.at(Reason::kDepth), 1U);
  EXPECT_EQ(report.finding_count, 6U) << "what was read above the limit is kept";
}

TEST(Pipeline, EncryptedMembersAreNamed) {
  const auto setup = setup_with([](Source&, const PartInfo&, Sink& sink) -> Result<Done, Trouble> {
    base::MemorySource nothing("");
    sink.child({"key5_salaries.xls", "", {}, true}, nothing);
    return Done{};
  });
  const Report report = scan(setup, "x");
  EXPECT_EQ(report.verdict, Verdict::kEncrypted);
  EXPECT_EQ(report.finding_count, 1U) << "the name is scanned";
  EXPECT_EQ(report.parts[1].verdict, Verdict::kEncrypted);
}

TEST(Pipeline, CancelledScansKeepWhatTheyFound) {
  CancelFlag cancel{false};
  const auto setup = setup_with([&](Source&, const PartInfo&, Sink& sink) -> Result<Done, Trouble> {
    sink.text("key1", {});
    cancel = true;
    EXPECT_FALSE(sink.text("key2", {}));
    return Done{};
  });
  ScanOptions options;
  options.cancel = &cancel;
  const Report report = scan(setup, "x", options);
  EXPECT_EQ(report.verdict, Verdict::kError);
  EXPECT_EQ(report.reasons, std::vector<Reason>{Reason::kCancelled});
  EXPECT_EQ(report.finding_count, 1U);
  EXPECT_TRUE(report.sha256.empty());
}

TEST(Pipeline, TheDeadlineOfACallKeepsWhatWasFound) {
  const auto setup = setup_with([&](Source&, const PartInfo&, Sink& sink) -> Result<Done, Trouble> {
    EXPECT_TRUE(sink.text("key1", {}));
    std::this_thread::sleep_for(std::chrono::milliseconds(60));
    for (int i = 0; i < 64 && sink.budget().ok(); ++i) sink.budget().tick();
    EXPECT_FALSE(sink.text("key2", {}));
    return Done{};
  });
  ScanOptions options;
  options.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(50);
  const Report report = scan(setup, "x", options);
  EXPECT_EQ(report.verdict, Verdict::kLimitExceeded);
  EXPECT_EQ(report.reasons, std::vector<Reason>{Reason::kTime});
  EXPECT_EQ(report.finding_count, 1U);
  options.deadline = std::chrono::steady_clock::now() - std::chrono::seconds(1);
  const Report late = scan(setup, "x", options);
  EXPECT_EQ(late.verdict, Verdict::kLimitExceeded);
  EXPECT_EQ(late.finding_count, 0U) << "nothing is read after the deadline";
  EXPECT_TRUE(late.sha256.empty());
}

TEST(Pipeline, KeptFindingsAreTheFirstAndCountsStayExact) {
  const auto setup = setup_with(read_text);
  setup->limits.max_kept_findings = 10;
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "key" + std::to_string(i) + "\n";
  const Report report = scan(setup, text);
  EXPECT_EQ(report.finding_count, 1000U);
  ASSERT_EQ(report.findings.size(), 10U);
  EXPECT_EQ(report.findings[9].locator.number, 10U);
}

TEST(Pipeline, ExtractGivesTheTextThatRangesSpeakOf) {
  base::MemorySource source(std::string("hello world, key123 and more"));
  std::string all;
  const Report report = Pipeline(setup_with(read_text))
                            .extract(source, "f.txt",
                                     [&](const ExtractedPiece& piece) {
                                       EXPECT_EQ(piece.range.begin, all.size());
                                       all += piece.text;
                                     },
                                     {});
  EXPECT_EQ(all, "hello world, key123 and more");
  EXPECT_EQ(report.parts[0].text_bytes, all.size());
  EXPECT_TRUE(report.findings.empty());
}

TEST(Pipeline, InputBeyondTheLimitIsNotRead) {
  const auto setup = setup_with(read_text);
  setup->limits.max_input_bytes = 5;
  const Report report = scan(setup, "too long key1");
  EXPECT_EQ(report.verdict, Verdict::kLimitExceeded);
  EXPECT_EQ(report.reasons, std::vector<Reason>{Reason::kSize});
}

TEST(Pipeline, ForwardOnlySourcesAreReadOnceAndHashed) {
  const std::string content = "forward key123 only";
  std::size_t at = 0;
  base::FunctionSource source([&](std::span<char> out) -> Result<std::size_t, Trouble> {
    const std::size_t size = std::min<std::size_t>({3, out.size(), content.size() - at});
    std::memcpy(out.data(), content.data() + at, size);
    at += size;
    return size;
  });
  const Report report = Pipeline(setup_with(read_text)).scan(source, "stdin", {});
  EXPECT_EQ(report.finding_count, 1U);
  EXPECT_EQ(report.sha256, base::sha256_hex(content));
  EXPECT_EQ(report.bytes, content.size());
}

TEST(Pipeline, InvalidUtf8TextIsReadAsFarAsItIsText) {
  const Report report = Pipeline(setup_with(read_text)).scan_text("key12 \xFF key13", {});
  EXPECT_EQ(report.verdict, Verdict::kPartial);
  EXPECT_EQ(report.finding_count, 1U);
  EXPECT_EQ(report.gap_counts.at(Reason::kUndecodable), 1U);
}

// A text that stays where it is, one that comes in pieces and one that comes in one piece have the same report, for windows that
// cut it anywhere, invisible characters, wide digits and accents included.
TEST(Pipeline, TextIsReadAlikeInPlaceAndInPieces) {
  std::string text;
  for (int i = 0; i < 6000; ++i) {
    text += "key" + std::to_string(i * 37) +
            (i % 5 == 0   ? " stra\u00dfe \uff11\uff12"
             : i % 7 == 0 ? " e\u0301\u200b\u00a0low12"
                          : " and");
    text += i % 11 == 0 ? "\r\n" : "\n";
  }
  const auto one_piece = [](Source& source, const PartInfo&, Sink& sink) -> Result<Done, Trouble> {
    std::string all(source.size().value(), '\0');
    if (!base::read_full(source, all).ok()) return Trouble{};
    const Locator locator{LocatorKind::kLine, {}, 1};
    extract::Anchor anchor;
    anchor.locator = &locator;
    anchor.stored = {0, all.size()};
    anchor.fit = StoredFit::kExact;
    sink.text(all, anchor);
    return Done{};
  };
  const Report pieces = scan(setup_with(read_text), text);
  ASSERT_GT(pieces.findings.size(), 5000U);
  for (std::uint64_t window : {64ULL, 1000ULL, 4096ULL, 60'000ULL, 1ULL << 20}) {
    const Report in_place = Pipeline(fake_setup(window)).scan_text(text, {});
    const Report at_once = scan(setup_with(one_piece, window), text);
    for (const Report* report : {&in_place, &at_once}) {
      ASSERT_EQ(report->findings.size(), pieces.findings.size()) << window;
      EXPECT_EQ(report->text_bytes, text.size());
      for (std::size_t i = 0; i < pieces.findings.size(); ++i) {
        EXPECT_EQ(report->findings[i].range, pieces.findings[i].range);
        EXPECT_EQ(report->findings[i].stored, pieces.findings[i].stored);
        EXPECT_EQ(report->findings[i].preview, pieces.findings[i].preview);
        EXPECT_EQ(report->findings[i].locator, pieces.findings[i].locator);
      }
    }
  }
}

// What is not UTF-8 ends a text that stays in place; what stands before it is read.
TEST(Pipeline, AMistakeInTheEncodingEndsATextInPlace) {
  for (std::size_t before : {0UL, 10UL, 131'070UL, 131'072UL, 300'000UL}) {
    const std::string good = "key12 " + std::string(before, '.');
    const Report report = Pipeline(fake_setup()).scan_text(good + "\xFF key34", {});
    EXPECT_EQ(report.findings.size(), 1U);
    EXPECT_EQ(report.text_bytes, good.size());
    EXPECT_EQ(report.verdict, Verdict::kPartial);
    ASSERT_EQ(report.gaps.size(), 1U);
    EXPECT_EQ(report.gaps[0].stored, (ByteRange{good.size(), good.size() + 7}));
  }
}

// 200,000 findings, twenty bytes apart: counted exactly, the first N listed, memory that of the first N.
TEST(Pipeline, AFloodOfFindingsIsCountedInBoundedMemory) {
  constexpr int kFindings = 200'000;
  std::size_t most = 0;
  const auto setup = setup_with(
      [&](Source&, const PartInfo&, Sink& sink) -> Result<Done, Trouble> {
        std::string text;
        for (int i = 0; i < kFindings; ++i) {
          text += "key" + std::to_string(100'000 + i % 90'000) + (i % 2 == 0 ? " words \n" : " and so\n");
          if (text.size() < 4096 && i + 1 < kFindings) continue;
          extract::Anchor anchor;
          anchor.join = extract::Join::kGlue;
          sink.text(text, anchor);
          text.clear();
          most = std::max(most, static_cast<std::size_t>(mallinfo2().uordblks));
        }
        return Done{};
      },
      64 << 10);
  setup->limits.max_kept_findings = 1000;
  const auto before = static_cast<std::size_t>(mallinfo2().uordblks);
  const Report report = scan(setup, "x");
  EXPECT_EQ(report.finding_count, static_cast<std::uint64_t>(kFindings));
  EXPECT_EQ(report.counts.at("key_long").occurrences, static_cast<std::uint64_t>(kFindings));
  EXPECT_EQ(report.counts.at("key_long").distinct_estimated, true);
  EXPECT_NEAR(static_cast<double>(report.counts.at("key_long").distinct), 90'000.0, 4'500.0);
  ASSERT_EQ(report.findings.size(), 1000U);
  for (std::size_t i = 0; i < report.findings.size(); ++i) {
    EXPECT_EQ(report.findings[i].range.begin, i * 17);
    EXPECT_FALSE(report.findings[i].preview.empty());
  }
  if (before == 0 || most < before) GTEST_SKIP() << "memory cannot be measured here";
  EXPECT_LT(most - before, 8U << 20);
}

}  // namespace
}  // namespace assay::engine
