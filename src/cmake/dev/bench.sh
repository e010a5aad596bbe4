# shellcheck shell=bash
# Runs every build/bench/*_bench and every bench/*_goals.py (with the folder of the programs as argument). Lines that begin
# with "goal " are kept for the end.

run_bench() {
  need build test
  release -- ASSAY_BENCH=ON
  local program goals=$build/log/goals.txt status=0
  : >"$goals"
  for program in "$build"/bench/*_bench "$root"/bench/*_goals.py; do
    [[ -x $program ]] || continue
    say "Measuring $(basename "$program") ..."
    if [[ $program == *.py ]]; then python3 "$program" "$build/bin"; else "$program" "$@"; fi |
      awk -v goals="$goals" '/^goal / {print >> goals; next} {print; fflush()}' || status=1
  done
  cat "$goals"
  ! grep -q ' short$' "$goals" && ((status == 0))
}
