// Office packages: golden files made by make_office.py, number formats, and what only shows in code: caps and damage.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "base/io.h"
#include "extract/ooxml/number_format.h"
#include "extract/ooxml/table_fields.h"
#include "extract/ooxml/workbook.h"
#include "tests/extract/golden.h"

namespace assay::extract {
namespace {

using ooxml::NumberFormats;
using ooxml::TableFields;
using testing::RecordingSink;

std::string golden_input(const std::string& name) {
  return testing::file_bytes(ASSAY_SOURCE_DIR "/tests/extract/ooxml/" + name + ".in");
}

void run(const std::string& id, const std::string& bytes, RecordingSink& sink) {
  base::MemorySource source(bytes);
  (void)testing::extractor_named(id)->run(source, PartInfo{.name = "a", .format = id}, sink);
}

TEST(Ooxml, GoldenFiles) { testing::check_golden("ooxml", "zip"); }

TEST(Ooxml, RowsOfTheFormatsReadTheSame) {
  for (const char* id : {"docx", "xlsx", "pptx"}) {
    const std::string bytes = golden_input(std::string(id) == "docx" ? "docx-stories" : std::string(id) + "-places");
    RecordingSink by_zip, by_row;
    run("zip", bytes, by_zip);
    run(id, bytes, by_row);
    EXPECT_EQ(by_zip.log(), by_row.log());
    EXPECT_FALSE(by_row.texts.empty());
  }
}

// Any byte of a package may be wrong: it ends, texts stay valid.
TEST(Ooxml, EveryDamagedByteEnds) {
  for (const char* name : {"docx-hidden", "xlsx-cells", "pptx-places"}) {
    const std::string bytes = golden_input(name);
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
      RecordingSink sink;
      run("zip", damaged, sink);
      testing::expect_true_positions(sink, damaged);
    }
  }
}

TEST(Ooxml, ATextBudgetEndsTheRun) {
  const std::string bytes = golden_input("docx-stories");
  Limits limits = testing::roomy_limits();
  limits.max_text_bytes = 40;
  RecordingSink sink(limits, bytes.size());
  run("docx", bytes, sink);
  EXPECT_EQ(sink.budget().stopped(), Reason::kTextLength);
}

// Strings beyond the memory share are still read, without their cells, and that is said.
TEST(Ooxml, SharedStringsBeyondMemoryAreReadAndSaid) {
  const std::string bytes = golden_input("xlsx-cells");
  Limits limits = testing::roomy_limits();
  limits.max_memory_bytes = 4 * 60;
  RecordingSink sink(limits, bytes.size());
  run("xlsx", bytes, sink);
  EXPECT_NE(sink.all_text().find("Erika Muster"), std::string::npos);
  ASSERT_FALSE(sink.gaps.empty());
  EXPECT_EQ(sink.gaps.front().reason, Reason::kMemory);
}

std::string ole2_with(std::string_view name) {
  std::string entry;
  for (const char c : name) entry += {c, '\0'};
  entry.resize(64);
  entry += static_cast<char>(2 * name.size() + 2);
  entry.resize(128);
  return std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") + std::string(1024 - 8 + 128, '\0') + entry;
}
TEST(Ole2Sealed, TellsSealedFromUnread) {
  const Extractor& row = *testing::extractor_named("ole2_sealed");
  for (const auto& [name, reason] :
       {std::pair{"EncryptedPackage", Reason::kPasswordRequired}, std::pair{"EncryptedPackages", Reason::kNoParser},
        std::pair{"WordDocument", Reason::kNoParser}}) {
    base::MemorySource source(ole2_with(name));
    RecordingSink sink;
    const auto done = row.run(source, PartInfo{.name = "a.docx", .format = "ole2"}, sink);
    ASSERT_FALSE(done.ok());
    EXPECT_EQ(done.error().reason, reason) << name;
  }
}

struct Shown {
  const char* code;
  const char* value;
  const char* text;
};
class NumberFormat : public ::testing::TestWithParam<Shown> {};
TEST_P(NumberFormat, Shows) {
  NumberFormats formats;
  formats.declare(200, GetParam().code);
  formats.add_cell_format(200);
  EXPECT_EQ(formats.show(GetParam().value, 0), GetParam().text) << GetParam().code;
}
INSTANTIATE_TEST_SUITE_P(
    Table, NumberFormat,
    ::testing::Values(Shown{"General", "123456789012345678", "123456789012345678"}, Shown{"General", "1.5E-3", "0.0015"},
                      Shown{"General", "-12.50", "-12.5"}, Shown{"General", "1E+21", "1e+21"}, Shown{"0.00", "17", "17"},
                      Shown{"00000", "7", "00007"}, Shown{"00000", "1234567", "1234567"},
                      Shown{"000\\-00\\-0000", "78051120", "078-05-1120"}, Shown{"000-00-0000", "-1", "-000-00-0001"},
                      Shown{"#", "42", "42"}, Shown{"(###) ###-####", "2125551234", "(212) 555-1234"},
                      Shown{"\"DE\"000000000", "136695976", "DE136695976"}, Shown{"[$-407]dd.mm.yyyy", "45000", "2023-03-15"},
                      Shown{"h:mm AM/PM", "0.75", "18:00:00"}, Shown{"[h]:mm", "1.5", "1900-01-01 12:00:00"},
                      Shown{"yyyy", "1e400", "1e400"}, Shown{"yyyy", "-1", "-1"},
                      Shown{"m/d/yy h:mm", "36526.999999999", "2000-01-02"}, Shown{"0%", "0.19", "0.19"}, Shown{"", "5", "5"},
                      Shown{"\"unclosed", "5", "5"}, Shown{"0\\", "5", "5"}));

TEST(NumberFormat, LeapDayOf1900IsOneOff) {
  NumberFormats formats;
  formats.add_cell_format(14);
  EXPECT_EQ(formats.show("1", 0), "1900-01-01");
  EXPECT_EQ(formats.show("59", 0), "1900-02-28");
  EXPECT_EQ(formats.show("61", 0), "1900-03-01");
  EXPECT_EQ(formats.show("2958465", 0), "9999-12-31");
}

std::string field_of(TableFields& fields, std::size_t column, const char* text) {
  fields.begin_cell(column);
  std::string field(fields.field());
  fields.saw(text);
  return field;
}

TEST(TableFields, ATitleGivesWayToTheHeader) {
  TableFields fields;
  fields.begin_row();
  field_of(fields, 0, "Customers of May");
  fields.end_row();
  fields.begin_row();
  fields.end_row();  // empty rows do not count
  fields.begin_row();
  field_of(fields, 0, "Name");
  field_of(fields, 1, "SSN");
  fields.end_row();
  fields.begin_row();
  EXPECT_EQ(field_of(fields, 0, "Erika"), "Name");
  EXPECT_EQ(field_of(fields, 1, "078051120"), "SSN");
  EXPECT_EQ(fields.rows(), 3U);
}

TEST(TableFields, TwoColumnsAreLabelAndValue) {
  TableFields fields;
  fields.set_columns(2);
  fields.begin_row();
  field_of(fields, 0, "Tax ID");
  EXPECT_EQ(field_of(fields, 1, "86095742719"), "Tax ID");
  fields.end_row();
  fields.begin_row();
  field_of(fields, 0, "IBAN");
  EXPECT_EQ(field_of(fields, 1, "DE02"), "IBAN") << "a value above is no header";
}

TEST(TableFields, ColumnsBeyondAllSheetsAreBounded) {
  TableFields fields;
  fields.begin_row();
  EXPECT_EQ(field_of(fields, ~std::size_t{0}, "x"), "");
  fields.end_row();
}

}  // namespace
}  // namespace assay::extract
