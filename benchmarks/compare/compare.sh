#!/usr/bin/env bash
# The same day of the same line in czt, SimPy and Eclipse SUMO: do they agree, and how much faster is czt?
# usage: benchmarks/compare/compare.sh [CZT] [options of compare.py]     (CZT: build/release/czt)
# Exit codes: 0 fine, 1 means disagree, 2 usage or a failed program, 3 slower than promised.
set -euo pipefail
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
project=$(cd "$here/../.." && pwd)

czt=$project/build/release/czt
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  czt=$1
  shift
fi
if [ ! -x "$czt" ]; then
  echo "no program '$czt': build it with ./run.sh, or name another one" >&2
  exit 2
fi

"$project/.ci/install.sh" sumo sumo-tools python3-simpy3
work=$project/build/compare
export SUMO_HOME=/usr/share/sumo PYTHONDONTWRITEBYTECODE=1
/usr/bin/python3 "$here/generate.py" "$work"
netconvert --node-files "$work/line.nod.xml" --edge-files "$work/line.edg.xml" \
  --output-file "$work/line.net.xml" --no-turnarounds true >"$work/netconvert.log"
exec /usr/bin/python3 "$here/compare.py" "$czt" "$work" "$@"
