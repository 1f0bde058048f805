#!/usr/bin/env bash
# usage: setup.sh reader|developer
# Makes .venv with what noteviewer needs to run, or also with what its tests need, and installs
# missing system packages on Debian or Ubuntu. Says what it will do before it does it.
set -euo pipefail
cd "$(dirname "$0")/.."
who=${1:-reader}

libraries=(
  libegl1 libgl1 libopengl0 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libxkbcommon-x11-0
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libnss3 libasound2 libxcomposite1 libxdamage1
  libxrandr2 libxtst6 libxkbfile1 libxi6 libxfixes3 libxext6 libgssapi-krb5-2
)
fonts=(fontconfig fonts-noto-cjk fonts-noto-color-emoji)
reader_mb=900 # of .venv, and what is downloaded for it
developer_mb=1200

say() { printf 'noteviewer: %s\n' "$*"; }
fail() {
  printf 'noteviewer: %s\n' "$@" >&2
  exit 1
}
is_debian() { command -v dpkg-query >/dev/null && command -v apt-get >/dev/null; }

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if command -v "$name" >/dev/null &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
}

# Ubuntu 24.04 and Debian 13 renamed some libraries when time_t grew to 64 bits.
installed() {
  local name
  for name in "$1" "$1t64"; do
    [[ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" == installed ]] && return 0
  done
  return 1
}

# The name under which this release can install a package: the renamed one where it exists.
installable() {
  if apt-cache show "$1t64" >/dev/null 2>&1; then echo "$1t64"; else echo "$1"; fi
}

as_administrator() {
  if [[ $EUID -eq 0 ]]; then "$@"; else sudo "$@"; fi
}

require_administrator() { # packages
  [[ $EUID -eq 0 ]] && return
  if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then return; fi
  fail "these system packages are needed, and this user may not install them:" \
    "    apt-get install $*" "Install them as an administrator, then run the command again."
}

install_packages() {
  local missing=() names=() name
  for name in "$@"; do installed "$name" || missing+=("$name"); done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  require_administrator "${missing[@]}"
  as_administrator apt-get update -qq
  for name in "${missing[@]}"; do names+=("$(installable "$name")"); done
  say "system packages to be installed: ${names[*]}"
  as_administrator apt-get install --simulate -y --no-install-recommends "${names[@]}" |
    sed -n 's/^Inst .*/x/p' | wc -l | xargs -I{} printf 'noteviewer: with what they need, {} packages\n'
  as_administrator env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${names[@]}" >/dev/null
}

require_space() { # megabytes
  local free
  free=$(df -Pm . | awk 'NR == 2 { print $4 }')
  [[ "$free" -ge "$1" ]] || fail "about $1 MB are needed in $PWD, and $free MB are free."
}

# A .venv that was begun and never finished, that another Python made, or that was moved.
is_usable() {
  .venv/bin/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Python and space first: nothing is installed where the end cannot be reached.
python=$(find_python)
if [[ -z "$python" ]]; then
  is_debian || fail "Python 3.11 or newer is needed; none was found."
  candidate=$(apt-cache policy python3 | sed -n 's/.*Candidate: *\([0-9]*\.[0-9]*\).*/\1/p')
  [[ -n "$candidate" ]] || { require_administrator python3 && as_administrator apt-get update -qq; }
  candidate=$(apt-cache policy python3 | sed -n 's/.*Candidate: *\([0-9]*\.[0-9]*\).*/\1/p')
  case $candidate in
    3.1[1-9]) install_packages python3 ;;
    *) fail "Python 3.11 or newer is needed; this system offers ${candidate:-none}." \
      "Install a newer one (on Ubuntu 22.04: apt-get install python3.11 python3.11-venv)." ;;
  esac
  python=$(find_python)
fi
size=$reader_mb
[[ "$who" == developer ]] && size=$developer_mb
is_usable || require_space "$size"

if is_debian; then
  packages=("$python-venv" "${fonts[@]}" "${libraries[@]}")
  if [[ "$who" == developer || -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
    packages+=(xvfb xauth)
  fi
  # Another Python than the system's brings its own venv.
  [[ "$(command -v "$python")" == /usr/bin/* ]] || packages=("${packages[@]:1}")
  install_packages "${packages[@]}"
else
  say "not a Debian or Ubuntu system: make sure that the libraries of Qt WebEngine, Xvfb and a Chinese font are there."
fi

if ! is_usable; then
  if [[ -L .venv ]]; then fail "$(readlink .venv), to which .venv leads, is no usable environment."; fi
  if [[ -e .venv ]]; then
    say "the .venv that is there was never finished or is for another Python: it is made anew"
    rm -rf .venv
  fi
  "$python" -m venv .venv
fi
what=.
[[ "$who" == developer ]] && what='.[dev]'
say "installing Python packages with $(.venv/bin/python --version), about $size MB on disk, a third of it downloaded: this takes some minutes"
quiet=(--quiet)
[[ -t 1 ]] && quiet=()
.venv/bin/python -m pip install "${quiet[@]}" --disable-pip-version-check --no-input --editable "$what"
if [[ "$who" == reader ]]; then
  # What few systems have no package for: without it the program says what is missing.
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input --only-binary mmdr,novasvg,pypdfium2 \
    --editable '.[diagrams,pdf]' ||
    say "Mermaid diagrams are shown as their source, PDFs by their names: mmdr and pypdfium2 cannot be installed here."
fi
.venv/bin/python -c 'import PySide6.QtWebEngineWidgets' ||
  fail "the web engine cannot be loaded: see the message above, then run the command again."
# What a developer has is enough for a reader.
touch .venv/.reader
if [[ "$who" == developer ]]; then touch .venv/.developer; fi
