#!/bin/sh
# Starts Sneaky Klaus in its container. Arguments are handed on to the application.
set -eu
# What is made in the data folder is for its owner alone.
umask 077

# Which folder it is may stand in a file; the image's own KLAUS_DATA then counts for nothing.
if [ -n "${KLAUS_DATA_FILE:-}" ] && [ "${KLAUS_DATA:-/data}" = /data ]; then
    unset KLAUS_DATA
    data=$(tr -d '\r' <"$KLAUS_DATA_FILE") || exit 1
else
    data=${KLAUS_DATA:-/data}
    # Empty, as compose files pass a variable that is not set, it would be another folder for the application.
    export KLAUS_DATA="$data"
fi

can_write_to() {
    # Not by ":", with which a shell may end at once where it cannot write.
    mkdir -p "$1" 2>/dev/null && touch "$1/.probe.$$" 2>/dev/null && rm -f "$1/.probe.$$"
}

# Any user will do, with or without a name: root remains root if it was asked for, and needs no other rights than these.
if ! can_write_to "$data"; then
    user=$(id -u):$(id -g)
    # To a user who runs Podman, the ids in here are others than on the host.
    [ "${container:-}" != podman ] || grep -q '^ *0  *0 ' /proc/self/uid_map || inside='podman unshare '
    if [ "$(stat -c %u "$data" 2>/dev/null)" = "${user%:*}" ]; then
        echo "Sneaky Klaus cannot write to $data, although it belongs to user $user: mount it without ':ro', and with ':Z' where there is SELinux" >&2
    else
        echo "Sneaky Klaus cannot write to $data: on the host, run '${inside:-}chown -R $user' on the folder that is mounted there, or mount a volume" >&2
    fi
    exit 1
fi
if ! can_write_to /tmp; then
    echo "Sneaky Klaus cannot write to /tmp: start the container with '--tmpfs /tmp'" >&2
    exit 1
fi

# The heap begins with room for what the cache holds of it: java ends at once where a 64th of a small memory is less.
# Pages of the cache stay those of its file, which the system can drop, instead of copies; and glibc keeps fewer pools.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
# The flags are several words. exec, so that signals reach java itself.
# shellcheck disable=SC2086
exec java -Xms64m -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 ${JAVA_FLAGS:-} -XX:AOTCache=/app/klaus.aot -Duser.timezone=UTC -Dorg.sqlite.lib.path=/app \
    -jar /app/sneaky-klaus.jar "$@"
