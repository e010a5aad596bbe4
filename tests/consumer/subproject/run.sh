#!/usr/bin/env bash
# run.sh TREE WORK: configures a project that takes TREE as a subproject; its own install must not drag ours along.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rm -rf "$2"
mkdir -p "$2"
cmake -S "$here" -B "$2/build" -G Ninja -DASSAY_TREE="$1"
! grep -rq 'libassay\.so' "$2/build/cmake_install.cmake" "$2/build/assay/cmake_install.cmake" "$2/build/assay/src/cmake_install.cmake"
