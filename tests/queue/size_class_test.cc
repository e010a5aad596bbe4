// Which lane an object belongs to.
#include "tests/queue/objects.h"

namespace assay::queue_test {
namespace {

/// A source that is only as large as it says.
class Sized final : public Source {
 public:
  Sized(std::uint64_t size, std::string head) : size_(size), head_(std::move(head)) {}
  std::optional<std::uint64_t> size() const override { return size_; }
  bool random_access() const override { return true; }
  Result<std::size_t, Trouble> read(std::span<char>) override { return Trouble{Reason::kInternal, "must not move"}; }
  Result<std::size_t, Trouble> read_at(std::uint64_t offset, std::span<char> out) override {
    EXPECT_EQ(offset, 0U);
    EXPECT_LE(out.size(), 512U);
    const std::size_t size = std::min<std::size_t>({out.size(), head_.size(), size_});
    std::memcpy(out.data(), head_.data(), size);
    return size;
  }

 private:
  std::uint64_t size_;
  std::string head_;
};

std::string zip_starting_with(const std::string& member) {
  std::string head("PK\x03\x04", 4);
  head.resize(30, '\0');
  return head + member;
}

constexpr std::uint64_t kKiB = 1 << 10, kMiB = 1 << 20;

TEST(SizeClass, Table) {
  struct Row {
    const char* what;
    std::uint64_t size;
    std::string head;
    SizeClass expected;
  };
  const std::string gzip("\x1F\x8B\x08", 3), tar = std::string(257, 'a') + "ustar";
  const Row rows[] = {
      {"empty", 0, "", SizeClass::kSmall},
      {"text", kMiB, "words", SizeClass::kSmall},
      {"a byte more", kMiB + 1, "words", SizeClass::kMedium},
      {"long text", 64 * kMiB, "words", SizeClass::kMedium},
      {"longer text", 64 * kMiB + 1, "words", SizeClass::kLarge},
      {"pdf", 100 * kKiB, "%PDF-1.7", SizeClass::kSmall},
      {"docx", 100 * kKiB, zip_starting_with("[Content_Types].xml"), SizeClass::kSmall},
      {"odt", 100 * kKiB, zip_starting_with("mimetype"), SizeClass::kSmall},
      {"large pptx", 65 * kMiB, zip_starting_with("ppt/presentation.xml"), SizeClass::kLarge},
      {"tiny zip, 16 MiB at most", 1 * kKiB, zip_starting_with("a.txt"), SizeClass::kMedium},
      {"zip that may become 64 MiB", 64 * kMiB / 200, zip_starting_with("a.txt"), SizeClass::kMedium},
      {"zip that may become more", 64 * kMiB / 200 + 1, zip_starting_with("a.txt"), SizeClass::kLarge},
      {"small gzip", 10 * kKiB, gzip, SizeClass::kMedium},
      {"gzip of a megabyte", kMiB, gzip, SizeClass::kLarge},
      {"tar", kMiB, tar, SizeClass::kLarge},
      {"empty zip", 22, std::string("PK\x05\x06", 4), SizeClass::kMedium},
      {"head cut short", 3, "PK", SizeClass::kSmall},
      {"4 GiB archive", 4096 * kMiB, gzip, SizeClass::kLarge},
  };
  for (const Row& row : rows) {
    Sized source(row.size, row.head);
    EXPECT_EQ(size_class_of(source, limits_for(Profile::kGateway)), row.expected) << row.what;
  }
}

TEST(SizeClass, TheLimitsBoundWhatAnArchiveMayBecome) {
  Limits limits;
  limits.max_expanded_bytes = 32 * kMiB;
  Sized archive(10 * kMiB, zip_starting_with("a.txt"));
  EXPECT_EQ(size_class_of(archive, limits), SizeClass::kMedium);
  limits.max_expanded_bytes = ~std::uint64_t{0};
  limits.max_ratio = ~std::uint32_t{0};
  EXPECT_EQ(size_class_of(archive, limits), SizeClass::kLarge);
}

TEST(SizeClass, UnknownSizesAreLarge) {
  Gate gate;
  Gated stream(gate);
  EXPECT_EQ(size_class_of(stream, {}), SizeClass::kLarge);
}

TEST(SizeClass, Names) {
  EXPECT_EQ(name_of(SizeClass::kSmall), "small");
  EXPECT_EQ(name_of(SizeClass::kLarge), "large");
}

}  // namespace
}  // namespace assay::queue_test
