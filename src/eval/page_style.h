// Style sheet and script of the page. Threads: constants.
#pragma once

namespace assay::eval {

extern const char* const kPageStyle;
extern const char* const kPageScript;

}  // namespace assay::eval
