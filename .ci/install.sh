#!/usr/bin/env bash
# Installs the Debian packages given as arguments, and only those that are missing.
# With everything there it neither needs the network nor root.
set -euo pipefail

missing=()
for package in "$@"; do
  dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
  echo "czt needs these packages (Debian names): ${missing[*]}" >&2
  echo "This is no Debian or Ubuntu: install them your way, then run this again." >&2
  exit 1
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "As root, please run:  apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
export DEBIAN_FRONTEND=noninteractive
echo "installing: ${missing[*]}"
for attempt in 1 2 3; do
  if "${as_root[@]}" apt-get -qq -o DPkg::Lock::Timeout=120 update >/dev/null &&
     "${as_root[@]}" apt-get -qq -y -o DPkg::Lock::Timeout=120 install --no-install-recommends "${missing[@]}" >/dev/null; then
    exit 0
  fi
  echo "the package registry did not answer, attempt $attempt of 3" >&2
  sleep $((attempt * 3))
done
exit 1
