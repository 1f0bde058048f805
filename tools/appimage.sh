#!/usr/bin/env bash
# Makes an AppImage of the bundle where appimagetool is; the folder of which it is made is tried anyway.
set -euo pipefail
cd "$(dirname "$0")/.."
[[ -x dist/noteviewer/noteviewer ]] || bash tools/bundle.sh
id=io.github.noteviewer.Noteviewer
root=build/noteviewer.AppDir
rm -rf "$root"
mkdir -p "$root/usr/share/metainfo" "$root/usr/share/applications"
cp -a dist/noteviewer "$root/usr/lib"
cp "resources/desktop/$id.desktop" "$root/$id.desktop"
cp "resources/desktop/$id.desktop" "$root/usr/share/applications/"
cp "resources/desktop/$id.metainfo.xml" "$root/usr/share/metainfo/"
cp resources/desktop/noteviewer.svg "$root/$id.svg"
cp build/icons/256.png "$root/.DirIcon"
cat >"$root/AppRun" <<'R'
#!/bin/sh
exec "$(dirname "$(readlink -f "$0")")/usr/lib/noteviewer" "$@"
R
chmod 755 "$root/AppRun"
${PYTHON:-python3} tools/smoke.py "$root/AppRun" ${SMOKE_OPTIONS:-}
if command -v appimagetool >/dev/null; then
  ARCH=$(uname -m) appimagetool --no-appstream "$root" "dist/noteviewer-$(uname -m).AppImage"
else
  echo "appimagetool is not here: $root is tried and not packed."
fi
