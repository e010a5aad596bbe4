#include "apps/cli/help_data.h"

namespace assay::cli {

const char* const kHelpMain = R"(assay - says what sensitive content files hold, and what of them could not be read

Examples:
  assay scan .                         look at everything below this folder
  assay scan --format jsonl share/     one JSON object per file, for programs
  assay extract report.pdf             the text that is looked at
  echo '{"id":1,"text":"4539 5780 4812 4173"}' | assay detect
  assay rules list                     what can be found
  assay doctor                         what protects this machine from the files
)";

const char* const kHelpScan = R"(Scans files and folders and says which are sensitive, why, and what could not be read.

Examples:
  assay scan ~/Documents                        a table, most sensitive file first
  assay scan --format jsonl --output r.jsonl .  everything about every file, readable by you alone
  assay scan --fail-on confidential .           exit code 1 only for confidential or restricted files
  assay scan --explain claim.docx               why each finding counts
  curl -s https://example.org/x | assay scan -  standard input
)";

const char* const kHelpDetect = R"(Finds sensitive values in short texts: JSON Lines in, JSON Lines out, in the same order.

  in   {"id": ANYTHING, "text": "..."}
  out  {"id": ANYTHING, "findings": [{"type": "iban", "start": 10, "end": 32, "confidence": 90}]}

start and end count bytes of the text as UTF-8, end exclusive. A line that is not such an object is answered with
{"id": null, "error": "..."}. A text that was not read completely gets "unread": [reasons]. With --explain every finding says
what its check and context were ("explain": {...}), and "losers" lists findings whose place a better one took.

Example:
  echo '{"id":1,"text":"IBAN DE89 3704 0044 0532 0130 00"}' | assay detect
)";

const char* const kHelpExtract =
    R"(Prints the text of a file as the detectors see it, part by part. What cannot be read is listed on standard error.

Examples:
  assay extract mail.eml              a line "==> mail.eml!/cv.pdf <==" before each part
  assay extract --json table.xlsx     one JSON object per piece, with part, place and byte range
)";

const char* const kHelpRules = R"(Lists, checks, measures, compares and writes rule packs. rules/README.md teaches writing them.

Examples:
  assay rules list --only DE               every detector of one country
  assay rules explain iban                 patterns, check, context, confidence, cost
  assay rules new --output mine.yaml       asks for what a detector needs, and tries it
  assay rules lint --rules my.yaml         mistakes with file, line, column and what to do
  assay rules test --rules my.yaml --watch runs examples and counter-examples at each save
  assay rules bench ~/Documents            what each rule costs and hits there
  assay rules diff old/ new/ ~/Documents   what changes for these files
)";

const char* const kHelpRulesNew =
    R"(Writes a detector as YAML and tries it: the pack must load, its examples must be found, its counter-examples must not.
On a terminal, asks for what the flags leave out.

Example:
  assay rules new --id acme_customer --name 'ACME customer number' --category pii --jurisdiction DE \
      --regex 'K-?\d{8}' --boundary token --check '{luhn: true}' --phrase 'customer number' --phrase Kundennummer \
      --example 'Kundennummer K-12345674' --counter 'Kundennummer K-12345675' --output mine.yaml
)";

const char* const kHelpRulesImport =
    R"(Carries rules of other tools over into a pack, and lists on standard error what got lost and why. Each detector that is
written was loaded and found a text made from its own pattern; examples from real texts are still to be added.

Examples:
  assay rules import gitleaks.toml --output gitleaks.yaml
  assay rules import recognizers.yaml --format presidio --pack presidio
  assay rules import RulePackage.xml --output purview.yaml
)";

const char* const kHelpExplain =
    R"(Shows, for a place in a file or a text of yours, the text, the text as it was matched, and every place where a pattern holds
with the step that kept or dropped it: check, context, reject list, confidence, overlap. A + is reported, a - is not.
The output holds raw text: treat it as you would the file.

Examples:
  assay explain --text 'Steuer-ID 86 095 742 718'        why is that not found?
  assay explain --text 86095742719 --field Steuer-ID     as in a column of that name
  assay explain customers.csv --at 12                    row 12; of a text, line 12
  assay explain mail.eml --at list.txt:3                 line 3 of an attachment
)";

const char* const kHelpTriage =
    R"(Walks through the findings of a report, one value at a time, the one in most places first. False alarms and accepted findings
go to an allow list, bound to the value's keyed hash, never to a place; false alarms also, masked, to a file for 'assay eval'.
Keys: f false alarm, a accept, s skip, q quit; each is followed by Enter, so that decisions may also come from a file.

Examples:
  assay scan --format jsonl --output r.jsonl share/
  assay triage r.jsonl --allow allow.yaml --export false-alarms.jsonl
  assay scan --allow allow.yaml share/
  assay scan --baseline r.jsonl share/          or: fail only on what is new since then
)";

const char* const kHelpDoctor =
    R"(Documents are read in processes that give up what they can before they read a byte: PDFs in assay-worker, all others but plain
text, CSV and JSON in assay-reader. Our own readers serve one document after the other; foreign libraries (Poppler, libarchive,
libmagic) get a process forked for each. --isolate none|native|all changes what runs where.

This command starts both and has them try, in children, what a document that took it over would do: open and write files,
start programs, reach the network, trace or signal others, run code of its own. It prints which layers hold, which deeds were
refused and how, and whether the readers still read their built-in documents. No document of yours is touched.
They are those that ASSAY_READER and ASSAY_WORKER name; else they are looked for beside assay, then in its libexec folder.

  no_new_privs  set-user-id programs give nothing
  rlimits       memory, descriptors, processes, no core dumps, no file growth
  seccomp       system calls that reading does not take end the process
  landlock      files that reading does not take cannot be opened (Linux 5.13 and later; before, seccomp refuses every open,
                and PDF text that takes a character map, mostly Chinese, Japanese and Korean, is reported as not read)
  namespaces    a network without interfaces, shared memory of nobody else (often not allowed inside a container)

Examples:
  assay doctor                                        before you scan strangers' files
  assay doctor --json                                 for monitoring
  assay scan --isolation required:seccomp,landlock .  refuses to start where one of them does not hold
)";

const char* const kHelpEval =
    R"(Measures rules on texts whose content is known: precision, recall and F1 of each detector at each threshold,
what was missed, what was found that is not there, and what was mistaken for what. Values are masked.

The texts are JSON Lines, gzipped or not; corpus/labelled/README.md describes them.

Examples:
  assay eval corpus/labelled/*.jsonl.gz                         totals, and the detectors with faults, worst first
  assay eval --only de_tax_id --examples 30 labelled.jsonl      what is wrong with one detector
  assay eval --html report.html --lang de labelled.jsonl        one page with plots, in German
  assay eval --min-precision 0.97 --min-recall 0.95 l.jsonl     exit code 1 if the totals are below
  assay eval --min-recall 0.95 --floor de_lanr=0.9/0.8 l.jsonl  another floor (precision/recall) for one detector
)";

const char* const kExitEval =
    "Exit codes:\n"
    "  0    measured, and every floor holds\n"
    "  1    something is below its floor\n"
    "  2    usage, rules, or labelled texts that are not what they should be\n"
    "  130  interrupted (Ctrl-C)\n";
const char* const kExitDetect =
    "Exit codes:\n"
    "  0    every line was answered\n"
    "  2    usage, rules, or a line that is not what it should be\n"
    "  3    a text was not read completely\n"
    "  130  interrupted (Ctrl-C)\n";
const char* const kExitExtract =
    "Exit codes:\n"
    "  0    everything was read\n"
    "  2    usage or configuration\n"
    "  3    something was not read; standard error says what and why\n"
    "  130  interrupted (Ctrl-C)\n";
const char* const kExitRules =
    "Exit codes:\n"
    "  0    the packs are good (lint may have warned)\n"
    "  1    an example did not come out as written (test), a file or finding changes (diff)\n"
    "  2    usage, or a mistake in a pack\n";
const char* const kExitRulesImport =
    "Exit codes:\n"
    "  0    every rule was carried over\n"
    "  1    written, and some rules were left out\n"
    "  2    usage, or nothing could be carried over; nothing was written\n";
const char* const kExitExplain =
    "Exit codes:\n"
    "  0    nothing is reported at that place\n"
    "  1    something is\n"
    "  2    usage, rules, or no such place\n";
const char* const kExitDoctor =
    "Exit codes:\n"
    "  0    every layer holds, everything was refused, every reader reads\n"
    "  1    something is missing, or the worker cannot be asked; the lines with NO say what\n"
    "  2    usage, or output that cannot be written\n";
const char* const kExitTriage =
    "Exit codes:\n"
    "  0    done, or stopped by you; every decision up to there is written\n"
    "  2    usage, or something cannot be read or written\n";
const char* const kExitRulesNew =
    "Exit codes:\n"
    "  0    written, and all examples come out as said\n"
    "  1    written, and an example does not come out as said yet\n"
    "  2    usage, or no sound detector; nothing was written\n";

const char* const kNextMain = "Next: 'assay COMMAND --help' has examples for each command.\n";
const char* const kNextScan =
    "Next: 'assay extract FILE' shows the text that was looked at, 'assay rules list' what can be found.\n"
    "The JSON of --format jsonl and json is described in docs/report.schema.json.\n";

}  // namespace assay::cli
