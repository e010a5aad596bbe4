# shellcheck shell=bash
# Measures; bench/goals.py says what and ends with one table of goals. The text corpora are made once where their maker is.

system_python() { if [[ -x /usr/bin/python3 ]]; then /usr/bin/python3 "$@"; else python3 "$@"; fi; }

bench_corpus() {
  local corpus=${ASSAY_BENCH_CORPUS:-$build/corpus} maker=$root/../shared/tools/make_text_corpus.py
  if [[ ! -f $corpus/mixed.txt && -f $maker ]]; then
    quietly "$build/log/corpus.log" "Making the text corpora (once, some minutes) ..." system_python "$maker" "$corpus" || true
  fi
  [[ -f $corpus/mixed.txt ]] && echo "$corpus"
}

run_bench() {
  need build test bench
  release -- ASSAY_BENCH=ON
  local corpus
  corpus=$(bench_corpus) || true
  say "Measuring ..."
  system_python "$root/bench/goals.py" --bin "$build/bin" --bench "$build/bench" --corpus "$corpus" \
    --prototype "$root/../shared/prototype" "$@"
}
