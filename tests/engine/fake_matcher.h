// A matcher without rules: finds "key" followed by digits, so that the engine is tested for itself. Detector 0 is "key_number"
// (confidence 90); detector 1, "key_long", finds the same with at least four digits and beats it; "low" + digits is detector 2
// with confidence 40.
#pragma once
#include <algorithm>
#include <cctype>

#include "detect/detect.h"
#include "engine/setup.h"

namespace assay::engine {

class FakeMatcher final : public detect::RuleMatcher {
 public:
  explicit FakeMatcher(std::uint64_t margin = 64) : margin_(margin) {
    for (const char* id : {"key_number", "key_long", "low"}) {
      rulepack::DetectorSpec spec;
      spec.id = id;
      spec.category = "pii";
      packs_.detectors.push_back(spec);
    }
    packs_.detectors[1].beats = {"key_number"};
    packs_.hash = "fake";
  }
  class NoScratch final : public Scratch {};
  std::unique_ptr<Scratch> make_scratch() const override { return std::make_unique<NoScratch>(); }
  std::uint64_t margin() const override { return margin_; }
  const rulepack::Packs& packs() const override { return packs_; }
  void trace(const detect::Window&, Scratch&, std::vector<detect::Trace>&) const override {}
  const detect::CandidateFinder& candidates() const override { std::abort(); }

  void find_changed(const detect::Window& reading, const detect::Changed&, Scratch& scratch,
                    std::vector<detect::Hit>& out) const override {
    find(reading, scratch, out);
  }
  void find(const detect::Window& window, Scratch&, std::vector<detect::Hit>& out) const override {
    for (std::size_t at = window.core.begin; at < window.core.end; ++at) {
      const std::size_t digits = digits_behind(window.text, at);
      if (digits == 0) continue;
      const bool low = window.text[at] == 'l';
      add(window, at, digits, low ? 2 : 0, low ? 40 : 90, out);
      if (!low && digits >= 4) add(window, at, digits, 1, 90, out);
    }
  }

 private:
  static std::size_t digits_behind(std::string_view text, std::size_t at) {
    const std::string_view word = text.substr(at, 3);
    if (word != "key" && word != "low") return 0;
    std::size_t end = at + 3;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end]))) ++end;
    return end - at - 3;
  }
  static void add(const detect::Window& window, std::size_t at, std::size_t digits, std::uint32_t detector,
                  std::uint8_t confidence, std::vector<detect::Hit>& out) {
    detect::Hit hit;
    hit.detector = detector;
    hit.range = {at, at + 3 + digits};
    hit.confidence = confidence;
    hit.value = window.text.substr(at + 3, digits);
    std::string_view field;
    for (const detect::FieldMark& mark : window.fields)
      if (mark.begin <= at) field = mark.name;
    hit.from_field = !field.empty();
    if (hit.from_field) hit.confidence = 95;
    out.push_back(hit);
  }

  rulepack::Packs packs_;
  std::uint64_t margin_;
};

inline std::shared_ptr<Setup> fake_setup(std::uint64_t window_bytes = 1 << 20) {
  auto setup = std::make_shared<Setup>();
  setup->matcher = std::make_shared<FakeMatcher>();
  setup->window_bytes = window_bytes;
  return setup;
}

}  // namespace assay::engine
