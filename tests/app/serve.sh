#!/usr/bin/env bash
# serve.sh PROGRAM CASE: the page's server, asked as browsers and others ask.
sources=$(realpath "$(dirname "$0")/../..")
source "$(dirname "$0")/expect.sh"

if [ "$case_name" = bundle ]; then # the committed bundle is made from its source
  sum=$("$sources/web/bundle.sh" --sum)
  for bundle in serve report; do
    [ "$(head -n 1 "$sources/web/$bundle.js")" = "// made from *.ts, $sum" ] || { echo "web/$bundle.js is not made from its sources: see web/README.md"; exit 1; }
    [ "$(gzip -9 -c "$sources/web/$bundle.js" | wc -c)" -lt 120000 ] || { echo "web/$bundle.js is over 120 KB gzipped"; exit 1; }
  done
  exit 0
fi
command -v curl >/dev/null || { echo "curl is missing"; exit 1; }

# begin ARGUMENTS…: starts the server; its address is in $url, its process in $server.
begin() {
  "$czt" serve "$@" >address 2>serve.err &
  server=$!
  trap 'kill $server 2>/dev/null; wait $server 2>/dev/null; rm -rf "$work"' EXIT
  for _ in $(seq 100); do
    [ -s address ] && break
    sleep 0.1
  done
  url=$(head -n 1 address)
  port=${url#http://*:}
  port=${port%%/*}
}
# status CODE CURL-ARGUMENTS…: the HTTP status; what is sent goes to out.
status() {
  local wanted=$1
  shift
  local code
  code=$(curl --silent --max-time 60 --output out --write-out '%{http_code}' "$@")
  if [ "$code" != "$wanted" ]; then
    echo "status $code instead of $wanted: $*"
    head -c 500 out
    failures=$((failures + 1))
  fi
}
# answer FILE: the data of the last answer among the events in out.
answer() { grep -A1 '^event: answer' out | grep '^data: ' | tail -n 1 | cut -c7- >"$1"; }
starter

case $case_name in
refuses) # whoever has not the address that was printed gets nothing
  begin line/line.yaml line/more-trains.yaml
  says address "http://127.0.0.1:"
  status 200 "$url"
  says out "serve.js"
  status 200 "${url}serve.js"
  status 200 "${url}serve.css"
  status 200 "${url}api/scenarios"
  says out "line.yaml"
  status 403 "http://127.0.0.1:$port/"
  status 403 "http://127.0.0.1:$port/api/scenarios"
  status 403 "http://127.0.0.1:$port/00000000000000000000000000000000/"
  status 403 -H "Host: example.org" "$url"
  status 403 -H "Host: example.org:$port" "$url"
  status 403 -H "Host: 127.0.0.1:1" "$url"
  status 200 -H "Host: localhost:$port" "$url"
  status 403 -H "Origin: http://example.org" "${url}api/scenarios"
  status 403 -H "Origin: null" "${url}api/scenarios"
  status 200 -H "Origin: http://127.0.0.1:$port" "${url}api/scenarios"
  status 403 -H "Sec-Fetch-Site: cross-site" "${url}api/scenarios"
  status 404 "${url}line/line.yaml"
  status 404 "${url}serveXjs"
  status 404 --path-as-is "${url}../../../../etc/passwd"
  status 404 --path-as-is "${url}%2e%2e/%2e%2e/etc/passwd"
  status 400 -X PUT "${url}serve.js"
  head -c 100000 /dev/zero | tr '\0' x >large
  status 413 --data-binary @large "${url}api/save"
  status 400 "${url}api/inputs?scenario=../line/line.yaml"
  says out "none of the scenarios"
  status 400 "${url}api/run?scenario=line.yaml&at_most=1"
  status 400 "${url}api/run?scenario=line.yaml&at_most=many"
  curl --silent --head "$url" >out
  says out "default-src 'none'"
  says out "nosniff"
  if (exec 3<>"/dev/tcp/$(hostname -I | cut -d' ' -f1)/$port") 2>/dev/null; then
    echo "it listens on more than 127.0.0.1"
    failures=$((failures + 1))
  fi
  ;;
inputs) # what may be changed, with unit, limits, where it comes from, and both languages
  begin line/line.yaml
  status 200 "${url}api/inputs?scenario=line.yaml&search=per_km"
  says out '"path": "fares.per_km"'
  says out '"kind": "number"'
  says out '"low": 0'
  status 200 "${url}api/inputs?scenario=line.yaml&search=dwell%20%E5%BC%80%E5%85%B3%E9%97%A8"
  says out '"dwell.door_cycle"'
  says out '"mark": "default"'
  status 200 "${url}api/inputs?scenario=line.yaml&path=demand.scale"
  says out '"matches": 1'
  status 200 "${url}api/inputs?scenario=line.yaml&search=no%20such%20input"
  says out '"matches": 0'
  status 200 "${url}api/inputs?scenario=line.yaml&search=file"
  says_not out 'timetable.file'
  ;;
answers) # the numbers are those of czt run and czt compare, to the last digit
  begin line/line.yaml
  expect 0 "$czt" run line/line.yaml --replications 50 --ranges 0 --json
  cp out base.json
  expect 0 "$czt" run line/line.yaml --set 'demand.scale=1.5' --set 'dwell.door_cycle=25 s' --replications 50 --ranges 0 --json
  cp out now.json
  printf 'scenario: busier\nbase: line.yaml\nchanges:\n  it: {demand.scale: "1.5", dwell.door_cycle: "25 s"}\n' >line/busier.yaml
  expect 0 "$czt" compare line/line.yaml line/busier.yaml --replications 50 --ranges 0 --json --quiet
  cp out compare.json
  status 200 --no-buffer -G "${url}api/run" -d scenario=line.yaml -d at_most=50 -d precision=0.0001% -d page=a -d request=1 \
    --data-urlencode 'set=demand.scale=1.5' --data-urlencode 'set=dwell.door_cycle=25 s'
  [ "$(grep -c '^event: answer' out)" -eq 5 ] || { echo "not the answers of 2, 5, 10, 20 and 50 days"; failures=$((failures + 1)); }
  says out '"replications": 2,'
  says out '"settled": false'
  answer last.json
  says last.json '"settled": true'
  says out 'event: end'
  command -v python3 >/dev/null || { echo "python3 is missing"; exit 1; }
  python3 - <<'P' || failures=$((failures + 1))
import json
answer, base, now, both = (json.load(open(f)) for f in ("last.json", "base.json", "now.json", "compare.json"))
line = lambda run: {m["measure"]: m for m in run["measures"] if not m["where"]}
base, now, compared = line(base), line(now), line(both["scenarios"][1])
assert len(answer["rows"]) > 20, len(answer["rows"])
for row in answer["rows"]:
    name = row["measure"]
    assert row["base"] == base[name]["mean"] and row["base_half_width"] == base[name]["half_width"], name
    assert row["now"] == now[name]["mean"] and row["now_half_width"] == now[name]["half_width"], name
    assert row["difference"] == compared[name]["difference"], name
    assert row["difference_half_width"] == compared[name]["difference_half_width"], name
    assert row.get("verdict") == compared[name].get("verdict"), name
assert answer["base"]["fingerprint"] == both["scenarios"][0]["fingerprint"]
assert answer["now"]["fingerprint"] == both["scenarios"][1]["fingerprint"]
assert sum("verdict" in row for row in answer["rows"]) == 4
P
  # From what was kept the answer is the same; nothing changed is no difference.
  status 200 -G "${url}api/run" -d scenario=line.yaml -d at_most=50 -d precision=0.0001% -d page=b -d request=1 \
    --data-urlencode 'set=demand.scale=1.5' --data-urlencode 'set=dwell.door_cycle=25 s'
  answer again.json
  sed -i 's/"milliseconds": [0-9.e+-]*//; s/"request": [0-9]*//' last.json again.json
  equal last.json again.json
  status 200 "${url}api/run?scenario=line.yaml&at_most=5"
  answer same.json
  says same.json '"identical": true'
  says_not same.json '"identical": false'
  # The file changes while it is served: so does the answer.
  sed -i 's/per_km: [0-9.]*/per_km: 0.77/; s/^scenario:.*/scenario: renamed/' line/line.yaml
  status 200 "${url}api/run?scenario=line.yaml&at_most=20"
  answer dearer.json
  says dearer.json '"renamed"'
  expect 0 "$czt" run line/line.yaml --replications 20 --ranges 0 --json
  says dearer.json "$(grep -o '"fingerprint": "[0-9a-f]*"' out)"
  revenue=$(grep '"measure": "revenue", "where": {}' out | grep -o '"mean": [0-9.]*' | head -n 1)
  [ -n "$revenue" ] || { echo "czt run says no revenue"; failures=$((failures + 1)); }
  says dearer.json "\"base\": ${revenue#*: },"
  ;;
choices) # where people choose as well, although the root base is compiled only once
  begin "$sources/scenarios/2021-weekday.yaml"
  for fare in 0.30 0.42; do
    status 200 -G "${url}api/run" -d scenario=2021-weekday.yaml -d at_most=2 --data-urlencode "set=fares.per_km=$fare yuan"
    answer last.json
    says last.json '"choices_settled": true'
    # Before it comes what people do who expect the crowding of the last answer, never called settled.
    [ "$(grep -c '^event: answer' out)" -eq 2 ] || { echo "not a first answer and the settled one"; failures=$((failures + 1)); }
    grep -A1 '^event: answer' out | awk '/^data: / && !seen++' >first.json
    says first.json '"choices_settled": false'
    says first.json '"settled": false'
    says first.json '"replications": 2,'
    expect 0 "$czt" run "$sources/scenarios/2021-weekday.yaml" --set "fares.per_km=$fare yuan" --replications 2 --ranges 0 --json
    says last.json "\"scenario\": \"2021 weekday\", $(grep -o '"fingerprint": "[0-9a-f]*"' out)"
  done
  status 200 -G "${url}api/run" -d scenario=2021-weekday.yaml -d at_most=2 --data-urlencode "set=choice.crowding.iterations=1"
  answer last.json
  says last.json '"choices_settled": false'
  ;;
wrong) # wrong values come back in the reader's own words, and files are out of reach
  begin line/line.yaml
  status 200 -G "${url}api/run" -d scenario=line.yaml --data-urlencode 'set=dwell.door_cycle=25 parsecs'
  says out "event: wrong"
  says out "dwell.door_cycle"
  says out "event: end"
  says_not out "event: answer"
  status 200 -G "${url}api/run" -d scenario=line.yaml --data-urlencode 'set=demand.scale=-1'
  says out "event: wrong"
  status 200 -G "${url}api/run" -d scenario=line.yaml --data-urlencode 'set=demand.scall=1'
  says out "no such input"
  says out "没有这个输入项"
  status 200 -G "${url}api/run" -d scenario=line.yaml --data-urlencode 'set=timetable.file=/etc/passwd'
  says out "event: wrong"
  says_not out "root"
  status 200 -G "${url}api/run" -d scenario=line.yaml --data-urlencode 'set=timetable={file: /etc/passwd}'
  says out "event: wrong"
  says_not out "root"
  status 200 -G "${url}api/run" -d scenario=line.yaml -d 'set=nothing'
  says out "PATH=VALUE"
  status 200 -G "${url}api/run" -d scenario=line.yaml -d precision=fast
  says out "event: wrong"
  # Settings that an address has no room for are sent before; what is unknown or no list is refused.
  keep() { status "$1" -H 'Content-Type: application/json' --data-binary "$2" "${url}api/settings"; }
  keep 200 "[\"demand.scale=1.5\", \"dwell.door_cycle=25 s\"$(printf ', "stations.Mill.open=true"%.0s' $(seq 400))]"
  sent=$(cut -d'"' -f4 out)
  status 200 -G "${url}api/run" -d scenario=line.yaml -d at_most=5 -d sent="$sent"
  answer sent.json
  status 200 -G "${url}api/run" -d scenario=line.yaml -d at_most=5 --data-urlencode 'set=demand.scale=1.5' --data-urlencode 'set=dwell.door_cycle=25 s'
  answer set.json
  for of in sent set; do grep -o '"fingerprint": "[0-9a-f]*"' $of.json >$of.prints; done
  [ -s sent.prints ] || { echo "what was sent is not answered"; failures=$((failures + 1)); }
  equal sent.prints set.prints
  status 409 -G "${url}api/run" -d scenario=line.yaml -d at_most=5 -d sent=0123
  keep 400 '{"demand.scale": "1.5"}'
  keep 400 '[1.5]'
  keep 400 'demand.scale=1.5'
  head -c 600000 /dev/zero | tr '\0' x >large
  status 413 -H 'Content-Type: application/json' --data-binary @large "${url}api/settings"
  ;;
newest) # a newer question of the same page takes the older one's place; another page's does not
  begin line/line.yaml
  curl --silent --no-buffer "${url}api/run?scenario=line.yaml&page=p&request=1&at_most=2000&precision=0.0000001%25&set=demand.scale%3D1.1" >older &
  older=$!
  curl --silent --no-buffer "${url}api/run?scenario=line.yaml&page=q&request=1&at_most=200&precision=0.0000001%25&set=demand.scale%3D1.1" >other &
  other=$!
  for _ in $(seq 200); do
    grep -q '^event: answer' older && break
    sleep 0.02
  done
  status 200 "${url}api/run?scenario=line.yaml&page=p&request=2&at_most=2&set=demand.scale%3D1.2"
  says out '"replaced":false'
  says out '"settled": true'
  wait $older $other
  says older '"replaced":true'
  says_not older '"replications": 2000'
  says other '"replaced":false'
  says other '"replications": 200,'
  status 200 "${url}api/run?scenario=line.yaml&page=p&request=1&at_most=2"
  says_not out "event: answer"
  ;;
saves) # what is saved runs to the same digit, beside the scenario and never over a file without being told
  begin line/line.yaml
  keep() { status "$1" -X POST "${url}api/save" --data-urlencode scenario=line.yaml --data-urlencode "file=$2" --data-urlencode 'set=demand.scale=1.5' --data-urlencode 'set=dwell.door_cycle=25 s' "${@:3}"; }
  keep 200 busier.yaml
  says out "busier.yaml"
  [ -f line/busier.yaml ] || { echo "nothing was saved"; failures=$((failures + 1)); }
  cp line/busier.yaml first
  keep 409 busier.yaml
  says out "is there already"
  keep 409 more-trains.yaml
  equal first line/busier.yaml
  keep 200 busier.yaml -d overwrite=yes
  expect 0 "$czt" check line/busier.yaml
  expect 0 "$czt" run line/busier.yaml --replications 20 --ranges 0 --json
  grep -o '"fingerprint": "[0-9a-f]*"' out >saved.print
  status 200 -G "${url}api/run" -d scenario=line.yaml -d at_most=20 --data-urlencode 'set=demand.scale=1.5' --data-urlencode 'set=dwell.door_cycle=25 s'
  answer last.json
  grep -o '"fingerprint": "[0-9a-f]*"' last.json | tail -n 1 >page.print
  equal saved.print page.print
  # A service that the scenario has not is added as one.
  status 200 -X POST "${url}api/save" --data-urlencode scenario=line.yaml --data-urlencode file=school.yaml --data-urlencode 'set=timetable.school.from=Harbour' \
    --data-urlencode 'set=timetable.school.to=City' --data-urlencode 'set=timetable.school.departs=[08:15]' --data-urlencode 'set=timetable.school.numbers.first=K1'
  says line/school.yaml '"timetable.school": {add: {"from": "Harbour", "to": "City", "departs": ["08:15"], "numbers": {"first": "K1"}}}'
  expect 0 "$czt" check line/school.yaml
  rm line/school.yaml
  for name in ../busier.yaml /tmp/busier.yaml line/busier.yaml .busier.yaml busier.csv '..\\busier.yaml' ''; do keep 400 "$name" -d overwrite=yes; done
  keep 400 line.yaml -d overwrite=yes # its own base
  ln -s /etc/hostname line/link.yaml
  keep 400 link.yaml -d overwrite=yes
  keep 400 wrong.yaml --data-urlencode 'set=demand.scale=-1'
  keep 400 wrong.yaml --data-urlencode 'set=timetable.file=/etc/passwd'
  [ ! -e line/wrong.yaml ] || { echo "a wrong scenario was saved"; failures=$((failures + 1)); }
  keep 403 foreign.yaml -H "Origin: http://example.org"
  [ ! -e line/foreign.yaml ] || failures=$((failures + 1))
  [ "$(find . -name '*.yaml' -newer address | sort | tr '\n' ' ')" = "./line/busier.yaml ./line/link.yaml " ] || { find . -newer address; failures=$((failures + 1)); }
  ;;
shares) # the page of --report, of the days that were simulated before and after
  begin line/line.yaml
  status 200 -G "${url}api/report" -d scenario=line.yaml -d days=5 -d lang=zh --data-urlencode 'set=demand.scale=1.5'
  cp out shared.html
  says shared.html 'lang="zh-CN"'
  status 200 -G "${url}api/run" -d scenario=line.yaml -d at_most=5 -d precision=0.0001% --data-urlencode 'set=demand.scale=1.5'
  answer last.json
  for print in $(grep -o '"fingerprint": "[0-9a-f]*"' last.json | cut -d'"' -f4); do says shared.html "$print"; done
  again=$(grep "<pre>.*--set" shared.html | sed "s/&#39;/'/g; s/&quot;/\"/g; s/.*; czt run/czt run/; s/<.*//; s/^czt/\"\$czt\"/")
  eval "$again --json" >run.json
  print=$(grep -o '"fingerprint": "[0-9a-f]*"' run.json | cut -d'"' -f4)
  [ -n "$print" ] || { echo "the page's command ran not: $again"; failures=$((failures + 1)); }
  says shared.html " $print"
  status 400 -G "${url}api/report" -d scenario=line.yaml -d days=5 --data-urlencode 'set=demand.scale=-1'
  status 400 -G "${url}api/report" -d scenario=line.yaml -d days=5000
  status 400 -G "${url}api/report" -d scenario=line.yaml -d days=2 --data-urlencode 'set=timetable.file=/etc/passwd'
  status 403 "http://127.0.0.1:$port/api/report?scenario=line.yaml"
  ;;
pictures) # the pictures of what is so and of what would be, and all tables as a workbook; names are text
  sed -i 's/Mill/<i>Mill/g; s/^scenario:.*/scenario: small/' line/line.yaml
  begin line/line.yaml
  # Brotli would take seconds: whoever takes it is answered at once all the same.
  ask() { status "$1" -H 'Accept-Encoding: gzip, deflate, br' -D head -G "${url}api/$2" -d scenario=line.yaml -d days=3 "${@:3}"; }
  ask 200 places --data-urlencode 'set=demand.scale=1.5'
  says_not head "Content-Encoding"
  cp out places
  says places "changed"
  for picture in train-graph load-map load-profile stations platform platforms wait journey dwell delay; do
    for of in base now; do
      says places "<figure id=\"$picture-$([ $of = base ] && echo 0 || echo 1)\">"
      ask 200 picture -d name=$picture -d of=$of --data-urlencode 'set=demand.scale=1.5'
      says_not head "Content-Encoding"
      says out "$([ $of = base ] && echo "as it is" || echo changed)</span>"
      says out "<svg "
      says_not out "<i>Mill"
      says_not out "<script"
      says_not out "<table"
    done
  done
  ask 200 picture -d name=load-map -d of=now --data-urlencode 'set=demand.scale=1.5'
  says out "&lt;i&gt;Mill"
  ask 400 picture -d name=load-map-1
  says out "none of the pictures"
  ask 200 places
  says out '<figure id="train-graph-0">'
  says_not out '<figure id="train-graph-1">'
  # Its tables are those of the report of as many days.
  expect 0 "$czt" compare line/line.yaml line/line.yaml --replications 3 --ranges 0 --quiet --report report.html
  cp out told
  ask 200 numbers -d name=load-map -d of=base
  { cat out; echo; } | sed -n '/data-file="load-map-0"/,/<\/table>/p' >load.page
  sed -n '/data-file="load-map-0"/,/<\/table>/p' report.html | sed 's/.*<div class="scroll"/<div class="scroll"/; s/<\/details>$//' >load.report
  equal load.report load.page
  [ "$(wc -l <load.page)" -gt 20 ] || { echo "the table of loads is short"; failures=$((failures + 1)); }
  status 200 -G "${url}api/workbook" -d scenario=line.yaml -d days=3 --data-urlencode 'set=demand.scale=1.5'
  python3 - <<'P' || failures=$((failures + 1))
import re, zipfile
with zipfile.ZipFile("out") as book:
    names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
for sheet in ("measures", "train-graph-0", "train-graph-1", "load-map-1", "load-profile-1", "platform-1"):
    assert sheet in names, names
P
  for what in picture workbook replay; do
    status 400 -G "${url}api/$what" -d scenario=line.yaml -d days=3 -d name=load-map --data-urlencode 'set=demand.scale=-1'
    status 400 -G "${url}api/$what" -d scenario=line.yaml -d days=5000 -d name=load-map
    status 400 -G "${url}api/$what" -d scenario=other.yaml -d name=load-map
    status 403 "http://127.0.0.1:$port/api/$what?scenario=line.yaml"
  done
  ;;
replay) # at every time its loads and waiting people are those of the tables of --csv
  begin line/line.yaml
  expect 0 "$czt" run line/line.yaml --set demand.scale=4 --set 'disturbances.scale=1' --replications 2 --ranges 0 --quiet --csv tables
  status 200 -G "${url}api/replay" -d scenario=line.yaml --data-urlencode 'set=demand.scale=4' --data-urlencode 'set=disturbances.scale=1'
  cp out replay.json
  python3 - <<'P' || failures=$((failures + 1))
import csv, itertools, json
replay = json.load(open("replay.json"))
names = [s["name"] for s in replay["stations"]]
trains = {t["number"]: t for t in replay["trains"]}
stops = [s for s in csv.DictReader(open("tables/stops.csv")) if s["departed"]]
compared = 0
for s in stops:
    stop = next(x for x in trains[s["train"]]["stops"] if names[x[0]] == s["station"])
    assert abs(stop[3] - float(s["departed"])) < 1e-9 and abs(stop[2] - float(s["arrived"])) < 1e-9, s
    assert [stop[4], stop[5], stop[6]] == [int(s[k]) for k in ("boarded", "alighted", "load")], s
    compared += 1
assert compared == sum(len(t["stops"]) for t in trains.values()) > 300, compared
assert any(int(s["load"]) > trains[s["train"]]["seats"] for s in stops)
journeys = [j for j in csv.DictReader(open("tables/journeys.csv"))]
made = [j for j in journeys if j["outcome"] == "made"]
assert len(made) > 5000 and all("+" not in j["trains"] for j in made)
others = [j for j in journeys if j["outcome"] == "gave_up"]  # after boarding.patience, two hours
assert len(made) + len(others) == len(journeys) and len(others) > 100, len(others)
stays = [(j["from"], float(j["came"]), float(j["departed"])) for j in made] + [(j["from"], float(j["came"]), float(j["came"]) + 7200) for j in others]
seen = 0
for s, name in enumerate(names):
    steps = replay["waiting"][s]
    at = list(itertools.accumulate(steps[0::2]))
    count = list(itertools.accumulate(steps[1::2]))
    assert at == sorted(set(at)) and min(count, default=0) >= 0
    for t in range(6 * 3600, 23 * 3600, 617):
        shown = next((c for a, c in zip(reversed(at), reversed(count)) if a <= t), 0)
        wait = sum(1 for at_, came, left in stays if at_ == name and came <= t < left)
        assert shown == wait, (name, t, shown, wait)
        seen += wait > 0
assert seen > 200, seen
P
  status 200 -G "${url}api/replay" -d scenario=line.yaml -d of=base --data-urlencode 'set=demand.scale=4'
  cp out base.json
  status 200 -G "${url}api/replay" -d scenario=line.yaml
  equal out base.json
  ;;
tables) # what a table is filled with; lists are set as such, run as --set would, and are kept
  begin line/line.yaml
  status 200 "${url}api/inputs?scenario=line.yaml&under=timetable"
  says out '"path": "timetable.up.every"'
  says out '"path": "timetable.up.stops"'
  says_not out 'timetable.file'
  says_not out 'fares.per_km'
  status 200 "${url}api/inputs?scenario=line.yaml&under=stations"
  says out '"path": "stations.Mill.open", "of": "磨坊"'
  status 200 -G "${url}api/inputs" -d scenario=line.yaml --data-urlencode 'search=磨坊 km'
  says out '"path": "stations.Mill.km"'
  set=(--data-urlencode 'set=timetable.up.stops=[Hill, Harbour, City]' --data-urlencode 'set=timetable.down.first=07:10' --data-urlencode 'set=stations.Mill.open=false')
  expect 0 "$czt" run line/line.yaml --set 'timetable.up.stops=[Hill, Harbour, City]' --set timetable.down.first=07:10 --set stations.Mill.open=false --replications 5 --ranges 0 --json
  grep -o '"fingerprint": "[0-9a-f]*"' out >told
  status 200 -G "${url}api/run" -d scenario=line.yaml -d at_most=5 -d precision=0.0001% "${set[@]}"
  answer last.json
  grep -o '"fingerprint": "[0-9a-f]*"' last.json | tail -n 1 >shown
  equal told shown
  [ -s told ] || failures=$((failures + 1))
  status 200 -X POST "${url}api/save" -d scenario=line.yaml -d file=fewer.yaml "${set[@]}"
  expect 0 "$czt" run line/fewer.yaml --replications 5 --ranges 0 --json
  grep -o '"fingerprint": "[0-9a-f]*"' out >kept
  equal told kept
  status 200 -G "${url}api/run" -d scenario=line.yaml -d at_most=5 --data-urlencode 'set=timetable.up.stops=[Hill, {file: /etc/passwd}, City]'
  says out 'event: wrong'
  says out '"path": "timetable.up.stops"'
  ;;
page) # a browser shows the numbers of the answer, in the language of the address; hostile names are text
  browser=$(command -v chromium || command -v chromium-browser || command -v google-chrome) || { echo "skipped: there is no Chromium"; exit 77; }
  # see FRAGMENT: the page as it stands when its answer has settled; dom, and what the console said in browser.err
  see() {
    timeout 100 "$browser" --headless --no-sandbox --disable-gpu --disable-dev-shm-usage --user-data-dir="$work/profile" --enable-logging=stderr \
      --virtual-time-budget=30000 --dump-dom "$url#$1" >dom 2>browser.err
    if grep CONSOLE browser.err; then failures=$((failures + 1)); fi
  }
  sed -i 's/^scenario:.*/scenario: "<img src=x onerror=alert(1)>"/' line/line.yaml
  begin line/line.yaml line/more-trains.yaml
  see 'scenario=line.yaml&lang=zh&set=demand.scale%3D1.5'
  says dom 'lang="zh-CN"'
  says dom 'data-settled="true"'
  says dom '&lt;img src=x'
  says_not dom '<img'
  days=$(grep -o 'data-replications="[0-9]*"' dom | grep -o '[0-9]*')
  status 200 -G "${url}api/run" -d scenario=line.yaml -d "at_most=${days:-2}" --data-urlencode 'set=demand.scale=1.5'
  answer last.json
  tr -d '\n' <dom | grep -o '<tr data-measure="boardings">.*' | sed 's/<\/tr>.*//' >row
  for figure in base now difference half_width; do
    shown=$(grep -o '"measure": "boardings".*' last.json | grep -o "\"shown\".*" | grep -o "\"$figure\": \"[^\"]*\"" | head -n 1 | cut -d'"' -f4)
    [ -n "$shown" ] || { echo "the answer has no $figure"; failures=$((failures + 1)); }
    says row "<td>$shown</td>"
  done
  see 'scenario=more-trains.yaml&lang=en&set=dwell.door_cycle%3D25%20parsecs'
  says dom 'lang="en"'
  says dom 'dwell.door_cycle: '
  says dom 'parsecs'
  ;;
ends) # Ctrl-C and SIGTERM end it cleanly, also in the middle of an answer
  for signal in INT TERM; do
    begin line/line.yaml
    curl --silent --no-buffer "${url}api/run?scenario=line.yaml&at_most=2000&precision=0.0000001%25" >events &
    reader=$!
    sleep 0.3
    kill -$signal $server
    wait $server
    code=$?
    [ $code -eq 0 ] || { echo "exit $code after SIG$signal"; failures=$((failures + 1)); }
    wait $reader
    status 000 "$url"
  done
  expect 5 "$czt" serve line/line.yaml --listen 203.0.113.77
  says err "cannot listen"
  mkdir empty
  (cd empty && "$czt" serve) 2>err
  [ $? -eq 2 ] || failures=$((failures + 1))
  says err "no scenario here"
  expect 2 "$czt" serve --port 70000
  ;;
*)
  echo "no case $case_name"
  exit 2
  ;;
esac
[ "$failures" = 0 ] || { echo "$failures failures"; exit 1; }
