# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
# Sourced by app/run and tests/run: what they need of Debian, and the steps they share. The lists
# of packages are here and nowhere else.

# shellcheck disable=SC2034  # read by the scripts that source this file
build_packages=(g++ cmake ninja-build nlohmann-json3-dev libcli11-dev libboost-dev libeigen3-dev
    qt6-base-dev qt6-charts-dev libqt6opengl6-dev libqt6svg6-dev qt6-tools-dev qt6-l10n-tools qt6-translations-l10n)
# shellcheck disable=SC2034
test_packages=(librandom123-dev librapidcheck-dev)

headroom_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '==> %s\n' "$*"; }

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# quietly WHAT COMMAND...: shows what the command prints only if it fails; or as it goes, if
# HEADROOM_VERBOSE is set.
quietly() {
    local what=$1 log
    shift
    if [ -n "${HEADROOM_VERBOSE:-}" ]; then
        "$@" </dev/null || fail "$what failed"
        return
    fi
    log=$(mktemp)
    if ! "$@" </dev/null >"$log" 2>&1; then
        tail -n 60 "$log" >&2
        rm -f "$log"
        fail "$what failed; its last lines are above"
    fi
    rm -f "$log"
}

# install_missing PACKAGE...: installs those that are missing, all in one call of apt-get.
install_missing() {
    if ! command -v dpkg-query >/dev/null 2>&1; then
        say "Not a Debian system: taking it that these are here under their names elsewhere: $*"
        return
    fi
    local package missing=()
    for package in "$@"; do
        if [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)" != installed ]; then
            missing+=("$package")
        fi
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            fail "missing packages, and neither root nor sudo to install them. As root, run:
    apt-get update && apt-get install --no-install-recommends ${missing[*]}"
        fi
        as_root=(sudo)
    fi
    say "Installing ${#missing[@]} packages and what they need, which takes a minute or two: ${missing[*]}"
    # A mirror of something else that does not answer is no reason to stop: the install decides.
    "${as_root[@]}" apt-get -qq update </dev/null || say "apt-get update had errors; going on"
    quietly "apt-get install" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=120 \
        install --no-install-recommends "${missing[@]}"
}

# build_preset PRESET [CONFIGURE_OPTION...] [-- TARGET...]
# A new tree is built in units of several files, which takes less than half of the time; a tree that
# is there stays as it was set up.
build_preset() {
    local preset=$1 options=() targets=()
    shift
    if [ ! -f "$headroom_root/build/$preset/CMakeCache.txt" ]; then
        options=(-DCMAKE_UNITY_BUILD=ON -DCMAKE_UNITY_BUILD_BATCH_SIZE=8)
    fi
    while [ $# -gt 0 ] && [ "$1" != -- ]; do
        options+=("$1")
        shift
    done
    if [ $# -gt 1 ]; then
        shift
        targets=(--target "$@")
    fi
    say "Building $preset in build/$preset"
    cd "$headroom_root" || fail "cannot enter $headroom_root"
    quietly "cmake --preset $preset" cmake --preset "$preset" "${options[@]}"
    if [ -t 1 ]; then
        cmake --build --preset "$preset" "${targets[@]}" </dev/null
    else
        quietly "the build of $preset" cmake --build --preset "$preset" "${targets[@]}" -- --quiet
    fi
}
