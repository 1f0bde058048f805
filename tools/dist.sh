#!/usr/bin/env bash
# Makes the wheel and the source archive in dist/, checks both, and tries them as people install them:
# by pip, pipx and uv, each in a clean environment outside of this tree.
set -euo pipefail
cd "$(dirname "$0")/.."
python=${PYTHON:-.venv/bin/python}
python=$(realpath -s "$python")
tools=build/dist-tools
if [[ ! -f $tools/.complete ]]; then
  rm -rf "$tools"
  "$python" -m venv "$tools"
  "$tools/bin/python" -m pip install --quiet --disable-pip-version-check \
    build twine check-wheel-contents pipx uv
  touch "$tools/.complete"
fi
bin=$PWD/$tools/bin
rm -f dist/*.whl dist/*.tar.gz
"$bin/python" -m build --outdir dist . >build/dist.log || { cat build/dist.log; exit 1; }
"$bin/twine" check --strict dist/*.whl dist/*.tar.gz
"$bin/check-wheel-contents" dist/*.whl
wheel=$(ls "$PWD"/dist/*.whl)
smoke=$PWD/tools/smoke.py
elsewhere=$(mktemp -d)
trap 'rm -rf "$elsewhere"' EXIT
unset PYTHONPATH
cd "$elsewhere"
try() { # how, program
  echo "installed by $1:"
  "$python" "$smoke" "$2" ${SMOKE_OPTIONS:-}
}
"$python" -m venv pip
pip/bin/python -m pip install --quiet --disable-pip-version-check "$wheel"
try pip pip/bin/noteviewer
export PIPX_HOME=$elsewhere/pipx PIPX_BIN_DIR=$elsewhere/bin PIPX_MAN_DIR=$elsewhere/man
"$bin/pipx" install --quiet --python "$python" "$wheel"
try pipx "$elsewhere/bin/noteviewer"
rm -rf "${elsewhere:?}/pipx" "${elsewhere:?}/bin"
export UV_TOOL_DIR=$elsewhere/uv UV_TOOL_BIN_DIR=$elsewhere/bin
"$bin/uv" tool install --quiet --python "$python" "$wheel"
try "uv tool" "$elsewhere/bin/noteviewer"
