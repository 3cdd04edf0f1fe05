#!/usr/bin/python3
"""Runs the generated day in czt, SimPy and SUMO in turn, checks that they tell the same story, prints the ratios.

Exit codes: 0 the means agree and czt is as fast as promised; 1 the means disagree (no ratio is worth anything then);
2 wrong usage or a program failed; 3 the means agree and a ratio is below its target.
"""

import argparse
import csv
import datetime
import json
import math
import os
import platform
import re
import statistics
import subprocess
import sys
import xml.etree.ElementTree as xml
from dataclasses import dataclass, field
from pathlib import Path

from generate import Line

HERE = Path(__file__).resolve().parent
PYTHON = "/usr/bin/python3"  # Debian's, which finds Debian's SimPy

SUMO_TARGET = 1000
SIMPY_TARGET = 50
CZT_DAYS = 50  # of `czt bench`, a run
CZT_REPLICATIONS = 20  # of the run that gives the means

# What the models explain (README.md, "What is not equal"); seconds.
SIGMAS = 4  # of chance, where the people are different people
# SUMO puts a person on the platform at the next step of 1 s and lets a train see him one step later, so who comes
# within 2 s before a departure waits a whole headway more: headway × 2 s / headway = 2 s on the mean.
SUMO_LATE = 2.0
SUMO_WAIT = 1.0  # either way; chance in how many those are is 0.16 (one sigma)
# SUMO's train arrives when it can, those of the other two when the timetable says so: the slack, to a step of 1 s.
SUMO_RIDE = 1.0


class Failure(Exception):
    pass


@dataclass
class Used:
    """What one process used, by wait4."""
    cpu_s: float
    peak_mb: float
    output: str


def run(command: list, cwd: Path) -> Used:
    process = subprocess.Popen([str(word) for word in command], cwd=cwd, stdout=subprocess.PIPE, text=True,
                               env=os.environ | {"SUMO_HOME": "/usr/share/sumo", "LC_ALL": "C.UTF-8"})
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if process.returncode != 0:
        raise Failure(f"{' '.join(map(str, command))} ended with {process.returncode}\n{output}")
    return Used(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output)


@dataclass
class Row:
    """One line of the table; CPU seconds, one of each per run."""
    name: str
    day: list[float] = field(default_factory=list)  # the simulation alone
    measured: list[float] = field(default_factory=list)  # and what it measured
    process: list[float] = field(default_factory=list)  # from the start of the program to its end
    peak_mb: float = 0.0

    def add(self, day: float, measured: float, used: Used) -> None:
        self.day.append(day)
        self.measured.append(measured)
        self.process.append(used.cpu_s)
        self.peak_mb = max(self.peak_mb, used.peak_mb)

    def median(self) -> tuple[float, float, float]:
        return statistics.median(self.day), statistics.median(self.measured), statistics.median(self.process)


@dataclass
class Means:
    boardings: float
    wait: float
    ride: float
    lost: float  # people who came and were not delivered


# --- the three programs -------------------------------------------------------------------------------------------

def time_czt(czt: Path, folder: Path, row: Row) -> None:
    """`czt bench` gives the median day of a warm process: drawing people and running trains; then with every default
    measure (some hundred, not two means) and the fingerprint."""
    bench = json.loads(run([czt, "bench", "line.yaml", "--replications", CZT_DAYS], folder).output)
    row.add(bench["simulate_ms"] / 1e3, 1 / bench["replications_per_second"],
            run([czt, "run", "line.yaml", "--replications", 1, "--threads", 1, "--quiet"], folder))


def means_of_czt(czt: Path, folder: Path) -> Means:
    answer = json.loads(run([czt, "run", "line.yaml", "--replications", CZT_REPLICATIONS, "--threads", 1, "--json",
                             "--quiet"], folder).output)
    line = {row["measure"]: row["mean"] for row in answer["measures"] if row["scope"] == "line"}
    lost = sum(line.get(name) or 0.0 for name in ("left_behind", "gave_up", "stranded"))
    return Means(line["boardings"], line["wait_mean"], line["in_vehicle_mean"], lost)


def time_simpy(variant: str, folder: Path, row: Row) -> Means:
    used = run([PYTHON, HERE / "simpy_line.py", folder, "--variant", variant], folder)
    said = json.loads(used.output)
    row.add(said["cpu_s"], said["measured_s"], used)
    return Means(said["boardings"], said["wait_mean"], said["in_vehicle_mean"], said["left"])


def sumo(folder: Path, *options: str) -> Used:
    return run(["sumo", "--net-file", "line.net.xml", "--additional-files", "line.add.xml",
                "--route-files", "trains.rou.xml,persons.rou.xml", "--begin", Line().first - 600,
                "--step-length", "1", "--no-step-log", "--xml-validation", "never", *options], folder)


def time_sumo(folder: Path, row: Row) -> None:
    """The run that reads everything and stops after a second is taken off the day. It also makes the persons, so the
    day is less than SUMO's simulation, to SUMO's advantage. Its measures are the tripinfo output."""
    reading = sumo(folder, "--route-steps", "0", "--end", str(Line().first - 599))
    silent = sumo(folder)
    telling = sumo(folder, "--tripinfo-output", "tripinfo.xml")
    row.add(silent.cpu_s - reading.cpu_s, telling.cpu_s - reading.cpu_s, telling)


def means_of_sumo(folder: Path) -> Means:
    """From the last timed run. SUMO books a ride from the departure of the train to its arrival, as czt does; the wait
    counts from the moment in the passenger list, because SUMO itself begins at the next whole second."""
    with (folder / "passengers.csv").open(newline="") as file:
        came = [float(row["came"]) for row in csv.DictReader(file)]
    waits, rides = [], []
    for _, element in xml.iterparse(folder / "tripinfo.xml"):
        if element.tag != "personinfo":
            continue
        ride = element.find("ride")
        departed, arrived = float(ride.get("depart")), float(ride.get("arrival"))
        if departed >= 0 and arrived >= 0:
            waits.append(departed - came[int(element.get("id"))])
            rides.append(arrived - departed)
        element.clear()
    return Means(len(waits), statistics.fmean(waits), statistics.fmean(rides), len(came) - len(waits))


# --- do they agree? -----------------------------------------------------------------------------------------------

@dataclass(frozen=True)
class Theory:
    """Random arrivals over whole headways wait half a headway; every pair of stations is equally likely."""
    wait: float
    wait_sd: float
    ride: float
    ride_sd: float
    fastest: float  # s from stop to stop

    @staticmethod
    def of(line: Line) -> "Theory":
        rides = [abs(a - b) * (line.run + line.dwell) - line.dwell
                 for a in range(line.stations) for b in range(line.stations) if a != b]
        return Theory(line.headway / 2, line.headway / math.sqrt(12), statistics.fmean(rides),
                      statistics.pstdev(rides), line.spacing / line.speed + line.speed / line.accelerate)


def agreement(people: int, czt: Means, simpy: Means, sumo_: Means) -> bool:
    line = Line()
    theory = Theory.of(line)
    one_day = math.sqrt(1 / people)
    days = math.sqrt(1 / people + 1 / (people * CZT_REPLICATIONS))  # SimPy's one day against czt's many
    poisson = SIGMAS * math.sqrt(people / CZT_REPLICATIONS)  # czt draws how many come
    early = line.run - theory.fastest
    checks = [  # (what, found, expected, allowed)
        ("SimPy delivers everybody", simpy.boardings, people, 0),
        ("SUMO delivers everybody", sumo_.boardings, people, 0),
        ("czt delivers everybody (not delivered)", czt.lost, 0, 0),
        ("czt, people a day", czt.boardings, people, poisson),
        ("SimPy, mean wait: half a headway", simpy.wait, theory.wait, SIGMAS * theory.wait_sd * one_day),
        ("SimPy, mean ride: as booked, all pairs", simpy.ride, theory.ride, SIGMAS * theory.ride_sd * one_day),
        ("SUMO, mean wait: SimPy's + 2 steps", sumo_.wait, simpy.wait + SUMO_LATE, SUMO_WAIT),
        ("SUMO, mean ride: SimPy's - slack", sumo_.ride, simpy.ride - early, SUMO_RIDE),
        ("czt, mean wait: SimPy's, other people", czt.wait, simpy.wait, SIGMAS * theory.wait_sd * days),
        ("czt, mean ride: SimPy's, other people", czt.ride, simpy.ride, SIGMAS * theory.ride_sd * days),
    ]
    print("\nDo they agree? Seconds, people.")
    print(f"{'':<44}{'found':>12}{'expected':>12}{'allowed':>10}")
    agree = True
    for what, found, expected, allowed in checks:
        good = abs(found - expected) <= allowed
        agree &= good
        print(f"{what:<44}{found:12.2f}{expected:12.2f}{'±':>4}{allowed:6.2f}  {'agrees' if good else 'DISAGREES'}")
    return agree


# --- the table ----------------------------------------------------------------------------------------------------

def first_match(pattern: str, text: str) -> str:
    found = re.search(pattern, text, re.MULTILINE)
    return found.group(1).strip() if found else "?"


def describe_machine(czt: Path, folder: Path) -> None:
    cpu = first_match(r"^model name\s*:\s*(.*)$", Path("/proc/cpuinfo").read_text())
    system = first_match(r'^PRETTY_NAME="(.*)"', Path("/etc/os-release").read_text())
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    version = first_match(r"Version (\S+)", run(["sumo", "--version"], folder).output)
    simpy_ = run([PYTHON, "-c", "import simpy, platform as p; print(simpy.__version__, 'on Python', p.python_version())"],
                 folder).output.strip()
    print(f"{datetime.date.today()}; {os.cpu_count()} cores of {cpu}; {system}, Linux {platform.release()}; "
          f"load before {load}")
    czt_version = json.loads(run([czt, "bench", "line.yaml", "--replications", 3], folder).output)["czt"]
    print(f"czt {czt_version}; SUMO {version}; SimPy {simpy_}")


def print_table(rows: list[Row], people: int) -> None:
    ours = rows[0].median()
    print("\nCPU time of a day, medians. Alone: people and trains. Measured: and what they did. Process: from start to end.")
    print(f"{'':<25}{'runs':>5}" + "".join(f"{what + ' ms':>13}{'x czt':>8}" for what in ("alone", "measured", "process"))
          + f"{'us/person':>11}{'peak MB':>9}")
    for row in rows:
        columns = "".join(f"{time * 1e3:13.2f}{time / our:8.0f}" for time, our in zip(row.median(), ours))
        print(f"{row.name:<25}{len(row.day):5}{columns}{row.median()[0] / people * 1e6:11.3f}{row.peak_mb:9.0f}")


def meets(name: str, row: Row, ours: Row, target: int) -> bool:
    ratio = row.median()[0] / ours.median()[0]
    print(f"{name}: czt is {ratio:,.0f} times as fast (target {target:,}: {'met' if ratio >= target else 'MISSED'})")
    return ratio >= target


def compare(czt: Path, folder: Path, runs: int, sumo_runs: int) -> int:
    with (folder / "passengers.csv").open() as file:
        people = sum(1 for _ in file) - 1
    describe_machine(czt, folder)

    ours, sources, merged, each, theirs = rows = [
        Row(name) for name in ("czt", "SimPy, process a station", "SimPy, merged streams", "SimPy, process a person",
                               "SUMO")]
    for turn in range(runs):  # in turn, so that a busy minute of the machine falls on all
        time_czt(czt, folder, ours)
        time_simpy("merged", folder, merged)
        simpy_means = time_simpy("sources", folder, sources)
        if turn < sumo_runs:
            time_simpy("each", folder, each)
            time_sumo(folder, theirs)
    agree = agreement(people, means_of_czt(czt, folder), simpy_means, means_of_sumo(folder))
    print_table(rows, people)
    print()
    fast = meets("SimPy, process a station", sources, ours, SIMPY_TARGET)
    fast = meets("SUMO, reading taken off", theirs, ours, SUMO_TARGET) and fast
    if not agree:
        print("The means disagree: these are not the same railway.", file=sys.stderr)
        return 1
    return 0 if fast else 3


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("czt", type=Path)
    options.add_argument("folder", type=Path, help="where generate.py and netconvert wrote")
    options.add_argument("--runs", type=int, default=5, help="of czt and SimPy")
    options.add_argument("--sumo-runs", type=int, default=2, help="of SUMO, at most as many as --runs")
    chosen = options.parse_args()
    if not 1 <= chosen.sumo_runs <= chosen.runs:
        options.error("--sumo-runs lies between 1 and --runs")
    try:
        return compare(chosen.czt.resolve(), chosen.folder.resolve(), chosen.runs, chosen.sumo_runs)
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
