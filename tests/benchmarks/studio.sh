#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures the studio and holds it against its gates: start to first paint below 1 s, p99 of a
# frame below 33 ms with 60 components running and the charts open, simulation with the window open
# at 0.9 of its speed without one.
#
#     tests/benchmarks/studio.sh [SECONDS] [REPETITIONS]
#
# BUILD names the folder that is built (default: build/release). Exit status: 0 all gates met, 1 not
# all, 2 cannot measure.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${BUILD:-$root/build/release}
[ -d "$build" ] || {
    echo "error: no $build: cmake --preset release" >&2
    exit 2
}
cmake --build "$build" --target studio_bench >&2
export QT_QPA_PLATFORM=${QT_QPA_PLATFORM:-offscreen}
figures=$("$build/bin/studio_bench" "${1:-5}" "${2:-3}") || exit 2
echo "$figures"

status=0
# gate NAME COMPARISON BOUND: the figure of that name has to keep the bound
gate() {
    local value
    value=$(sed -n "s/^$1: //p" <<<"$figures")
    if awk -v x="$value" -v y="$3" "BEGIN { exit !(x $2 y) }"; then
        echo "met     $1: $value $2 $3"
    else
        echo "missed  $1: $value, not $2 $3"
        status=1
    fi
}
gate "start to first paint, s" "<" 1
gate "frame, ms, p99" "<" 33
gate "speed with the window over headless" ">=" 0.9
exit $status
