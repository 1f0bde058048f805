#!/usr/bin/env bash
# Puts menu entry, icon and file types for this checkout into the reader's own share folder.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
share=${XDG_DATA_HOME:-$HOME/.local/share}
from=$root/resources/desktop
id=io.github.noteviewer.noteviewer
install -Dm644 "$from/noteviewer.svg" "$share/icons/hicolor/scalable/apps/noteviewer.svg"
install -Dm644 "$from/noteviewer-mime.xml" "$share/mime/packages/noteviewer.xml"
install -Dm644 "$from/$id.metainfo.xml" "$share/metainfo/$id.metainfo.xml"
install -Dm644 "$from/noteviewer.desktop" "$share/applications/noteviewer.desktop"
sed -i "s|^Exec=noteviewer|Exec=\"$root/.venv/bin/noteviewer\"|; /^TryExec=/d" "$share/applications/noteviewer.desktop"
if command -v update-mime-database >/dev/null; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database >/dev/null; then update-desktop-database "$share/applications"; fi
echo "noteviewer is in the menu: $share/applications/noteviewer.desktop"
