#!/usr/bin/python3
"""One day of the line in SimPy, as a textbook would write it: a process per train, stations with a list of waiting
people for each destination, a record for each passenger. Prints one JSON object; `cpu_s` is the simulation alone,
without Python's start, without reading the passengers, and without the means; `measured_s` has the means too.

How passengers come is the whole cost, so there are three ways, from the least work to the most:

  merged   nobody has an event: a train that looks takes those who have come by then (czt's own trick, in Python)
  sources  one process per station sleeps until the next passenger comes and puts him into the list
  each     one process per passenger, who sleeps, boards, and is woken where he gets off
"""

import argparse
import csv
import json
import time
from pathlib import Path

import simpy


class Passenger:
    __slots__ = ("came", "origin", "destination", "boarded", "alighted", "collected", "arrived")

    def __init__(self, came, origin, destination):
        self.came = came
        self.origin = origin
        self.destination = destination
        self.boarded = None  # when the train that takes him leaves
        self.alighted = None
        self.collected = None  # events of the variant `each`
        self.arrived = None


class Station:
    def __init__(self, number, stations):
        self.number = number
        self.waiting = [[] for _ in range(stations)]  # by destination
        self.to_come = []  # in order of coming; variants `merged` and `sources`
        self.next = 0

    def catch_up(self, now):
        """People who come at the very moment of departure still get in."""
        coming, index = self.to_come, self.next
        while index < len(coming) and coming[index].came <= now:
            passenger = coming[index]
            self.waiting[passenger.destination].append(passenger)
            index += 1
        self.next = index


def source(env, station):
    for passenger in station.to_come:
        yield env.timeout(passenger.came - env.now)
        station.waiting[passenger.destination].append(passenger)


def ride(env, passenger, station):
    yield env.timeout(passenger.came)
    passenger.collected = env.event()
    station.waiting[passenger.destination].append(passenger)
    passenger.boarded = yield passenger.collected
    passenger.arrived = env.event()
    passenger.alighted = yield passenger.arrived


def train(env, stops, line, merged, each):
    """`stops` holds (station, arrival, departure); never early, never full."""
    aboard = [[] for _ in line]  # by destination
    first_arrival = stops[0][1]
    yield env.timeout(first_arrival)
    for call, (number, arrival, departure) in enumerate(stops):
        if env.now < arrival:
            yield env.timeout(arrival - env.now)
        for passenger in aboard[number]:
            if each:
                passenger.arrived.succeed(env.now)
            else:
                passenger.alighted = env.now
        aboard[number].clear()
        if call == len(stops) - 1:
            return
        yield env.timeout(departure - env.now)
        station = line[number]
        if merged:
            station.catch_up(env.now)
        for ahead, _, _ in stops[call + 1:]:
            people = station.waiting[ahead]
            if not people:
                continue
            for passenger in people:
                if each:
                    passenger.collected.succeed(env.now)
                else:
                    passenger.boarded = env.now
            aboard[ahead].extend(people)
            people.clear()


def simulate(trips, people, stations, variant):
    """Makes the passengers' records and runs the day."""
    began = time.process_time()
    env = simpy.Environment()
    line = [Station(number, stations) for number in range(stations)]
    for came, origin, destination in people:
        line[origin].to_come.append(Passenger(came, origin, destination))
    if variant == "sources":
        for station in line:
            env.process(source(env, station))
    elif variant == "each":
        for station in line:
            for passenger in station.to_come:
                env.process(ride(env, passenger, station))
    for stops in trips:
        env.process(train(env, stops, line, variant == "merged", variant == "each"))
    env.run()
    cpu = time.process_time() - began
    records = [passenger for station in line for passenger in station.to_come]
    rode = [passenger for passenger in records if passenger.alighted is not None]
    waits = sum(passenger.boarded - passenger.came for passenger in rode) / len(rode)
    rides = sum(passenger.alighted - passenger.boarded for passenger in rode) / len(rode)
    measured = time.process_time() - began
    return {"variant": variant, "cpu_s": cpu, "measured_s": measured, "wait_mean": waits,
            "in_vehicle_mean": rides, "boardings": len(rode), "left": len(records) - len(rode)}


def read(folder):
    trips = {}
    with (folder / "trains.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            trips.setdefault(row["trip"], []).append(
                (int(row["station"]), int(row["arrival"]), int(row["departure"])))
    with (folder / "passengers.csv").open(newline="") as file:
        people = [(float(row["came"]), int(row["from"]), int(row["to"])) for row in csv.DictReader(file)]
    stations = 1 + max(station for stops in trips.values() for station, _, _ in stops)
    return list(trips.values()), people, stations


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, help="where generate.py wrote")
    options.add_argument("--variant", choices=("merged", "sources", "each"), default="sources")
    chosen = options.parse_args()
    print(json.dumps(simulate(*read(chosen.folder), chosen.variant) | {"simpy": simpy.__version__}))


if __name__ == "__main__":
    main()
