#!/usr/bin/python3
"""Writes one line four times: the passenger list and timetable that SimPy and SUMO read, SUMO's network, stops,
trains and persons, and the scenario of czt with its OD file. Standard library only; the same seed, the same bytes.

The line: 21 stations every 4 km, a stopping train every 12 minutes each way, 60,000 people who come at random.
Everything that a program could do differently and that is not the question is switched off: trains are never full,
a stop always takes 60 s, nothing disturbs. What remains are trains, stops, and 60,000 people with a story each.
"""

import argparse
import csv
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator


@dataclass(frozen=True)
class Line:
    stations: int = 21
    spacing: int = 4000  # m between stopping points
    speed: float = 160 / 3.6  # m/s, of track and train
    accelerate: float = 0.8  # m/s2, braking too
    run: int = 150  # s booked from departure to arrival; 145.56 s is the fastest possible
    dwell: int = 60  # s
    headway: int = 720  # s
    first: int = 6 * 3600  # s after midnight, departures at either end
    last: int = 22 * 3600 + 720
    # People come over 74 whole headways that every station sees served, so their mean wait is half a headway.
    people_from: int = 7 * 3600 + 720
    people_to: int = 22 * 3600
    train_length: int = 200  # m
    seats: int = 1000  # and standing room for as many: nobody is left behind

    def name(self, station: int) -> str:
        return f"Station {station:02d}"

    def trips(self) -> Iterator[tuple[str, str, list[tuple[int, int, int]]]]:
        """(number, direction, [(station, arrival, departure), ...]) in seconds."""
        for direction, order in (("up", range(self.stations)), ("down", range(self.stations - 1, -1, -1))):
            for number, start in enumerate(range(self.first, self.last + 1, self.headway)):
                stops = []
                for call, station in enumerate(order):
                    departure = start + call * (self.run + self.dwell)
                    stops.append((station, departure - self.dwell, departure))
                yield f"{direction}{number + 1}", direction, stops


def clock(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def draw_passengers(line: Line, count: int, seed: int) -> list[tuple[float, int, int]]:
    """(time of coming, origin, destination), first come first; every pair of stations equally likely."""
    rng = random.Random(seed)
    people = []
    for _ in range(count):
        origin = rng.randrange(line.stations)
        other = rng.randrange(line.stations - 1)
        destination = other if other < origin else other + 1
        came = round(rng.uniform(line.people_from, line.people_to), 3)
        people.append((came, origin, destination))
    people.sort()
    return people


def write_shared(line: Line, people: list[tuple[float, int, int]], out: Path) -> None:
    with (out / "passengers.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["came", "from", "to"])
        rows.writerows((f"{came:.3f}", origin, destination) for came, origin, destination in people)
    with (out / "trains.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["trip", "direction", "station", "arrival", "departure"])
        for number, direction, stops in line.trips():
            rows.writerows((number, direction, *stop) for stop in stops)


def write_czt(line: Line, count: int, out: Path) -> None:
    names = [line.name(station) for station in range(line.stations)]
    pairs = line.stations * (line.stations - 1)
    with (out / "od.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["from", "to", "purpose", "travellers", "rail_share"])
        for origin in names:
            rows.writerows((origin, to, "all", f"{count / pairs:.6f}", 1) for to in names if to != origin)
    with (out / "timetable.csv").open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["trip", "station", "arrival", "departure"])
        for number, _, stops in line.trips():
            for call, (station, arrival, departure) in enumerate(stops):
                rows.writerow((number, names[station], clock(arrival) if call else "",
                               clock(departure) if call < line.stations - 1 else ""))
    stations = "\n".join(
        f"  {name}: {{km: {station * line.spacing / 1000:g}"
        + (", tracks: {up: 3, down: 3}" if station in (0, line.stations - 1) else "") + "}"
        for station, name in enumerate(names))
    (out / "line.yaml").write_text(f"""# Written by benchmarks/compare/generate.py: every number is the comparison's own.
scenario: comparison with SUMO and SimPy
stations:
{stations}
branches:
  line: {{stations: [{", ".join(names)}]}}
track: {{max_speed: 160 km/h, margin: 0 %, headway: 120 s, reoccupation: 0 s}}
train_types:
  train: {{cars: 8, doors_per_side: 16, seats: {line.seats}, standing_area: {line.seats / 4:g} m2, length: {line.train_length} m,
          max_speed: 160 km/h, accelerate: {line.accelerate} m/s2, brake: {line.accelerate} m/s2, jerk: 0 m/s3}}
formation: {{default: train}}
dwell: {{model: fixed, time: {line.dwell} s, minimum: {line.dwell} s}}
timetable: {{file: timetable.csv}}
profiles:
  flat: {{knots: {{"{clock(line.people_from)[:5]}": 1, "{clock(line.people_to)[:5]}": 1}}}}
purposes:
  all: {{profile: {{up: flat, down: flat}}}}
demand: {{od: od.csv}}
arrival: {{model: random}}
disturbances: {{scale: 0}}
""")


def write_sumo(line: Line, people: list[tuple[float, int, int]], out: Path) -> None:
    """Two tracks of rail edges, one per station and direction, on which the station's stop lies."""
    ends = range(line.stations + 1)
    stop_ends = line.spacing // 2  # m from the start of the edge, where the train's front stands
    platform = line.train_length + 20

    def write(name: str, root: str, lines: list[str]) -> None:
        (out / name).write_text(f"<{root}>\n" + "\n".join(lines) + f"\n</{root}>\n")

    write("line.nod.xml", "nodes", [f'  <node id="n{i}" x="{i * line.spacing}" y="0"/>' for i in ends])
    edges = []
    for station in range(line.stations):
        for direction, a, b in (("up", station, station + 1), ("down", station + 1, station)):
            edges.append(f'  <edge id="{direction}{station}" from="n{a}" to="n{b}" numLanes="1" allow="rail" '
                         f'speed="{line.speed:.6f}" length="{line.spacing}" spreadType="right"/>')
    write("line.edg.xml", "edges", edges)

    write("line.add.xml", "additional", [
        f'  <vType id="train" vClass="rail" length="{line.train_length}" maxSpeed="{line.speed:.6f}" '
        f'accel="{line.accelerate}" decel="{line.accelerate}" sigma="0" speedFactor="1" speedDev="0" minGap="5" '
        f'personCapacity="{2 * line.seats}" boardingDuration="0"/>'
    ] + [
        f'  <trainStop id="{direction}{station}" lane="{direction}{station}_0" '
        f'startPos="{stop_ends - platform}" endPos="{stop_ends}" personCapacity="{len(people)}"/>'
        for station in range(line.stations) for direction in ("up", "down")
    ])

    departing = []  # SUMO wants vehicles and persons sorted by departure
    for number, direction, stops in line.trips():
        ready = stops[0][2] - line.dwell - 1  # SUMO takes a step to find that the train stands
        trip = [f'  <vehicle id="{number}" type="train" line="{direction}" depart="{ready}" departPos="stop" '
                f'departSpeed="0">',
                '    <route edges="' + " ".join(f"{direction}{station}" for station, _, _ in stops) + '"/>']
        for call, (station, _, departure) in enumerate(stops):
            until = f' until="{departure}"' if call < len(stops) - 1 else ""
            trip.append(f'    <stop trainStop="{direction}{station}" duration="{line.dwell}"{until}/>')
        trip.append("  </vehicle>")
        departing.append((ready, "\n".join(trip)))
    departing.sort()
    write("trains.rou.xml", "routes", [text for _, text in departing])
    persons = []
    for number, (came, origin, destination) in enumerate(people):
        direction = "up" if destination > origin else "down"
        persons.append(f'  <person id="{number}" depart="{came:.3f}" departPos="{stop_ends - platform // 2}">'
                       f'<ride from="{direction}{origin}" busStop="{direction}{destination}" lines="{direction}"/>'
                       '</person>')
    write("persons.rou.xml", "routes", persons)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path, help="folder to write into")
    options.add_argument("--passengers", type=int, default=60_000)
    options.add_argument("--seed", type=int, default=20210524)
    chosen = options.parse_args()
    line = Line()
    chosen.out.mkdir(parents=True, exist_ok=True)
    people = draw_passengers(line, chosen.passengers, chosen.seed)
    write_shared(line, people, chosen.out)
    write_czt(line, chosen.passengers, chosen.out)
    write_sumo(line, people, chosen.out)


if __name__ == "__main__":
    main()
