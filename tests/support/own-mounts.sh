#!/bin/sh
# Runs a command that may mount what nobody else sees: own-mounts.sh COMMAND...
# SPDX-License-Identifier: GPL-3.0-or-later
# As root, or as anybody where the kernel lets users have namespaces; else the test is skipped (77).
for as in '' '--user --map-root-user'; do
    # shellcheck disable=SC2086
    if unshare $as --mount sh -c 'mount -t tmpfs none /mnt' 2>/dev/null; then
        # shellcheck disable=SC2086
        exec unshare $as --mount "$@"
    fi
done
echo 'own-mounts.sh: no mounts of our own are allowed here' >&2
exit 77
