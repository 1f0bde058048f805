#!/usr/bin/env bash
# What `make test` does, on systems where nothing is installed by a system's packages.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-python3}
"$python" -m venv .venv
if [[ "${OS:-}" == Windows_NT ]]; then in_venv=.venv/Scripts/python; else in_venv=.venv/bin/python; fi
"$in_venv" -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
"$in_venv" -m ruff check .
"$in_venv" -m mypy
"$in_venv" -m pytest "$@"
