#!/usr/bin/env bash
# Installs what is missing, builds with assertions on and off, runs the tests. --full adds sanitizers and Clang.
# --cluster adds a study on a real Slurm of two nodes, started here; as root.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")"

full=no
cluster=no
for option in "$@"; do
  case "$option" in
    --full) full=yes ;;
    --cluster) cluster=yes ;;
    *) echo "usage: ./test.sh [--full] [--cluster]" >&2; exit 2 ;;
  esac
done

read -r -a packages < .ci/packages
.ci/install.sh "${packages[@]}"
[ "$full" = no ] || .ci/install.sh clang-14 libclang-rt-14-dev
[ "$cluster" = no ] || .ci/install.sh slurm-wlm munge procps

echo "building …"
.ci/build.sh release
if [ "$full" = yes ]; then
  for preset in dev asan clang; do
    .ci/build.sh "$preset"
    ctest --preset "$preset" -j "$(nproc)" --timeout 600
  done
fi
ctest --preset release -j "$(nproc)" --timeout 120
[ "$cluster" = no ] || tests/cluster/cluster.sh build/release/czt
