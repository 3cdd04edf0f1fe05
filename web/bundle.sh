#!/usr/bin/env bash
# bundle.sh BIN: makes serve.js and report.js of what is in serve/, report/ and shared/, with the esbuild and tsc of the folder BIN.
# bundle.sh --sum: the digest of these sources, which each bundle names in its first line.
set -euo pipefail
[ "$1" = --sum ] || bin=$(realpath "$1")
cd "$(dirname "$0")"
export LC_ALL=C
sum=$(cat serve/*.ts report/*.ts shared/*.ts | sha256sum | cut -d' ' -f1)
if [ "$1" = --sum ]; then echo "$sum"; exit; fi
"$bin/tsc" --noEmit --strict --noUnusedLocals --target es2020 --lib es2021,dom,dom.iterable --module esnext --moduleResolution bundler serve/main.ts report/report.ts
bundle() {
  "$bin/esbuild" "$1" --bundle --minify --charset=utf8 --target=es2020 --format=iife --banner:js="// made from *.ts, $sum" --outfile="$2" --log-level=warning
  if grep -q '</script' "$2"; then echo "$2 would end the page's script" >&2; exit 1; fi
}
bundle serve/main.ts serve.js
bundle report/report.ts report.js
