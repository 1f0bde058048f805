#!/usr/bin/env bash
# Makes dist/noteviewer/, a folder with the program and its own Python, and an archive of it.
# Every package comes in the version and with the hash that requirements/build.txt names.
# PYTHON is the interpreter that goes into it: one with a shared library (on Debian: libpython3-dev).
set -euo pipefail
cd "$(dirname "$0")/.."
venv=build/bundle
python=${PYTHON:-python3}
if [[ "${OS:-}" == Windows_NT ]]; then in_venv=$venv/Scripts/python; else in_venv=$venv/bin/python; fi
if [[ ! -f $venv/.complete || requirements/build.txt -nt $venv/.complete ]]; then
  rm -rf "$venv"
  "$python" -m venv "$venv"
  "$in_venv" -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
    -r requirements/build.txt
  touch "$venv/.complete"
fi
export PYTHONPATH=$PWD
"$in_venv" -m noteviewer.library.code_version >build/code_version.txt
"$in_venv" -m tools.icons build/icons
"$in_venv" -m tools.licences build/LICENSES.txt
"$in_venv" -m tools.manual build/share
"$in_venv" -m PyInstaller --noconfirm --log-level WARN --distpath dist --workpath build/pyinstaller \
  release/noteviewer.spec
"$in_venv" -m tools.smoke dist/noteviewer
if [[ "$(uname)" == Linux ]]; then
  version=$("$in_venv" -c 'import noteviewer; print(noteviewer.__version__)')
  name=noteviewer-$version-linux-$(uname -m)
  tar -C dist --sort=name --owner=0 --group=0 --numeric-owner --mtime=@"${SOURCE_DATE_EPOCH:-0}" \
    -cf - noteviewer | xz -T0 -"${XZ_LEVEL:-6}" >"dist/$name.tar.xz"
  du -sm dist/noteviewer "dist/$name.tar.xz"
fi
