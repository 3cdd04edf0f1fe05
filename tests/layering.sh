#!/usr/bin/env bash
# A room includes only rooms above it in this list, itself, and its own private headers; yaml-cpp stays in the
# scenario room, and no room but experiment's statistics asks Boost.Math.
set -u
cd "$(dirname "$0")/.."
rooms=(core network rolling_stock timetable demand engine model observe scenario exchange experiment report app)
status=0
allowed=""
for room in "${rooms[@]}"; do
  allowed="$allowed|$room"
  for file in include/czt/"$room"/*.hpp sim/"$room"/*; do
    [ -f "$file" ] || continue
    bad=$(grep -nE '^#include "czt/[a-z_]+/' "$file" | grep -vE "\"czt/(${allowed#|})/")
    if [ -n "$bad" ]; then
      echo "$file looks upward: $bad"
      status=1
    fi
    if [ "$room" != scenario ] && grep -nE '^#include <yaml-cpp' "$file"; then
      echo "$file: only the scenario room reads YAML"
      status=1
    fi
  done
done
# engine knows core and nothing of railways
if grep -rnE '^#include "czt/(network|rolling_stock|timetable|demand)/' include/czt/engine sim/engine; then status=1; fi
# Nothing that reaches a result calls libm's exp, log, pow, sin, nor a std:: distribution or an unordered container.
if grep -rnE 'std::(exp|log|log2|log10|pow|sin|cos|tan|exp2|cbrt|tgamma|lgamma|erf|erfc)\(|std::(normal|poisson|exponential|uniform_(int|real)|gamma|discrete)_distribution' include sim ||
  grep -rn 'std::unordered_' include sim --exclude-dir=scenario; then
  echo "not the same bits everywhere: use czt/core/maths.hpp, distributions.hpp, ordered containers"
  status=1
fi
# Two types of one name in one namespace are one to the linker, without a word.
twice=$(grep -rhoE '^(struct|class) [A-Za-z0-9_]+( :.*)? \{' include sim --include=*.hpp --exclude-dir=app |
  sed -E 's/^(struct|class) ([A-Za-z0-9_]+).*/\2/' | sort | uniq -d)
if [ -n "$twice" ]; then
  echo "defined in two headers: $twice"
  status=1
fi
exit $status
