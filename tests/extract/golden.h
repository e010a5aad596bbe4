// Golden pairs: tests/extract/FOLDER/NAME.in is read by an extractor, everything it delivers must equal NAME.out. The part is
// named NAME. ASSAY_UPDATE_GOLDEN=1 writes the .out files instead: then read the diff as carefully as code.
#pragma once
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "base/unicode.h"
#include "tests/extract/recording_sink.h"

namespace assay::extract::testing {

/// Serves at most `step` bytes a read.
class SlowSource final : public Source {
 public:
  SlowSource(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  std::optional<std::uint64_t> size() const override { return bytes_.size(); }
  bool random_access() const override { return true; }
  Result<std::size_t, Trouble> read(std::span<char> out) override {
    const std::size_t n = std::min({out.size(), step_, bytes_.size() - at_});
    std::copy_n(bytes_.data() + at_, n, out.data());
    at_ += n;
    return n;
  }
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override {
    if (offset >= bytes_.size()) return std::size_t{0};
    const std::size_t n = std::min({out.size(), step_, bytes_.size() - static_cast<std::size_t>(offset)});
    std::copy_n(bytes_.data() + offset, n, out.data());
    return n;
  }

 private:
  std::string_view bytes_;
  std::size_t step_, at_ = 0;
};

inline const Extractor* extractor_named(std::string_view id) {
  for (const Extractor& e : builtin_extractors()) {
    if (e.id == id) return &e;
  }
  return nullptr;
}

/// Every claim about stored bytes is held against them; texts must be valid UTF-8.
inline void expect_true_positions(const RecordingSink& sink, std::string_view input) {
  for (const RecordedText& piece : sink.texts) {
    EXPECT_TRUE(base::is_valid_utf8(piece.text)) << escaped(piece.text);
    EXPECT_LE(piece.stored.end, input.size());
    if (piece.fit == StoredFit::kExact && !piece.stored.empty() && !piece.map) {
      EXPECT_EQ(escaped(piece.text), escaped(input.substr(piece.stored.begin, piece.stored.size())));
    }
    if (!piece.map) continue;
    std::uint64_t reached = 0;
    for (const base::PositionMap::Piece& p : piece.map->pieces()) {
      EXPECT_EQ(p.derived, reached) << "the map must cover the text without holes";
      reached = p.derived + p.derived_size;
      ASSERT_LE(p.original + p.original_size, input.size());
      if (!p.linear) continue;
      EXPECT_EQ(escaped(piece.text.substr(p.derived, p.derived_size)), escaped(input.substr(p.original, p.original_size)));
    }
    EXPECT_EQ(reached, piece.text.size());
  }
}

/// Runs `extractor` over `input`, `step` bytes a read. The log ends with the trouble, if there was one.
inline std::string run_logged(const Extractor& extractor, std::string_view input, std::string_view name, std::size_t step) {
  RecordingSink sink(roomy_limits(), input.size());
  SlowSource source(input, step);
  const auto done = extractor.run(source, PartInfo{.name = name, .format = extractor.formats.front()}, sink);
  expect_true_positions(sink, input);
  if (done.ok()) return sink.log();
  return sink.log() + "error " + std::string(reason_info(done.error().reason).name) + " " + done.error().detail + "\n";
}

inline std::string file_bytes(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// All pairs of tests/extract/`folder`; reading byte by byte must give the same.
inline void check_golden(const std::string& folder, std::string_view extractor_id) {
  const Extractor* extractor = extractor_named(extractor_id);
  ASSERT_NE(extractor, nullptr) << extractor_id;
  std::size_t pairs = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(ASSAY_SOURCE_DIR "/tests/extract/") + folder)) {
    if (entry.path().extension() != ".in") continue;
    SCOPED_TRACE(entry.path().filename().string());
    ++pairs;
    const std::string input = file_bytes(entry.path());
    const std::string log = run_logged(*extractor, input, entry.path().stem().string(), std::size_t{1} << 20);
    std::filesystem::path out = entry.path();
    out.replace_extension(".out");
    if (std::getenv("ASSAY_UPDATE_GOLDEN") != nullptr) std::ofstream(out, std::ios::binary) << log;
    EXPECT_EQ(log, file_bytes(out));
    EXPECT_EQ(log, run_logged(*extractor, input, entry.path().stem().string(), 1)) << "read byte by byte";
  }
  EXPECT_GT(pairs, 0U);
}

}  // namespace assay::extract::testing
