#!/bin/sh
# Starts Sneaky Klaus in its container. Arguments are handed on to the application.
set -eu

data=${KLAUS_DATA:-/data}
scratch=$data/tmp
if ! { mkdir -p "$scratch" && : >"$scratch/probe"; } 2>/dev/null; then
    echo "Sneaky Klaus cannot write to $data: on the host, run 'chown -R $(id -u):$(id -g)' on the folder that is mounted there, or mount a volume" >&2
    exit 1
fi

# SQLite's driver unpacks its library at each start, and a killed process leaves it there. The data folder is the one
# place from which it may always be loaded: /tmp is often mounted so that nothing in it can be executed. A command may
# run beside the application, which still needs what it unpacked.
case ${1:-serve} in
serve | --*=*) rm -rf "${scratch:?}"/* ;;
esac

# The flags are several words. exec, so that signals reach java itself.
# shellcheck disable=SC2086
exec java ${JAVA_FLAGS:-} -XX:AOTCache=/app/klaus.aot -Duser.timezone=UTC -Dorg.sqlite.tmpdir="$scratch" \
    -jar /app/sneaky-klaus.jar "$@"
