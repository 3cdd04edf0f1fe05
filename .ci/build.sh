#!/usr/bin/env bash
# Configures and builds a preset: .ci/build.sh PRESET [TARGET…]. The log is kept; its end is shown on failure.
set -euo pipefail
cd "$(dirname "$0")/.."
preset=$1
shift
log=build/$preset.log
mkdir -p build
memory=$(awk '/MemAvailable/ {print int($2 / 1200000)}' /proc/meminfo)
jobs=$(nproc)
if [ "$memory" -lt "$jobs" ]; then jobs=$((memory > 0 ? memory : 1)); fi
targets=()
for target in "$@"; do targets+=(--target "$target"); done
if ! { cmake --preset "$preset" && cmake --build "build/$preset" -j "$jobs" "${targets[@]}"; } >"$log" 2>&1; then
  tail -n 30 "$log" >&2
  echo "the build failed; the whole log is in $log" >&2
  exit 1
fi
