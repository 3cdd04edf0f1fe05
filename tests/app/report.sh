#!/usr/bin/env bash
# report.sh PROGRAM CASE: the report as a file and, where Chromium is there, in a browser.
source "$(dirname "$0")/expect.sh"
scenarios=$(cd "$(dirname "$0")/../../scenarios" && pwd)

case $case_name in
file) # a comparison of the line is one file of less than 1.5 MB, the same bytes again
  expect 0 "$czt" compare "$scenarios/2021-weekday.yaml" --replications 3 --ranges 0 --quiet --report a.html
  cp a.html once.html
  expect 0 "$czt" compare "$scenarios/2021-weekday.yaml" --replications 3 --ranges 0 --quiet --report a.html
  equal a.html once.html
  [ "$(wc -c <a.html)" -lt 1500000 ] || { echo "the page has $(wc -c <a.html) bytes"; failures=$((failures + 1)); }
  says a.html "czt compare"
  says a.html "Zhuzhou South"
  says a.html "株洲南"
  expect 5 "$czt" run "$scenarios/2017-weekday.yaml" --replications 2 --ranges 0 --quiet --report /nowhere/a.html
  expect 2 "$czt" run "$scenarios/2017-weekday.yaml" --year 2017 --report a.html
  ;;
attribute) # what made the difference, as a waterfall
  starter
  expect 0 "$czt" attribute line/more-trains.yaml --replications 3 --ranges 0 --quiet --report a.html
  says a.html "What made the difference"
  says a.html "(largest part: "
  says_not a.html "nothing that decides"
  says a.html 'id="attribution-wait_mean"'
  ;;
browser) # in a browser: the script runs under its policy, figures are those of --json, names are text
  browser=$(command -v chromium || command -v chromium-browser) || { echo "SKIPPED: Chromium is not installed"; exit 77; }
  starter
  sed -i 's/^scenario: .*/scenario: "<img src=x onerror=alert(1)>"/' line/more-trains.yaml
  expect 0 "$czt" compare line/more-trains.yaml --replications 5 --ranges 0 --quiet --json --report a.html
  cp out json
  timeout 60 "$browser" --headless --no-sandbox --disable-gpu --enable-logging=stderr --dump-dom "file://$work/a.html" >dom 2>log
  says dom "Save as CSV"
  says dom 'class="of-scenario" data-scenario="0" hidden'
  says dom "&lt;img src=x onerror=alert(1)&gt;"
  says_not dom "<img"
  if grep -q "CONSOLE" log; then echo "the browser complains:"; grep CONSOLE log | head -5; failures=$((failures + 1)); fi
  python3 - <<'END' || failures=$((failures + 1))
import json, re
shown = 0
page = open('dom').read()
for row in json.load(open('json'))['scenarios'][1]['measures']:
    found = re.search(r'<tr data-measure="%s">.*?<td>.*?</td><td>(.*?)</td>' % row['measure'], page)
    if row['scope'] != 'line' or row['mean'] is None or row['unit'] not in ('persons', '/m2') or not found: continue
    shown += 1
    decimals = len(found[1].partition('.')[2])
    if found[1].replace(',', '').replace('\u2212', '-') != f"{row['mean']:.{decimals}f}":
        raise SystemExit(f"the page shows {found[1]}, --json has {row['mean']}: {row['measure']}")
if shown < 5: raise SystemExit(f'only {shown} figures were compared')
END
  ;;
*) echo "no case $case_name"; exit 2 ;;
esac
exit $((failures > 0))
