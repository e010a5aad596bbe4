# shellcheck shell=bash
# What is too long for every change.

check_tidy_everywhere() {
  local files
  mapfile -t files < <(cd "$root" && git ls-files -- 'src/*.cc')
  run_tidy "${files[@]}"
}

check_tsan() {
  variant tsan CMAKE_BUILD_TYPE=RelWithDebInfo "CMAKE_CXX_COMPILER=$(command -v clang++-14)" \
    "CMAKE_C_COMPILER=$(command -v clang-14)" ASSAY_SANITIZE=thread ASSAY_TESTS=ON
  run_ctest "$build/tsan"
}

# Each target for ten minutes; what went wrong is left in fuzz/regressions.
check_fuzz_long() { fuzz_all 10m; }

# Every ASSAY_WITH_* off by itself: the house must stand, its formats become gaps.
check_without() {
  local switch
  for switch in $(sed -nE 's/^option\((ASSAY_WITH_[A-Z]+) .*/\1/p' "$root/CMakeLists.txt"); do
    variant "without-${switch#ASSAY_WITH_}" CMAKE_BUILD_TYPE=Release ASSAY_WERROR=ON ASSAY_TESTS=ON "$switch=OFF"
  done
}

# 1,000 valid numbers and 5,000 near misses per detector. PyPI's python-stdnum knows modules that Debian's lacks.
readonly stdnum_version=2.2
check_stdnum() {
  local python=/usr/bin/python3 venv=$build/stdnum
  build_programs
  if quietly "$build/log/stdnum.log" "Fetching python-stdnum $stdnum_version from PyPI ..." stdnum_from_pypi "$venv"; then
    python=$venv/bin/python3
  else
    say "no python-stdnum $stdnum_version from PyPI: Debian's judges, and the report says which modules it lacks"
  fi
  "$python" "$root/tests/oracle/stdnum_oracle.py" --assay "$build/bin/assay" --rules "$root/rules" --valid 1000 --near 5000
}
stdnum_from_pypi() {
  [[ -x $1/bin/pip ]] || /usr/bin/python3 -m venv --clear --system-site-packages "$1"
  "$1/bin/pip" install --quiet --disable-pip-version-check "python-stdnum==$stdnum_version"
}

# False findings in manuals, licences, changelogs and source; what is found of disguised values. Both say what they skip.
check_clean_text() {
  local corpus
  build_programs
  corpus=$(bench_corpus) || true
  [[ -n $corpus ]] || say "SKIPPED: the mixed corpus cannot be made here; only texts of this machine"
  ASSAY_BENCH_CORPUS=$corpus /usr/bin/python3 -B "$root/corpus/clean_text.py" "$build/bin/assay" --rules "$root/rules"
}
check_evasion() {
  build_programs
  /usr/bin/python3 -B "$root/corpus/labelled/evasion.py" "$build/bin/assay" --rules "$root/rules"
}

run_nightly() {
  need build test check
  steps format layers warnings tidy_everywhere stdnum clean_text evasion asan tsan fuzz_long without
  run_test
}
