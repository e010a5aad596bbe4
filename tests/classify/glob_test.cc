#include "classify/glob.h"

#include <gtest/gtest.h>

namespace assay::classify {
namespace {

struct Row {
  const char* pattern;
  std::string path;
  bool matches;
};

TEST(Glob, Table) {
  const Row rows[] = {
      {"a.txt", "a.txt", true},
      {"a.txt", "a.txt2", false},
      {"a.txt", "b/a.txt", false},
      {"*.txt", "a.txt", true},
      {"*.txt", "d/a.txt", false},
      {"**.txt", "d/e/a.txt", true},
      {"**/hr/**", "x/hr/y", true},
      {"**/hr/**", "/hr/", true},
      {"**/hr/**", "x/hrm/y", false},
      {"?.txt", "a.txt", true},
      {"?.txt", "/.txt", false},
      {"a?c", "a/c", false},
      {"*", "", true},
      {"", "", true},
      {"", "a", false},
      {"a*b*c", "a1b2c", true},
      {"a*b*c", "a1b2", false},
      {"**", "any/thing", true},
      {"*.PDF", "x.pdf", true},
      {"x***y", "x/1/y", true},
      {"gehälter/*", "gehälter/a", true},
      {"a**", "a", true},
      {"*a", "b/a", false},
      {"d/*/f", "d/e/f", true},
      {"d/*/f", "d/e/e/f", false},
  };
  for (const Row& row : rows) EXPECT_EQ(glob_matches(row.pattern, row.path), row.matches) << row.pattern << " on " << row.path;
}

TEST(Glob, ManyStarsStayLinear) {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "*a";
  EXPECT_FALSE(glob_matches(pattern + "b", std::string(5000, 'a')));
  EXPECT_TRUE(glob_matches(pattern, std::string(5000, 'a')));
}

}  // namespace
}  // namespace assay::classify
