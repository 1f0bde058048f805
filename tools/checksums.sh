#!/usr/bin/env bash
# usage: checksums.sh FOLDER: writes SHA256SUMS of all files in it.
set -euo pipefail
cd "$1"
rm -f SHA256SUMS
find . -maxdepth 1 -type f -printf '%P\n' | LC_ALL=C sort | xargs -d '\n' sha256sum >../SHA256SUMS.part
mv ../SHA256SUMS.part SHA256SUMS
sha256sum --check --quiet SHA256SUMS
cat SHA256SUMS
