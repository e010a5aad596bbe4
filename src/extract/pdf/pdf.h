// The PDF reader (Poppler 22.12, GPL): text of all pages with page locators, annotations, form fields, metadata, bookmarks,
// scripts, embedded files. Links only into assay-worker.
// Threads: one at a time per process; Poppler reports errors through a global callback.
#pragma once
#include <string>

#include "extract/extractor.h"

namespace assay::extract::pdf {

/// Id "pdf", format "pdf". `run` needs random access. kPasswordRequired when the empty user password does not open the file.
const Extractor& extractor();

/// Reads a built-in document with Latin and Chinese text. Empty: both came out byte for byte. Otherwise what is wrong, for
/// people: then nothing that this process says about a PDF can be trusted (poppler-data is missing, a file system is denied).
std::string canary_complaint();

}  // namespace assay::extract::pdf
