#!/usr/bin/env bash
# check_layers.sh ROOT: includes obey src/cmake/LAYERS (which room may name which), public headers name only public and
# standard headers, and a library of others is included by its own room alone (src/cmake/OWNERS). Prints each breach.
set -euo pipefail
cd "$1"

# Every include below $1, as `path:line:#include ...`.
includes() { grep -rnE --include='*.h' --include='*.cc' '^#include [<"]' "$@" || true; }

room_breaches() {
  includes src | grep -E '#include "' |
    awk -F'[/:"]' 'NR == FNR {if ($0 ~ /^[a-z]+:/) {split($0, p, ": *"); ok[p[1] " " p[1]]; n = split(p[2], d, " "); for (i = 1; i <= n; i++) ok[p[1] " " d[i]]} next}
      {split($0, q, "\""); room = q[2]; sub(/\/.*/, "", room)}
      q[2] !~ /\// {print "include starts with the room: " $0; next}
      room != "assay" && !(($2 " " room) in ok) {print "layer breach: " $0}' src/cmake/LAYERS -
}

public_breaches() {
  includes include | grep -vE '#include ("assay/[a-z_]+\.h"|<[a-z_]+(\.h)?>)' | sed 's/^/not public: /' || true
}

owner_breaches() {
  local pattern rooms
  while read -r pattern rooms; do
    [[ $pattern == \#* || -z $pattern ]] ||
      includes src | grep -E "#include <${pattern%:}" | grep -vE "^src/(${rooms// /|})/" | sed 's/^/library of another room: /' || true
  done <src/cmake/OWNERS
}

breaches=$(room_breaches; public_breaches; owner_breaches)
[[ -z $breaches ]] || { echo "$breaches"; exit 1; }
