#!/usr/bin/env bash
# Writes requirements/*.txt: every package in one version, with the hashes of its files, for all
# systems and Pythons that are supported. Releases are made from these.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
[[ -x build/lock/bin/uv ]] || {
  "$python" -m venv build/lock
  build/lock/bin/python -m pip install --quiet --disable-pip-version-check uv
}
compile() { # output, inputs
  local output=$1
  shift
  build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
    --no-emit-index-url --no-emit-find-links --output-file "$output" "$@"
}
compile requirements/reader.txt pyproject.toml
compile requirements/build.txt pyproject.toml requirements/build.in
echo "Locked: requirements/reader.txt, requirements/build.txt"
