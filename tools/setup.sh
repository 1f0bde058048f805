#!/usr/bin/env bash
# Makes .venv with everything noteviewer needs, and installs missing system packages on Debian or Ubuntu.
set -euo pipefail
cd "$(dirname "$0")/.."

packages=(
  python3-venv xvfb xauth fontconfig fonts-noto-cjk
  libegl1 libgl1 libopengl0 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libxkbcommon-x11-0
  libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0
  libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libnss3 libasound2 libxcomposite1 libxdamage1
  libxrandr2 libxtst6 libxkbfile1 libxi6 libxfixes3 libxext6
)

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

install_system_packages() {
  local missing=() name as_root=()
  for name in "${packages[@]}"; do installed "$name" || missing+=("$name"); done
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if [[ $EUID -ne 0 ]]; then
    if command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [[ -t 0 ]]; }; then
      as_root=(sudo)
    else
      echo "noteviewer needs these system packages, and this user may not install them:" >&2
      echo "    apt-get install ${missing[*]}" >&2
      echo "Install them as an administrator, then run the command again." >&2
      exit 1
    fi
  fi
  echo "Installing system packages: ${missing[*]}"
  "${as_root[@]}" apt-get update -qq
  local names=()
  for name in "${missing[@]}"; do names+=("$(installable "$name")"); done
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y -qq --no-install-recommends "${names[@]}" >/dev/null
}

find_python() {
  local name
  for name in python3 python3.13 python3.12 python3.11 python3.14; do
    if command -v "$name" >/dev/null &&
      "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  echo "noteviewer needs Python 3.11 or newer; none was found." >&2
  exit 1
}

if command -v dpkg-query >/dev/null; then
  install_system_packages
else
  echo "Not a Debian or Ubuntu system: make sure the libraries of Qt WebEngine, Xvfb and a CJK font are installed." >&2
fi
python=$(find_python)
echo "Preparing .venv with $("$python" --version)"
[[ -x .venv/bin/python ]] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
