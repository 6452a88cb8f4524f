#!/bin/bash
# Runs a command under a virtual X display of its own: xrun.sh [--desktop] COMMAND...
# SPDX-License-Identifier: GPL-3.0-or-later
# Xvfb picks the display number itself, so that many can start at once (xvfb-run cannot do that).
# --desktop adds a window manager and a compositor, for pictures with dialogs in place and shadows.
set -uo pipefail

desktop=
if [ "${1-}" = --desktop ]; then
    desktop=yes
    shift
fi

number=$(mktemp)
exec 3>"$number"
Xvfb -displayfd 3 -screen 0 "${EVIDENCA_SCREEN:-1366x900}x24" -nolisten tcp -noreset >/dev/null 2>&1 &
started=($!)
trap 'kill "${started[@]}" 2>/dev/null; wait 2>/dev/null; rm -f "$number"' EXIT

for _ in $(seq 500); do
    [ -s "$number" ] && break
    kill -0 "${started[0]}" 2>/dev/null || { echo 'xrun.sh: Xvfb did not start' >&2; exit 1; }
    sleep 0.02
done
[ -s "$number" ] || { echo 'xrun.sh: Xvfb gave no display' >&2; exit 1; }
exec 3>&-

unset WAYLAND_DISPLAY
DISPLAY=:$(head -1 "$number")
export DISPLAY
if [ -n "$desktop" ]; then
    for program in openbox xcompmgr; do
        "$program" >/dev/null 2>&1 &
        started+=($!)
    done
fi
"$@"
