// Office documents sealed with a password: an OLE2 container with a stream "EncryptedPackage" (MS-OFFCRYPTO 2.3.4). Nothing in
// it can be read; this row only says which of the two it is, sealed or a container that nobody here reads.
#include <array>
#include <string_view>

#include "base/io.h"
#include "extract/extractor.h"

namespace assay::extract {
namespace {

// Directory entries are 128 bytes, aligned, UTF-16LE name first, its length in bytes with the NUL at offset 64 (MS-CFB 2.6.1).
constexpr std::size_t kEntryBytes = 128, kNameLengthAt = 64;
constexpr std::string_view kName{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0\0", 34};

bool names_sealed_package(std::string_view sectors) {
  for (std::size_t at = 0; at + kEntryBytes <= sectors.size(); at += kEntryBytes) {
    const std::string_view entry = sectors.substr(at, kEntryBytes);
    if (entry.starts_with(kName) && static_cast<unsigned char>(entry[kNameLengthAt]) == kName.size()) return true;
  }
  return false;
}

Result<Done, Trouble> run(Source& source, const PartInfo&, Sink& sink) {
  std::array<char, 64 << 10> block{};  // a multiple of the entry size, so that entries never straddle blocks
  for (;;) {
    const auto got = base::read_full(source, block);
    if (!got.ok()) return got.error();
    if (names_sealed_package({block.data(), got.value()})) return Trouble{Reason::kPasswordRequired, "sealed Office document"};
    if (got.value() < block.size()) return Trouble{Reason::kNoParser, "OLE2 container"};
    if (!sink.budget().tick()) return Trouble{sink.budget().stopped(), "OLE2 container"};
  }
}

}  // namespace

extern const Extractor kOle2Sealed{"ole2_sealed", {"ole2"}, Access::kForward, &run};

}  // namespace assay::extract
