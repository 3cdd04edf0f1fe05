#!/usr/bin/env bash
# Installs what is missing, builds, and answers the first question: what changed on the
# Changsha–Zhuzhou–Xiangtan line between 2017 and May 2021? Run again, it needs no network.
set -euo pipefail
export LC_ALL=C.UTF-8
cd "$(dirname "$0")"
start=$SECONDS

read -r -a packages < .ci/packages
.ci/install.sh "${packages[@]}"
echo "building …"
.ci/build.sh release czt

mkdir -p out
build/release/czt compare scenarios/2017-weekday.yaml scenarios/2021-weekday.yaml \
  --csv out/2017-2021 -o out/2017-2021.json "$@"

echo
echo "Written to out/ (2017-2021.json and tables in out/2017-2021/) in $((SECONDS - start)) s."
echo "Next: build/release/czt run scenarios/2021-weekday.yaml, or build/release/czt --help"
