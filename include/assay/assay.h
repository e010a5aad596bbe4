/* assay/assay.h - the whole engine for C and for languages that call C. Stable ABI: assay_* functions; options grow at their end.
 *
 *   assay_engine *engine = NULL;
 *   assay_scanner *scanner = NULL;
 *   assay_report *report = NULL;
 *   if (assay_open(NULL, 0, NULL, &engine) != ASSAY_OK) return complain(assay_last_error());
 *   if (assay_scanner_open(engine, &scanner) != ASSAY_OK) return complain(assay_last_error());
 *   if (assay_scan_file(scanner, "invoice.pdf", NULL, &report) != ASSAY_OK) return complain(assay_last_error());
 *   if (assay_report_verdict(report) != ASSAY_SCANNED) quarantine();  // "nothing found" is not "nothing there"
 *   for (size_t i = 0; i < assay_report_finding_count(report); ++i) {
 *     assay_finding finding;
 *     if (assay_report_finding(report, i, &finding) == ASSAY_OK) puts(finding.preview);
 *   }
 *   assay_report_close(report), assay_scanner_close(scanner), assay_engine_close(engine);
 *
 * Ownership: what a function stores through a `**` parameter is the caller's, to be closed once by the function named
 * ..._close; closing NULL does nothing. Every `const char *` handed out is UTF-8, ends in a zero byte, is never NULL, and lives
 * as long as the handle it came from. Handles may be closed in any order: a scanner keeps its engine alive.
 * Arguments: a required pointer that is NULL is ASSAY_INVALID_ARGUMENT, and what an output points to is then left as it was.
 * Errors: a code and, for the thread that got it, a sentence in assay_last_error(). Trouble with a scanned object is no error of
 * the call: it is a verdict and gaps in its report. Nothing here throws, prints or ends the process.
 * Threads: an engine may be used by all threads at once; a scanner and a report by one at a time.
 */
#ifndef ASSAY_ASSAY_H
#define ASSAY_ASSAY_H

/* NOLINTBEGIN(modernize-deprecated-headers,readability-identifier-naming): names and headers are those of C. */
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Why a call could not do what its name says. Values are those of assay::Code; new ones are added at the end. */
typedef enum assay_code {
  ASSAY_OK = 0,
  ASSAY_INVALID_ARGUMENT = 1,
  ASSAY_BAD_RULES = 2,         /**< A rule file does not obey the pack schema. */
  ASSAY_BAD_CONFIGURATION = 3, /**< Options that cannot work together, or a value out of range. */
  ASSAY_IO = 4,
  ASSAY_MISSING = 5,
  ASSAY_INTERNAL = 6 /**< Our bug, or no memory left. */
} assay_code;

/** What may be said of an object. Values are those of assay::Verdict, worst first. */
typedef enum assay_verdict {
  ASSAY_ERROR = 0,
  ASSAY_LIMIT_EXCEEDED = 1,
  ASSAY_CORRUPT = 2,
  ASSAY_ENCRYPTED = 3,
  ASSAY_UNSUPPORTED = 4,
  ASSAY_PARTIAL = 5,
  ASSAY_SCANNED = 6
} assay_verdict;

typedef struct assay_engine assay_engine;
typedef struct assay_scanner assay_scanner;
typedef struct assay_report assay_report;

/** How to open an engine. Zero it, set `size` to sizeof(assay_open_options), then what is wanted; NULL stands for "unset". */
typedef struct assay_open_options {
  size_t size;
  const char* profile;   /**< "gateway" (also when unset) or "share". */
  const char* key_file;  /**< Key of the value hashes, made when missing. Unset: a random key for this engine. */
  const char* cache_dir; /**< Of compiled rules. Unset: the user's cache folder. */
  const char* worker;    /**< Path of assay-worker. Unset: where it is installed. */
  /** Names with commas between ("no_new_privs,rlimits,seccomp,landlock,namespaces"): opening fails where one is missing. Unset:
   * what there is. */
  const char* required_layers;
  const char* reader;  /**< Path of assay-reader. Unset: where it is installed. */
  const char* isolate; /**< "none", "native" (also when unset) or "all": which readers run in processes of their own. */
} assay_open_options;

/** How to scan. Zero it, set `size` to sizeof(assay_scan_options), then what is wanted. */
typedef struct assay_scan_options {
  size_t size;
  uint8_t min_confidence; /**< 1 to 100; 0 stands for 65. */
  uint8_t explain;        /**< Not 0: findings say what made up their confidence (in the JSON). */
  uint8_t show_values;    /**< Not 0: fill assay_finding.value. Handle the report as you would the document. */
  /** Time limit of this call, beside the profile's. Seconds; 0 stands for unset. What is not read by then makes the verdict
   *  ASSAY_LIMIT_EXCEEDED with reason "time"; what was found by then is kept. */
  double max_seconds;
} assay_scan_options;

/** One place where one detector holds. All text is owned by the report. This struct never grows: more is in the JSON. */
typedef struct assay_finding {
  const char* detector;   /**< "iban" */
  const char* category;   /**< "financial" */
  const char* part;       /**< "mail.eml!/cv.zip!/a.txt" */
  const char* locator;    /**< For people: "page 3", "line 12". */
  const char* preview;    /**< Around the finding, every sensitive value masked. */
  const char* value_hash; /**< 32 hex digits; equal values, equal hashes. */
  const char* value;      /**< Empty unless asked for. */
  uint64_t begin;         /**< In the part's extracted text. Bytes of UTF-8. */
  uint64_t end;           /**< One past the last. */
  uint8_t confidence;     /**< 0 to 100. */
} assay_finding;

/** Something that was not inspected, and why. All text is owned by the report. Never grows. */
typedef struct assay_gap {
  const char* part;
  const char* gap_class; /**< "content", "pixels_or_sound" or "inert". */
  const char* reason;    /**< "password_required" */
  const char* detail;    /**< For people; maybe empty. */
} assay_gap;

/** "0.1.0". Never fails. */
const char* assay_version(void);
/** The last error of the calling thread, one sentence; empty if there was none. Lives until the thread's next assay call. */
const char* assay_last_error(void);

/** Loads and compiles rule packs: `rule_count` files or folders; none: the installed default packs (`rules` may then be NULL).
 *  `options` may be NULL. */
assay_code assay_open(const char* const* rules, size_t rule_count, const assay_open_options* options, assay_engine** engine);
void assay_engine_close(assay_engine* engine);

/** Makes what one thread needs to scan: some MiB, so keep it. */
assay_code assay_scanner_open(assay_engine* engine, assay_scanner** scanner);
void assay_scanner_close(assay_scanner* scanner);

/** Opens and inspects a file. A path that cannot be opened is ASSAY_OK and a report with verdict ASSAY_ERROR. `options` may be
 *  NULL, here and below. */
assay_code assay_scan_file(assay_scanner* scanner, const char* path, const assay_scan_options* options, assay_report** report);
/** Inspects `size` bytes of a document (`bytes` may be NULL if `size` is 0), borrowed for the call. `name` names it in the report
 *  and hints at the format when the bytes do not tell. */
assay_code assay_scan_bytes(assay_scanner* scanner, const void* bytes, size_t size, const char* name,
                            const assay_scan_options* options, assay_report** report);
/** Inspects `size` bytes of UTF-8 as text: no identification of a format. `utf8` may be NULL if `size` is 0. */
assay_code assay_scan_text(assay_scanner* scanner, const char* utf8, size_t size, const assay_scan_options* options,
                           assay_report** report);

void assay_report_close(assay_report* report);
/** ASSAY_ERROR for NULL: what was not scanned is never clean. */
assay_verdict assay_report_verdict(const assay_report* report);
/** "public", "internal", "confidential", "restricted"; empty for NULL. */
const char* assay_report_label(const assay_report* report);
/** How many findings and gaps are itemised; 0 for NULL. */
size_t assay_report_finding_count(const assay_report* report);
size_t assay_report_gap_count(const assay_report* report);
/** Fills `*finding` or `*gap`; ASSAY_INVALID_ARGUMENT if `index` is not below the count. Order: part, position, detector. */
assay_code assay_report_finding(const assay_report* report, size_t index, assay_finding* finding);
assay_code assay_report_gap(const assay_report* report, size_t index, assay_gap* gap);
/** The whole report as one line of JSON (docs/report.schema.json); `*size` is its length without the zero byte, may be NULL. */
assay_code assay_report_json(assay_report* report, const char** json, size_t* size);

#ifdef __cplusplus
}
#endif
/* NOLINTEND(modernize-deprecated-headers,readability-identifier-naming) */
#endif
