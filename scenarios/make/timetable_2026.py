#!/usr/bin/env python3
"""Writes timetables/2026.csv: the real trains of 2026, at departures of our own.

Published are each train's stops and its minutes since departure (sources/stops_2026.csv). Not published are clock
times and dwells. Here a family's trains leave evenly over the day, in the order of their numbers; a train that would
come too close to another is moved by whole minutes, its running minutes never. Dwells are what its minutes leave.

    python3 scenarios/make/timetable_2026.py

Standard library only. The same input gives the same file.
"""
import csv
import heapq
import math
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
SOURCES = HERE / "sources"
TARGET = HERE / "timetables" / "2026.csv"

MINUTE = 60
HEADWAY = 180            # s, as in 2017-weekday.yaml
REOCCUPATION = 60        # s until a platform track may be used again
OPENS_BEFORE = 5 * MINUTE
CLEARS_AFTER = 3 * MINUTE
TURNAROUND = 10 * MINUTE
DWELL, LEAST_DWELL = 60, 30
LARGEST_SHIFT = 25       # min
TWO_TRACKS = {"Changsha West", "Lugu", "Changsha", "Xiangtan", "Zhuzhou South", "Muyun"}

# Speed caps in km/h between stations of the trunk and the Zhuzhou branch by km, and of the Xiangtan branch.
MAIN_CAPS = [(0.0, 42.14, 120), (42.14, 67.24, 160), (67.24, 80.0, 100)]
XIANGTAN_CAPS = [(0.0, 18.82, 160), (18.82, 24.0, 100)]
ACCELERATE = 0.8         # m/s2, braking too
JERK = 0.6               # m/s3

# First and last departure of each family and direction, from the train's first station on the line. Assumed.
DAY = {
    ("S79", "up"): ("06:06", "22:30"), ("S79", "down"): ("06:20", "22:45"),
    ("S69", "up"): ("06:12", "22:36"), ("S69", "down"): ("06:26", "22:50"),
    ("S78", "up"): ("06:30", "20:30"), ("S78", "down"): ("06:30", "21:20"),
    ("S68", "up"): ("06:20", "20:40"), ("S68", "down"): ("06:36", "21:10"),
    ("S70", "up"): ("06:50", "19:30"), ("S70", "down"): ("09:20", "22:00"),
}
OWNED = [("CJ6", 11), ("CRH6F-A", 7), ("CRH6F", 3)]   # diagrams of October 2023


def clock(text):
    hours, minutes = text.split(":")
    return (int(hours) * 60 + int(minutes)) * MINUTE


def to_clock(seconds):
    hours, rest = divmod(int(seconds), 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"


class Line:
    """Stations along the trunk and the Xiangtan branch, which leaves the trunk at Muyun."""

    def __init__(self, file):
        self.name, self.km, main, branch = {}, {}, [], []
        for row in csv.DictReader(file.open(encoding="utf-8")):
            self.name[row["name_zh"]] = row["name_en"]
            self.km[row["name_en"]] = float(row["km"])
            (branch if row["branch"] == "Xiangtan" else main).append(row["name_en"])
        self.main, self.branch = main, branch

    def path(self, start, end):
        if end in self.branch and start in self.main:
            return self.path(start, "Muyun") + self.branch[: self.branch.index(end) + 1]
        if start in self.branch and end in self.main:
            return self.path(end, start)[::-1]
        row = self.branch if start in self.branch else self.main
        a, b = row.index(start), row.index(end)
        return row[a : b + 1] if a <= b else row[b : a + 1][::-1]

    def hop(self, a, b):
        """Metres and cap in m/s between neighbours."""
        on_branch = a in self.branch or b in self.branch
        ends = sorted(0.0 if on_branch and s == "Muyun" else self.km[s] for s in (a, b))
        middle = sum(ends) / 2
        cap = next(c for low, high, c in (XIANGTAN_CAPS if on_branch else MAIN_CAPS) if low <= middle <= high)
        return (ends[1] - ends[0]) * 1000, cap / 3.6

    def technical(self, path):
        """Least seconds from a stand at path[0] to each later station, the last again at a stand."""
        hops = [self.hop(a, b) for a, b in zip(path, path[1:])]
        count = len(hops)
        speed = [0.0] + [min(hops[i - 1][1], hops[i][1]) for i in range(1, count)] + [0.0]
        for i in range(1, count):
            speed[i] = min(speed[i], math.sqrt(speed[i - 1] ** 2 + 2 * ACCELERATE * hops[i - 1][0]))
        for i in range(count - 1, 0, -1):
            speed[i] = min(speed[i], math.sqrt(speed[i + 1] ** 2 + 2 * ACCELERATE * hops[i][0]))
        times, now = [], 0.0
        for (length, cap), entry, leave in zip(hops, speed, speed[1:]):
            meet = math.sqrt(ACCELERATE * length + (entry**2 + leave**2) / 2)
            peak = max(min(meet, cap), entry, leave)
            cruise = max(length - (2 * peak**2 - entry**2 - leave**2) / (2 * ACCELERATE), 0.0)
            now += (2 * peak - entry - leave) / ACCELERATE + cruise / peak
            now += ACCELERATE / (2 * JERK) * ((peak > entry) + (peak > leave))
            times.append(now)
        return times

    def direction(self, a, b):
        if a in self.branch or b in self.branch:
            return "down" if b in self.branch and (a == "Muyun" or self.km[b] > self.km[a]) else "up"
        return "down" if self.km[b] > self.km[a] else "up"


class Train:
    def __init__(self, number, calls):
        self.number = number
        self.calls = calls                       # station, arrival, departure in s since leaving the first
        self.family = number[:3]
        self.direction = "up" if int(number[1:]) % 2 == 0 else "down"
        self.type = ""
        self.trainset = ""

    def points(self, line):
        """Calls and passes: station, arrival, departure."""
        points = [self.calls[0]]
        for (a, _, leaves), call in zip(self.calls, self.calls[1:]):
            path = line.path(a, call[0])
            technical = line.technical(path)
            for station, t in zip(path[1:-1], technical):
                at = leaves + (call[1] - leaves) * t / technical[-1]
                points.append((station, at, at))
            points.append(call)
        return points


def read_trains(line):
    """Each train's part on the line. Through trains (S70) begin or end it at Changsha West."""
    rows = defaultdict(list)
    for row in csv.DictReader((SOURCES / "stops_2026.csv").open(encoding="utf-8")):
        rows[row["train"]].append((row["station"], int(row["elapsed_min"]) * MINUTE))
    trains, beyond = [], {}
    for number, stops in rows.items():
        here = [(line.name[s], t) for s, t in stops if s in line.name]
        if stops[0][0] not in line.name:
            here.insert(0, ("Changsha West", here[0][1] - west_minutes(line, here[0][0])))
        if stops[-1][0] not in line.name:
            here.append(("Changsha West", here[-1][1] + DWELL + west_minutes(line, here[-1][0])))
        start = here[0][1]
        trains.append(Train(number, with_dwells(line, [(s, t - start) for s, t in here])))
        beyond[number] = (start, stops[-1][1] - here[-1][1])   # s before and after its part on the line
    return trains, beyond


def west_minutes(line, station):
    return math.ceil(line.technical(line.path(station, "Changsha West"))[-1] * 1.08 / MINUTE) * MINUTE


def with_dwells(line, stops):
    """A minute, or less where the published minutes leave less for running; at Changsha all that is over."""
    calls = [(stops[0][0], 0, 0)]
    for (a, arrives), (b, then) in zip(stops, stops[1:]):
        needed = line.technical(line.path(a, b))[-1]
        spare = then - arrives - math.ceil(needed * 1.02)
        if len(calls) > 1 or arrives > 0:
            dwell = min(DWELL, spare - spare % 5)
            if a == "Changsha":
                dwell = max(dwell, (then - arrives - math.ceil(needed * 1.25)) // 30 * 30)
            if dwell < LEAST_DWELL:
                print(f"{a}: {dwell} s is all that the minutes to {b} leave for the stop")
            calls[-1] = (a, arrives, arrives + dwell)
        calls.append((b, then, then))
    return calls


class Track:
    """What is booked so far, on segments and at platforms."""

    def __init__(self, line):
        self.line = line
        self.runs = defaultdict(list)
        self.stands = defaultdict(list)

    def uses(self, train, start):
        points = train.points(self.line)
        runs, stands = [], []
        for i, (station, arrives, leaves) in enumerate(points):
            if i > 0:
                runs.append(((points[i - 1][0], station), points[i - 1][2] + start, arrives + start))
            j = min(i + 1, len(points) - 1)
            side = self.line.direction(points[j - 1][0], points[j][0])
            begins = leaves - OPENS_BEFORE if i == 0 else arrives
            frees = leaves + REOCCUPATION + (CLEARS_AFTER if i + 1 == len(points) else 0)
            stands.append(((station, side), begins + start, frees + start))
        return runs, stands

    def shortage(self, train, start):
        """Seconds missing in all, 0 where the train fits."""
        runs, stands = self.uses(train, start)
        missing = 0.0
        for segment, enters, leaves in runs:
            for other_enters, other_leaves in self.runs[segment]:
                if enters >= other_enters:
                    short = HEADWAY - min(enters - other_enters, leaves - other_leaves)
                else:
                    short = HEADWAY - min(other_enters - enters, other_leaves - leaves)
                missing += max(short, 0)
        for where, begins, frees in stands:
            tracks = 2 if where[0] in TWO_TRACKS else 1
            there = [(b, f) for b, f in self.stands[where] if b < frees and begins < f]
            for moment in [begins] + [b for b, _ in there if b > begins]:
                taken = sum(b <= moment < f for b, f in there)
                missing += MINUTE * max(taken + 1 - tracks, 0)
        return missing

    def book(self, train, start):
        runs, stands = self.uses(train, start)
        for segment, enters, leaves in runs:
            self.runs[segment].append((enters, leaves))
        for where, begins, frees in stands:
            self.stands[where].append((begins, frees))


def even_departures(trains):
    wishes = []
    groups = defaultdict(list)
    for train in trains:
        groups[(train.family, train.direction)].append(train)
    for key, group in groups.items():
        group.sort(key=lambda t: t.number)
        first, last = (clock(t) for t in DAY[key])
        for i, train in enumerate(group):
            at = first + (last - first) * i / max(len(group) - 1, 1)
            wishes.append((round(at / MINUTE) * MINUTE, train))
    return sorted(wishes, key=lambda w: (w[0], w[1].number))


def lay_out(line, trains):
    """Puts each train at its wish or the nearest minute that fits; prints what fits nowhere."""
    track = Track(line)
    starts, moved = {}, []
    for wish, train in even_departures(trains):
        shifts = sorted(range(-LARGEST_SHIFT, LARGEST_SHIFT + 1), key=lambda m: (abs(m), m))
        best = min(shifts, key=lambda m: (track.shortage(train, wish + m * MINUTE) > 0, abs(m), m))
        missing = track.shortage(train, wish + best * MINUTE)
        if missing:
            best = min(shifts, key=lambda m: (track.shortage(train, wish + m * MINUTE), abs(m), m))
            print(f"{train.number} fits nowhere: {track.shortage(train, wish + best * MINUTE):.0f} s short in all")
        starts[train.number] = wish + best * MINUTE
        moved.append(abs(best))
        track.book(train, starts[train.number])
    print(f"{len(moved)} trains; moved from the even layout by {sum(moved) / len(moved):.1f} min on the mean, "
          f"{max(moved)} at most")
    return starts


def assign_sets(trains, starts, beyond):
    """Sets in the order they become free; a set's type is that of its first train. Through trains keep their own."""
    free = defaultdict(list)
    chains = []
    for train in sorted(trains, key=lambda t: (starts[t.number], t.number)):
        through = train.family == "S70"
        before, after = beyond[train.number]
        place = train.calls[0][0], through
        leaves = starts[train.number] - before
        if free[place] and free[place][0][0] + TURNAROUND <= leaves:
            chain = heapq.heappop(free[place])[1]
        else:
            chain = len(chains)
            chains.append([])
        chains[chain].append(train)
        ends = starts[train.number] + train.calls[-1][1] + after
        heapq.heappush(free[(train.calls[-1][0], through)], (ends, chain))
    local = [c for c in chains if c[0].family != "S70"]
    through = [c for c in chains if c[0].family == "S70"]
    local.sort(key=len, reverse=True)            # the busiest sets first: CJ6, as in the diagrams of 2023
    types = [name for name, count in OWNED for _ in range(count)]
    types += ["CRH6F"] * (len(local) - len(types))
    for chain, name in zip(local, types):
        for train in chain:
            train.type = name
    for i, chain in enumerate(sorted(through, key=lambda c: starts[c[0].number])):
        for train in chain:
            train.type, train.trainset = "CRH6F-A", f"through {i + 1}"
    print(f"{len(local)} sets for trains of the line, {len(through)} for through trains")


def write(trains, starts):
    service = {"S79": "Zhuzhou South–Changsha", "S78": "Zhuzhou South–Lugu", "S69": "Xiangtan–Changsha",
               "S68": "Xiangtan–Lugu", "S70": "through trains"}
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["trip", "station", "arrival", "departure", "type", "service", "trainset"])
        for train in sorted(trains, key=lambda t: (starts[t.number], t.number)):
            start = starts[train.number]
            for i, (station, arrives, leaves) in enumerate(train.calls):
                arrival = "" if i == 0 else to_clock(start + arrives)
                departure = "" if i + 1 == len(train.calls) else to_clock(start + leaves)
                name = f"{service[train.family]} {train.direction}"
                out.writerow([train.number, station, arrival, departure, train.type, name, train.trainset])


def main():
    line = Line(SOURCES / "stations.csv")
    trains, beyond = read_trains(line)
    starts = lay_out(line, trains)
    assign_sets(trains, starts, beyond)
    write(trains, starts)


if __name__ == "__main__":
    main()
