#!/usr/bin/env bash
# browser.sh PROGRAM TESTS: both pages in a real browser, the file TESTS.test.mjs; ends with 77 where there is none to drive (1 with CZT_BROWSER=must).
export CZT
CZT=$(realpath "$1")
cd "$(dirname "$0")" || exit 1
skip() {
  echo "skipped: $1 (./test.sh --browser installs it)"
  [ "${CZT_BROWSER:-}" = must ] && exit 1
  exit 77
}
command -v node >/dev/null || skip "Node is missing"
[ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ] || skip "Node is older than 18"
command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || skip "Chromium is missing"
[ -d node_modules/playwright-core ] && [ -d node_modules/axe-core ] || skip "playwright-core is missing"
node --test "$2.test.mjs"
