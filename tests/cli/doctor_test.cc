// assay doctor, and scans that want to be isolated.
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>

#include "isolate/sandbox.h"
#include "program.h"
#include "tree.h"

namespace assay {
namespace {

using isolate::kSanitizedBuild;
using testing::Outcome;
using testing::run;
using testing::Tree;

// Workers as they are on kernels without a layer; they exist where assay-worker is built.
const std::string kWithoutLandlock = "ASSAY_WORKER=" ASSAY_BINARY_DIR "/tests/assay_without_landlock";
const std::string kWithoutSeccomp = "ASSAY_WORKER=" ASSAY_BINARY_DIR "/tests/assay_without_seccomp";
const std::string kNoWorker = "ASSAY_WORKER=/nonexistent/assay-worker";

bool holds(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void expect_schema(const std::string& json) {
  Tree tree;
  const std::string file = tree.file("doctor.json", json);
  const std::string check =
      "/usr/bin/python3 -c 'import json,sys,jsonschema; jsonschema.validate(json.load(open(sys.argv[2])), "
      "json.load(open(sys.argv[1])))' " ASSAY_SOURCE_DIR "/docs/doctor.schema.json " +
      file;
  EXPECT_EQ(std::system(check.c_str()), 0) << json;
}

TEST(Doctor, HelpTeaches) {
  const Outcome got = run({"doctor", "--help"});
  EXPECT_EQ(got.code, 0);
  for (const char* word : {"Exit codes:", "Examples:", "no_new_privs", "rlimits", "seccomp", "landlock", "namespaces"})
    EXPECT_TRUE(holds(got.out, word)) << word;
}

TEST(Doctor, NoWorkerIsSaid) {
  const Outcome text = run({"doctor"}, {.environment = {kNoWorker}});
  EXPECT_EQ(text.code, 1);
  EXPECT_TRUE(holds(text.out, "NO   it cannot be asked: assay-worker not found at /nonexistent/assay-worker")) << text.out;
  EXPECT_TRUE(holds(text.out, "set ASSAY_READER and ASSAY_WORKER")) << "what to do";
  EXPECT_TRUE(holds(text.out, "Something is missing"));
  const Outcome json = run({"doctor", "--json"}, {.environment = {kNoWorker}});
  EXPECT_EQ(json.code, 1);
  EXPECT_TRUE(holds(json.out, "\"trouble\":\"assay-worker not found")) << json.out;
  expect_schema(json.out);
}

TEST(Isolation, WordsThatMeanNothingAreRefused) {
  for (const char* word : {"", "sometimes", "required", "required:", "required:seccomp,", "required:,seccomp"}) {
    const Outcome got = run({"scan", std::string("--isolation=") + word, "."});
    EXPECT_EQ(got.code, 2) << word;
    EXPECT_TRUE(holds(got.err, "--isolation")) << got.err;
  }
}

TEST(Isolation, ALayerThatDoesNotExistIsRefused) {
  Tree tree;
  tree.file("a.txt", "nothing\n");
  const Outcome got = run({"scan", "--isolation=required:seccomp,chroot", tree.path()});
  EXPECT_EQ(got.code, 2);
  EXPECT_TRUE(
      holds(got.err, "'chroot' is no layer of isolation (there are no_new_privs, rlimits, seccomp, landlock, namespaces)"))
      << got.err;
  EXPECT_EQ(got.out, "");
}

TEST(Isolation, RequiredWithoutAWorkerIsRefusedAndAutoGoesOn) {
  Tree tree;
  tree.file("a.txt", "nothing\n");
  const Outcome got = run({"scan", "--isolation=required:rlimits", tree.path()}, {.environment = {kNoWorker}});
  EXPECT_EQ(got.code, 2);
  EXPECT_TRUE(holds(got.err, "assay-worker not found")) << got.err;
  EXPECT_EQ(run({"scan", "--isolation=auto", tree.path()}, {.environment = {kNoWorker}}).code, 0);
}

#ifdef ASSAY_REAL_WORKER
TEST(Doctor, SaysWhatHoldsHere) {
  const Outcome text = run({"doctor"});
  const Outcome json = run({"doctor", "--json"});
  EXPECT_EQ(text.code, json.code);
  EXPECT_TRUE(holds(text.out, "    yes  no_new_privs")) << text.out;
  EXPECT_TRUE(holds(text.out, "    yes  pdf")) << text.out;
  EXPECT_TRUE(holds(text.out, "without these layers: text csv")) << text.out;
  EXPECT_EQ(holds(text.out, "    yes  seccomp"), !kSanitizedBuild) << text.out;
  EXPECT_EQ(holds(text.out, "    yes  ptrace"), !kSanitizedBuild) << text.out;
  EXPECT_TRUE(holds(json.out, "\"schema\":\"assay.doctor.v1\"")) << json.out;
  EXPECT_EQ(holds(json.out, "\"sound\":true}\n"), json.code == 0) << json.out;
  expect_schema(json.out);
  EXPECT_EQ(holds(text.out, "    NO   seccomp        left out in a sanitizer build"), kSanitizedBuild) << text.out;
}

TEST(Doctor, AMissingLayerIsNamed) {
  if (kSanitizedBuild) GTEST_SKIP() << "sanitizer builds have neither layer";
  for (const auto& [worker, layer] : {std::pair(kWithoutLandlock, "landlock"), std::pair(kWithoutSeccomp, "seccomp")}) {
    const Outcome text = run({"doctor"}, {.environment = {worker}});
    EXPECT_EQ(text.code, 1);
    EXPECT_TRUE(holds(text.out, std::string("    NO   ") + layer)) << text.out;
    const Outcome json = run({"doctor", "--json"}, {.environment = {worker}});
    EXPECT_EQ(json.code, 1);
    EXPECT_TRUE(holds(json.out, std::string("\"holds\":false,\"name\":\"") + layer)) << json.out;
    expect_schema(json.out);
  }
}

TEST(Doctor, NeverSaysRefusedWhereNothingRefuses) {
  const std::string worker = "ASSAY_WORKER=" ASSAY_BINARY_DIR "/tests/assay_without_both";
  const Outcome got = run({"doctor"}, {.environment = {worker}, .as_nobody = true});
  EXPECT_EQ(got.code, 1);
  for (const char* deed : {"open", "write", "exec", "socket", "connect", "ptrace", "signal", "own_code"})
    EXPECT_TRUE(holds(got.out, std::string("    NO   ") + deed)) << deed << "\n" << got.out;
}

TEST(Isolation, RequiredRefusesToStartWithLess) {
  Tree tree;
  tree.file("a.txt", "nothing\n");
  const Outcome scan = run({"scan", "--isolation=required:landlock,rlimits", tree.path()}, {.environment = {kWithoutLandlock}});
  EXPECT_EQ(scan.code, 2);
  EXPECT_EQ(scan.out, "");
  EXPECT_TRUE(holds(scan.err, "required isolation is missing: landlock: ")) << scan.err;
  EXPECT_FALSE(holds(scan.err, "rlimits")) << "only what is missing is named";
  const Outcome detect = run({"detect", "--isolation", "required:seccomp"},
                             {.input = "{\"id\":1,\"text\":\"x\"}\n", .environment = {kWithoutSeccomp}});
  EXPECT_EQ(detect.code, 2);
  EXPECT_EQ(detect.out, "");
  EXPECT_TRUE(holds(detect.err, "required isolation is missing: seccomp: ")) << detect.err;
}

TEST(Isolation, EveryWorkerIsHeldToWhatIsRequired) {
  if (kSanitizedBuild) GTEST_SKIP() << "sanitizer builds have no file rules";
  Tree tree;
  // The worker that is asked at the start has all layers that there are; the next has fewer.
  const std::string first = tree.path() + "/first", changing = tree.path() + "/assay-worker";
  tree.file("assay-worker", "#!/bin/sh\n[ -e " + first +
                                " ] && exec " ASSAY_BINARY_DIR "/tests/assay_without_seccomp \"$@\"\n: > " + first +
                                "\nexec " ASSAY_REAL_WORKER " \"$@\"\n");
  ASSERT_EQ(::chmod(changing.c_str(), 0700), 0);
  const std::string pdf = ASSAY_SOURCE_DIR "/corpus/samples/health/laborbefund.pdf";
  const Outcome got = run({"extract", "--isolation=required:seccomp", pdf}, {.environment = {"ASSAY_WORKER=" + changing}});
  EXPECT_EQ(got.code, 3);
  EXPECT_TRUE(holds(got.err, "worker did not start: required isolation is missing")) << got.err;
  EXPECT_FALSE(holds(got.out, "Befund")) << got.out;
  ASSERT_EQ(::unlink(first.c_str()), 0);
  const Outcome any = run({"extract", "--isolation=required:rlimits", pdf}, {.environment = {"ASSAY_WORKER=" + changing}});
  EXPECT_EQ(any.code, 0) << "the same with what both have: " << any.err;
}

TEST(Isolation, RequiredGoesOnWithWhatThereIs) {
  const std::string layers = kSanitizedBuild ? "no_new_privs,rlimits" : "no_new_privs,rlimits,seccomp";
  const std::string pdf = ASSAY_SOURCE_DIR "/corpus/samples/health/laborbefund.pdf";
  const Outcome got = run({"extract", "--isolation=required:" + layers, pdf}, {.environment = {kWithoutLandlock}});
  EXPECT_EQ(got.code, 0) << got.err;
  EXPECT_FALSE(got.out.empty());
  EXPECT_EQ(got.out, run({"extract", pdf}).out) << "the same text, whatever the layers";
}
#endif

}  // namespace
}  // namespace assay
