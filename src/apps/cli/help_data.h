// The words around the flags in --help: what it is for, examples first, where to go next.
#pragma once

namespace assay::cli {

extern const char* const kHelpDoctor;
extern const char* const kExitDoctor;
extern const char* const kHelpEval;
extern const char* const kExitEval;
extern const char* const kHelpMain;
extern const char* const kHelpScan;
extern const char* const kHelpDetect;
extern const char* const kHelpExtract;
extern const char* const kHelpRules;
extern const char* const kExitDetect;
extern const char* const kExitExtract;
extern const char* const kExitRules;
extern const char* const kHelpExplain;
extern const char* const kExitExplain;
extern const char* const kHelpTriage;
extern const char* const kExitTriage;
extern const char* const kExitRulesNew;
extern const char* const kExitRulesImport;
extern const char* const kHelpRulesImport;
extern const char* const kHelpRulesNew;
extern const char* const kNextMain;
extern const char* const kNextScan;

}  // namespace assay::cli
