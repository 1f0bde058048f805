#!/usr/bin/env bash
# Makes a disk image of the application that tools/bundle.sh made on macOS.
set -euo pipefail
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' pyproject.toml)
# Not signed by a paid account: signed for this machine's own check, so that it opens after a question.
codesign --force --deep --sign "${SIGNING_IDENTITY:--}" dist/noteviewer.app
hdiutil create -volname noteviewer -srcfolder dist/noteviewer.app -ov -format UDZO \
  "dist/noteviewer-$version-macos-$(uname -m).dmg"
