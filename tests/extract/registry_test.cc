#include <gtest/gtest.h>

#include <set>
#include <string>

#include "extract/extractor.h"

namespace assay::extract {
namespace {

TEST(Registry, IdsAndFormatsAreUnique) {
  std::set<std::string> ids, formats;
  for (const Extractor& extractor : builtin_extractors()) {
    EXPECT_TRUE(ids.insert(extractor.id).second) << extractor.id;
    EXPECT_TRUE(extractor.run) << extractor.id;
    EXPECT_FALSE(extractor.formats.empty()) << extractor.id;
    for (const std::string& format : extractor.formats) EXPECT_TRUE(formats.insert(format).second) << format;
  }
}

}  // namespace
}  // namespace assay::extract
