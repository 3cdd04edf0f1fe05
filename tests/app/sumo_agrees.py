#!/usr/bin/env python3
"""sumo_agrees.py FOLDER: does SUMO's day (stops.xml, trips.xml of `sumo -c day.sumocfg`) agree with czt's boardings.csv?

By train and stop, boarded is equal but for people whom one second decides: SUMO goes by whole seconds, so somebody who comes
to the platform less than a second before or after a train leaves, in one program or the other, may board it in one of them
only. Those are counted from persons.rou.xml, and no difference may be larger than they explain. By station boarded and
alighted are equal to the person, and nobody is left on a platform. Exit codes: 0 they agree, 1 they do not.
"""

import csv
import sys
import xml.etree.ElementTree as xml
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from pathlib import Path

SECOND = 1.0


def czt_counts(folder: Path) -> tuple[dict, dict, dict]:
    """(train, stop) → boarded, alighted, departed."""
    boarded, alighted, departed = {}, {}, {}
    with (folder / "boardings.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            key = (row["train"], row["stop"])
            boarded[key] = boarded.get(key, 0) + int(row["boarded"])
            alighted[key] = alighted.get(key, 0) + int(row["alighted"])
            departed[key] = float(row["departed"])
    return boarded, alighted, departed


def sumo_counts(folder: Path) -> tuple[Counter, Counter, dict]:
    loaded, unloaded, departed = Counter(), Counter(), {}
    for stop in xml.parse(folder / "stops.xml").getroot().iter("stopinfo"):
        key = (stop.get("id"), stop.get("busStop"))
        loaded[key] += int(stop.get("loadedPersons"))
        unloaded[key] += int(stop.get("unloadedPersons"))
        departed[key] = float(stop.get("ended"))
    return loaded, unloaded, departed


def comings(folder: Path) -> dict[str, list[float]]:
    """Per station, when people are on its platform for a train."""
    at = defaultdict(list)
    for person in xml.parse(folder / "persons.rou.xml").getroot().iter("person"):
        since, station = float(person.get("depart")), None
        for stage in person:
            if stage.tag == "stop":
                since = float(stage.get("until"))
            else:
                at[stage.get("from") or station].append(since)
                station = stage.get("to")
    for times in at.values():
        times.sort()
    return at


def station_of(stop: str) -> str:
    return stop.rsplit(".", 1)[0]


def main() -> int:
    folder = Path(sys.argv[1])
    boarded, alighted, departed = czt_counts(folder)
    loaded, unloaded, left = sumo_counts(folder)
    came = comings(folder)
    wrong = 0

    def differ(what: str, ours: int, theirs: int, allowed: int) -> int:
        if abs(ours - theirs) <= allowed:
            return 0
        print(f"{what}: czt {ours}, SUMO {theirs}, {allowed} may differ")
        return 1

    decided = {}  # people whom one second decides, by train and stop
    for key, leaves in departed.items():
        times = came.get(station_of(key[1]), [])
        both = (leaves, left.get(key, leaves))
        decided[key] = bisect_right(times, max(both) + SECOND) - bisect_left(times, min(both) - SECOND)
    late = sum(left.get(key, leaves) > leaves + SECOND for key, leaves in departed.items())
    undecided = sum(decided.values())
    moved = 0
    if set(loaded) != set(boarded):
        print("not the same stops:", sorted(set(loaded) ^ set(boarded))[:5])
        wrong += 1
    for key in boarded:
        wrong += differ(f"{key} boarded", boarded[key], loaded[key], decided[key])
        moved += abs(boarded[key] - loaded[key])
    stations = sorted({station_of(stop) for _, stop in boarded})
    for name, ours, theirs in (("boarded", boarded, loaded), ("alighted", alighted, unloaded)):
        for station in stations:
            wrong += differ(f"{station} {name}", sum(n for (_, s), n in ours.items() if station_of(s) == station),
                            sum(n for (_, s), n in theirs.items() if station_of(s) == station), 0)
    rides = list(xml.parse(folder / "trips.xml").getroot().iter("ride"))
    unfinished = [ride for ride in rides if float(ride.get("arrival", -1)) < 0]
    if unfinished or len(rides) != sum(boarded.values()):
        print(f"{len(unfinished)} of {len(rides)} rides were not made; czt has {sum(boarded.values())} boardings")
        wrong += 1
    print(f"{sum(boarded.values())} boardings, {sum(loaded.values())} in SUMO; {len(boarded)} stops of {len({t for t, _ in boarded})} trains, "
          f"{len(stations)} stations; {moved // 2} boarded another train, "
          f"{undecided} came within a second of a departure, {late} departures more than a second later in SUMO")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
