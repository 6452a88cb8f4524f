# Shared by the scripts in tools/: where things are, what is installed.
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

die() {
    printf '%s: %s\n' "$(basename "$0")" "$1" >&2
    exit 1
}

# Prints the packages of tools/packages that are for one of the given purposes.
packages_for() {
    local purpose
    for purpose; do
        awk -v purpose="$purpose" '$1 == purpose { print $2 }' "$root/tools/packages"
    done
}

# Prints those of the given packages that are not installed.
packages_missing() {
    local package
    for package; do
        dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed ||
            printf '%s\n' "$package"
    done
}

# Runs apt-get as root. The array as_root is empty or says how to become root.
apt_get() {
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get -qq -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" </dev/null
}

# Sets as_root, or ends with what to do by hand to install the packages given.
find_root() {
    as_root=()
    [ "$(id -u)" -ne 0 ] || return 0
    command -v sudo >/dev/null || die "there is no sudo. As root: apt-get install $*"
    as_root=(sudo)
    if ! [ -t 0 ]; then
        sudo -n true 2>/dev/null ||
            die "sudo would ask for a password, and nobody is here to type it. By hand: sudo apt-get install $*"
        as_root=(sudo -n)
    fi
}

# Installs what tools/packages lists for the given purposes and is missing; says so first.
install_missing() {
    local -a wanted missing as_root
    mapfile -t wanted < <(packages_for "$@")
    if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
        printf 'This is no Debian, so nothing is installed here. What is needed, by its Debian name:\n' >&2
        printf '  %s\n' "${wanted[@]}" >&2
        return 0
    fi
    mapfile -t missing < <(packages_missing "${wanted[@]}")
    [ ${#missing[@]} -gt 0 ] || return 0

    printf 'These packages are missing and are installed now:\n  %s\n' "${missing[*]}"
    find_root "${missing[@]}"
    if ! apt-get -qq --simulate install --no-install-recommends "${missing[@]}" >/dev/null 2>&1; then
        apt_get update || die "the package lists could not be fetched. Is there a network?"
    fi
    # Once more with fresh lists: an old list names files that the archive no longer has.
    apt_get install -y --no-install-recommends "${missing[@]}" ||
        { apt_get update && apt_get install -y --no-install-recommends "${missing[@]}"; } ||
        die "packages could not be installed. By hand: apt-get install ${missing[*]}"
}

# Configures build folder $1 with the options that follow, unless that is done.
configure() {
    local build=$1
    shift
    [ -f "$build/build.ninja" ] || meson setup "$@" "$build" "$root" </dev/null ||
        die "the build could not be configured; see $build/meson-logs/meson-log.txt"
}
