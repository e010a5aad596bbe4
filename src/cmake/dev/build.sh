# shellcheck shell=bash
# Configures and builds. The release build is build/; every other kind is a folder below it (build/asan, build/tsan ...).
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1

# cached FILE KEY=VALUE: whether a CMake cache says so already.
cached() { grep -qxE "${2%%=*}:[A-Z]+=${2#*=}" "$1"; }

# configure DIR KEY=VALUE...: runs CMake only if DIR is new, was made for another clone, or a setting differs.
configure() {
  local dir=$1 cache=$1/CMakeCache.txt setting words=() stale=0
  shift
  if [[ ! -f $dir/build.ninja ]] || ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$cache"; then
    words=(--fresh -G Ninja -DCMAKE_EXPORT_COMPILE_COMMANDS=ON)
    have ccache && words+=(-DCMAKE_C_COMPILER_LAUNCHER=ccache -DCMAKE_CXX_COMPILER_LAUNCHER=ccache)
    stale=1
  fi
  for setting in "$@"; do
    ((stale)) || cached "$cache" "$setting" || stale=1
    words+=("-D$setting")
  done
  ((stale)) || return 0
  quietly "$dir/log/configure.log" "Configuring" cmake -S "$root" -B "$dir" "${words[@]}"
}

# Our own warnings are errors where the compiler is the one the house is kept clean with, so that a newer one can still build.
warnings_as_errors() { [[ $(${CXX:-c++} -dumpversion 2>/dev/null) == 12* ]] && echo ON || echo OFF; }

# One build of a folder at a time, also between two terminals.
lock_build() {
  mkdir -p "$build"
  exec 9>"$build/.lock"
  flock 9
}
unlock_build() { exec 9>&-; }

# release TARGETS... [-- KEY=VALUE...]: builds into build/, adding settings to those of earlier commands.
release() {
  local targets=()
  while (($#)) && [[ $1 != -- ]]; do targets+=("$1") && shift; done
  (($#)) && shift
  local words="Building"
  [[ -x $build/bin/assay ]] || words="Building (first time: about $(first_build_minutes "${targets[@]}") minutes)"
  lock_build
  configure "$build" CMAKE_BUILD_TYPE=Release "ASSAY_WERROR=$(warnings_as_errors)" "$@"
  quietly "$build/log/build.log" "$words ..." ninja -C "$build" "${targets[@]}"
  unlock_build
}

# Measured on two cores; the whole tree takes twice what the programs take.
first_build_minutes() { echo $(((($# == 0) + 1) * 6 / $(nproc) + 1)); }

build_programs() {
  need build
  if [[ -f $build/CMakeCache.txt ]]; then release bin/assay bin/assay-reader bin/assay-worker; else release bin/assay bin/assay-reader bin/assay-worker -- ASSAY_TESTS=OFF; fi
}

# variant NAME KEY=VALUE...: a complete build of another kind in build/NAME.
variant() {
  local name=$1
  shift
  lock_build
  configure "$build/$name" "$@"
  quietly "$build/$name/log/build.log" "Building $name ..." ninja -C "$build/$name"
  unlock_build
}
