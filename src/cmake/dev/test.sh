# shellcheck shell=bash
# Runs CTest and counts.

# attribute FILE NAME: the number in NAME="..." of the first element that has it.
attribute() { sed -nE "s/.*[[:space:]]$2=\"([0-9]+)\".*/\1/p" "$1" | head -n 1; }

# run_ctest DIR [ctest flags]: shows only what is not "Passed", then a line `N passed, N failed, N skipped`.
run_ctest() {
  local dir=$1 status=0 all failed skipped
  shift
  rm -f "$dir/tests.xml"
  ctest --test-dir "$dir" -j "$(nproc)" --output-on-failure --no-tests=error --output-junit "$dir/tests.xml" "$@" 2>&1 |
    tee "$dir/log/test.log" | grep -vE '^(Internal ctest|Test project| *Start +[0-9]+:| *[0-9]+/[0-9]+ Test +#[0-9]+: .* Passed +[0-9.]+ sec$)' || true
  status=${PIPESTATUS[0]}
  [[ -s $dir/tests.xml ]] || printf '<testsuite tests="1"\n failures="1"\n skipped="0"\n/>' >"$dir/tests.xml"
  all=$(attribute "$dir/tests.xml" tests) failed=$(attribute "$dir/tests.xml" failures)
  skipped=$(attribute "$dir/tests.xml" skipped)
  echo "$((all - failed - skipped)) passed, $failed failed, $skipped skipped"
  ((status == 0 && failed == 0))
}

run_test() {
  need build test
  release -- ASSAY_TESTS=ON
  say "Testing ..."
  run_ctest "$build" "$@"
}
