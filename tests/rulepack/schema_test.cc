// The published schemas describe what the reader accepts: no key more, none less; and our packs obey them.
#include <cstdlib>

#include "detect/checks/table.h"
#include "pack_texts.h"
#include "rulepack/pack_reader.h"

namespace assay::rulepack {
namespace {

std::string in_quotes(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string reader_keys() {
  KeyNames keys;
  add_pack_keys(keys);
  add_pattern_keys(keys);
  add_label_keys(keys);
  std::string json;
  for (const auto& [name, list] : keys) {
    json += (json.empty() ? "" : ", ") + in_quotes(name) + ": [";
    for (std::size_t i = 0; i < list.size(); ++i) json += (i == 0 ? "" : ", ") + in_quotes(list[i]);
    json += "]";
  }
  return "{" + json + "}";
}

std::string check_parameters() {
  std::string json;
  for (const auto& row : detect::checks::table()) {
    json += (json.empty() ? "" : ", ") + in_quotes(row.name) + ": [";
    for (const auto& param : row.params) json += in_quotes(param.name) + ", ";
    for (const auto& param : detect::checks::common_params()) json += in_quotes(param.name);
    json += "]";
  }
  return "{" + json + "}";
}

int run(const std::string& task, const std::string& argument) {
  const std::string script = ASSAY_SOURCE_DIR "/tests/rulepack/schema_check.py";
  return std::system(("/usr/bin/python3 " + script + " " ASSAY_SOURCE_DIR "/rules " + task + " " + argument).c_str());
}

class Schema : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("/usr/bin/python3 -c 'import jsonschema, yaml' 2>/dev/null") != 0)
      GTEST_SKIP() << "python3-jsonschema or python3-yaml is not installed";
  }
  TempFolder folder_;
};

TEST_F(Schema, OurPacksObeyIt) { EXPECT_EQ(run("packs", ""), 0); }
TEST_F(Schema, HasTheKeysThatTheReaderKnows) { EXPECT_EQ(run("keys", folder_.write("keys.json", reader_keys())), 0); }
TEST_F(Schema, HasTheChecksThatExist) { EXPECT_EQ(run("checks", folder_.write("checks.json", check_parameters())), 0); }
TEST_F(Schema, RefusesWhatTheReaderRefuses) { EXPECT_EQ(run("bad", ""), 0); }

}  // namespace
}  // namespace assay::rulepack
