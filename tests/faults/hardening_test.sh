#!/usr/bin/env bash
# hardening_test.sh READELF FILE...: the programs and the library were built as src/cmake/AssayHardening.cmake says.
set -euo pipefail
readelf=$1
shift
failed=0

# expect FILE WORDS COMMAND...: says WORDS of FILE unless COMMAND succeeds.
expect() {
  local file=$1 words=$2
  shift 2
  "$@" || { echo "$file: $words" && failed=1; }
}
# holds TEXT PATTERN: plain grep would close the pipe too early for pipefail.
holds() { grep -qE -- "$2" <<<"$1"; }
lacks() { ! holds "$@"; }

for file in "$@"; do
  header=$("$readelf" -hW "$file") segments=$("$readelf" -lW "$file") dynamic=$("$readelf" -dW "$file")
  symbols=$("$readelf" --dyn-syms -W "$file")
  expect "$file" "not position-independent" holds "$header" 'Type: +DYN'
  expect "$file" "no RELRO segment" holds "$segments" 'GNU_RELRO'
  expect "$file" "symbols are bound lazily: RELRO is partial" holds "$dynamic" 'BIND_NOW|Flags:.* NOW'
  expect "$file" "text relocations" lacks "$dynamic" 'TEXTREL'
  expect "$file" "no GNU_STACK segment" holds "$segments" 'GNU_STACK'
  expect "$file" "an executable stack" lacks "$segments" 'GNU_STACK .*RWE'
  expect "$file" "a segment that can be written and run" lacks "$segments" 'LOAD .* RWE'
  expect "$file" "no stack protector" holds "$symbols" '__stack_chk_fail'
  case $file in  # the others happen to call nothing that has a fortified form
    */assay | */libassay.so*) expect "$file" "no fortified call of libc" holds "$symbols" ' __[a-z]+_chk(@|$)' ;;
  esac
  expect "$file" "no checks of libstdc++ (_GLIBCXX_ASSERTIONS)" holds "$symbols" '__glibcxx_assert_fail'
  if holds "$header" 'X86-64'; then
    # The marks of indirect branch tracking. The note in the header is set only if libc's start files have them too; Debian's lack it.
    marks=$(LC_ALL=C grep -aoP '\xf3\x0f\x1e\xfa' "$file" | wc -l)
    expect "$file" "$marks control flow marks (endbr64)" test "$marks" -ge 100
  fi
done
exit "$failed"
