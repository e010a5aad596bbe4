#include "program.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace assay::testing {
namespace {

// Rules compile once for all tests; the home folder is not that of a person.
std::string home() {
  const std::string path = ASSAY_BINARY_DIR "/test-home";
  ::mkdir(path.c_str(), 0755);
  return path;
}

[[noreturn]] void execute(const std::vector<std::string>& arguments, const std::vector<std::string>& environment) {
  std::vector<std::string> variables{"PATH=/usr/bin:/bin", "HOME=" + home()};
  variables.insert(variables.end(), environment.begin(), environment.end());
  std::vector<char*> argv{const_cast<char*>(ASSAY_PROGRAM)}, envp;
  for (const std::string& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  for (const std::string& variable : variables) envp.push_back(const_cast<char*>(variable.c_str()));
  argv.push_back(nullptr);
  envp.push_back(nullptr);
  ::execve(ASSAY_PROGRAM, argv.data(), envp.data());
  ::_exit(126);
}

std::string drain(int fd) {
  std::string text;
  char buffer[65536];
  ssize_t got = 0;
  while ((got = ::read(fd, buffer, sizeof buffer)) > 0) text.append(buffer, static_cast<std::size_t>(got));
  ::close(fd);
  return text;
}

int wait_for(int pid) {
  int status = 0;
  ::waitpid(pid, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int unlinked_file(const std::string& content) {
  std::string name = ::testing::TempDir() + "assay-run-XXXXXX";
  const int fd = ::mkstemp(name.data());
  ::unlink(name.c_str());
  EXPECT_EQ(::write(fd, content.data(), content.size()), static_cast<ssize_t>(content.size()));
  ::lseek(fd, 0, SEEK_SET);
  return fd;
}

}  // namespace

Outcome run(const std::vector<std::string>& arguments, const RunOptions& options) {
  const int in = unlinked_file(options.input), out = unlinked_file({}), err = unlinked_file({});
  const int pid = ::fork();
  if (pid == 0) {
    ::dup2(in, 0);
    ::dup2(out, 1);
    ::dup2(err, 2);
    if (options.as_nobody && ::getuid() == 0 && ::setresuid(65534, 65534, 65534) != 0) ::_exit(125);
    execute(arguments, options.environment);
  }
  Outcome result;
  result.code = wait_for(pid);
  ::close(in);
  ::lseek(out, 0, SEEK_SET);
  ::lseek(err, 0, SEEK_SET);
  result.out = drain(out);
  result.err = drain(err);
  return result;
}

Outcome run_on_terminal(const std::vector<std::string>& arguments, const std::vector<std::string>& environment) {
  winsize size{};
  size.ws_col = 100;
  size.ws_row = 40;
  int terminal = -1;
  const int pid = ::forkpty(&terminal, nullptr, nullptr, &size);
  if (pid == 0) {
    std::vector<std::string> all{"TERM=xterm"};
    all.insert(all.end(), environment.begin(), environment.end());
    execute(arguments, all);
  }
  Outcome result;
  result.out = drain(terminal);
  result.code = wait_for(pid);
  return result;
}

Conversation::Conversation(const std::vector<std::string>& arguments) {
  int in[2], out[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) return;
  pid_ = ::fork();
  if (pid_ == 0) {
    ::dup2(in[0], 0);
    ::dup2(out[1], 1);
    execute(arguments, {});
  }
  ::close(in[0]);
  ::close(out[1]);
  to_ = in[1];
  from_ = out[0];
}

Conversation::~Conversation() {
  hang_up();
  if (from_ >= 0) ::close(from_);
  if (pid_ > 0) wait_for(pid_);
}

void Conversation::say(const std::string& text) {
  EXPECT_EQ(::write(to_, text.data(), text.size()), static_cast<ssize_t>(text.size()));
}

std::string Conversation::hear_line() {
  std::string line;
  char c = 0;
  while (::read(from_, &c, 1) == 1 && c != '\n') line += c;
  return line;
}

void Conversation::send(int signal) {
  const std::string path = "/proc/" + std::to_string(pid_) + "/status";
  for (int tries = 0; tries < 3000; ++tries) {
    std::ifstream status(path);
    std::string line;
    unsigned long long caught = 0;
    while (std::getline(status, line))
      if (line.rfind("SigCgt:", 0) == 0) caught = std::strtoull(line.c_str() + 7, nullptr, 16);
    if ((caught >> (signal - 1) & 1) != 0) break;
    ::usleep(10'000);
  }
  ::kill(pid_, signal);
}

void Conversation::hang_up() {
  if (to_ >= 0) ::close(to_);
  to_ = -1;
}

Outcome Conversation::end() {
  Outcome result;
  result.out = drain(from_);
  from_ = -1;
  result.code = wait_for(pid_);
  pid_ = -1;
  return result;
}

}  // namespace assay::testing
