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
probe=$data/.probe.$$
if ! { mkdir -p "$data" && : >"$probe"; } 2>/dev/null; then
    echo "Sneaky Klaus cannot write to $data: on the host, run 'chown -R $(id -u):$(id -g)' on the folder that is mounted there, or mount a volume" >&2
    exit 1
fi
rm -f "$probe"

# The heap begins with room for what the cache holds of it: java ends at once where a 64th of a small memory is less.
# Pages of the cache stay those of its file, which the system can drop, instead of copies; and glibc keeps fewer pools.
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"
# The flags are several words. exec, so that signals reach java itself.
# shellcheck disable=SC2086
exec java -Xms64m -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 ${JAVA_FLAGS:-} -XX:AOTCache=/app/klaus.aot -Duser.timezone=UTC -Dorg.sqlite.lib.path=/app \
    -jar /app/sneaky-klaus.jar "$@"
