// Whoever gets hold of a worker gets no further.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>

#include "isolate/remote_extractor.h"
#include "isolate/self_test.h"
#include "tests/extract/recording_sink.h"
#include "tests/isolate/workers.h"
#include "tests/pdf/pdf_writer.h"

namespace assay::isolate {
namespace {

using extract::testing::PdfWriter;
using extract::testing::RecordingSink;
using testing::kFakeWorker;
using testing::quick_limits;

constexpr std::uint64_t kMemory = 256 << 20;

Result<Done, Trouble> read(const std::string& worker, std::string_view name, std::string bytes, extract::Sink& sink,
                           std::vector<std::string> arguments = {}) {
  const auto pool = std::make_shared<WorkerPool>(PoolOptions{.worker = worker, .arguments = std::move(arguments)});
  base::MemorySource source(std::move(bytes));
  return remote_pdf(pool).run(source, {.name = name, .format = "pdf"}, sink);
}

class BreakOut : public ::testing::TestWithParam<const char*> {};

TEST_P(BreakOut, EndsTheWorker) {
  if (kSanitizedBuild) GTEST_SKIP() << "sanitizer builds have no system-call filter";
  RecordingSink sink(quick_limits());
  const auto done = read(kFakeWorker, GetParam(), "x", sink);
  ASSERT_FALSE(done.ok());
  EXPECT_EQ(done.error().reason, Reason::kSandboxViolation) << done.error().detail;
  EXPECT_EQ(done.error().detail, "worker made a forbidden system call");
  ASSERT_EQ(sink.texts.size(), 1u) << "what came before is kept";
}

INSTANTIATE_TEST_SUITE_P(All, BreakOut,
                         ::testing::Values("fork", "exec", "socket", "connect", "write-file", "memory-file", "ptrace",
                                           "kill-host", "own-code", "unlink", "create-file", "truncate-file", "append-file",
                                           "change-file", "protect-code", "shared-memory", "send-elsewhere", "redirect-signals",
                                           "kill-thread", "limit-host", "change-limit", "change-itself"),
                         [](const auto& instance) {
                           std::string name = instance.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(Sandbox, NoFileCanBeOpened) {
  if (kSanitizedBuild) GTEST_SKIP() << "sanitizer builds have no file rules";
  RecordingSink sink(quick_limits());
  ASSERT_TRUE(read(kFakeWorker, "open", "x", sink).ok());
  ASSERT_EQ(sink.texts.size(), 2u);
  EXPECT_EQ(sink.texts[1].text, "refused");
}

TEST(SelfTestOf, TheLayersIsTrue) {
  const auto test = ask_worker(kFakeWorker, kMemory);
  ASSERT_TRUE(test.ok()) << test.error().detail;
  const auto at = [&](Layer layer) { return test.value().layers[static_cast<std::size_t>(layer)]; };
  EXPECT_TRUE(at(Layer::kNoNewPrivs).active) << at(Layer::kNoNewPrivs).detail;
  EXPECT_TRUE(at(Layer::kLimits).active) << at(Layer::kLimits).detail;
  EXPECT_EQ(at(Layer::kSystemCalls).active, !kSanitizedBuild) << at(Layer::kSystemCalls).detail;
  EXPECT_EQ(at(Layer::kFiles).active, test.value().landlock_abi > 0) << at(Layer::kFiles).detail;
  for (const LayerReport& layer : test.value().layers) EXPECT_FALSE(layer.detail.empty());
  const bool said = at(Layer::kSystemCalls).detail == "left out in a sanitizer build";
  EXPECT_EQ(said, kSanitizedBuild);
}

TEST(SelfTestOf, DeedsIsTrue) {
  const auto test = ask_worker(kFakeWorker, kMemory);
  ASSERT_TRUE(test.ok()) << test.error().detail;
  for (std::size_t i = 0; i < kDeeds; ++i) {
    const DeedReport& deed = test.value().deeds[i];
    const bool asks_for_a_file = i == static_cast<std::size_t>(Deed::kOpen);
    EXPECT_EQ(deed.refused, !kSanitizedBuild) << name_of(static_cast<Deed>(i)) << ": " << deed.detail;
    if (kSanitizedBuild) continue;
    EXPECT_EQ(deed.detail, asks_for_a_file ? "permission denied" : "ended the process") << name_of(static_cast<Deed>(i));
  }
}

TEST(SelfTestOf, NoProgramAndAnotherProgramAreTrouble) {
  EXPECT_EQ(ask_worker("/nonexistent/assay-worker", kMemory).error().reason, Reason::kNoParser);
  const auto other = ask_worker("/bin/true", kMemory);
  ASSERT_FALSE(other.ok());
  EXPECT_EQ(other.error().reason, Reason::kWorkerCrash) << other.error().detail;
}

TEST(SelfTestOf, AnswerIsCheckedToTheLastByte) {
  SelfTest test;
  test.layers[1] = {true, "Gr\xC3\xBC\xC3\x9F"};
  test.deeds[kDeeds - 1] = {true, "ended"};
  test.landlock_abi = 7;
  test.readers = {{"pdf", ""}, {"zip", "none"}};
  const std::string bytes = encode(test);
  const auto back = decode_self_test(bytes);
  ASSERT_TRUE(back);
  EXPECT_TRUE(back->layers[1].active);
  EXPECT_FALSE(back->layers[2].active);
  EXPECT_EQ(back->layers[1].detail, test.layers[1].detail);
  EXPECT_TRUE(back->deeds[kDeeds - 1].refused);
  EXPECT_EQ(back->deeds[kDeeds - 1].detail, "ended");
  EXPECT_EQ(back->landlock_abi, 7u);
  ASSERT_EQ(back->readers.size(), 2u);
  EXPECT_EQ(back->readers[1].id, "zip");
  EXPECT_EQ(back->readers[1].complaint, "none");
  for (std::size_t size = 0; size < bytes.size(); ++size) EXPECT_FALSE(decode_self_test(bytes.substr(0, size))) << size;
  EXPECT_FALSE(decode_self_test(bytes + "x"));
  test.layers[0].detail = "\xC0\x80";
  EXPECT_FALSE(decode_self_test(encode(test))) << "not UTF-8";
  std::string flag = bytes;
  flag[0] = 2;
  EXPECT_FALSE(decode_self_test(flag));
}

TEST(SelfTestOf, LayersAndDeedsHaveNames) {
  for (std::size_t i = 0; i < kLayers; ++i) EXPECT_EQ(layer_named(name_of(static_cast<Layer>(i))), static_cast<Layer>(i));
  EXPECT_FALSE(layer_named("chroot"));
  EXPECT_FALSE(layer_named(""));
  for (std::size_t i = 0; i < kDeeds; ++i) EXPECT_FALSE(name_of(static_cast<Deed>(i)).empty());
}

#ifdef ASSAY_REAL_WORKER
const std::string kWorker = ASSAY_REAL_WORKER;
const std::string kWithoutLandlock = ASSAY_BINARY_DIR "/tests/assay_without_landlock";
const std::string kWithoutSeccomp = ASSAY_BINARY_DIR "/tests/assay_without_seccomp";
const std::string kWithoutMaps = ASSAY_BINARY_DIR "/tests/assay_without_maps";

std::string invoice() {
  PdfWriter writer;
  writer.page("BT /F1 12 Tf 72 720 Td (Invoice 4711) Tj ET");
  return writer.file();
}

/// Two characters by their places in the Adobe-Japan1 collection: they take a map that the built-in document does not.
std::string japanese() {
  PdfWriter writer;
  const int kind = writer.add(
      "<</Type/Font/Subtype/CIDFontType0/BaseFont/Ryumin-Light/DW 1000"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(Japan1)/Supplement 1>>>>");
  constexpr int kFont1 = 2;
  writer.set(kFont1, "<</Type/Font/Subtype/Type0/BaseFont/Ryumin-Light/Encoding/Identity-H/DescendantFonts[" +
                         PdfWriter::ref(kind) + "]>>");
  writer.page("BT /F1 12 Tf 72 720 Td <0E6E0D0C> Tj ET");
  return writer.file();
}

LayerReport layer(const SelfTest& test, Layer which) { return test.layers[static_cast<std::size_t>(which)]; }
DeedReport deed(const SelfTest& test, Deed which) { return test.deeds[static_cast<std::size_t>(which)]; }

class OnKernels : public ::testing::TestWithParam<std::string> {};

TEST_P(OnKernels, APdfIsRead) {
  RecordingSink sink(quick_limits());
  const auto done = read(GetParam(), "invoice.pdf", invoice(), sink);
  ASSERT_TRUE(done.ok()) << done.error().detail;
  EXPECT_NE(sink.all_text().find("Invoice 4711"), std::string::npos) << sink.all_text();
  const auto test = ask_worker(GetParam(), kMemory);
  ASSERT_TRUE(test.ok()) << test.error().detail;
  ASSERT_EQ(test.value().readers.size(), 1u);
  EXPECT_EQ(test.value().readers[0].complaint, "") << "Latin and Korean, with character maps from disk";
}

INSTANTIATE_TEST_SUITE_P(All, OnKernels, ::testing::Values(kWorker, kWithoutLandlock, kWithoutSeccomp),
                         [](const auto& instance) { return instance.param.substr(instance.param.find_last_of("-_") + 1); });

TEST(OldKernel, WithoutLandlockTheFilterRefusesFiles) {
  if (kSanitizedBuild) GTEST_SKIP() << "sanitizer builds have no system-call filter";
  const auto test = ask_worker(kWithoutLandlock, kMemory);
  ASSERT_TRUE(test.ok()) << test.error().detail;
  EXPECT_FALSE(layer(test.value(), Layer::kFiles).active);
  EXPECT_NE(layer(test.value(), Layer::kFiles).detail.find("the filter refuses every open"), std::string::npos);
  EXPECT_TRUE(layer(test.value(), Layer::kSystemCalls).active);
  for (const DeedReport& one : test.value().deeds) EXPECT_TRUE(one.refused) << one.detail;
}

TEST(OldKernel, WithoutLandlockTextThatTakesAMapIsAGap) {
  if (kSanitizedBuild) GTEST_SKIP() << "sanitizer builds have no system-call filter";
  RecordingSink here(quick_limits()), there(quick_limits());
  ASSERT_TRUE(read(kWorker, "a.pdf", japanese(), here).ok());
  EXPECT_NE(here.all_text().find("\xE6\xA3\x92\xE7\x9B\x83"), std::string::npos) << here.all_text();
  EXPECT_TRUE(here.gaps.empty());
  ASSERT_TRUE(read(kWithoutLandlock, "a.pdf", japanese(), there).ok());
  const auto content = [](const auto& gap) { return gap.gap_class == GapClass::kContent; };
  const bool said = std::any_of(there.gaps.begin(), there.gaps.end(), content);
  EXPECT_NE(said, there.all_text() == here.all_text()) << "neither read nor missed: " << there.all_text();
}

TEST(WithoutMaps, NoDocumentIsReadAndDoctorKnows) {
  const auto here = ask_worker(kWorker, kMemory);
  ASSERT_TRUE(here.ok()) << here.error().detail;
  if (!kSanitizedBuild && here.value().landlock_abi == 0) GTEST_SKIP() << "it takes Landlock to hide files";
  const auto test = ask_worker(kWithoutMaps, kMemory);
  ASSERT_TRUE(test.ok()) << test.error().detail;
  const std::string complaint = "Korean text of the built-in document does not come out (poppler-data missing?)";
  ASSERT_EQ(test.value().readers.size(), 1u);
  EXPECT_EQ(test.value().readers[0].complaint, complaint);
  RecordingSink sink(quick_limits());
  const auto done = read(kWithoutMaps, "invoice.pdf", invoice(), sink);
  ASSERT_FALSE(done.ok()) << "a reader that cannot read one script is trusted with none";
  EXPECT_EQ(done.error().reason, Reason::kInternal);
  EXPECT_EQ(done.error().detail, "pdf: " + complaint);
  EXPECT_TRUE(sink.texts.empty());
}

TEST(OldKernel, WithoutSeccompItIsSaidAndLandlockGuardsFiles) {
  if (kSanitizedBuild) GTEST_SKIP() << "sanitizer builds have no file rules";
  const auto test = ask_worker(kWithoutSeccomp, kMemory);
  ASSERT_TRUE(test.ok()) << test.error().detail;
  EXPECT_FALSE(layer(test.value(), Layer::kSystemCalls).active);
  EXPECT_EQ(layer(test.value(), Layer::kSystemCalls).detail, "the kernel refused the filter");
  EXPECT_FALSE(deed(test.value(), Deed::kTrace).refused);
  EXPECT_EQ(deed(test.value(), Deed::kTrace).detail, "was possible");
  EXPECT_FALSE(deed(test.value(), Deed::kConnect).refused) << "failing by itself is not being refused";
  if (!layer(test.value(), Layer::kFiles).active) GTEST_SKIP() << "this kernel has no Landlock";
  for (const Deed which : {Deed::kOpen, Deed::kWrite, Deed::kExec})
    EXPECT_EQ(deed(test.value(), which).detail, "permission denied") << name_of(which);
}

TEST(OldKernel, WithNeitherEveryDeedSucceeds) {
  const auto test = ask_worker(ASSAY_BINARY_DIR "/tests/assay_without_both", kMemory);
  ASSERT_TRUE(test.ok()) << test.error().detail;
  EXPECT_EQ(test.value().landlock_abi, 0u);
  const std::string files = layer(test.value(), Layer::kFiles).detail;
  EXPECT_EQ(files.find("nothing guards files") != std::string::npos, !kSanitizedBuild) << files;
  for (std::size_t i = 0; i < kDeeds; ++i) {
    const auto which = static_cast<Deed>(i);
    const DeedReport& one = test.value().deeds[i];
    const bool limited = which == Deed::kFork && ::geteuid() != 0 && !kSanitizedBuild;
    EXPECT_EQ(one.refused, limited) << name_of(which) << ": " << one.detail;
    if (which == Deed::kConnect) continue;  // there is nobody to connect to
    EXPECT_EQ(one.detail, limited ? "over the limit" : "was possible") << name_of(which);
  }
}

TEST(Required, AWorkerDoesNotStartWithLess) {
  for (const auto& [worker, name] : {std::pair(kWithoutLandlock, "landlock"), std::pair(kWithoutSeccomp, "seccomp")}) {
    RecordingSink sink(quick_limits());
    const auto done = read(worker, "invoice.pdf", invoice(), sink, {"--require", name});
    ASSERT_FALSE(done.ok()) << name;
    EXPECT_EQ(done.error().reason, Reason::kWorkerCrash);
    EXPECT_EQ(done.error().detail, "worker did not start: required isolation is missing");
    EXPECT_TRUE(sink.texts.empty());
  }
}

TEST(Required, AWorkerStartsWithWhatThereIs) {
  RecordingSink sink(quick_limits());
  const auto done = read(kWithoutLandlock, "invoice.pdf", invoice(), sink, {"--require", "no_new_privs", "--require", "rlimits"});
  EXPECT_TRUE(done.ok()) << done.error().detail;
}
#endif

}  // namespace
}  // namespace assay::isolate
