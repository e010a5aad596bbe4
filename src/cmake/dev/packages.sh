# shellcheck shell=bash
# Installs what src/cmake/packages.txt names, and only what is not there yet.

# packages_of SECTION...: the names listed under [SECTION].
packages_of() {
  local section
  for section in "$@"; do
    awk -v want="[$section]" '/^\[/ {on = ($1 == want); next} on && /^[a-z0-9]/ {print $1}' "$root/src/cmake/packages.txt"
  done
}

# missing_of NAME...: those that dpkg does not report as installed.
missing_of() {
  { dpkg-query -W -f='${db:Status-Abbrev} ${Package}\n' "$@" 2>/dev/null || true; } |
    awk '$1 == "ii" || $1 == "hi" {print $2}' | sort -u | comm -13 - <(printf '%s\n' "$@" | sort -u)
}

as_root() {
  if ((EUID == 0)); then
    "$@"
  elif have sudo && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
    sudo "$@"
  else
    return 1
  fi
}

apt_install() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "$@"
}

apt_install_fresh() {
  apt_install "$@" || { as_root apt-get -qq -o DPkg::Lock::Timeout=300 update && apt_install "$@"; }
}

# need SECTION...: never fails by itself. Where a package is missing for good, the build says what it lacks.
need() {
  local names missing
  mapfile -t names < <(packages_of "$@")
  if ! have apt-get || ! have dpkg-query; then
    [[ -f $build/CMakeCache.txt ]] || say "no apt here; needed are the equivalents of: ${names[*]}"
    return 0
  fi
  mapfile -t missing < <(missing_of "${names[@]}")
  ((${#missing[@]})) || return 0
  quietly "$build/log/packages.log" "Installing ${#missing[@]} packages: ${missing[*]}" apt_install_fresh "${missing[@]}" ||
    say "going on without: ${missing[*]}"
}
