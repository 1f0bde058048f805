#!/usr/bin/env bash
# Opens the notes in a window; without a display, on a virtual screen, leaving a screenshot.
# NOTES is the folder or note, relative to CALLER; the sample notes where it is empty.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
python=$here/.venv/bin/python
samples=$here/resources/sample-notes
notes=${NOTES:-$samples}
# shellcheck disable=SC2088  # a tilde that the shell of the caller left as it is
case $notes in
  "~") notes=$HOME ;;
  "~/"*) notes=$HOME/${notes#"~/"} ;;
  /*) ;;
  *) notes=${CALLER:-$PWD}/$notes ;;
esac
if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then exec "$python" -P -m noteviewer "$notes"; fi
# A folder of its own: in the one that all share, others could wait for a name that is known.
picture=$(mktemp -d)/noteviewer.png
echo "No display: opening the window on a virtual screen."
shown=(--view references)
# Of the sample notes, the one that shows most at once.
[[ "$notes" == "$samples" ]] && shown+=(--note "概率漫步/2026-2-17-walk_2.md")
bash "$here/tools/on_screen.sh" "$python" -P -m noteviewer screenshot "$notes" "${shown[@]}" --out "$picture"
echo "Screenshot: $picture"
