#!/usr/bin/env bash
# bundle.sh BIN: makes serve.js of serve.ts, with the esbuild and tsc of the folder BIN.
set -euo pipefail
bin=$(realpath "$1")
cd "$(dirname "$0")"
"$bin/tsc" --noEmit --strict --target es2020 --lib es2021,dom,dom.iterable serve.ts
sum=$(sha256sum serve.ts | cut -d' ' -f1)
"$bin/esbuild" serve.ts --bundle --minify --charset=utf8 --target=es2020 --format=iife --banner:js="// serve.ts $sum" --outfile=serve.js --log-level=warning
