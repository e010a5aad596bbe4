#!/usr/bin/env bash
# breaches_test.sh ROOT: each kind of breach, planted in an empty tree with the real tables, must be reported.
set -euo pipefail
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
mkdir -p "$tree/src/cmake" "$tree/src/detect" "$tree/src/extract" "$tree/include/assay"
cp "$1/src/cmake/LAYERS" "$1/src/cmake/OWNERS" "$tree/src/cmake/"
check() { "$1/src/cmake/check_layers.sh" "$tree"; }

expect_breach() {  # FILE LINE WORDS
  echo "$3" >"$tree/$2"
  if out=$(check "$1") || [[ $out != *"$4"* ]]; then
    echo "not reported: $3 in $2 (got: ${out:-nothing})"
    exit 1
  fi
  rm "$tree/$2"
}

echo '#include "base/hash.h"' >"$tree/src/detect/good.cc"
echo '#include "assay/result.h"' >>"$tree/src/detect/good.cc"
check "$1" || { echo "a good tree was refused"; exit 1; }
expect_breach "$1" src/detect/bad.cc '#include "extract/extractor.h"' 'layer breach'
expect_breach "$1" src/extract/bad.h '#include "engine/pipeline.h"' 'layer breach'
expect_breach "$1" src/detect/bad.cc '#include "pattern.h"' 'include starts with the room'
expect_breach "$1" src/extract/bad.cc '#include <hs/hs.h>' 'library of another room'
expect_breach "$1" include/assay/bad.h '#include "detect/detect.h"' 'not public'
expect_breach "$1" include/assay/bad.h '#include <re2/re2.h>' 'not public'
