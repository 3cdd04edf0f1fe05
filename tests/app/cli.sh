#!/usr/bin/env bash
# cli.sh PROGRAM CASE: runs the program as people do and looks at exit codes, stdout, stderr and files.
scenarios=$(cd "$(dirname "$0")/../../scenarios" && pwd)
source "$(dirname "$0")/expect.sh"

# kept FILE: what -o wrote is what stdout says, and after it the command that made it.
kept() {
  sed 's/, "arguments": \["[^]]*\]}$/}/' "$1" >bare
  equal out bare
  says "$1" '"arguments": ["'
}

# fits FILE: no line is longer than a terminal's.
fits() {
  [ "$(LC_ALL=C.UTF-8 wc -L <"$1")" -le 80 ] || { echo "$1 has lines of more than 80 columns:"; awk 'length > 80' "$1" | head -3; failures=$((failures + 1)); }
}

case $case_name in
starter) # what init writes passes check, runs and can be compared with its base
  expect 0 "$czt" init demo
  says out "czt run demo/line.yaml"
  expect 5 "$czt" init demo
  says err "is there already"
  expect 0 "$czt" check demo/line.yaml demo/more-trains.yaml
  says out "trainsets needed"
  is_empty err
  expect 0 "$czt" run demo/line.yaml --replications 3
  says out "boardings"
  says out "Ridership is assumed, not predicted"
  is_empty err
  expect 0 "$czt" compare demo/more-trains.yaml --replications 3 --quiet
  says out "undecided"
  expect 0 "$czt" show demo/line.yaml
  says out "fares.per_km"
  cp out everything
  expect 0 "$czt" show demo/line.yaml --all
  equal out everything
  expect 0 "$czt" show demo/line.yaml stations.Mill
  says out "stations.Mill.km"
  says_not out "stations.Hill"
  expect 0 "$czt" show demo/line.yaml --brief
  says out "fares.per_km"
  says out "czt show demo/line.yaml --all"
  says_not out "stations.Mill"
  cp out brief
  if command -v script >/dev/null; then # a terminal gets the overview
    script -qec "'$czt' show demo/line.yaml" /dev/null </dev/null | tr -d '\r' >out
    equal out brief
    # and progress that stays in its line, however long the scenario's name is
    sed 's/^scenario: .*/scenario: a small line with a name that leaves no room for the bar that shows how far its days are/' demo/line.yaml >demo/long.yaml
    script -qec "'$czt' run demo/long.yaml --replications 600" /dev/null </dev/null | tr '\r' '\n' | grep 'left.\[K$' | sed 's/.\[K$//' >out
    says out "…  "
    fits out
  fi
  expect 2 "$czt" show demo/line.yaml statoins
  says err "did you mean 'stations'?"
  expect 2 "$czt" show demo/line.yaml --all --brief
  expect 2 "$czt" show demo/line.yaml fares --timetable
  expect 0 "$czt" show demo/line.yaml --timetable
  says out "06:00:00"
  expect 2 "$czt" show demo/line.yaml --diagrams --timetable
  expect 0 "$czt" show demo/line.yaml --diagrams
  says out "over night"
  says out "balanced"
  expect 0 "$czt" show demo/line.yaml --diagrams --lang zh
  says out "过夜"
  says_not out "balanced"
  expect 0 "$czt" show demo/line.yaml --timetable --lang zh
  says out "平均运行时分（秒）"
  says out "磨坊"
  says_not out "technical"
  expect 0 "$czt" bench demo/line.yaml --replications 3
  says out '"simulate_ms"'
  expect 0 "$czt" doctor
  says out "the starter line's is the one that every machine gives"
  expect 0 "$czt" doctor --json
  says out '"ok": true'
  expect 2 "$czt" doctor --recover new.db
  expect 5 "$czt" doctor demo/line.yaml
  says err "no store of results"
  ;;
usage) # wrong usage is 2 and says what was meant
  starter
  expect 2 "$czt"
  expect 2 "$czt" rum line/line.yaml
  says err "did you mean 'run'?"
  expect 2 "$czt" line/line.yaml
  says err "czt run line/line.yaml"
  expect 2 "$czt" run line/line.yaml --replication 3
  says err "did you mean '--replications'?"
  expect 2 "$czt" --hlep
  says err "did you mean '--help'?"
  for wrong in "--replications 0" "--replications -3" "--replications x" "--threads -1" "--lang fr" "--precision 0%" \
    "--precision wait_mean:3yuan" "--precision nothing:1%" "--measure bordings" "--by sation" "--measure wait_mean --by segment" \
    "--fail-if boardings" "--fail-if boardings>x" "--fail-if boardings>3min"; do
    expect 2 "$czt" run line/line.yaml $wrong
    is_empty out
  done
  says err "boardings"
  expect 2 "$czt" run line/line.yaml --measure bordings
  says err "did you mean 'boardings'?"
  while read -r wrong; do # --lang is obeyed wherever it stands, and whatever else is wrong
    for in_chinese in "--lang zh" --lang=zh; do
      expect 2 "$czt" ${wrong/LANG/$in_chinese}
      grep -q '[“”：]\|缺少\|不能\|应为\|没有\|多出' err || flaw "not in Chinese: $wrong: $(head -1 err)"
    done
  done <<'END'
run LANG
run line/line.yaml LANG --replication 3
run line/line.yaml LANG --replications
run line/line.yaml --replications 0 LANG
run line/line.yaml LANG --precision 0%
run line/line.yaml LANG --measure bordings
run line/line.yaml LANG --fail-if boardings>x
run line/line.yaml LANG --same-within 1%
run LANG line/line.yaml --day sunday --date 2021-01-02
run line/line.yaml LANG --date 2017-13-01
compare LANG line/line.yaml
explain LANG line/line.yaml --train L7777
export tides LANG line/line.yaml
rum LANG
END
  expect 2 "$czt" run line/line.yaml --lang fr
  says err "'fr' is neither en nor zh"
  expect 2 "$czt" compare line/more-trains.yaml --same-within lots
  expect 2 "$czt" compare line/line.yaml
  says err "has no base"
  expect 2 "$czt" completion tcsh
  expect 2 "$czt" keys nosuchkey
  expect 0 "$czt" --version
  says out "czt "
  for command in run compare attribute calibrate check explain fork show keys schema init bench doctor completion; do
    expect 0 "$czt" "$command" --help
    is_empty err
    says out "Usage: czt $command "
    fits out
  done
  expect 0 "$czt" --help
  says out "Exit codes: 0 done"
  fits out
  for command in "study run" "import gtfs" "export tides"; do
    expect 0 "$czt" $command --help
    says out "Usage: czt $command "
    fits out
  done
  expect 0 "$czt" run --help
  says out "(not with --date, --year)"
  ;;
input) # wrong input is 3, with file, line and column; nothing is simulated
  starter
  expect 3 "$czt" run missing.yaml
  is_empty out
  sed 's/stations:/statoins:/' line/line.yaml >broken.yaml
  expect 3 "$czt" run broken.yaml
  says err "broken.yaml:"
  says err "error:"
  says err "did you mean"
  is_empty out
  expect 3 "$czt" run broken.yaml --json
  says out '"errors"'
  says out '"line"'
  expect 3 "$czt" check line/line.yaml broken.yaml
  says out "line/line.yaml: a small line"
  says out "broken.yaml: not valid"
  expect 3 "$czt" check broken.yaml --json
  says out '"ok": false'
  expect 3 "$czt" run line/line.yaml --set fares.per_kn="1 yuan"
  says err "--set"
  expect 3 "$czt" run line/line.yaml --set track.headway="-3 min"
  ;;
thresholds) # --fail-if is 1 when it holds, with the result still printed
  starter
  expect 0 "$czt" run line/line.yaml --replications 3 --fail-if "wait_mean > 10 h" --fail-if "boardings < 1"
  expect 1 "$czt" run line/line.yaml --replications 3 --fail-if "wait_mean > 1 s"
  says out "boardings"
  says err "wait_mean > 1 s"
  expect 1 "$czt" run line/line.yaml --replications 3 --fail-if "rail_share >= 0.1 %"
  expect 1 "$czt" run line/line.yaml --replications 3 --fail-if "boardings@station=Hill > 1"
  expect 6 "$czt" run line/line.yaml --precision wait_mean:0.0001 --at-most 25
  says err "too few"
  expect 0 "$czt" run line/line.yaml --precision boardings:1% --json
  says out '"replications": '
  expect 6 "$czt" run line/line.yaml --replications 10000000
  says err "GB"
  ;;
same_bytes) # same inputs, same bytes on stdout: threads, place, language of the machine, terminal settings
  starter
  "$czt" run line/line.yaml --json --replications 5 >first || failures=1
  for threads in 1 2 5; do
    expect 0 "$czt" run line/line.yaml --json --replications 5 --threads $threads
    equal out first
  done
  expect 0 env LC_ALL=de_DE.UTF-8 LANG=zh_CN.GB18030 TZ=Asia/Shanghai NO_COLOR=1 TERM=dumb "$czt" run line/line.yaml --json --replications 5
  equal out first
  cp -r line elsewhere
  (cd elsewhere && "$czt" run line.yaml --json --replications 5) >out || failures=1
  equal out first
  expect 0 env GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F "$czt" run line/line.yaml --json --replications 5
  equal out first
  "$czt" compare line/more-trains.yaml --replications 5 --threads 1 >first
  expect 0 "$czt" compare line/more-trains.yaml --replications 5 --threads 4
  equal out first
  expect 0 "$czt" run line/line.yaml --json --replications 5 --seed 2
  if cmp -s out first; then echo "another seed gave the same bytes"; failures=$((failures + 1)); fi
  [ "$(head -c 1 out)" = "{" ] || { echo "not one JSON object"; failures=$((failures + 1)); }
  ;;
itself) # a scenario compared with itself differs by exactly nothing
  starter
  expect 0 "$czt" compare line/line.yaml line/line.yaml --replications 4 --json
  if grep -oE '"difference(_half_width)?": [^,}]*' out | grep -qvE ': (0|null)$'; then
    echo "differences are not all zero"
    failures=$((failures + 1))
  fi
  says out '"verdict": "same"'
  says_not out '"verdict": "undecided"'
  says out '"gainers_a_day": {"mean": 0, "half_width": 0}'
  grep -o '"stay": {[^}]*}' out | grep -q '"door_to_door_ms": 0, "fare_fen": 0, "standing_ms": 0' || { echo "people changed"; failures=$((failures + 1)); }
  grep -o '"leavers": {"people": [0-9]*' out | grep -q ': 0$' || { echo "people left"; failures=$((failures + 1)); }
  ;;
people) # travellers.csv is byte-identical whatever fares and trains do; scaling demand is allowed to change it
  starter
  expect 0 "$czt" run line/line.yaml --replications 1 --csv a
  expect 0 "$czt" run line/line.yaml --replications 1 --csv b --set fares.per_km="0.9 yuan" --set timetable.up.every="30 min" \
    --set stations.Mill.open=false
  equal a/travellers.csv b/travellers.csv
  if cmp -s a/journeys.csv b/journeys.csv; then echo "nobody noticed"; failures=$((failures + 1)); fi
  expect 0 "$czt" run line/line.yaml --replications 1 --csv c --set "demand.scale*=1.5"
  if cmp -s a/travellers.csv c/travellers.csv; then echo "more demand changed nobody"; failures=$((failures + 1)); fi
  [ "$(comm -23 <(sort a/travellers.csv) <(sort c/travellers.csv) | wc -l)" = 0 ] || { echo "people moved"; failures=$((failures + 1)); }
  ;;
stations) # entrances and a feeder bus that is retimed
  starter
  cat >line/fed.yaml <<'YAML'
scenario: with gates and a bus
base: line.yaml
entrance: {gates: {count: 2}, closes: 2 min}
feeders:
  B1: {zh: 一路, station: Mill, places: {mill town: 60 %}, first: "05:34", last: "21:14", every: 20 min, walk: 1 min}
YAML
  printf 'scenario: bus later\nbase: fed.yaml\nchanges:\n  B1 later: {feeders.B1.first: {plus: 5 min}, feeders.B1.last: {plus: 5 min}}\n' >line/later.yaml
  expect 0 "$czt" check line/fed.yaml line/later.yaml
  expect 0 "$czt" compare line/later.yaml --replications 5 --ranges 0 --csv tables --by feeder --measure wait_mean --decide-on wait_mean@feeder=一路
  says out "time at the entrance"
  says out "wait, mean, B1"
  says_not out "undecided"
  equal tables/base/travellers.csv tables/other/travellers.csv
  [ "$(wc -l <tables/base/feeders.csv)" = 49 ] || { echo "feeders.csv: not 48 buses"; failures=$((failures + 1)); }
  says tables/base/journeys.csv "wish,feeder,entrance,came"
  says tables/base/journeys.csv ",B1,"
  expect 0 "$czt" compare line/fed.yaml --replications 3 --ranges 0 --quiet
  says out "time at the entrance"
  expect 3 "$czt" check line/fed.yaml --set feeders.B1.capacity=0
  says err "allowed: 1 to 10000"
  expect 3 "$czt" check line/fed.yaml --set feeders.B2.capacity=9
  says err "B1"
  expect 0 "$czt" compare line/fed.yaml line/fed.yaml --replications 3 --json
  if grep -oE '"difference(_half_width)?": [^,}]*' out | grep -qvE ': (0|null)$'; then
    echo "differences are not all zero"
    failures=$((failures + 1))
  fi
  ;;
incidents) # a train is held: the ledger in words, in both languages; a day without incidents is the same to the bit
  starter
  cat >line/held.yaml <<'YAML'
scenario: a train is held
base: line.yaml
changes:
  doors: {incidents.doors stuck: {add: {zh: 车门故障, at: "07:00", lasts: 10 min, train: L8, effect: train_held}}}
  quiet: {disturbances.scale: 0}
YAML
  expect 0 "$czt" explain line/held.yaml --train L8 --at City
  says out "doors stuck"
  says out "made up"
  expect 0 "$czt" explain line/held.yaml --train L8 --at Harbour  # on leaving only what is new
  says out "as on arrival"
  expect 0 "$czt" explain line/held.yaml --train L8  # all its calls, and whose the lateness at the last is
  says out "Harbour  07:15:13  07:16:06  9 min 27.35 s late"
  says out "doors stuck"
  expect 0 "$czt" explain line/held.yaml --train L2
  says out "on time"
  expect 0 "$czt" explain line/held.yaml --train L8 --at City --lang zh
  says out "车门故障"
  expect 0 "$czt" explain line/held.yaml --train L2 --at City
  says out "on time"
  expect 2 "$czt" explain line/held.yaml --train L7777 --at City
  says err "there is no train 'L7777'"
  expect 2 "$czt" explain line/held.yaml --train L8 --at Citty
  says err "did you mean 'City'?"
  expect 0 "$czt" compare line/held.yaml --replications 3 --ranges 0 --csv tables --by cause --measure passenger_delay
  says tables/other/delays.csv ",doors stuck"
  # one passenger: the day of journeys.csv in words
  name=$(awk -F, '$11 == "L8" { print $2; exit }' tables/other/journeys.csv)
  expect 0 "$czt" explain line/held.yaml --passenger "$name"
  says out "leaves on L8"
  says out "wishes to travel at"
  says out "trains late or cancelled, less what they made up"
  expect 0 "$czt" explain line/held.yaml --passenger "$name" --lang zh
  says out "晚点"
  expect 2 "$czt" explain line/held.yaml --passenger nobody
  says err "nobody called 'nobody'"
  expect 2 "$czt" explain line/held.yaml
  says err "explain what?"
  equal tables/base/travellers.csv tables/other/travellers.csv
  expect 0 "$czt" compare line/held.yaml line/held.yaml --replications 3 --json
  if grep -oE '"difference(_half_width)?": [^,}]*' out | grep -qvE ': (0|null)$'; then
    echo "differences are not all zero"
    failures=$((failures + 1))
  fi
  ;;
fork) # one morning under two futures: the numbers of compare and of run, and what cannot be forked
  starter
  for minutes in 10 25; do
    cat >line/held$minutes.yaml <<YAML
scenario: a train is held $minutes min
base: line.yaml
changes:
  doors: {incidents.doors stuck: {add: {at: "07:00", lasts: $minutes min, train: L8, effect: train_held}}}
YAML
  done
  expect 0 "$czt" compare line/line.yaml line/held10.yaml line/held25.yaml --replications 6 --ranges 0 --json
  mv out compared
  expect 0 "$czt" fork line/line.yaml --with line/held10.yaml --with line/held25.yaml --replications 6 --json
  equal out compared
  expect 0 "$czt" fork line/line.yaml --with line/held10.yaml --with line/held25.yaml --replications 6 --json --at 06:12 --threads 2
  equal out compared
  expect 0 "$czt" run line/held25.yaml --replications 6 --ranges 0 --json
  says compared "$(grep -o '"fingerprint": "[0-9a-f]*"' out)"
  expect 2 "$czt" fork line/line.yaml --with line/held10.yaml --at 07:01
  says err "begins at 07:00"
  expect 2 "$czt" fork line/line.yaml --with line/held10.yaml --at soon
  says err "no time of day"
  expect 2 "$czt" fork line/line.yaml
  expect 3 "$czt" fork line/line.yaml --with line/more-trains.yaml
  says err "may change incidents alone"
  ;;
files) # -o and --csv
  starter
  expect 0 "$czt" run line/line.yaml --replications 4 --json -o result.json --csv tables --measure boardings@station=Mill,hour=7 --by station
  kept result.json
  [ "$(wc -l <tables/replications.csv)" = 5 ] || { echo "replications.csv: not 4 rows"; failures=$((failures + 1)); }
  grep -q "^0,[^,]*,[^,]*,,1,L2," tables/diagrams.csv || { echo "diagrams.csv: nobody works L2"; failures=$((failures + 1)); }
  cat >line/spare.yaml <<'END'
scenario: a spare at Hill
base: line.yaml
changes: {spare: {circulation.spares.reserve: {add: {type: short, at: Hill}}}}
END
  expect 0 "$czt" check line/spare.yaml
  says out "1 of them spare"
  expect 0 "$czt" show line/spare.yaml --diagrams
  says out "spare at Hill"
  # The diagrams that the program built, given back to it, change nothing.
  { echo diagram,train; tail -n +2 tables/diagrams.csv | cut -d, -f2,6; } >line/built.csv
  cat >line/given.yaml <<'END'
scenario: the same diagrams, given
base: line.yaml
changes: {given: {circulation.file: built.csv}}
END
  expect 0 "$czt" compare line/given.yaml --replications 3 --json
  if grep -oE '"difference(_half_width)?": [^,}]*' out | grep -qvE ': (0|null)$'; then
    echo "given diagrams make a difference"
    failures=$((failures + 1))
  fi
  for table in measures journeys stops delays travellers; do
    [ "$(wc -l <tables/$table.csv)" -gt 50 ] || { echo "$table.csv is short"; failures=$((failures + 1)); }
  done
  says tables/measures.csv "hour/station,7/Mill"
  expect 0 "$czt" compare line/more-trains.yaml --replications 3 --csv both --quiet
  equal both/base/travellers.csv both/other/travellers.csv
  says both/measures.csv "more morning trains"
  says out "Winners and losers"
  head -n 2 both/winners.csv >winners
  says winners "more morning trains,3,line,,"
  says both/winners.csv ",purpose,"
  says both/winners.csv ",hour,7,"
  says both/winners.csv ",od,"
  [ -z "$(find . -name '*.part*')" ] || { echo "half files are left"; failures=$((failures + 1)); }
  ;;
full_disk) # trouble with files is 5, names the file, leaves nothing half written
  starter
  expect 5 "$czt" run line/line.yaml --replications 2 -o nowhere/result.json
  says err "nowhere/result.json"
  if [ -w /dev/full ]; then
    "$czt" run line/line.yaml --replications 2 >/dev/full 2>err
    [ $? = 5 ] || { echo "a full stdout is not 5"; failures=$((failures + 1)); }
  fi
  (ulimit -f 2 && "$czt" run line/line.yaml --replications 2 --csv tables >out 2>err)
  [ $? = 5 ] || { echo "a full disk is not 5"; failures=$((failures + 1)); }
  says err "cannot write tables/"
  [ -z "$(find . -name '*.part*')" ] || { echo "half files are left"; failures=$((failures + 1)); }
  "$czt" keys >&- 2>err
  [ $? = 5 ] || { echo "a closed stdout is not 5"; failures=$((failures + 1)); }
  ;;
pipes) # a reader that goes away ends the program quietly
  starter
  "$czt" keys 2>err | head -1 >/dev/null
  is_empty err
  "$czt" run line/line.yaml --replications 2 --json 2>err | head -c 10 >/dev/null
  is_empty err
  ;;
interrupt) # Ctrl-C ends cleanly with what there is, SIGTERM says try again
  starter
  for what in "INT 130" "TERM 75"; do
    read -r signal code <<<"$what"
    "$czt" run line/line.yaml --replications 200000 >out 2>err &
    sleep 1.5
    kill -"$signal" $!
    wait $!
    got=$?
    [ $got = "$code" ] || { echo "SIG$signal gave $got, not $code"; failures=$((failures + 1)); }
    says out "boardings"
    says err "stopped; these are the results of"
  done
  "$czt" attribute line/more-trains.yaml --replications 100000 >out 2>err &
  sleep 1.5
  kill -INT $!
  wait $!
  got=$?
  [ $got = 130 ] || { echo "SIGINT gave $got, not 130"; failures=$((failures + 1)); }
  says out "morning trains"
  says err "stopped; these are the results of"
  ;;
conflicts) # an unsolved conflict is refused, unless it is allowed
  starter
  cat >close.yaml <<'Y'
scenario: two trains at once
base: line/line.yaml
changes:
  too close:
    timetable.up extra: {add: {from: Hill, to: City, first: "07:01", every: 20 min, trains: 2, dwell: 60 s, numbers: {first: X2, step: 2}}}
Y
  expect 3 "$czt" run close.yaml --replications 2
  says err "--allow-conflicts"
  is_empty out
  expect 3 "$czt" check close.yaml
  says out "conflict:"
  expect 0 "$czt" check close.yaml --allow-conflicts
  expect 0 "$czt" run close.yaml --replications 2 --allow-conflicts
  says out "conflicts of the timetable were allowed"
  ;;
capacity) # how much of the track the timetable takes, and where most
  starter
  expect 0 "$czt" check line/line.yaml --capacity
  says out "capacity (UIC 406 compression): the bottleneck is "
  says out "the busiest hour"
  fits out
  expect 0 "$czt" check line/line.yaml --capacity --json
  says out '"bottleneck":'
  says out '"full_in_peak": false'
  says out '"kind": "platforms"'
  expect 0 "$czt" check line/line.yaml --capacity --lang zh
  says out "能力利用（UIC 406 压缩法）：瓶颈为"
  says out "列"
  says_not out "trains"
  expect 0 "$czt" check line/line.yaml
  says_not out "capacity"
  ;;
placed) # check tells each train's place, or who is in its way and where it could go; no line is wider than a terminal
  starter
  placing() { # FIRST TRAINS MAY_SHIFT
    cat >placing.yaml <<Y
scenario: more trains
base: line/line.yaml
changes:
  more: {timetable.more: {add: {like: L4, from: Hill, to: City, first: "$1", every: 20 min, trains: $2, back: empty, may_shift: $3, may_stretch: 0 min}}}
Y
  }
  placing "07:01" 2 "5 min" # Hill has one track: L8 leaves it at 07:00, the next may open its doors at 07:01
  expect 0 "$czt" check placing.yaml
  says out "more: 4 of 4 trains find a free place"
  says out "07:06:00  5 min later"
  says out "back 1"
  placing "07:01" 1 "1 min"
  expect 3 "$czt" check placing.yaml
  says out "more: 1 of 2 trains find a free place"
  says out "no free place, 240 s short at the least"
  says out "07:06, 5 min later than asked"
  says out "L8 and more 1: 5 places from Hill to City, worst 240 s short at"
  fits out
  expect 3 "$czt" check placing.yaml --json
  says out '"free_at": "07:06:00"'
  expect 3 "$czt" run placing.yaml --replications 2
  says err "L8 and more 1: "
  ;;
attribute) # the parts of the changes add up to the difference; the same bytes for any number of threads
  starter
  cat >three.yaml <<'Y'
scenario: three changes
base: line/line.yaml
changes:
  morning trains:
    timetable.up morning: {add: {from: Hill, to: City, first: "06:50", last: "08:30", every: 20 min, dwell: 60 s, numbers: {first: M2, step: 2}}}
  票价下降: {fares.per_km: {times: 0.8}}
  more people: {purposes.commuter.trips: {times: 1.5, assumed: "put in", range: [1.2, 2]}}
Y
  expect 0 "$czt" attribute three.yaml --replications 3 --json -o result.json --csv tables --threads 1
  is_empty err
  kept result.json
  says out '"command": "attribute"'
  says out '"base": "a small line"'
  # Every row: its parts add up to its total within 1e-9.
  awk '/"total":/ { rows++; match($0, /"total": [^,]*/); total = substr($0, RSTART + 9, RLENGTH - 9); parts = sum = 0 }
       /"change":/ { match($0, /"value": [^,]*/); sum += substr($0, RSTART + 9, RLENGTH - 9)
                     if (++parts == 3 && total != "null" && (sum - total > 1e-9 || total - sum > 1e-9)) print "row", rows, total, sum }
       END { if (rows < 30) print rows, "rows" }' out >sums
  is_empty sums
  [ "$(wc -l <tables/combinations.csv)" -gt 240 ] || { echo "combinations.csv: not 8 combinations"; failures=$((failures + 1)); }
  [ "$(wc -l <tables/attribution.csv)" = "$(wc -l <tables/interactions.csv)" ] || { echo "not 3 changes, 3 pairs"; failures=$((failures + 1)); }
  says tables/combinations.csv "with:票价下降"
  expect 0 "$czt" attribute three.yaml --replications 3 --json --threads 4
  kept result.json
  expect 0 "$czt" attribute three.yaml --replications 25 --decide-on wait_mean --measure boardings@station=Mill --lang zh
  says out "票价下降"
  says out "more people *"
  says out "是输入，不是结果"
  says out "客流是假设的"
  says out "Mill"
  says_not out "票款收入"
  # the whole difference of compare, and the second interval where it is asked for
  expect 0 "$czt" compare three.yaml --replications 4 --ranges 0 --json
  difference=$(grep '"measure": "boardings", "where": {}' out | grep -o '"difference": [^,]*' | cut -d' ' -f2)
  expect 0 "$czt" attribute three.yaml --replications 4 --json --ranges 2
  says out "\"total\": $difference,"
  says out low_with_ranges
  # one change makes all of it; none is an error that says so
  expect 0 "$czt" attribute line/more-trains.yaml --replications 2 --quiet
  says out "2 combinations"
  expect 2 "$czt" attribute line/line.yaml
  says err "no changes of its own"
  is_empty out
  # what a file writes beside its changes belongs to its base
  sed 's/^changes:/track: {headway: 150 s}\nchanges:/' three.yaml >beside.yaml
  expect 0 "$czt" attribute beside.yaml --replications 2
  says out "writes outside its changes"
  expect 0 "$czt" attribute three.yaml --replications 2 --set "changes.more people.purposes.commuter.trips=1.9"
  says_not out "writes outside its changes"
  # nine changes: sampled orders
  { cat three.yaml; for k in 1 2 3 4 5 6; do echo "  step $k: {purposes.commuter.rail_share: {times: 1.0$k}}"; done; } >nine.yaml
  expect 0 "$czt" attribute nine.yaml --replications 2 --orders 4 --json
  says out '"orders": 4'
  expect 2 "$czt" attribute three.yaml --orders 2
  ;;
story) # why a morning train of 2021 had no free seat: four changes, all of them needed, against the trains that were added
  expect 0 "$czt" attribute "$scenarios/2021-weekday.yaml" --replications 10 --quiet --decide-on "standing_passengers@direction=up,hour=7" \
    --set "changes.commuters discover it.purposes.commuter.trips=3" --set "changes.commuters discover it.purposes.student.trips=3"
  # The columns, counted from the end: last only, first only. Counts are people.
  awk '/^people who stood/ { table = 1 }
       table && /^total/ { total = $2; table = 0 }
       table && /^(Zhuzhou|fares|shorter|commuters)/ { needed[$1] = $(NF - 2); alone[$1] = $(NF - 3) }
       table && /^trains/ { trains = $(NF - 2) }
       END { if (!(total > 0)) print "nobody stands"
             for (change in needed) { rows++
               if (needed[change] < 0.9 * total) print change, "is not needed:", needed[change], "of", total
               if (alone[change] != 0) print change, "is enough:", alone[change] }
             if (rows != 4) print rows, "changes"
             if (!(trains < 0)) print "more trains do not help:", trains }' out >story
  is_empty story
  ;;
calibrate) # a target is met, the frozen result runs and gives it, mistakes have places
  starter
  cat >line/calibration.yaml <<'Y'
calibration: a small count
scenario: line.yaml
replications: 5
seed: 3
free:
  share of commuters: {paths: [purposes.commuter.rail_share], from: 5 %, to: 20 %}
targets:
  the whole line: {measure: boardings, value: 3000, tolerance: 2 %, sourced: "counted"}
predict:
  replications: 5
  ranges: 3
  statements:
    more with more trains:
      {scenario: more-trains.yaml, measure: boardings, per: boardings, per_scenario: line.yaml, above: 2}
    twice the share found: {scenario: twice.yaml, measure: boardings, per: boardings, per_scenario: line.yaml, within: [1.8, 2.2]}
    somebody boards: {measure: boardings, above: 0, probability: [90 %, 100 %]}
    fewer board at the Mill than everywhere: {measure: boardings@station=Mill, among: [boardings, alightings], within: [1, 1]}
    the weather: {not_scored: "no measure of it"}
Y
  # what is frozen comes before the changes of a scenario that rests on it
  cat >line/twice.yaml <<'Y'
scenario: twice the share
base: line.yaml
changes: {more: {purposes.commuter.rail_share: {times: 2}}}
Y
  expect 0 "$czt" calibrate line/calibration.yaml -o line/frozen.yaml --threads 1
  is_empty err
  says out inside
  says_not out OUTSIDE
  says out "3 in, 1 out, 1 without"
  awk '{ n = length($0); if (n > 80) print n, $0 }' out | grep -v ─ >wide
  is_empty wide
  cp out once
  expect 0 "$czt" calibrate line/calibration.yaml --threads 3 --quiet --csv fitted
  equal out once
  says fitted/counts.csv "a small count,a small line,the whole line,persons,3000,"
  [ "$(wc -l <fitted/statements.csv)" = 6 ] || { echo "statements.csv: not five statements"; failures=$((failures + 1)); }
  says fitted/statements.csv "a small count,the weather,,,not scored,"
  says line/frozen.yaml 'derived: "czt calibrate calibration.yaml, seed 3, 5 replications"'
  expect 0 "$czt" run line/frozen.yaml --replications 5 --seed 3 --ranges 0 --json
  found=$(grep '"measure": "boardings", "where": {}' out | grep -o '"mean": [^,]*' | cut -d' ' -f2)
  expect 0 "$czt" calibrate line/calibration.yaml --json
  says out "\"mean\": $found,"
  # nothing reaches it: outside, at its bound, and no error
  sed 's/value: 3000/value: 30000/' line/calibration.yaml >line/far.yaml
  expect 0 "$czt" calibrate line/far.yaml
  says out OUTSIDE
  says out "at its bound"
  # it can be checked like a scenario, beside others
  expect 0 "$czt" check line/line.yaml line/calibration.yaml
  says out "line/calibration.yaml: a small count, a calibration of a small line, 1 free, 1"
  expect 0 "$czt" check line/calibration.yaml --json
  says out '"calibration": true'
  # mistakes, with their places, and nothing is written
  for wrong in 's/targets:/targest:/' 's/from: 5 %/from: 50 %/' 's/from: 5 %/from: 5 yuan/' 's/measure: boardings, value/measure: bordings, value/' \
    's/measure: boardings, above/measure: boardings@station=Mil, above/' 's/rail_share/rail_shore/' 's/scenario: line/scenario: ..\/line/' \
    's/among: .boardings,/among: [wait_mean,/' 's/measure: boardings@station=Mill,/& per: boardings,/' \
    's/measure: boardings, value: 3000/measure: wait_mean, value: 300/'; do
    sed "$wrong" line/calibration.yaml >line/wrong.yaml
    expect 3 "$czt" calibrate line/wrong.yaml -o line/none.yaml
    grep -qE 'line/wrong.yaml:[0-9]+:[0-9]+' err || { echo "no place for $wrong:"; cat err; failures=$((failures + 1)); }
    is_empty out
    expect 3 "$czt" check line/wrong.yaml
    grep -qE 'line/wrong.yaml:[0-9]+:[0-9]+' err || { echo "check: no place for $wrong:"; cat err; failures=$((failures + 1)); }
    says out "line/wrong.yaml: not valid"
    [ ! -e line/none.yaml ] || { echo "none.yaml was written"; failures=$((failures + 1)); }
  done
  says err "has no unit"
  mkdir elsewhere
  expect 2 "$czt" calibrate line/calibration.yaml -o elsewhere/frozen.yaml
  says err "beside the scenario"
  ;;
attribute_refuses) # a combination that cannot be read or run is named
  starter
  cat >close.yaml <<'Y'
scenario: two trains at once
base: line/line.yaml
changes:
  too close:
    timetable.up extra: {add: {from: Hill, to: City, first: "07:01", every: 20 min, trains: 2, dwell: 60 s, numbers: {first: X2, step: 2}}}
  the other leaves: {timetable: {remove: up}}
Y
  expect 3 "$czt" attribute close.yaml --replications 2
  says err "two trains at once with only: too close cannot be run as booked"
  says err "--allow-conflicts"
  is_empty out
  expect 0 "$czt" attribute close.yaml --replications 2 --allow-conflicts
  says out "1 of the combinations have conflicts"
  cat >hangs.yaml <<'Y'
scenario: one upon the other
base: line/line.yaml
changes:
  new trains: {train_types: {add: {long: {cars: 8, doors_per_side: 16, seats: 460, standing_area: 220 m2, max_speed: 140 km/h}}}}
  all long: {formation.default: long}
Y
  expect 3 "$czt" attribute hangs.yaml --replications 2
  says err "hangs.yaml:"
  says err "one upon the other with only: all long"
  ;;
words) # Chinese labels, Chinese names in cells, and in Chinese what is wrong
  starter
  sed 's/every: 20 min/evry: 20 min/' line/line.yaml >wrong.yaml
  expect 3 "$czt" run wrong.yaml --lang zh
  says err "错误: timetable.up.evry: timetable.up 中没有键“evry”"
  says err "= 是不是“every”？"
  expect 3 "$czt" run wrong.yaml --lang zh --json
  says out "there is no key 'evry' in timetable.up"
  printf 'scenario: more\nbase: line/line.yaml\nchanges:\n  more: {timetable.again: {add: {from: Hill, to: City, first: "06:01", every: 20 min, trains: 2}}}\n' >more.yaml
  expect 3 "$czt" run more.yaml --lang zh
  says err "more 不能按图定运行："
  says err "与"
  says_not err "worst"
  expect 3 "$czt" check more.yaml --lang zh
  says out "冲突："
  says_not out "worst"
  expect 0 "$czt" run line/line.yaml --replications 2 --lang zh --measure boardings@station=磨坊
  says out "上车人数"
  says out "Mill"
  ;;
calendar) # a type of day, a date, a year; its tables; mistakes say what was meant
  starter
  cat >line/dated.yaml <<'END'
scenario: with a calendar
base: line.yaml
calendar:
  days: {weekday: {on: [mon, tue, wed, thu, fri]}, weekend: {zh: 周末, on: [sat, sun], factor: 1.5}, quiet: {factor: 0}}
  periods: {Spring Festival: {from: spring festival -1, to: spring festival +1, day: quiet}}
END
  expect 0 "$czt" run line/dated.yaml --replications 2 --quiet --ranges 0
  expect 0 "$czt" run line/dated.yaml --replications 2 --quiet --ranges 0 --day weekday --json
  says out "a day of type weekday"
  fingerprint() { grep -o '"fingerprint": "[0-9a-f]*"' "$1"; }
  fingerprint out >weekday
  expect 0 "$czt" run line/dated.yaml --replications 2 --quiet --ranges 0 --json
  fingerprint out >ordinary
  equal weekday ordinary
  says weekday fingerprint
  expect 0 "$czt" run line/dated.yaml --replications 2 --quiet --day 周末
  says out "a day of type weekend"
  expect 0 "$czt" run line/dated.yaml --replications 2 --quiet --date 2017-01-28 --csv day
  says out "2017-01-28: a day of type quiet (Spring Festival)"
  expect 0 "$czt" compare line/dated.yaml line/dated.yaml --replications 2 --quiet --date 2017-01-22 --json
  says out '"difference": 0'
  if grep -oE '"difference": [0-9.e+-]+' out | grep -qvE ': -?0$'; then echo "a date differs from itself"; failures=$((failures + 1)); fi

  expect 0 "$czt" run line/dated.yaml --year 2017 --replications 3 --quiet --threads 1 --csv year --days-with 'journeys <= 0' --json -o year.json
  kept year.json
  [ "$(wc -l <year/days.csv)" -eq 366 ] || { echo "days.csv has not 365 days"; failures=$((failures + 1)); }
  says year/days.csv "2017-01-27,fri,quiet,Spring Festival,"
  [ "$(wc -l <year/replications.csv)" -eq 4 ] || { echo "replications.csv has not 3 years"; failures=$((failures + 1)); }
  # The year is the sum of its days: means of three, to whole people.
  awk -F, 'FNR == 1 { for (k = 1; k <= NF; k++) if ($k == "boardings") at = k; next }
           FILENAME ~ /days/ { days += $at; next } { years += $at; n++ }
           END { if (days < 1 || int(3 * days + 0.5) != int(years + 0.5)) { print days, "a year in days.csv,", years / n; exit 1 } }' \
    year/days.csv year/replications.csv || failures=$((failures + 1))
  says out '"condition": "journeys <= 0", "share": 0.00821917808219178'
  expect 0 "$czt" run line/dated.yaml --year 2017 --replications 3 --quiet --threads 2 --days-with 'journeys <= 0' --json
  kept year.json
  expect 0 "$czt" run line/dated.yaml --year 2017 --replications 2 --quiet --lang zh --days-with 'journeys <= 0'
  says out "各日之和"
  says out "周末"
  expect 0 "$czt" run line/line.yaml --year 2020 --replications 2 --quiet --ranges 0
  says out "has no calendar: each of the 366 days is an ordinary day"

  expect 2 "$czt" run line/dated.yaml --day weekned
  says err "did you mean 'weekend'"
  expect 2 "$czt" run line/line.yaml --day weekend
  says err "has no calendar"
  expect 2 "$czt" run line/dated.yaml --date 2017-02-29
  expect 2 "$czt" run line/dated.yaml --date 2031-01-01
  says err "the calendar knows 2016 to 2030"
  expect 2 "$czt" run line/dated.yaml --year 1917
  expect 2 "$czt" run line/dated.yaml --year 2017 --day weekend
  expect 2 "$czt" run line/dated.yaml --year 2017 --precision 1%
  expect 2 "$czt" run line/dated.yaml --days-with 'journeys > 1'
  expect 2 "$czt" run line/dated.yaml --year 2017 --days-with 'journeys'
  expect 6 "$czt" run line/dated.yaml --year 2017 --replications 1201
  ;;
completion) # the scripts know the commands and their options, and the shell can read them
  for shell in bash zsh fish; do
    expect 0 "$czt" completion $shell
    says out compare
    says out same-within
    cp out "$shell.out"
  done
  bash -n bash.out || failures=1
  COMP_WORDS=(czt comp) COMP_CWORD=1
  source ./bash.out
  _czt
  [ "${COMPREPLY[*]}" = "compare completion" ] || { echo "completes to ${COMPREPLY[*]}"; failures=$((failures + 1)); }
  COMP_WORDS=(czt run --prec) COMP_CWORD=2
  _czt
  [ "${COMPREPLY[*]}" = "--precision" ] || { echo "completes to ${COMPREPLY[*]}"; failures=$((failures + 1)); }
  ;;
*)
  echo "no case $case_name"
  exit 2
  ;;
esac
[ "$failures" = 0 ] || { echo "$failures failures"; exit 1; }
