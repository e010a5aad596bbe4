#!/usr/bin/env bash
# run.sh BUILD WORK CXX CC: installs BUILD into WORK/prefix, builds the consumers by CMake and by pkg-config, runs them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
build=$1 work=$2 cxx=$3 cc=$4
rm -rf "$work"
mkdir -p "$work/text"
cmake --install "$build" --prefix "$work/prefix" >"$work/install.log"
rules=$work/prefix/share/assay/rules
printf 'IBAN: DE89 3704 0044 0532 0130 00\n' >"$work/text/iban.txt"
export XDG_CACHE_HOME=$work/cache

cmake -S "$here" -B "$work/build" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_C_COMPILER="$cc"
cmake --build "$work/build"
"$work/build/cxx_consumer" "$rules"
"$work/build/c_consumer" "$rules"
"$work/build/c_consumer"  # finds the installed packs by itself
if [[ -x $work/build/batch_consumer ]]; then "$work/build/batch_consumer" "$rules" "$work/text"; fi
if [[ -x $work/build/queue_consumer ]]; then "$work/build/queue_consumer" "$rules" "$work/text/iban.txt"; fi

cmake -S "$here/c_only" -B "$work/c_only" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" -DCMAKE_C_COMPILER="$cc"
cmake --build "$work/c_only"
"$work/c_only/c_only" "$rules"

PKG_CONFIG_PATH=$(dirname "$(find "$work/prefix" -name assay.pc)")
export PKG_CONFIG_PATH
# pkg-config escapes blanks in paths for a shell: eval takes them back.
eval "\"\$cxx\" -std=c++20 \"$here/cxx_consumer.cc\" -o \"$work/by_pkg_config\" $(pkg-config --cflags --libs assay)"
LD_LIBRARY_PATH=$(pkg-config --variable=libdir assay) "$work/by_pkg_config" "$rules"

# The installed program, where it is built.
if [[ -x $work/prefix/bin/assay ]]; then
  status=0
  "$work/prefix/bin/assay" scan "$work/text" >"$work/scan.txt" || status=$?
  [[ $status == 1 ]] && grep -q iban "$work/scan.txt"
fi
