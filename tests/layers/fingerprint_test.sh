#!/usr/bin/env bash
# fingerprint_test.sh ROOT CMAKE: the digest that names files in the cache is another one when any source is, and else the same.
set -euo pipefail
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
digest() {
  "$2" -DOUTPUT="$tree/made.h" -DROOM=detect "-DSOURCES=$tree/a.cc;$tree/b.h" -P "$1/src/cmake/fingerprint.cmake"
  grep -oE '[0-9a-f]{64}' "$tree/made.h"
}

echo one >"$tree/a.cc"
echo two >"$tree/b.h"
first=$(digest "$@")
[[ $(digest "$@") == "$first" ]] || { echo "the same sources have two digests"; exit 1; }
echo three >"$tree/b.h"
[[ $(digest "$@") != "$first" ]] || { echo "a changed source was overlooked"; exit 1; }
echo two >"$tree/b.h"
[[ $(digest "$@") == "$first" ]] || { echo "the digest depends on more than contents"; exit 1; }
