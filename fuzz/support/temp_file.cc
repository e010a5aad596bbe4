#include "support/temp_file.h"

#include <sys/mman.h>
#include <unistd.h>

#include "support/target.h"

namespace assay::fuzz {

TempFile::TempFile(std::string_view bytes) : number_(memfd_create("fuzz", MFD_CLOEXEC)) {
  require(number_ >= 0, "there is memory for a file");
  require(write(number_, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()), "it can be written");
}

TempFile::~TempFile() { close(number_); }

}  // namespace assay::fuzz
