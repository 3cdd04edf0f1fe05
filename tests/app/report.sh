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
result) # a result that was kept becomes the page that --report would have been; what comes out otherwise now is refused
  starter
  expect 0 "$czt" compare line/more-trains.yaml --replications 3 --ranges 0 --quiet --csv elsewhere -o r.json
  cp out said
  rm -r elsewhere
  expect 0 "$czt" report r.json -o r.html --quiet
  is_empty out
  [ ! -e elsewhere ] || { echo "the tables were written again"; failures=$((failures + 1)); }
  expect 0 "$czt" compare line/more-trains.yaml --replications 3 --ranges 0 --quiet --report d.html
  # The same but for the command that each shows.
  grep -v '^<section><h2>.*How to make it again' r.html >r.rest
  grep -v '^<section><h2>.*How to make it again' d.html >d.rest
  equal r.rest d.rest
  says r.html "czt compare line/more-trains.yaml --replications 3"
  expect 0 "$czt" report r.json -o zh.html --quiet --lang zh
  says zh.html 'lang="zh-CN"><head>'
  for part in attribute run; do
    expect 0 "$czt" $part line/more-trains.yaml --replications 3 --ranges 0 --quiet -o $part.json
    expect 0 "$czt" report $part.json -o $part.html --quiet
  done
  says attribute.html "What made the difference"
  expect 0 "$czt" run --replications 3 --csv=elsewhere line/line.yaml --ranges 0 --quiet -o base.json
  rm -r elsewhere
  expect 0 "$czt" report base.json run.json -o both.html --quiet
  says both.html "Before and after"
  says both.html "czt compare line/line.yaml line/more-trains.yaml --replications 3 --ranges 0 --quiet<"
  expect 0 "$czt" run line/line.yaml --replications 3 --seed 5 --ranges 0 --quiet -o other.json
  expect 3 "$czt" report base.json other.json -o x.html
  says err "another seed"
  expect 2 "$czt" report base.json r.json -o x.html
  says err "r.json is no run"
  expect 2 "$czt" report base.json
  expect 5 "$czt" report nowhere.json -o x.html
  expect 3 "$czt" report line/line.yaml -o x.html
  says err "is no result"
  expect 0 "$czt" run line/line.yaml --replications 3 --ranges 0 --quiet --json
  cp out bare.json
  expect 3 "$czt" report bare.json -o x.html
  says err "does not say which command made it"
  sed 's/"arguments": .*/"arguments": ["check", "line\/line.yaml"]}/' base.json >check.json
  expect 3 "$czt" report check.json -o x.html
  says err "has no page"
  sed 's/"arguments": \["run"/"arguments": ["walk"/' base.json >walk.json
  expect 3 "$czt" report walk.json -o x.html
  says err "does not understand the command"
  sed -i 's/0.4 yuan/0.41 yuan/' line/line.yaml
  expect 3 "$czt" report r.json -o x.html --quiet
  says err "have changed since"
  [ ! -e x.html ] || { echo "a page was written"; failures=$((failures + 1)); }
  ;;
study) # a study's store has a page: curves with the best point, names as text; a sensitivity design has bars
  starter
  cat >line/study.yaml <<'YAML'
study: "<b>fares</b>"
scenario: line.yaml
vary:
  "<i>fare": {paths: [fares.per_km], values: [0.3 yuan, 0.5 yuan, 0.7 yuan]}
  people: {times: [demand.scale], values: [0.5, 1.5]}
design: grid
replications: 3
decide_on: [revenue]
YAML
  expect 0 "$czt" study run line/study.yaml -o s.db --quiet --report run.html
  expect 0 "$czt" report s.db -o s.html
  grep -v '^<section><h2>.*How to make it again' run.html >run.rest
  grep -v '^<section><h2>.*How to make it again' s.html >s.rest
  equal run.rest s.rest
  says s.html "&lt;b&gt;fares&lt;/b&gt;"
  says_not s.html "<b>"
  says_not s.html "<i>"
  says s.html 'class="best"'
  says s.html "随&lt;i&gt;fare的变化"
  # Three fares, two curves; the best mean of the table is the one that is named.
  [ "$(grep -o 'class="curve of-' s.html | wc -l)" = 2 ] || { echo "not two curves"; failures=$((failures + 1)); }
  expect 0 "$czt" study export s.db -o tables --quiet
  best=$(awk -F, '$4 == "revenue" && $1 > 0 {if ($8 > most) {most = $8; at = $2 ", people " $3}} END {print at}' tables/estimates.csv)
  says s.html "Highest at &lt;i&gt;fare $best: "
  sed -i 's/values: \[0.3.*/from: 0.3 yuan, to: 0.7 yuan}/; s/values: \[0.5, 1.5\]/from: 0.5, to: 1.5/; s/^design: .*/design: {kind: morris, trajectories: 3}/' line/study.yaml
  expect 0 "$czt" study run line/study.yaml -o m.db --quiet --report m.html
  says m.html 'id="sensitivity-0"'
  says m.html "What matters most for"
  expect 2 "$czt" report s.db m.db -o x.html
  ;;
workbook) # one workbook: numbers as --json has them, names as text, the same bytes again; shares of modes as --json has them
  starter
  sed -i 's/^scenario: .*/scenario: "=1+1"/' line/more-trains.yaml
  for k in 1 2; do
    expect 0 "$czt" compare line/more-trains.yaml --replications 3 --ranges 0 --quiet --json --xlsx $k.xlsx
    sleep 1
  done
  equal 1.xlsx 2.xlsx
  expect 5 "$czt" run line/line.yaml --replications 2 --ranges 0 --quiet --xlsx /nowhere/a.xlsx
  expect 2 "$czt" run line/line.yaml --year 2017 --xlsx a.xlsx
  command -v python3 >/dev/null || { echo "SKIPPED: no python3"; exit 77; }
  expect 0 "$czt" compare line/more-trains.yaml --replications 3 --ranges 0 --quiet --json
  python3 - <<'END' || failures=$((failures + 1))
import json, re, zipfile
book = zipfile.ZipFile('1.xlsx')
strings = [re.sub('<[^>]*>', '', s) for s in re.findall('<si>(.*?)</si>', book.read('xl/sharedStrings.xml').decode())]
sheets = re.findall('<sheet name="(.*?)"', book.read('xl/workbook.xml').decode())
for wanted in ('measures', 'train-graph-1', 'stations-0', 'platforms-1', 'assumed'):
    if wanted not in sheets: raise SystemExit(f'no sheet {wanted}: {sheets}')
sheet = book.read('xl/worksheets/sheet1.xml').decode()
if '<f>' in sheet: raise SystemExit('a formula')
rows = []
for row in re.findall('<row .*?</row>', sheet):
    cells = {}
    for at, kind, value in re.findall(r'<c r="([A-Z]+)\d+"(.*?)><v>(.*?)</v>', row):
        cells[at] = strings[int(value)] if 't="s"' in kind else float(value)
    rows.append(cells)
compared = 0
for scenario in json.load(open('out'))['scenarios']:
    for m in scenario['measures']:
        code = m['measure'] + ('@' + ','.join(f'{k}={v}' for k, v in m['where'].items()) if m['where'] else '')
        found = [r for r in rows if r.get('A') == scenario['scenario'] and r.get('C') == code]
        if len(found) != 1: raise SystemExit(f'{code} of {scenario["scenario"]}: {len(found)} rows')
        if m['mean'] is None: continue
        compared += 1
        if found[0]['E'] != float(f"{m['mean']:.16g}") and abs(found[0]['E'] - m['mean']) > 1e-12 * abs(m['mean']): raise SystemExit(f"{code}: {found[0]['E']} and {m['mean']}")
        if m.get('difference') is not None and abs(found[0]['H'] - m['difference']) > 1e-12 * abs(m['difference']): raise SystemExit(f'{code}: difference')
if compared < 100: raise SystemExit(f'only {compared} compared')
if '=1+1' not in strings: raise SystemExit('the name is no text')
END
  expect 0 "$czt" run "$scenarios/2021-weekday.yaml" --replications 2 --ranges 0 --quiet --json --report modes.html
  python3 - <<'END' || failures=$((failures + 1))
import json, re
page = open('modes.html').read()
part = page[page.index('id="mode-shares"'):]
part = part[:part.index('</figure>')]
shares = {m['id']: 100 * m['mean'] for m in json.load(open('out'))['measures'] if m['measure'] == 'mode_share' and m['scope'] == 'mode'}
shown = dict(re.findall(r'<tr><th scope=row><i>(.*?)</i><b>[^<]*</b><td>(.*?)\n', part))  # English and Chinese
if len(shares) < 5 or shown != {mode: f'{share:.3f}' for mode, share in shares.items()}: raise SystemExit(f'{shown} is not {shares}')
END
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
