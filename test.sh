#!/usr/bin/env bash
# Installs what is missing, builds with assertions on and off, runs the tests. --full adds sanitizers and Clang.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")"

full=no
for option in "$@"; do
  case "$option" in
    --full) full=yes ;;
    *) echo "usage: ./test.sh [--full]" >&2; exit 2 ;;
  esac
done

read -r -a packages < .ci/packages
.ci/install.sh "${packages[@]}"
[ "$full" = no ] || .ci/install.sh clang-14 libclang-rt-14-dev

echo "building …"
.ci/build.sh release
if [ "$full" = yes ]; then
  for preset in dev asan clang; do
    .ci/build.sh "$preset"
    ctest --preset "$preset" -j "$(nproc)" --timeout 600
  done
fi
ctest --preset release -j "$(nproc)" --timeout 120
