#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Measures the product beside other simulators and prints the gates as a table.
#
#     tests/benchmarks/peers.sh YARDSTICKS [REPETITIONS]
#
# YARDSTICKS is the folder with the peers' programs: pes_bench.cpp, ns3_bench.cpp,
# simgrid_bench.cpp, simpy_bench.py. They are built into the folder BUILD (default: a temporary
# one). HEADROOM names the program measured (default: build/release/bin/headroom), CORE the core all
# are pinned to (default: 0). Every repetition (default: 5) runs every program once. Only ratios
# within a repetition are compared, for the machine's noise then hits both sides; the table has
# their median, least and most. Exit status: 0 all gates met, 1 not all, 2 cannot measure.
set -euo pipefail

usage() {
    sed -n '3,13s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}
fail() {
    echo "error: $*" >&2
    exit 2
}
if [ $# -lt 1 ] || [ $# -gt 2 ]; then usage; fi
repetitions=${2:-5}
[[ $repetitions =~ ^[1-9][0-9]*$ ]] || usage
yardsticks=$(cd "$1" && pwd) || exit 2
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
headroom=${HEADROOM:-$root/build/release/bin/headroom}
python=/usr/bin/python3

for file in pes_bench.cpp ns3_bench.cpp simgrid_bench.cpp simpy_bench.py; do
    [ -f "$yardsticks/$file" ] || fail "no $file in $yardsticks"
done
[ -x "$headroom" ] || fail "no $headroom: cmake --preset release && cmake --build --preset release"
missing=()
for package in g++ pkg-config libns3-dev libgsl-dev libsimgrid-dev python3-simpy3; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] ||
    fail "missing packages: apt-get install --no-install-recommends ${missing[*]}"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build=${BUILD:-$work/build}
mkdir -p "$build"
compile() { # PROGRAM STANDARD [LIBRARIES...]: only when the source is newer
    local program=$1 standard=$2
    shift 2
    [ "$build/$program" -nt "$yardsticks/$program.cpp" ] && return
    echo "==> Building $program" >&2
    g++ "-std=$standard" -O3 -march=native "$yardsticks/$program.cpp" -o "$build/$program" "$@" >&2 ||
        fail "$program does not build"
}
compile pes_bench c++20
# shellcheck disable=SC2046 # several flags
compile ns3_bench c++17 $(pkg-config --cflags --libs ns3-core)
compile simgrid_bench c++20 -lsimgrid

pinned() {
    taskset -c "${CORE:-0}" timeout 120 "$@" || fail "failed: $*"
}
# Three tiers. Ours is so much shorter than the peers' that it is run before, between and after them,
# and its figures are averaged.
ownTiers() {
    pinned "$headroom" bench tier3 | awk -F, -v r="$1" '$1 == "tier3" { print r, "own-tier3", $4; print r, "mean", "headroom", $5 }'
}
# Lines "repetition key ns": what is compared, in ns an operation or a customer; and lines
# "repetition mean PEER value", by which all are seen to simulate the same three tiers.
measure() {
    local r=$1
    pinned "$headroom" bench hold | awk -F, -v r="$r" '$1 == "hold" && $4 == "automatic" { print r, "own-" $2 "-" $3, $5 }'
    pinned "$build/pes_bench" 1 twolevel web 100000 2000000 | awk -F, -v r="$r" '$1 == "twolevel" { print r, "twolevel", $5 }'
    local set
    for set in Map Heap Calendar PriorityQueue; do
        pinned "$build/ns3_bench" "$set" hold 100000 300000 | awk -F, -v r="$r" '{ print r, "ns3-hold-" $1, $8 }'
    done
    ownTiers "$r"
    {
        pinned "$build/ns3_bench" Map tier3 1 250000
        pinned "$build/simgrid_bench" tier3 1 100000 2>/dev/null
    } | awk -F, -v r="$r" '{ print r, "tier3-" $1, 1e9 / $9; print r, "mean", $1, $11 }'
    ownTiers "$r"
    pinned "$python" "$yardsticks/simpy_bench.py" tier3 1 50000 |
        awk -F, -v r="$r" '{ print r, "tier3-" $1, 1e9 / $9; print r, "mean", $1, $11 }'
    ownTiers "$r"
}
for r in $(seq "$repetitions"); do
    echo "==> Repetition $r of $repetitions" >&2
    measure "$r" >>"$work/measured"
done
pinned "$headroom" bench memory | awk -F, '$1 == "memory" && $2 + 0 > 0 { print 1, "memory", $3 }' >>"$work/measured"

awk -v repetitions="$repetitions" '
function sortUp(a, n,    i, j, x) {
    for (i = 2; i <= n; ++i) {
        x = a[i]
        for (j = i - 1; j >= 1 && a[j] > x; --j) a[j + 1] = a[j]
        a[j + 1] = x
    }
}
# The ratio of two keys, repetition by repetition; sense "<=" or ">=".
function gate(name, above, below, sense, bound,    r, n, a, median, met) {
    for (r = 1; r <= repetitions; ++r) {
        if (!((r, above) in ns) || !((r, below) in ns)) {
            printf "error: nothing measured for %s\n", name > "/dev/stderr"
            broken = 1
            return
        }
        a[++n] = ns[r, above] / ns[r, below]
    }
    row(name, a, n, sense, bound)
}
function row(name, a, n, sense, bound,    median, met) {
    sortUp(a, n)
    median = n % 2 ? a[(n + 1) / 2] : (a[n / 2] + a[n / 2 + 1]) / 2
    met = sense == "<=" ? median <= bound : median >= bound
    if (!met) unmet = 1
    printf "| %s | %.2f | %.2f to %.2f | %s %s | %s |\n", name, median, a[1], a[n], sense, bound, met ? "pass" : "fail"
}
$2 == "mean" {
    # 0.1 + 1 / (1 - 0.8) + 0.2 / (1 - 0.64); the shortest run is good to about 6 %
    if ($4 < 5.6556 * 0.85 || $4 > 5.6556 * 1.15) {
        printf "error: %s has a mean time of %s, not of 5.66\n", $3, $4 > "/dev/stderr"
        broken = 1
    }
    next
}
{
    ns[$1, $2] = (ns[$1, $2] * times[$1, $2] + $3) / (times[$1, $2] + 1)
    ++times[$1, $2]
}
END {
    for (r = 1; r <= repetitions; ++r) {
        best = "Map"
        split("Heap Calendar PriorityQueue", sets, " ")
        for (i in sets)
            if (ns[r, "ns3-hold-ns3-" sets[i]] < ns[r, "ns3-hold-ns3-" best]) best = sets[i]
        ns[r, "ns3-best"] = ns[r, "ns3-hold-ns3-" best]
    }
    print "| gate | median | least to most | bound | |"
    print "|---|---|---|---|---|"
    gate("D: hold, web mix, 1e5: ours / two-level wheel", "own-web-100000", "twolevel", "<=", 2.0)
    gate("E: hold 1e5: ns-3 Map / our event set alone", "ns3-hold-ns3-Map", "own-exponential-100000", ">=", 12)
    gate("E: the same / our processes that draw", "ns3-hold-ns3-Map", "own-processes-100000", ">=", 12)
    gate("F: hold 1e5: best of ns-3 / our event set alone", "ns3-best", "own-exponential-100000", ">=", 3)
    gate("F: the same / our processes that draw", "ns3-best", "own-processes-100000", ">=", 3)
    gate("G: three tiers: ns-3 Map / ours", "tier3-ns3-Map", "own-tier3", ">=", 1.5)
    gate("H: three tiers: SimGrid actors / ours", "tier3-simgrid-actor", "own-tier3", ">=", 20)
    gate("I: three tiers: SimPy / ours", "tier3-simpy-cpython", "own-tier3", ">=", 50)
    gate("J: hold 1e5: bimodal / exponential", "own-bimodal-100000", "own-exponential-100000", "<=", 3)
    gate("J: hold, exponential: 3e5 / 1e3", "own-exponential-300000", "own-exponential-1000", "<=", 2.5)
    gate("J: hold, jump of 60 at 3e5 / exponential 1e3", "own-jump-300000", "own-exponential-1000", "<=", 2.5)
    if ((1, "memory") in ns) {
        bytes[1] = ns[1, "memory"]
        row("L: bytes a request in flight", bytes, 1, "<=", 768)
    } else {
        print "error: no memory measured" > "/dev/stderr"
        broken = 1
    }
    exit broken ? 2 : unmet
}' "$work/measured"
