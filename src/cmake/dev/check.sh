# shellcheck shell=bash
# What every change must pass beside the tests.

tracked() { git -C "$root" ls-files -z -- "$@"; }

check_format() { (cd "$root" && tracked '*.cc' '*.h' '*.c' | xargs -0r clang-format-14 --dry-run --Werror); }

run_format() {
  need check
  (cd "$root" && tracked '*.cc' '*.h' '*.c' | xargs -0r clang-format-14 -i)
}

check_layers() { "$root/src/cmake/check_layers.sh" "$root"; }

# The release build has warnings as errors where GCC is the pinned one; elsewhere this says so.
check_warnings() {
  [[ $(warnings_as_errors) == ON ]] || say "this compiler is not GCC 12: its warnings stay warnings"
  need build test
  release -- ASSAY_TESTS=ON
}

# Files that differ from where this branch left origin/main, or, on main itself, that the last commit touched.
changed_sources() {
  local base
  base=$(git -C "$root" merge-base HEAD origin/main 2>/dev/null || true)
  [[ -n $base && $base != $(git -C "$root" rev-parse HEAD) ]] || base=HEAD~1
  { git -C "$root" diff --name-only --diff-filter=d "$base" 2>/dev/null || git -C "$root" ls-files; } |
    sed -nE 's,^(src/.*)\.(cc|h)$,\1.cc,p' | sort -u | while read -r file; do
      if [[ -f $root/$file ]]; then echo "$file"; fi
    done
}

# run_tidy FILES...: with the compile commands of build/asan (clang's).
run_tidy() {
  (($#)) || return 0
  configure_asan
  (cd "$root" && printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc)" clang-tidy-14 -p "$build/asan" --quiet 2>/dev/null)
}

readonly tidy_at_most=40
check_tidy() {
  local files
  mapfile -t files < <(changed_sources)
  if ((${#files[@]} > tidy_at_most)); then
    say "tidy: ${#files[@]} files changed, here the $tidy_at_most largest; ./dev nightly looks at all"
    mapfile -t files < <(cd "$root" && wc -l "${files[@]}" | grep -v ' total$' | sort -rn | head -n "$tidy_at_most" | awk '{print $2}')
  fi
  run_tidy "${files[@]}"
}

configure_asan() {
  configure "$build/asan" CMAKE_BUILD_TYPE=RelWithDebInfo "CMAKE_C_COMPILER=$(command -v clang-14)" \
    "CMAKE_CXX_COMPILER=$(command -v clang++-14)" ASSAY_SANITIZE=address ASSAY_WERROR=ON ASSAY_TESTS=ON ASSAY_FUZZ=ON
}
check_asan() {
  configure_asan
  quietly "$build/asan/log/build.log" "Building with clang, ASan and UBSan ..." ninja -C "$build/asan"
  UBSAN_OPTIONS=print_stacktrace=1 run_ctest "$build/asan"
}

# A short run of every target; ctest has replayed the stored inputs already, and those must pass. What five seconds of chance find
# for the first time is said and kept, but says nothing of the change that is being checked: only nightly runs fail on it.
check_fuzz() { fuzz_all 5s || say "new finds are in fuzz/regressions: mend them, and commit the inputs with it"; }

# steps NAME...: runs every check_NAME, also after a failure, and says which failed.
steps() {
  local name failed=() began status
  for name in "$@"; do
    began=$SECONDS
    say "Checking: $name ..."
    set +e  # not `if (...)`: inside a condition bash ignores errors
    (set -e; "check_$name")
    status=$?
    set -e
    if ((status)); then failed+=("$name"); else say "$name ok ($((SECONDS - began)) s)"; fi
  done
  ((${#failed[@]} == 0)) || die "failed: ${failed[*]}"
}

run_check() {
  need build test check
  steps format layers warnings tidy asan fuzz
  say "all checks passed"
}
