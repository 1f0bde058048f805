#!/usr/bin/env bash
# Opens the notes in a window; without a display, on a virtual screen, leaving a screenshot.
set -euo pipefail
notes=$1
here=$(cd "$(dirname "$0")/.." && pwd)
python=$here/.venv/bin/python
if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then exec "$python" -P -m noteviewer "$notes"; fi
picture=${TMPDIR:-/tmp}/noteviewer.png
echo "No display: opening the window on a virtual screen."
shown=(--view references)
# Of the sample notes, the one that shows most at once.
[[ "$notes" == resources/sample-notes ]] && shown+=(--note "概率漫步/2026-2-17-walk_2.md")
bash "$here/tools/on_screen.sh" "$python" -P -m noteviewer screenshot "$notes" "${shown[@]}" --out "$picture"
echo "Screenshot: $picture"
