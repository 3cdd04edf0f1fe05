#!/usr/bin/env bash
# study.sh PROGRAM CASE: studies as people run them, and what happens to them on bad days.
source "$(dirname "$0")/expect.sh"

# study POINTS REPLICATIONS [LINE…]: a quick study of the starter's line.
study() {
  starter
  local points=$1 replications=$2
  shift 2
  cat >line/study.yaml <<YAML
study: fares and people
scenario: line.yaml
vary:
  fare: {paths: [fares.per_km], from: 0.2 yuan, to: 0.6 yuan}
  people: {times: [demand.scale], from: 0.5, to: 1.5}
design: {kind: sobol, points: $points}
replications: $replications
decide_on: [boardings, revenue]
YAML
  printf '%s\n' "$@" >>line/study.yaml
}
run_study() { "$czt" study run line/study.yaml "$@" --quiet >/dev/null; }
tables() { "$czt" study export "$1" -o "$2" --quiet || exit 1; }
same_tables() {
  local name
  for name in points estimates answers runs runs_long; do
    [ -e "$1/$name.csv" ] || [ "$name" = runs ] || [ "$name" = runs_long ] || echo "$1/$name.csv is missing"
    [ ! -e "$1/$name.csv" ] || equal "$1/$name.csv" "$2/$name.csv"
  done
}

case $case_name in
runs) # a study runs, is exported, and every run can be done again
  study 8 4
  expect 0 "$czt" study run line/study.yaml --dry-run
  says out "9 points, 36 runs"
  expect 2 "$czt" study run line/study.yaml
  says err "-o STORE.db is missing"
  expect 0 "$czt" study run line/study.yaml -o a.db --quiet
  says out "9 of 9 points done, 0 infeasible; 36 runs, 0 failed"
  expect 0 "$czt" study status a.db
  says out "9 of 9 points done"
  tables a.db tables
  [ "$(wc -l <tables/runs.csv)" = 37 ] || { echo "not 36 runs"; failures=$((failures + 1)); }
  tail -n 1 tables/runs.csv >last
  says last "35,8,3,done,"
  [ "$(wc -l <tables/answers.csv)" = 9 ] || { echo "not 8 answers"; failures=$((failures + 1)); }
  says tables/ro-crate-metadata.json '"encodingFormat": "text/csv"'
  expect 0 "$czt" study export a.db -o front --pareto revenue "more boardings" --same-within 1e9 --quiet
  [ "$(wc -l <front/pareto.csv)" = 10 ] || { echo "not 9 rows in the Pareto table"; failures=$((failures + 1)); }
  says front/pareto.csv "revenue half_width,boardings,boardings half_width,on_front,surely_beaten_by"
  [ "$(grep -c ',same$' front/pairs.csv)" = "$(($(wc -l <front/pairs.csv) - 1))" ] || { echo "pairs differ by more than anything"; failures=$((failures + 1)); }
  expect 2 "$czt" study export a.db -o front --pareto revenue bordings
  says err "not measured in this study"
  says err "boardings"
  expect 2 "$czt" study export a.db -o front --pareto revenue trips
  expect 0 "$czt" rerun a.db.manifest.json --run 35
  says out "row 8, replication 3"
  says out "the same, to the bit"
  expect 2 "$czt" rerun a.db.manifest.json --run 36
  sed -i 's/km: 26, chainage_km: 26/km: 27, chainage_km: 26/' line/line.yaml
  expect 3 "$czt" rerun a.db.manifest.json --run 0
  says err "has changed since"
  ;;
left_alone) # a store that is there is left alone without --resume; with it nothing is done twice, and new points are added
  study 4 3
  run_study -o a.db
  cp a.db before.db
  expect 2 "$czt" study run line/study.yaml -o a.db
  says err "--resume continues it"
  equal a.db before.db
  sed -i 's/points: 4/points: 8/; s/replications: 3/replications: 5/' line/study.yaml
  run_study -o a.db --resume
  run_study -o b.db
  tables a.db a
  tables b.db b
  same_tables a b
  # Another scenario is another series: nothing of the old one is in its tables.
  sed -i 's/km: 26, chainage_km: 26/km: 27, chainage_km: 26/' line/line.yaml
  run_study -o a.db --resume
  run_study -o c.db
  tables a.db a2
  tables c.db c
  same_tables a2 c
  if cmp -s a/runs.csv a2/runs.csv; then echo "a longer line changed nothing"; failures=$((failures + 1)); fi
  ;;
threads) # the same bytes for one thread and three, and however replications are asked for in the end
  study 6 5
  run_study -o a.db --threads 1
  run_study -o b.db --threads 3
  tables a.db a
  tables b.db b
  same_tables a b
  sed -i 's/replications: 5/replications: {until: {boardings: 0.5 %}, at_least: 3, at_most: 30}/' line/study.yaml
  run_study -o c.db --threads 1
  run_study -o d.db --threads 3
  tables c.db c
  tables d.db d
  same_tables c d
  [ "$(wc -l <c/runs.csv)" -gt 40 ] || { echo "the precision asked for no more runs"; failures=$((failures + 1)); }
  ;;
sums) # with sums alone the estimates are those of the runs, differences to the base too
  study 6 5
  run_study -o a.db
  tables a.db a
  echo 'keep: {rows: points}' >>line/study.yaml
  run_study -o b.db
  tables b.db b
  [ ! -e b/runs.csv ] || { echo "runs were kept"; failures=$((failures + 1)); }
  if ! awk -F, 'NR == FNR {for (k = 1; k <= NF; ++k) a[FNR, k] = $k; next}
      {for (k = 1; k <= NF; ++k) {d = $k - a[FNR, k]; if (k < 8 && $k != a[FNR, k] || d * d > 1e-18 * (1 + $k * $k)) {print FNR, k, $k, a[FNR, k]; exit 1}}}' \
      a/estimates.csv b/estimates.csv; then
    echo "estimates of sums are others"
    failures=$((failures + 1))
  fi
  ;;
shards) # shards joined in any order, and again, are the whole; strangers are refused
  for rows in runs points; do
    rm -rf line ./*.db* a b
    study 10 4 "keep: {rows: $rows}"
    run_study -o whole.db
    for k in 1 2 3 4; do run_study -o part$k.db --shard $k/4; done
    expect 0 "$czt" study merge part3.db part1.db part4.db part2.db part1.db -o joined.db
    tables whole.db a
    tables joined.db b
    same_tables a b
    [ "$rows" = points ] || {
      expect 0 "$czt" rerun joined.db.manifest.json --run 3
      says out "the same, to the bit"
    }
    says joined.db.manifest.json '"part4.db"'
    expect 0 "$czt" study merge part2.db -o joined.db
    tables joined.db b
    same_tables a b
    rm part*.json
    expect 0 "$czt" study merge part1.db -o bare.db
    says err "no shard has its manifest"
    [ ! -e bare.db.manifest.json ] || { echo "a manifest out of nothing"; failures=$((failures + 1)); }
    rm bare.db*
  done
  expect 2 "$czt" study run line/study.yaml -o x.db --shard 5/4
  says err "expected I/N"
  run_study -o other.db --seed 7
  expect 2 "$czt" study merge other.db -o joined.db
  says err "another scenario, seed, model version"
  sed -i 's/points: 10/points: 12/' line/study.yaml
  run_study -o other2.db
  expect 2 "$czt" study merge other2.db -o joined.db
  says err "another design"
  tables joined.db b
  same_tables a b
  ;;
killed) # killed at any moment and continued: the same tables, and no finished run done twice (its row would be there already)
  study 60 12
  run_study -o whole.db
  tables whole.db a
  mkdir -p k
  kills=0
  for ((kill = 1; kill <= ${KILLS:-6}; ++kill)); do
    rm -f k/*
    tries=0
    until [ -e k/done ]; do
      if [ $((++tries)) -gt 3 ]; then
        "$czt" study run line/study.yaml -o k/a.db --resume --threads 4 --quiet >/dev/null 2>err || { echo "resuming failed:"; cat err; exit 1; }
        touch k/done
        continue
      fi
      "$czt" study run line/study.yaml -o k/a.db --resume --threads 4 --quiet >/dev/null 2>err &
      sleep "0.$(printf %03d $((20 + RANDOM % 500)))"
      if kill -KILL $! 2>/dev/null; then kills=$((kills + 1)); wait $! 2>/dev/null; else wait $! && touch k/done; fi
    done
    tables k/a.db b
    same_tables a b
  done
  echo "$kills kills"
  [ $kills -gt 0 ] || failures=$((failures + 1))
  ;;
power_cut) # a power cut loses the end of the log, in the middle of a page or between: what is left opens and is gone on with
  study 24 6
  run_study -o whole.db
  tables whole.db a
  page=4120 # of the log, with its head
  for ((try = 1; try <= 20; ++try)); do
    rm -f k.db*
    "$czt" study run line/study.yaml -o k.db --quiet >/dev/null 2>err &
    sleep "0.$(printf %02d $((8 + 3 * try)))"
    kill -KILL $! 2>/dev/null && wait $! 2>/dev/null
    [ -e k.db-wal ] && log=$(stat -c %s k.db-wal) && [ "$log" -gt $((60 * page)) ] && break
  done
  [ -e k.db-wal ] || { echo "never killed with a log"; exit 1; }
  for ((part = 0; part < ${CUTS:-12}; ++part)); do
    mkdir "cut$part"
    cp k.db "cut$part/"
    head -c $((part * log / ${CUTS:-12} / page * page + 32 + part % 2 * 1000)) k.db-wal >"cut$part/k.db-wal"
    run_study -o "cut$part/k.db" --resume || { echo "cut $part: it does not go on"; failures=$((failures + 1)); }
    tables "cut$part/k.db" b
    same_tables a b
  done
  ;;
out_of_memory) # too little memory is 6 and a sentence; what was done is kept, and with more of it the study goes on
  study 24 6
  run_study -o whole.db
  tables whole.db a
  refused=0
  for ((megabytes = 100; megabytes > 16 && refused < 3; megabytes -= 2)); do
    (ulimit -v $((megabytes * 1024)) && "$czt" study run line/study.yaml -o a.db --resume --threads 2 --quiet >/dev/null 2>err)
    rc=$?
    case $rc in
    0) rm -f a.db* ;;
    6) refused=$((refused + 1)) && grep -qE "out of memory|the system refuses" err || { cat err; failures=$((failures + 1)); } ;;
    *) echo "exit $rc with $megabytes MB" && cat err && failures=$((failures + 1)) ;;
    esac
  done
  [ $refused = 3 ] || { echo "memory was too little $refused times, not 3"; failures=$((failures + 1)); }
  run_study -o a.db --resume || { echo "it does not go on"; failures=$((failures + 1)); }
  tables a.db b
  same_tables a b
  ;;
full_disk) # a full disk is 5, names the file; with room again the study goes on
  study 24 6
  run_study -o whole.db
  tables whole.db a
  (ulimit -f 80 && "$czt" study run line/study.yaml -o a.db --quiet >out 2>err)
  [ $? = 5 ] || { echo "a full disk is not 5"; cat err; failures=$((failures + 1)); }
  says err "a.db"
  says err "MB are free"
  run_study -o a.db --resume || { echo "it does not go on"; failures=$((failures + 1)); }
  tables a.db b
  same_tables a b
  expect 5 "$czt" study run line/study.yaml -o nowhere/a.db
  says err "nowhere/a.db"
  expect 5 "$czt" study run line/study.yaml -o /dev/null/a.db
  ;;
recovered) # whatever page is lost: what the store still has goes into a new one, --resume does the rest, the tables are the same
  study 4 40
  run_study -o a.db
  tables a.db whole
  expect 0 "$czt" doctor a.db
  says out "sound: 5 points, 5 done; 200 runs, 0 failed"
  expect 2 "$czt" doctor a.db a.db --recover b.db
  expect 2 "$czt" doctor a.db --recover a.db
  says err "was left alone"
  equal_to_itself=$(cksum <a.db)
  size=$(stat -c %s a.db) partly=0 refused=0
  for page in $(seq 1 "$((size / 4096 - 1))"); do
    cp a.db x.db
    dd if=/dev/zero of=x.db bs=4096 seek="$page" count=1 conv=notrunc status=none
    cp x.db before.db
    rm -f new.db
    "$czt" doctor x.db >out 2>err
    rc=$?
    [ $rc = 5 ] || [ $rc = 0 ] || flaw "page $page: doctor ended with $rc"
    [ $rc = 0 ] || says out "damaged: "
    if "$czt" doctor x.db --recover new.db >out 2>err; then
      lost=$(sed -n 's/.*; \([0-9]*\) points were lost.*/\1/p' <(tr -s '\n ' ' ' <out))
      [ "$lost" = 0 ] || partly=$((partly + 1))
      expect 0 "$czt" doctor new.db
      says out "sound: 5 points, $((5 - lost)) done"
      run_study -o new.db --resume
      tables new.db again
      same_tables whole again
    else
      says err "what was asked can no longer be read; begin a new store"
      [ ! -e new.db ] || flaw "page $page: half a store was left"
      refused=$((refused + 1))
    fi
    equal x.db before.db
  done
  [ "$partly" -gt 3 ] || flaw "only $partly of the lost pages cost a point"
  [ "$refused" -lt "$partly" ] || flaw "$refused of the lost pages were the study itself"
  [ "$(cksum <a.db)" = "$equal_to_itself" ] || flaw "the sound store has changed"
  ;;
damaged) # a store that is cut off, of another program or newer is 5 and left as it is
  study 4 2
  run_study -o a.db
  for what in cut hole text; do
    case $what in
    cut) head -c 30000 a.db >x.db ;;
    hole) cp a.db x.db && dd if=/dev/zero of=x.db bs=4096 seek=4 count=2 conv=notrunc status=none ;;
    text) echo "no database" >x.db ;;
    esac
    cp x.db before.db
    expect 5 "$czt" study run line/study.yaml -o x.db --resume
    says err "x.db"
    expect 5 "$czt" study status x.db
    equal x.db before.db
  done
  if command -v python3 >/dev/null; then
    cp a.db newer.db
    python3 -c "import sqlite3; c = sqlite3.connect('newer.db'); c.execute('PRAGMA user_version = 99'); c.commit()"
    expect 5 "$czt" study run line/study.yaml -o newer.db --resume
    says err "store version 99"
    python3 -c "import sqlite3; c = sqlite3.connect('foreign.db'); c.execute('CREATE TABLE t(x)'); c.commit()"
    expect 5 "$czt" study run line/study.yaml -o foreign.db --resume
    says err "of another program"
    # Killed while it was being made: an empty database, which is begun anew.
    python3 -c "import sqlite3; sqlite3.connect('unborn.db').execute('PRAGMA journal_mode = WAL')"
    expect 5 "$czt" study status unborn.db
    says err "no study in it yet"
    expect 0 "$czt" study run line/study.yaml -o unborn.db --resume --quiet
  fi
  ;;
two) # two processes on one store: the second waits, then says who has it and that it may try again
  study 4 2
  run_study -o a.db
  touch a.db.lock
  flock a.db.lock sleep 13 >/dev/null 2>&1 &
  holder=$!
  sleep 0.3
  echo "process 42 on elsewhere" >a.db.lock
  expect 75 "$czt" study run line/study.yaml -o a.db --resume
  says err "in use by process 42 on elsewhere"
  expect 0 "$czt" study status a.db
  kill $holder
  pkill -P $holder 2>/dev/null
  sleep 0.2
  ;;
interrupted) # Ctrl-C and SIGTERM end cleanly and can be gone on with; a second Ctrl-C does not wait
  study 4 2
  sed -i 's/replications: 2/replications: 5000/' line/study.yaml
  for what in "INT 130" "TERM 75"; do
    read -r signal code <<<"$what"
    rm -f a.db*
    "$czt" study run line/study.yaml -o a.db >out 2>err &
    sleep 1.5
    kill -"$signal" $!
    wait $!
    got=$?
    [ $got = "$code" ] || { echo "SIG$signal gave $got, not $code"; failures=$((failures + 1)); }
    says err "--resume goes on"
    "$czt" study status a.db >out || failures=$((failures + 1))
    says_not out " 0 runs"
  done
  sed -i 's/replications: 5000/replications: 2/' line/study.yaml
  run_study -o a.db --resume || { echo "it does not go on"; failures=$((failures + 1)); }
  ;;
infeasible) # a point that cannot be is stored with its reason; the others go on
  starter
  cat >line/study.yaml <<'YAML'
study: more trains
scenario: line.yaml
vary:
  headway: {paths: [timetable.up.every], values: [2 min, 20 min]}
design: grid
replications: 2
decide_on: [boardings]
YAML
  expect 0 "$czt" study run line/study.yaml -o a.db --quiet
  says out "2 of 3 points done, 1 infeasible"
  tables a.db tables
  says tables/points.csv "1,infeasible,"
  says tables/answers.csv "nan"
  ;;
endless) # a run that would never end is ended and stored as failed with how to see it again; the others go on
  study 2 3 'limits: {events: 50}'
  expect 4 "$czt" study run line/study.yaml -o a.db --quiet
  says out "3 of 3 points done, 0 infeasible; 9 runs, 9 failed"
  tables a.db tables
  says tables/runs.csv "more than 50 events"
  says tables/runs.csv "czt rerun MANIFEST --run 2/1"
  expect 0 "$czt" rerun a.db.manifest.json --run 2/1
  says out "fails again"
  ;;
python) # the Python module reads what the tables say; with pandas its frames are the tables, handed to what writes Parquet
  study 4 3
  expect 0 "$czt" study run line/study.yaml -o a.db --quiet
  tables a.db tables
  command -v python3 >/dev/null || { echo "python3 is missing"; exit 1; }
  module=$(dirname "$0")/../../python
  cat >read.py <<'P'
import csv, sys
sys.path.insert(0, sys.argv[1])
import czt_store
estimates = {(r["row"], r["measure"]): r for r in csv.DictReader(open("tables/estimates.csv"))}
runs = list(csv.DictReader(open("tables/runs.csv")))
with czt_store.open_store("a.db") as store:
    for e in store.estimates("boardings"):
        row = estimates[str(e["row"]), "boardings"]
        assert (e["n"], e["mean"]) == (int(row["n"]), float(row["mean"])), e
        assert abs(e["half_width"] - float(row["half_width"])) < 1e-9 * e["half_width"], e
    read = list(store.runs())
assert len(read) == len(runs) == 15
for (row, replication, values), told in zip(read, runs):
    assert (row, replication) == (int(told["row"]), int(told["replication"]))
    assert values["revenue"] == float(told["revenue"]), told
P
  expect 0 python3 read.py "$module"
  # No package of Debian writes Parquet: what stands in for one takes down the frames that pandas gives it.
  python=/usr/bin/python3
  if "$python" -c 'import pandas' 2>/dev/null; then
    if ! "$python" -c 'import pyarrow' 2>/dev/null && ! "$python" -c 'import fastparquet' 2>/dev/null; then
      expect 1 "$python" "$module/czt_store.py" a.db --parquet frames
      says err "install pandas (and pyarrow for Parquet)"
      mkdir standin
      printf '%s\n' '__version__ = "2023.2.0"' 'def write(path, frame, **how):' '    frame.to_csv(path, index=False)' >standin/fastparquet.py
      expect 0 env PYTHONPATH=standin "$python" "$module/czt_store.py" a.db --parquet frames
      cat >frames.py <<'P'
import csv
same = lambda a, b: a == b or (a != "" and float(a) == float(b))
for name, columns in (("runs", ["row", "replication", "boardings", "revenue", "load"]), ("points", ["row", "status", "fare", "people"])):
    frame, table = (list(csv.DictReader(open(f))) for f in (f"frames/{name}.parquet", f"tables/{name}.csv"))
    assert len(frame) == len(table) > 0, name
    for a, b in zip(frame, table):
        for column in columns:
            assert same(a[column], b[column]), (name, column, a, b)
P
      expect 0 python3 frames.py
    fi
  else
    echo "pandas is missing: the frames were not looked at"
  fi
  ;;
predict) # between the points an emulator answers, near what is simulated there, and says how well it does
  study 24 6
  run_study -o a.db
  expect 0 "$czt" study predict a.db --at "fare=0.35 yuan" --at people=1
  says out "emulated from 24 points"
  guess=$(awk '/^boardings/ {print $3}' out)
  "$czt" run line/line.yaml --set "fares.per_km=0.35 yuan" --replications 6 --ranges 0 --quiet --json >run.json
  simulated=$(grep -o '"measure": "boardings", "where": {}[^}]*"mean": [0-9.]*' run.json | head -1 | grep -o '[0-9.]*$')
  awk -v a="$guess" -v b="$simulated" 'BEGIN {exit !(b > 0 && (a - b) ^ 2 < (0.02 * b) ^ 2)}' ||
    { echo "emulated $guess, simulated $simulated"; failures=$((failures + 1)); }
  expect 2 "$czt" study predict a.db --at "fare=0.35 yuan"
  says err "people=… is missing"
  expect 2 "$czt" study predict a.db --at "fare=5 yuan" --at people=1
  says err "between"
  expect 2 "$czt" study predict a.db --at "far=0.3 yuan" --at people=1
  says err "did you mean 'fare'"
  ;;
matrix) # a matrix made by other tools is read in its order, with or without names; what is wrong with it has its line
  study 2 2
  sed -i 's/^design:.*/design: {kind: list, file: points.txt}/' line/study.yaml
  printf '\xef\xbb\xbf0.3 1.0\n2.5e-01 0.8\n' >line/points.txt
  run_study -o a.db
  tables a.db a
  says a/points.csv "2,done,,0.25 yuan,0.8"
  printf '\xef\xbb\xbfpeople,note,fare\r\n1.0,x,0.3\r\n0.8,y,0.25\r\n' >line/points.txt
  run_study -o b.db
  tables b.db b
  same_tables a b
  printf '0.3 1.0\n9 0.8\n0.3\n' >line/points.txt
  expect 3 "$czt" study run line/study.yaml -o c.db
  says err "points.txt:2:1"
  says err "9 is not between 0.2 yuan and 0.6 yuan"
  says err "points.txt:3:1"
  [ ! -e c.db ] || { echo "a store was begun"; failures=$((failures + 1)); }
  ;;
submit) # a study as a job array of Slurm: written, submitted, stopped and queued again, joined; names of any kind
  # fake NAME TEXT: a program of Slurm; all that is said to it is in NAME.said
  mkdir bin
  said=$PWD
  fake() {
    printf '#!/bin/bash\nprintf "%%s\\n" "$*" >>"%s/%s.said"\n%s\n' "$said" "$1" "$2" >"bin/$1"
    chmod +x "bin/$1"
  }
  fake sbatch 'case "$*" in *dependency*) echo "43;cluster" ;; *) echo "a word of the site"; echo 42 ;; esac'
  fake scontrol 'echo "JobState=RUNNING Reason=None"'
  slurm() { PATH="$said/bin:$PATH" "$@"; }
  task() { (become_task "$@"); }
  become_task() { PATH="$said/bin:$PATH" exec env SLURM_ARRAY_JOB_ID=42 SLURM_ARRAY_TASK_ID="$2" SLURM_CPUS_PER_TASK=2 bash "$1"; }

  study 10 4
  run_study -o whole.db --set 'demand.scale*=2'
  tables whole.db a
  mkdir "车 站"
  mv line "车 站/it's a \"line\""
  file="车 站/it's a \"line\"/study.yaml"
  store="车 站/50% 'joined'"
  expect 5 env PATH=/nowhere "$czt" study submit "$file" -o "$store.db" --tasks 4
  says err "--print writes the scripts"
  [ ! -e "$store.sbatch" ] || { echo "scripts were written"; failures=$((failures + 1)); }
  expect 0 slurm "$czt" study submit "$file" -o "$store.db" --tasks 4 --cpus 2 --time 1-00:30 --partition long --print
  says out "#SBATCH --array=1-4"
  says out "#SBATCH --cpus-per-task=2"
  says out "#SBATCH --time=1-00:30"
  says out "#SBATCH --partition=long"
  says out "--dependency=afterok:NUMBER"
  [ ! -e sbatch.said ] || { echo "--print submitted"; failures=$((failures + 1)); }
  expect 0 slurm "$czt" study submit "$file" -o "$store.db" --tasks 4 --set 'demand.scale*=2'
  says out "job 42: 4 tasks"
  says out "squeue --jobs=42,43"
  says sbatch.said "--dependency=afterok:42 --kill-on-invalid-dep=yes $said/$store.merge.sbatch"
  says "$store.sbatch" '#SBATCH --requeue'
  says "$store.sbatch" '#SBATCH --open-mode=append'
  says "$store.sbatch" '#SBATCH --signal=B:TERM@60'
  says "$store.sbatch" "/50%% 'joined'.shard-%a-of-4.log\""
  mkdir elsewhere
  for k in 3 1 4 2; do (cd elsewhere && task "../$store.sbatch" $k >../out 2>../err) || { echo "task $k failed"; cat err; failures=$((failures + 1)); }; done
  [ ! -e scontrol.said ] || { echo "a finished task was queued again"; failures=$((failures + 1)); }
  (cd elsewhere && bash "../$store.merge.sbatch" >../out) || { echo "nothing was joined"; failures=$((failures + 1)); }
  tables "$store.db" b
  same_tables a b
  expect 2 slurm "$czt" study submit "$file" -o "$store.db" --tasks 4
  says err "is there already"

  # Stopped before its time limit it is queued again, unless the job is being cancelled.
  expect 0 slurm "$czt" study submit "$file" -o long.db --tasks 2 --replications 20000
  for state in RUNNING CANCELLED; do
    fake scontrol "echo 'JobState=$state Reason=None'"
    rm -f scontrol.said
    become_task long.sbatch 2 >out 2>err &
    sleep 1.5
    kill -TERM $!
    wait $!
    [ $? = 75 ] || { echo "a stopped task is not 75"; failures=$((failures + 1)); }
    "$czt" study status long.shard-2-of-2.db >out || failures=$((failures + 1))
    says_not out " 0 runs"
    if [ $state = RUNNING ]; then says scontrol.said "requeue 42_2"; else says scontrol.said "show job"; says_not scontrol.said "requeue 42_2"; fi
  done

  # Runs that fail are results; a study that cannot be is a task that failed.
  echo 'limits: {events: 50}' >>"$file"
  expect 0 slurm "$czt" study submit "$file" -o fails.db --tasks 1
  expect 0 task fails.sbatch 1
  says out "failed"
  echo 'nonsense: 1' >>"$file"
  expect 3 task fails.sbatch 1
  expect 3 slurm "$czt" study submit "$file" -o wrong.db --tasks 1
  sed -i '$d' "$file"
  expect 2 slurm "$czt" study submit "$file" -o wrong.db --tasks 12
  says err "the study has 11 points"
  expect 2 slurm "$czt" study submit "$file" -o wrong.db --tasks 2 --time "5; date"
  expect 2 slurm "$czt" study submit "$file" -o wrong.db --tasks 2 --partition 'a
#SBATCH --uid=0'
  expect 2 slurm "$czt" study submit "$file" -o 'a
b.db' --tasks 2
  expect 5 slurm "$czt" study submit "$file" -o nowhere/a.db --tasks 2
  fake sbatch 'case "$*" in *dependency*) exit 1 ;; *) echo 42 ;; esac'
  expect 5 slurm "$czt" study submit "$file" -o wrong.db --tasks 2
  says err "sbatch --parsable --dependency=afterok:42"
  fake sbatch 'exit 1'
  expect 5 slurm "$czt" study submit "$file" -o wrong.db --tasks 2
  says err "sbatch did not take"
  ;;
slurm) # --shard slurm is the part of this task of a job array, wherever its numbers begin; half an array is refused
  study 10 4
  run_study -o whole.db
  tables whole.db a
  of_array() {
    local task=$1 first=$2 last=$3 count=$4
    shift 4
    env SLURM_ARRAY_TASK_ID="$task" SLURM_ARRAY_TASK_MIN="$first" SLURM_ARRAY_TASK_MAX="$last" SLURM_ARRAY_TASK_COUNT="$count" "$@"
  }
  for k in 5 6 7; do expect 0 of_array $k 5 7 3 "$czt" study run line/study.yaml -o part$k.db --shard slurm --quiet; done
  says part6.db.manifest.json '"shard": "2/3"'
  expect 0 "$czt" study merge part5.db part6.db part7.db -o joined.db
  tables joined.db b
  same_tables a b
  expect 2 "$czt" study run line/study.yaml -o x.db --shard slurm
  says err "SLURM_ARRAY_TASK_ID is not set"
  expect 2 of_array 2 2 5 2 "$czt" study run line/study.yaml -o x.db --shard slurm
  says err "would not make the whole"
  for outside in 1 5; do
    expect 2 of_array $outside 2 4 3 "$czt" study run line/study.yaml -o x.db --shard slurm
    says err "this is $outside: its parts would not make the whole"
  done
  for no_number in 2x 99999999999 ""; do
    expect 2 of_array "$no_number" 2 4 3 "$czt" study run line/study.yaml -o x.db --shard slurm
    says err "SLURM_ARRAY_TASK_ID is '$no_number'"
  done
  expect 2 of_array 2 x 5 2 "$czt" study run line/study.yaml -o x.db --shard slurm
  says err "SLURM_ARRAY_TASK_MIN is 'x'"
  [ ! -e x.db ] || { echo "a store was begun"; failures=$((failures + 1)); }
  ;;
*)
  echo "no case $case_name"
  exit 2
  ;;
esac
[ "$failures" = 0 ] || { echo "$failures failures"; exit 1; }
