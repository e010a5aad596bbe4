# shellcheck shell=bash
# How ./dev speaks: one line per thing it does, on stderr, so that stdout belongs to the program it runs.

say() { printf 'dev: %s\n' "$*" >&2; }

die() {
  say "$*"
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# quietly LOG WORDS COMMAND...: runs COMMAND with its output in LOG. Says WORDS when it takes longer than a second;
# shows the end of LOG when it fails.
quietly() {
  local log=$1 words=$2 announcer status=0
  shift 2
  mkdir -p "$(dirname "$log")"
  (sleep 1 && say "$words" 2>&3) 3>&2 9>&- >/dev/null 2>&1 &  # 9: the lock must not outlive us in a sleep
  announcer=$!
  "$@" >"$log" 2>&1 </dev/null || status=$?
  kill "$announcer" 2>/dev/null || true
  wait "$announcer" 2>/dev/null || true
  if ((status)); then
    tail -n 60 "$log" >&2
    say "failed: $words (all of it: $log)"
  fi
  return "$status"
}
