#!/usr/bin/env bash
# Downloads what the Flatpak is made of, checks the manifest, and builds it where the runtime is there.
# FLATPAK_PYTHON is the version of Python in the runtime.
set -euo pipefail
cd "$(dirname "$0")/.."
id=io.github.noteviewer.Noteviewer
folder=release/flatpak
python=${PYTHON:-python3}
version=${FLATPAK_PYTHON:-3.12}
rm -rf build/flatpak
mkdir -p build/flatpak
# PySide6 comes with the base: it is left out of the lock file's list.
"$python" -m tools.flatpak_sources build/flatpak "$version"
cp -r "$folder/$id.yml" build/flatpak/
flatpak-builder --state-dir=build/flatpak/state --show-manifest "build/flatpak/$id.yml" >build/flatpak/manifest.json
echo "The manifest is sound: build/flatpak/manifest.json"
if flatpak info org.kde.Sdk >/dev/null 2>&1; then
  flatpak-builder --state-dir=build/flatpak/state --force-clean --repo=build/flatpak/repo build/flatpak/build "build/flatpak/$id.yml"
  flatpak build-bundle build/flatpak/repo "dist/noteviewer-$(uname -m).flatpak" "$id"
else
  echo "The runtime is not installed here: not built."
fi
