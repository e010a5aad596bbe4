// Runs the built program as a person would.
#pragma once
#include <string>
#include <vector>

namespace assay::testing {

struct Outcome {
  int code = -1;  ///< Exit code, or 128 + signal.
  std::string out, err;
};

struct RunOptions {
  std::string input;
  std::vector<std::string> environment;  ///< "NAME=value", on top of a bare one.
  bool as_nobody = false;                ///< Without root's rights, if we have them.
};

Outcome run(const std::vector<std::string>& arguments, const RunOptions& options = {});

/// With a terminal of 100 columns as standard output and error; `out` is all that arrived there.
Outcome run_on_terminal(const std::vector<std::string>& arguments, const std::vector<std::string>& environment = {});

/// A child that is talked to while it runs.
class Conversation {
 public:
  explicit Conversation(const std::vector<std::string>& arguments);
  Conversation(const Conversation&) = delete;
  Conversation& operator=(const Conversation&) = delete;
  ~Conversation();
  void say(const std::string& text);
  std::string hear_line();
  /// Waits until the program catches `signal`, then sends it.
  void send(int signal);
  void hang_up();
  /// Waits for the end; the rest of what it said is in `out`.
  Outcome end();

 private:
  int pid_ = -1, to_ = -1, from_ = -1;
};

}  // namespace assay::testing
