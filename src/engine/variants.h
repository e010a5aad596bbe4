// What is found in other readings of a window: decoded layers, and numbers with separators, line ends or letters in them
// (normalize/layers.h, number_readings.h). One layer of escapes may lie within another; no more.
//
// A stretch is matched once more with each reading that differs from the text, together with 2 KiB around it. Hits count only if
// they hold what the reading changed. In readings of numbers they also need a phrase near by, or a check that passed and 75, and
// where letters were read as digits confidence goes down by ten. What a hit covers in the view is the spelling that is there.
// Threads: a Variants belongs to one thread. Memory: a few times the window.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "detect/detect.h"
#include "detect/trace.h"
#include "normalize/layers.h"
#include "normalize/number_readings.h"

namespace assay::engine {

class Variants {
 public:
  /// Adds the hits of all readings that start in the core of `window` to `hits`, what the matcher just found in it with this
  /// scratch, and sorts them as RuleMatcher does. `hits` and the window are in coordinates of the match view.
  void add(const detect::RuleMatcher& matcher, const detect::Window& window, detect::RuleMatcher::Scratch& scratch,
           std::vector<detect::Hit>& hits);
  /// A candidate in one of the readings.
  struct Traced {
    detect::Trace trace;  ///< Its range is of the window.
    std::string matched;  ///< As it reads.
    std::uint8_t reading = 0, outer_reading = 0;
    bool is_supported = true;  ///< False: a hit would not count, see above.
  };
  /// Appends what became of all candidates that hold what a reading changed and start in the core. Slow.
  void trace(const detect::RuleMatcher& matcher, const detect::Window& window, detect::RuleMatcher::Scratch& scratch,
             std::vector<Traced>& out);
  /// For people, of detect::Hit's numbers: "percent escapes in base64"; empty for 0.
  static std::string name_of(std::uint8_t reading, std::uint8_t outer_reading);

 private:
  enum class Trust : std::uint8_t { kAsItIs, kSupported, kGuessed };
  struct Run {
    const detect::RuleMatcher& matcher;
    const detect::Window& window;
    detect::RuleMatcher::Scratch& scratch;
    std::vector<detect::Hit>& hits;
    std::vector<Traced>* traced = nullptr;
  };
  void read_all(const Run& run);
  void read(const Run& run, std::span<const normalize::Edit> edits, Trust trust);
  void stretch(const Run& run, std::span<const normalize::Edit> edits, std::size_t first, std::size_t last, Trust trust);
  void match(const Run& run, std::size_t begin, std::size_t end, Trust trust);
  void again(const Run& run, std::size_t begin, std::size_t end);
  enum class Depth : std::uint8_t { kOuter, kInner };
  void find(const Run& run, Depth depth, NormRange core, Trust trust);
  void find_numbers(const Run& run, const detect::Changed& changed, Trust trust);
  void keep(const Run& run, const detect::Window& window, Depth depth, Trust trust);
  void trace(const Run& run, const detect::Window& window, Depth depth, Trust trust);
  /// From a range of the reading to one of the window, and who made it; false: it holds nothing that was changed.
  bool locate(detect::Hit& hit, Depth depth) const;
  void collect_fields(const detect::Window& window);

  std::vector<normalize::Suspect> suspects_, inner_suspects_;
  std::vector<normalize::Edit> layers_, inner_edits_;
  normalize::NumberReadings numbers_;
  normalize::Reading reading_, inner_;
  std::vector<detect::FieldMark> fields_;
  std::vector<detect::Hit> found_, of_numbers_;
};

}  // namespace assay::engine
