// Several requests, with a descriptor each, in one message: how a host that knows what comes next saves system calls.
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include "isolate/process.h"
#include "tests/isolate/workers.h"

namespace assay::isolate {
namespace {

#ifdef ASSAY_REAL_READER
Descriptor file_of(const std::string& bytes) {
  Descriptor file(::memfd_create("document", MFD_CLOEXEC));
  EXPECT_EQ(::write(file.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  return file;
}

std::string request_for(const std::string& document) {
  Request request{"text", "a.txt", "text/plain", ""};
  request.size = document.size();
  request.limits = testing::quick_limits();
  std::string frame;
  Channel::append_frame(frame, FrameType::kRequest, encode(request));
  return frame;
}

/// The text of the next answer.
std::string answer_of(Channel& channel) {
  std::string text;
  for (;;) {
    Frame frame;
    if (channel.receive(frame, std::chrono::seconds(20)) != Received::kFrame) return "no answer";
    if (frame.type == FrameType::kDone) return text;
    if (frame.type != FrameType::kText) continue;
    const auto message = decode_text(frame.payload, kUnknownSize - 1);
    if (!message) return "not a text";
    text += message->text;
  }
}

TEST(ManyRequests, OfOneMessageAreAnsweredInTheirOrder) {
  auto worker = WorkerProcess::start(ASSAY_REAL_READER, {"--memory", "536870912"});
  ASSERT_TRUE(worker.ok()) << worker.error().detail;
  std::string frames;
  std::vector<Descriptor> files;
  std::vector<int> numbers;
  for (std::size_t i = 0; i < kMaxDescriptors; ++i) {
    const std::string document = "document " + std::to_string(i);
    frames += request_for(document);
    numbers.push_back(files.emplace_back(file_of(document)).get());
  }
  ASSERT_GE(numbers.size(), 8u);
  ASSERT_TRUE(worker.value()->channel().send_with_descriptors(frames, numbers));
  for (std::size_t i = 0; i < numbers.size(); ++i)
    EXPECT_EQ(answer_of(worker.value()->channel()), "document " + std::to_string(i));
}

TEST(ManyRequests, OneWithoutADescriptorEndsTheWorker) {
  auto worker = WorkerProcess::start(ASSAY_REAL_READER, {"--memory", "536870912"});
  ASSERT_TRUE(worker.ok()) << worker.error().detail;
  const std::string document = "document";
  const Descriptor file = file_of(document);
  const int number = file.get();
  ASSERT_TRUE(worker.value()->channel().send_with_descriptors(request_for(document) + request_for(document), {&number, 1}));
  EXPECT_EQ(answer_of(worker.value()->channel()), document);
  EXPECT_EQ(answer_of(worker.value()->channel()), "no answer");
  EXPECT_EQ(worker.value()->reap().reason, Reason::kWorkerCrash);
}
#endif

}  // namespace
}  // namespace assay::isolate
