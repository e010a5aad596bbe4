// The words of the page. Threads: constant tables.
#pragma once
#include <cstdint>

namespace assay::eval {

enum class Language : std::uint8_t { kEnglish, kGerman };

struct PageWords {
  const char *code, *title, *texts, *tables, *labels, *traps, *threshold, *precision, *recall, *detector, *found, *false_alarms,
      *missed, *instead, *in_truth, *by_threshold, *by_detector, *groups, *group, *places, *filter, *below_floor, *floors_held,
      *mean, *confidence, *not_counted, *unknown, *unread, *sort_hint, *more, *rules, *interrupted, *average;
  char point;
};

const PageWords& page_words(Language language);

}  // namespace assay::eval
