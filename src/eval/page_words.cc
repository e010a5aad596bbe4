#include "eval/page_words.h"

namespace assay::eval {
namespace {

constexpr PageWords kEnglish{
    .code = "en",
    .title = "How good the rules are",
    .texts = "texts",
    .tables = "tables",
    .labels = "labels",
    .traps = "with traps",
    .threshold = "threshold",
    .precision = "precision",
    .recall = "recall",
    .detector = "detector",
    .found = "found",
    .false_alarms = "false alarms",
    .missed = "missed",
    .instead = "found instead",
    .in_truth = "in truth",
    .by_threshold = "Precision and recall over the threshold",
    .by_detector = "Detectors",
    .groups = "Groups of texts",
    .group = "group",
    .places = "Places that came out wrong",
    .filter = "filter detectors",
    .below_floor = "Below the floor",
    .floors_held = "All floors hold.",
    .mean = "mean of the detectors",
    .confidence = "confidence",
    .not_counted = "not in the totals",
    .unknown = "labels of detectors that the rules do not have; not scored",
    .unread = "texts could not be read whole",
    .sort_hint = "A click on a heading sorts.",
    .more = "more",
    .rules = "rules",
    .interrupted = "Interrupted: only part of the texts was measured.",
    .average = "all findings",
    .point = '.',
};

constexpr PageWords kGerman{
    .code = "de",
    .title = "Wie gut die Regeln sind",
    .texts = "Texte",
    .tables = "Tabellen",
    .labels = "Fundstellen",
    .traps = "mit Fallen",
    .threshold = "Schwelle",
    .precision = "Genauigkeit",
    .recall = "Trefferquote",
    .detector = "Detektor",
    .found = "gefunden",
    .false_alarms = "Fehlalarme",
    .missed = "übersehen",
    .instead = "stattdessen gefunden",
    .in_truth = "in Wahrheit",
    .by_threshold = "Genauigkeit und Trefferquote über der Schwelle",
    .by_detector = "Detektoren",
    .groups = "Gruppen von Texten",
    .group = "Gruppe",
    .places = "Stellen, die falsch herauskamen",
    .filter = "Detektoren filtern",
    .below_floor = "Unter der Vorgabe",
    .floors_held = "Alle Vorgaben sind erfüllt.",
    .mean = "Mittel der Detektoren",
    .confidence = "Konfidenz",
    .not_counted = "nicht in der Summe",
    .unknown = "Fundstellen von Detektoren, die die Regeln nicht haben; nicht gewertet",
    .unread = "Texte waren nicht ganz lesbar",
    .sort_hint = "Ein Klick auf eine Überschrift sortiert.",
    .more = "weitere",
    .rules = "Regeln",
    .interrupted = "Abgebrochen: nur ein Teil der Texte wurde gemessen.",
    .average = "alle Funde",
    .point = ',',
};

}  // namespace

const PageWords& page_words(Language language) { return language == Language::kGerman ? kGerman : kEnglish; }

}  // namespace assay::eval
