// assay-zip-members FILE: crc, size and name of every member as our ZIP reader reads them, and a line for everything that it
// finds odd. For zip_reference.py.
#include <zlib.h>

#include <cstdio>
#include <string>

#include "assay/source.h"
#include "base/budget.h"
#include "extract/zip/reader.h"

namespace {
using namespace assay;

int print(Source& source) {
  base::Budget budget(limits_for(Profile::kShare), *source.size(), nullptr);
  const auto archive = extract::zip::read_archive(source, budget);
  if (!archive.ok()) return std::printf("trouble %s\n", archive.error().detail.c_str()), 0;
  for (const auto& oddity : archive.value().oddities) std::printf("odd %s\n", std::string(oddity.detail).c_str());
  for (const auto& stray : archive.value().strays)
    std::printf("stray bytes at %llu\n", static_cast<unsigned long long>(stray.begin));
  for (const auto& entry : archive.value().entries) {
    const auto bytes = extract::zip::read_member(source, entry, budget, 1 << 30);
    if (!bytes.ok()) {
      std::printf("trouble %s\n", bytes.error().detail.c_str());
      continue;
    }
    const auto crc = crc32(0, reinterpret_cast<const Bytef*>(bytes.value().data()), static_cast<uInt>(bytes.value().size()));
    std::printf("%08lx %zu %s\n", crc, bytes.value().size(), entry.name.c_str());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const auto file = assay::open_file(argv[1]);
  return file.ok() ? print(*file.value()) : 2;
}
