#!/usr/bin/env bash
# exports.sh LIBRARY: shows nothing but the C functions and assay::v1.
set -euo pipefail
names=$(nm -DC --defined-only "$1" | sed -E 's/^[0-9a-f]* *[A-Za-z] //')
grep -qx 'assay_scan_file' <<<"$names" || { echo "assay_scan_file is not exported"; exit 1; }
grep -q '^assay::v1::Scanner::scan_text(' <<<"$names" || { echo "Scanner::scan_text is not exported"; exit 1; }
others=$(grep -vE '^(assay_[a-z_]+$|((typeinfo|typeinfo name|vtable) for )?assay::v1::)' <<<"$names" || true)
[[ -z $others ]] || { echo "exported by mistake:"; echo "$others"; exit 1; }
