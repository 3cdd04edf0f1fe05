# What the scripts here share: SCRIPT PROGRAM CASE; sourced by each. Works in a folder of its own.
set -u
czt=$1
case_name=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
failures=0

# expect CODE COMMAND…: the exit code; stdout goes to out, stderr to err.
expect() {
  local wanted=$1
  shift
  "$@" >out 2>err
  local code=$?
  if [ $code -ne "$wanted" ]; then
    echo "exit $code instead of $wanted: $*"
    sed 's/^/  stderr: /' err | head -20
    failures=$((failures + 1))
  fi
}
# says FILE TEXT: the text is there.
says() {
  grep -qF -- "$2" "$1" || { echo "$1 does not say '$2':"; head -20 "$1"; failures=$((failures + 1)); }
}
says_not() {
  if grep -qF -- "$2" "$1"; then echo "$1 says '$2'"; failures=$((failures + 1)); fi
}
is_empty() {
  [ ! -s "$1" ] || { echo "$1 is not empty:"; head -5 "$1"; failures=$((failures + 1)); }
}
flaw() {
  echo "$1"
  failures=$((failures + 1))
}
# equal FILE FILE: the same bytes.
equal() {
  cmp -s "$1" "$2" || { echo "$1 and $2 differ"; failures=$((failures + 1)); }
}
starter() { "$czt" init line >/dev/null || exit 1; }
