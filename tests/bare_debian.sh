#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Shows that both commands of the README work from a clean clone on a bare Debian 12.
#
#     tests/bare_debian.sh DIR [apt.conf]
#
# Makes a minimal Debian 12 root in DIR with debootstrap, unless one is there; clones what is
# committed into it; runs app/run twice and tests/run once, without a terminal and without input.
# Needs root, debootstrap and git. MIRROR names another mirror than http://deb.debian.org/debian;
# a file of apt settings, for a proxy for instance, may be given as well. DIR stays, so that it can
# be looked at or used again; `rm -rf DIR` removes it once nothing is mounted below it.
set -euo pipefail

usage() {
    sed -n '3,11s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
    exit 2
}
if [ $# -lt 1 ] || [ $# -gt 2 ]; then usage; fi
[ "$(id -u)" -eq 0 ] || { echo "error: debootstrap and chroot need root" >&2; exit 2; }
mkdir -p "$1"
bare=$(cd "$1" && pwd)
source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if [ ! -x "$bare/usr/bin/dpkg" ]; then
    echo "==> Making a minimal Debian 12 in $bare"
    debootstrap --variant=minbase bookworm "$bare" "${MIRROR:-http://deb.debian.org/debian}" >"$bare.log" 2>&1 ||
        { tail "$bare.log" >&2; exit 1; }
    rm -f "$bare.log"
fi
if [ $# -eq 2 ]; then
    cp "$2" "$bare/etc/apt/apt.conf.d/99-given"
fi

echo "==> Cloning $(git -C "$source_root" log -1 --format='%h %s') into $bare/srv/headroom"
rm -rf "$bare/srv/headroom"
git clone --quiet --no-hardlinks "$source_root" "$bare/srv/headroom"

# The sanitizers read /proc.
mount --bind /proc "$bare/proc"
trap 'umount "$bare/proc"' EXIT

# in_bare TITLE COMMAND...: runs it in the bare system, from another folder than the clone.
in_bare() {
    local title=$1 log status=0 started=$SECONDS
    shift
    log=$bare/srv/$(echo "$title" | tr -c '[:alnum:]\n' '-').log
    echo "==> $title"
    (cd "$bare/tmp" && chroot "$bare" env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin CI=true \
        "$@" </dev/null >"$log" 2>&1) || status=$?
    tail -n 25 "$log" | sed 's/^/    /'
    echo "    exit status $status after $((SECONDS - started)) s; all of it: $log"
    return "$status"
}

in_bare "app run, first" /srv/headroom/app/run
in_bare "app run, again" /srv/headroom/app/run
in_bare "tests run" /srv/headroom/tests/run
echo "==> Both commands work on a bare Debian 12"
