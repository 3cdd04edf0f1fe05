#!/usr/bin/env bash
# Installs what is missing, builds with assertions on and off, runs the tests. --full adds sanitizers and Clang.
# --cluster adds a study on a real Slurm of two nodes, started here; as root. --browser adds both pages in Chromium.
# --sumo adds a day in Eclipse SUMO, whose boardings must be ours (170 MB more to download).
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")"

full=no
cluster=no
browser=no
sumo=no
for option in "$@"; do
  case "$option" in
    --full) full=yes ;;
    --cluster) cluster=yes ;;
    --browser) browser=yes ;;
    --sumo) sumo=yes ;;
    *) echo "usage: ./test.sh [--full] [--cluster] [--browser] [--sumo]" >&2; exit 2 ;;
  esac
done

read -r -a packages < .ci/packages
.ci/install.sh "${packages[@]}"
[ "$full" = no ] || .ci/install.sh clang-14 libclang-rt-14-dev
[ "$cluster" = no ] || .ci/install.sh slurm-wlm munge procps
if [ "$browser" = yes ]; then
  needed=(chromium fonts-noto-cjk)
  command -v node >/dev/null && command -v npm >/dev/null || needed+=(nodejs npm)
  .ci/install.sh "${needed[@]}"
  npm ci --prefix tests/browser --no-audit --no-fund
  export CZT_BROWSER=must  # then nothing of it is skipped
fi

if [ "$sumo" = yes ]; then
  .ci/install.sh sumo python3
  export CZT_SUMO=must  # then it is not skipped
fi

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
