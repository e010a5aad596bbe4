// One small known document per reader: a library that lacks a file, or a system call, often says nothing and returns no text.
#pragma once
#include <string>

#include "extract/extractor.h"

namespace assay::extract {

/// Reads the built-in document of `row`. Empty: the text that must come came. Otherwise what is wrong, for people.
std::string canary_complaint(const Extractor& row);

}  // namespace assay::extract
