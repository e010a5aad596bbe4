// Which phrases a field's name holds (column header, key): as written, and split into words (split_name).
// Threads: the functions are for one thread and its Scratch.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "detect/detect.h"
#include "detect/phrase_cells.h"

namespace assay::detect {

class FieldNames {
 public:
  /// What one name says. Never changes once it is made.
  struct Name {
    struct Phrase {
      std::uint32_t detector;
      Tone tone;
      std::string_view text;
    };
    std::vector<Phrase> phrases;
    DetectorBits raised;  ///< Detectors that it speaks for.
    /// The longest phrase for the detector, or empty.
    std::string_view longest(std::uint32_t detector, Tone tone) const;
  };
  class Scratch {
   private:
    friend class FieldNames;
    std::unordered_map<std::string, std::unique_ptr<const Name>> names_;
    UnitMemo memo_;
    std::vector<PhraseHit> hits_;
    std::string key_;
    /// Names of this window by their place in memory: a table has few names and many cells.
    struct Recent {
      std::string_view name;
      const Name* known = nullptr;
    };
    std::array<Recent, 64> recent_;
    std::size_t mark_ = 0;  ///< Index into the window's fields.
  };

  FieldNames(const PhraseIndex& index, std::size_t words) : index_(index), words_(words) {}
  static void begin_window(Scratch& scratch);
  /// What the field says that `at` lies in; null: no field, or no name. Fast if `at` only grows. Names of a window stay where
  /// they are in memory until the next begin_window.
  const Name* at(const Window& window, std::uint64_t at, Scratch& scratch) const;

 private:
  const Name* recent(std::string_view name, Scratch& scratch) const;
  const Name* find(std::string_view name, Scratch& scratch) const;
  void add(std::string_view name, Scratch& scratch, Name& out) const;

  const PhraseIndex& index_;  ///< Of all phrases.
  std::size_t words_;         ///< Of a DetectorBits.
};

}  // namespace assay::detect
