// assay detect
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "apps/cli/commands.h"
#include "apps/cli/engine_setup.h"
#include "apps/cli/exit_codes.h"
#include "apps/cli/json_line.h"
#include "apps/cli/output.h"
#include "apps/cli/signals.h"
#include "report/json_writer.h"

namespace assay::cli {
namespace {

constexpr std::size_t kReadBytes = 256 << 10, kMaxLine = 64 << 20;

/// Lines of standard input, and a word before each wait for more.
class Lines {
 public:
  explicit Lines(const CancelFlag& cancelled) : cancelled_(cancelled) {}

  enum class Next { kLine, kTooLong, kWait, kEnd, kBroken };
  /// kWait: call `refill`. kTooLong: a line of more than `kMaxLine` bytes, which was skipped.
  Next next(std::string_view& line) {
    const char* begin = buffer_.data() + begin_;
    const std::size_t unsearched = end_ - begin_ - searched_;
    const void* feed = unsearched == 0 ? nullptr : std::memchr(begin + searched_, '\n', unsearched);
    if (feed == nullptr && !ended_) return hold();
    if (feed == nullptr && begin_ == end_) return skipping_ ? finish_skipping() : broken_ ? Next::kBroken : Next::kEnd;
    const std::size_t size = feed == nullptr ? end_ - begin_ : static_cast<std::size_t>(static_cast<const char*>(feed) - begin);
    line = {begin, size};
    begin_ += size + (feed == nullptr ? 0 : 1);
    searched_ = 0;
    return skipping_ ? finish_skipping() : Next::kLine;
  }

  void refill() {
    if (begin_ != 0) {
      std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
      end_ -= begin_;
      begin_ = 0;
    }
    if (buffer_.size() < end_ + kReadBytes) buffer_.resize(std::max(buffer_.size() * 2, end_ + kReadBytes));
    const ssize_t got = read_some();
    ended_ = got <= 0;
    broken_ = got < 0;
    if (got > 0) end_ += static_cast<std::size_t>(got);
  }

 private:
  ssize_t read_some() {
    while (!cancelled_.load(std::memory_order_relaxed)) {
      const ssize_t got = ::read(0, buffer_.data() + end_, buffer_.size() - end_);
      if (got >= 0 || errno != EINTR) return got;
    }
    return 0;
  }

  Next hold() {
    searched_ = end_ - begin_;
    if (searched_ > kMaxLine || skipping_) {
      skipping_ = true;
      begin_ = end_;
      searched_ = 0;
    }
    return Next::kWait;
  }

  Next finish_skipping() {
    skipping_ = false;
    return Next::kTooLong;
  }

  const CancelFlag& cancelled_;
  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0, searched_ = 0;
  bool ended_ = false, broken_ = false, skipping_ = false;
};

class Detect {
 public:
  Detect(const std::shared_ptr<const Engine>& engine, const DetectArgs& args) : cancelled_(catch_signals()), scanner_(engine) {
    options_.min_confidence = args.min_confidence;
    options_.hash_content = false;
    options_.explain = args.explain;
    options_.cancel = &cancelled_;
  }

  int run() {
    Lines lines(cancelled_);
    std::string_view line;
    while (!cancelled_ && !output_.failed()) {
      switch (lines.next(line)) {
        case Lines::Next::kLine:
          answer(line);
          break;
        case Lines::Next::kTooLong:
          refuse("null", "the line is longer than 64 MiB");
          break;
        case Lines::Next::kWait:
          output_.flush();  // whoever asked may be waiting for the answer before asking again
          lines.refill();
          break;
        case Lines::Next::kBroken:
          complain("standard input: " + std::string(std::strerror(errno)));
          malformed_ = true;
          return finish();
        case Lines::Next::kEnd:
          return finish();
      }
    }
    return finish();
  }

 private:
  int finish() {
    if (!output_.finish() || malformed_) return kExitUsage;
    if (cancelled_) return kExitInterrupted;
    return unread_ ? kExitUnread : kExitNothing;
  }

  void answer(std::string_view line) {
    read_json_line(line, line_);
    if (line_.error != nullptr) return refuse(line_.id, line_.error);
    const Report report = scanner_.scan_text(line_.text, options_);
    out_.assign("{\"id\":").append(line_.id).append(",\"findings\":[");
    for (const Finding& finding : report.findings) append(finding);
    out_ += ']';
    if (options_.explain) append_losers(report);
    if (report.verdict != Verdict::kScanned) append_unread(report);
    out_ += "}\n";
    output_.write(out_);
  }

  void append(const Finding& finding) {
    if (out_.back() == '}') out_ += ',';
    out_ += "{\"type\":";
    report::append_json_string(out_, finding.detector);
    out_.append(",\"start\":")
        .append(std::to_string(finding.range.begin))
        .append(",\"end\":")
        .append(std::to_string(finding.range.end));
    out_.append(",\"confidence\":").append(std::to_string(finding.confidence));
    if (finding.explanation) append(*finding.explanation);
    out_ += '}';
  }

  void append(const Explanation& why) {
    out_ += ",\"explain\":{\"check\":";
    report::append_json_string(out_, why.check);
    out_ += ",\"context\":";
    report::append_json_string(out_, why.context);
    out_.append(",\"context_distance\":").append(std::to_string(why.context_distance));
    if (!why.lost_to.empty()) report::append_json_string(out_ += ",\"lost_to\":", why.lost_to);
    report::append_json_string(out_ += ",\"negative\":", why.negative);
    out_.append(",\"pattern\":").append(std::to_string(why.pattern));
    if (!why.reading.empty()) report::append_json_string(out_ += ",\"reading\":", why.reading);
    out_ += '}';
  }

  void append_losers(const Report& report) {
    out_ += ",\"losers\":[";
    for (const Finding& finding : report.losers) append(finding);
    out_ += ']';
  }

  void append_unread(const Report& report) {
    unread_ = true;
    out_ += ",\"unread\":[";
    for (const Reason reason : report.reasons) {
      if (out_.back() != '[') out_ += ',';
      report::append_json_string(out_, reason_info(reason).name);
    }
    out_ += ']';
  }

  void refuse(std::string_view id, std::string_view error) {
    malformed_ = true;
    out_.assign("{\"id\":").append(id).append(",\"error\":");
    report::append_json_string(out_, error);
    output_.write(out_ += "}\n");
  }

  const CancelFlag& cancelled_;
  Scanner scanner_;
  ScanOptions options_;
  Output output_;
  JsonLine line_;
  std::string out_;
  bool malformed_ = false, unread_ = false;
};

}  // namespace

int run_detect(const DetectArgs& args) {
  const auto engine = make_engine(args.engine, Warnings::kShow);
  return engine == nullptr ? kExitUsage : Detect(engine, args).run();
}

}  // namespace assay::cli
