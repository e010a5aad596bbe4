// A pack that is not written yet, loaded from a folder that goes away.
#pragma once
#include <string>

#include "assay/rules.h"

namespace assay::cli {

class Trial {
 public:
  explicit Trial(const std::string& yaml);
  ~Trial();
  Trial(const Trial&) = delete;
  Trial& operator=(const Trial&) = delete;
  Result<std::shared_ptr<const RuleSet>, Diagnostics> load() const;

 private:
  std::string folder_;
};

/// The message without the file's name, which only we know.
std::string text_of_trial(const Diagnostic& diagnostic);

/// To a file that is not there yet, or to standard output for an empty path. False: complained.
bool write_new_pack(const std::string& path, const std::string& yaml);

}  // namespace assay::cli
