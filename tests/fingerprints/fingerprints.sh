#!/usr/bin/env bash
# Everything that happens in two days of each shipped scenario, as one number: the same for one or three threads and
# with the processor's vector and FMA features switched off for the C library. Run by ctest for each build, so GCC and
# Clang, -O0 and -O3 are held to the same numbers.
#   fingerprints.sh CZT            compare with expected.txt
#   fingerprints.sh CZT --update   write expected.txt; say why in the commit
set -euo pipefail
czt=$1
cd "$(dirname "$0")/../.."
expected=tests/fingerprints/expected.txt

fingerprint() {
  "$czt" run "$@" --replications 2 --quiet --json | grep -o '"fingerprint": *"[0-9a-f]*"' | head -n 1 | grep -o '[0-9a-f]\{16\}'
}

found=""
for scenario in scenarios/2017-weekday.yaml scenarios/2020-works.yaml scenarios/2021-weekday.yaml scenarios/2026-weekday.yaml scenarios/2021-with-traction.yaml; do
  one=$(fingerprint "$scenario" --threads 1)
  three=$(fingerprint "$scenario" --threads 3)
  plain=$(GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F fingerprint "$scenario" --threads 1)
  if [ "$one" != "$three" ]; then echo "$scenario: one thread $one, three threads $three"; exit 1; fi
  if [ "$one" != "$plain" ]; then echo "$scenario: $one, without AVX and FMA $plain"; exit 1; fi
  found+="$scenario $one"$'\n'
done
if [ "${2:-}" = --update ]; then
  printf '%s' "$found" > "$expected"
  echo "written: $expected"
  exit 0
fi
diff <(printf '%s' "$found") "$expected"
