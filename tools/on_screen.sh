#!/usr/bin/env bash
# Runs a command on the present display, or on a virtual screen where there is none.
set -euo pipefail
if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then exec "$@"; fi
exec xvfb-run --auto-servernum --server-args "-screen 0 1600x1000x24 -dpi 96" "$@"
