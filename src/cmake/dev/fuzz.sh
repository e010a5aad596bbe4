# shellcheck shell=bash
# Fuzzing: one program with all targets (fuzz/targets.cc), libFuzzer, clang with ASan and UBSan.

fuzz_targets() { grep -oE '(row|reader|reader_of)\("[a-z0-9_]+"' "$root/fuzz/targets.cc" | sed -E 's/.*"(.*)"/\1/'; }

# fuzz_inputs TARGET: folders with inputs to begin from: seeds, what once went wrong, golden files of the same format.
fuzz_inputs() {
  local golden=$1 folder
  case $1 in
    docx | xlsx | pptx) golden=ooxml ;;
    gzip | archive_stream | compressed) golden=archive ;;
  esac
  for folder in "$root/fuzz/seeds/$1" "$root/fuzz/regressions/$1" "$root/tests/extract/$golden"; do
    if [[ -d $folder ]]; then echo "$folder"; fi
  done
}

# fuzz_amount TIME: libFuzzer's flag for 30, 30s, 10m, 1h, or 5000x (executions).
fuzz_amount() {
  [[ $1 =~ ^([1-9][0-9]*)([smhx]?)$ ]] || die "a time is 30, 30s, 10m or 1h; 5000x are executions; not '$1'"
  case ${BASH_REMATCH[2]} in
    x) echo "-runs=${BASH_REMATCH[1]}" ;;
    m) echo "-max_total_time=$((BASH_REMATCH[1] * 60))" ;;
    h) echo "-max_total_time=$((BASH_REMATCH[1] * 3600))" ;;
    *) echo "-max_total_time=${BASH_REMATCH[1]}" ;;
  esac
}

# fuzz_one TARGET AMOUNT: what it found interesting stays in build/asan/fuzz/corpus, what went wrong in fuzz/regressions.
fuzz_one() {
  local target=$1 amount=$2 corpus=$build/asan/fuzz/corpus/$1 log=$build/asan/log/fuzz-$1.log words=() inputs status=0
  local dictionary=$root/fuzz/dictionaries/$target.dict
  mkdir -p "$corpus" "$root/fuzz/regressions/$target" "$(dirname "$log")"
  case $target in
    docx | xlsx | pptx) dictionary=$root/fuzz/dictionaries/ooxml.dict ;;
    mbox) dictionary=$root/fuzz/dictionaries/eml.dict ;;
  esac
  [[ ! -f $dictionary ]] || words+=("-dict=$dictionary")
  mapfile -t inputs < <(fuzz_inputs "$target")
  words+=("-max_len=$("$build/asan/fuzz/assay-fuzz-replay" | sed -n "s/^$target //p")")
  ASSAY_FUZZ_TARGET=$target UBSAN_OPTIONS=print_stacktrace=1 "$build/asan/fuzz/assay-fuzz" "$amount" "${words[@]}" -timeout=60 \
    -rss_limit_mb=4096 -print_final_stats=1 "-artifact_prefix=$root/fuzz/regressions/$target/" "$corpus" "${inputs[@]}" \
    >"$log" 2>&1 </dev/null || status=$?
  rmdir "$root/fuzz/regressions/$target" 2>/dev/null || true  # nothing went wrong, ever
  say "$target: $(sed -nE 's/^stat::number_of_executed_units: //p' "$log") executions"
  ((status == 0)) || { tail -n 60 "$log" >&2; die "$target failed; the input is in fuzz/regressions/$target (all of it: $log)"; }
}

# fuzz_all TIME: one after another on every core.
fuzz_all() {
  local amount
  amount=$(fuzz_amount "$1")
  build_fuzz
  # shellcheck disable=SC2016
  fuzz_targets | root=$root build=$build xargs -P "$(nproc)" -I{} bash -c '
    set -euo pipefail
    for part in say fuzz; do source "$root/src/cmake/dev/$part.sh"; done
    fuzz_one {} "$1"' - "$amount"
}

build_fuzz() {
  need check build test
  configure_asan
  quietly "$build/asan/log/build.log" "Building the fuzz targets ..." ninja -C "$build/asan" fuzz/assay-fuzz fuzz/assay-fuzz-replay
}

run_fuzz() {
  local target=${1:-} time=${2:-60}
  [[ -n $target ]] || { fuzz_targets; return; }
  fuzz_targets | grep -qxF "$target" || die "no target is called '$target'; ./dev fuzz lists them"
  time=$(fuzz_amount "$time")
  build_fuzz
  fuzz_one "$target" "$time"
}
