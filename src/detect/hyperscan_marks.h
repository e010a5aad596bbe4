// Stretches of text that Hyperscan says may hold a match: literals such as "-----BEGIN " or '@', and whole patterns that start
// with anything. Hyperscan reports ends only; a mark is the range of starts that such an end allows.
//
// Threads: immutable; each thread has a scratch of its own.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "assay/result.h"
#include "detect/blob.h"
#include "detect/pattern_analysis.h"

struct hs_database;
struct hs_scratch;

namespace assay::detect {

class HyperscanMarks {
 public:
  /// Where matches of the patterns of `group` may start.
  struct Mark {
    std::uint32_t group = 0;
    std::uint64_t begin = 0, end = 0;
    friend auto operator<=>(const Mark&, const Mark&) = default;
  };
  struct Source {
    std::uint32_t group = 0;
    std::uint32_t min_back = 0, max_back = 0;  ///< As in Factor.
    std::uint32_t longest = 0;                 ///< Bytes of the longest factor.
    ByteSet before;                            ///< As in Factor: a start is not in front of any other byte.
  };
  class Scratch {
   public:
    explicit Scratch(const HyperscanMarks& marks);

   private:
    friend class HyperscanMarks;
    struct Free {
      void operator()(hs_scratch* scratch) const;
    };
    std::unique_ptr<hs_scratch, Free> scratch_;
    std::vector<std::vector<Mark>> by_source_;
  };

  HyperscanMarks() = default;
  static Result<HyperscanMarks> build(std::span<const Factor> factors, std::span<const std::uint32_t> groups);

  bool empty() const { return sources_.empty(); }
  /// Does every mark name a group below `count`?
  bool groups_below(std::size_t count) const;
  /// Appends marks within [begin, end), sorted by (group, begin), those of one group apart from each other.
  void find(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch, std::vector<Mark>& out) const;

  void save(BlobWriter& out) const;
  bool load(BlobReader& in);
  /// Version of the library and features of this processor: part of the cache key.
  static std::string platform();

 private:
  friend class Scratch;
  struct Free {
    void operator()(hs_database* database) const;
  };
  bool adopt(hs_database* database);
  bool scan(std::string_view text, std::size_t begin, std::size_t end, Scratch& scratch) const;

  std::shared_ptr<hs_database> database_;
  std::shared_ptr<hs_scratch> prototype_;  ///< Cloned by each Scratch.
  std::vector<Source> sources_;            ///< By Hyperscan id.
  std::uint32_t reach_ = 0;                ///< Largest max_back: a factor may end so far behind the last start. Bytes.
};

}  // namespace assay::detect
