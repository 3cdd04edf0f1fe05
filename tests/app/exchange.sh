#!/usr/bin/env bash
# exchange.sh PROGRAM CASE: imports and exports as people do them.
agrees="$(cd "$(dirname "$0")" && pwd)/sumo_agrees.py"
feed="$(cd "$(dirname "$0")/../exchange/demo" && pwd)"
scenarios="$(cd "$(dirname "$0")/../../scenarios" && pwd)"
source "$(dirname "$0")/expect.sh"

# said TEXT: on the screen, wherever its lines break.
said() {
  tr -s '\n ' '  ' <out | tr -s ' ' >one_line
  says one_line "$1"
}

case $case_name in
gtfs) # a feed is a scenario in one command, which passes check and runs at once; what is wrong is said on one screen
  expect 0 "$czt" import gtfs "$feed" -o line.yaml
  is_empty err
  said "Tuesday 2009-01-06, the busiest weekday (of 1044 as busy one in the middle): 140 trips of 4 routes, 8 stations"
  said "(demo/stop_times.txt:1 drop_off_time)"
  [ "$(wc -l <out)" -lt 40 ] || { echo "more than one screen"; failures=$((failures + 1)); }
  expect 0 "$czt" check line.yaml
  says out "8 stations, 140 trips"
  expect 0 "$czt" run line.yaml --replications 2 --quiet
  says out "boardings"
  expect 0 "$czt" import gtfs "$feed" -o again.yaml --json
  says out '"command": "import"'
  says out '"kind": "repaired"'
  cp line-timetable.csv first.csv
  equal again-timetable.csv first.csv
  expect 0 "$czt" import gtfs "$feed" -o two.yaml --route 10 --route "Bullfrog - Furnace Creek Resort" --date 2007-06-03
  says out "4 trips of 2 routes"
  expect 3 "$czt" import gtfs "$feed" -o line.yaml --date 2007-06-04
  says err "the nearest days with service are 2007-06-03 and 2007-06-05"
  expect 3 "$czt" import gtfs "$feed" -o line.yaml --route 11
  says err "no route is called '11'"
  expect 3 "$czt" import gtfs nowhere.zip -o line.yaml
  says err "there is no such file or folder"
  mkdir bad && cp "$feed"/*.txt bad && sed -i 's/^FULLW,.*/FULLW,1,1,1,1,1,1,1,2010-13-01,20101231/; s/^WE,.*/WE,no,no,no,no,no,no,no,20070101,20101231/' bad/calendar.txt && rm -f bad/calendar_dates.txt
  expect 3 "$czt" import gtfs bad -o line.yaml
  says err "no day has a trip of these routes"
  says err "services without dates that can be read"
  expect 0 "$czt" import gtfs "$feed" -o patterns.yaml --patterns
  says out "whatever their ids"
  expect 2 "$czt" import gtfs "$feed"
  says err "-o LINE.yaml"
  expect 2 "$czt" import gtfs "$feed" -o line.txt
  expect 2 "$czt" import gtfs "$feed" -o line.yaml --date tomorrow
  expect 2 "$czt" import gtsf "$feed" -o line.yaml
  says err "gtfs"
  ;;
round) # what is exported and imported again is exported again the same
  expect 0 "$czt" export gtfs "$scenarios/2021-weekday.yaml" -o one
  says out "201 trips, 24 stations, 365 days of 2026"
  expect 0 "$czt" import gtfs one -o back.yaml
  says_not out "repaired"
  expect 0 "$czt" export gtfs back.yaml -o two
  sort one/stop_times.txt | cut -d, -f1-4 >first
  sort two/stop_times.txt | cut -d, -f1-4 >second
  equal first second
  expect 2 "$czt" export gtfs back.yaml
  says err "-o DIR"
  ;;
days) # days as tables of the standards: one in the folder, several each in its own; the same bytes again
  expect 0 "$czt" init line
  expect 0 "$czt" export tides line/line.yaml -o tides
  says out "6 tables of 1 day in tides"
  [ -s tides/stop_visits.csv ] && [ -s tides/datapackage.json ] || { echo "tables are missing"; failures=$((failures + 1)); }
  expect 0 "$czt" export tides line/line.yaml -o again
  equal tides/passenger_events.csv again/passenger_events.csv
  expect 0 "$czt" export gtfs-ride line/line.yaml -o ride --replications 2 --seed 7
  [ -s ride/rep-0001/board_alight.txt ] || { echo "the second day is missing"; failures=$((failures + 1)); }
  expect 0 "$czt" export skims line/line.yaml -o skims
  head -n 1 skims/skims.csv >out
  says out "origin,destination,period_start"
  expect 5 "$czt" export tides line/line.yaml -o line/line.yaml
  ;;
demand) # counts become the people of a scenario
  expect 0 "$czt" init line
  printf 'station,hour,boardings,alightings\nHill,7,300,0\nMill,7,100,50\nCity,7,0,350\n' >counts.csv
  expect 0 "$czt" import demand counts.csv --for line/line.yaml -o counted.yaml
  said "expanded by iterative proportional fitting of the scenario's own travellers"
  expect 0 "$czt" check counted.yaml
  says out "400 would-be travellers"
  expect 0 "$czt" run counted.yaml --replications 2 --quiet --ranges 0
  printf 'station,hour,boardings,alightings\nHull,7,x,0\n' >counts.csv
  expect 3 "$czt" import demand counts.csv --for line/line.yaml -o counted.yaml
  says err "counts.csv:2:1: error: station: no station is called 'Hull'"
  says err "did you mean 'Hill'?"
  says err "found 'x', expected a number of people"
  mkdir sub
  expect 2 "$czt" import demand counts.csv --for line/line.yaml -o sub/counted.yaml
  says err "must stand in the folder of -o"
  ;;
sumo) # a day for SUMO: people and trains as czt had them; SUMO, where it is installed, comes to the same boardings
  expect 0 "$czt" init line
  expect 0 "$czt" export sumo line/line.yaml -o small
  says out "7 files of 1 day in small"
  says small/trains.rou.xml '<vehicle id="L1" type="short" line="down" depart="21898.000" departPos="stop" departLane="1" departSpeed="0">'
  says small/stops.add.xml '<trainStop id="Mill.up" name="Mill" lane="Mill_0"'
  says small/README.md "What SUMO cannot do"
  expect 0 "$czt" export sumo line/line.yaml -o again
  equal small/persons.rou.xml again/persons.rou.xml
  if ! command -v sumo >/dev/null || ! command -v python3 >/dev/null; then
    [ "${CZT_SUMO:-}" != must ] || { echo "SUMO or Python is missing"; exit 1; }
    [ "$failures" = 0 ] || { echo "$failures failures"; exit 1; }
    echo "skipped: SUMO is not installed (./test.sh --sumo installs it)"
    exit 77
  fi
  expect 0 "$czt" export sumo "$scenarios/2017-weekday.yaml" -o day
  (cd day && expect 0 sumo -c day.sumocfg && ! grep -i error err) || failures=$((failures + 1))
  expect 0 python3 "$agrees" day
  cat out
  # The comparison sees a person who is missing, and one who waits for a train that takes nobody where he goes.
  sed -i '0,/loadedPersons="\([1-9]\)"/s//loadedPersons="0"/' day/stops.xml
  expect 1 python3 "$agrees" day
  ;;
matsim) # a line goes to MATSim and comes back as it was: trains, times, stops, room
  expect 0 "$czt" init line
  expect 0 "$czt" export matsim line/line.yaml -o one
  says out "4 files of 1 day in one"
  expect 0 "$czt" import matsim one/transitSchedule.xml --vehicles one/transitVehicles.xml --network one/network.xml -o back.yaml
  says out "vehicles: short, 230 seats and room for 440 to stand"
  says_not out "repaired"
  expect 0 "$czt" check back.yaml
  expect 0 "$czt" run back.yaml --replications 2 --quiet --ranges 0
  expect 0 "$czt" export matsim back.yaml -o two
  for what in 'departure id' 'vehicleType|capacity|length'; do
    grep -hoE "<($what)[^>]*" one/*.xml | sed 's/ vehicleRefId.*//' | grep -v '<link' | sort >first
    grep -hoE "<($what)[^>]*" two/*.xml | sed 's/ vehicleRefId.*//' | grep -v '<link' | sort >second
    equal first second
  done
  expect 3 "$czt" import matsim one/network.xml -o no.yaml
  says err "the file is no <transitSchedule>, but <network>"
  expect 3 "$czt" import matsim nowhere.xml -o no.yaml
  ;;
omx) # skims and journeys as Open Matrix files, the same bytes again; a build without HDF5 says so
  expect 0 "$czt" init line
  if "$czt" export omx line/line.yaml -o none 2>&1 | grep -q "this build has no HDF5"; then
    expect 2 "$czt" export omx line/line.yaml -o one
  else
    expect 0 "$czt" export omx line/line.yaml -o one
    says out "2 files of 1 day in one"
    head -c 8 one/skims.omx >out
    says out "HDF"
    expect 0 "$czt" export omx line/line.yaml -o two --replications 2
    equal one/skims.omx two/skims.omx
    equal one/od_assigned.omx two/rep-0000/od_assigned.omx
  fi
  ;;
railml) # a railML file runs
  tail -c +2 "$feed/../corpus/two_trains.railml" >t.xml
  expect 0 "$czt" import railml t.xml -o t.yaml
  says out "Wednesday 2026-06-03, the busiest weekday (of 4 as busy one in the"
  expect 0 "$czt" check t.yaml
  expect 0 "$czt" run t.yaml --replications 2 --quiet --ranges 0
  expect 3 "$czt" import railml t.xml --date 2027-01-01 -o t.yaml
  says err "the nearest days with service are 2026-06-07"
  expect 2 "$czt" import railml t.xml --date someday -o t.yaml
  ;;
table12306) # a timetable table runs
  printf '车次,站名,到达,出发,里程\nS1,株洲南,----,07:07,0\nS1,大丰,07:20,07:21,11\nS1,长沙,07:57,----,51\nS2,长沙,----,08:10,0\nS2,大丰,08:46,08:47,40\nS2,株洲南,09:00,----,51\n' >t.csv
  expect 0 "$czt" import table12306 t.csv -o t.yaml
  says out "2 trains, 3 stations"
  expect 0 "$czt" check t.yaml
  expect 0 "$czt" run t.yaml --replications 2 --quiet
  ;;
*)
  echo "no case $case_name"
  exit 2
  ;;
esac
[ "$failures" = 0 ] || { echo "$failures failures"; exit 1; }
