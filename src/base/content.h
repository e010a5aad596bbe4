// Memory that holds text of a document is overwritten before it is given back.
#pragma once
#include <span>
#include <string>

namespace assay::base {

/// Overwrites all that `text` has room for; it is empty then. Not optimised away.
void wipe(std::string& text);
void wipe(std::span<char> bytes);

/// A std::string that is wiped when it dies. What it gives back when it grows is not: for buffers that keep their size.
class ContentString : public std::string {
 public:
  using std::string::string;
  using std::string::operator=;
  ContentString() = default;
  ContentString(std::string&& text) noexcept : std::string(std::move(text)) {}  // NOLINT(google-explicit-constructor)
  ContentString(const ContentString&) = default;
  ContentString(ContentString&&) noexcept = default;
  ContentString& operator=(const ContentString&) = default;
  ContentString& operator=(ContentString&&) noexcept = default;
  ~ContentString() { wipe(*this); }
};

/// Wipes memory that somebody else owns at the end of a scope.
class WipedAtEnd {
 public:
  explicit WipedAtEnd(std::span<char> bytes) : bytes_(bytes) {}
  ~WipedAtEnd() { wipe(bytes_); }
  WipedAtEnd(const WipedAtEnd&) = delete;
  WipedAtEnd& operator=(const WipedAtEnd&) = delete;

 private:
  std::span<char> bytes_;
};

}  // namespace assay::base
