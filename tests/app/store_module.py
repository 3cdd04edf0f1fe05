"""store_module.py PROGRAM: the Python module and the exported tables say the same of a store."""

import csv
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "python"))
import czt_store  # noqa: E402

STUDY = """study: fares
scenario: line.yaml
vary:
  fare: {paths: [fares.per_km], values: [0.3 yuan, 0.5 yuan]}
  headway: {paths: [timetable.up.every], values: [2 min, 20 min]}
design: grid
replications: 3
decide_on: [boardings]
"""


def check(condition, what):
    if not condition:
        sys.exit(f"not so: {what}")


def main(program):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([program, "init", folder / "line"], check=True, stdout=subprocess.DEVNULL)
        (folder / "line" / "study.yaml").write_text(STUDY)
        store_file = folder / "a b.db"
        subprocess.run([program, "study", "run", folder / "line" / "study.yaml", "-o", store_file, "--quiet"], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([program, "study", "export", store_file, "-o", folder / "x", "--quiet"], check=True)
        with czt_store.open_store(store_file) as store:
            check(store.study == "fares" and store.parameters == ["fare", "headway"], "names")
            points = list(store.points())
            check([p["status"] for p in points] == ["done", "infeasible", "done", "infeasible", "done"], "statuses")
            check(points[4]["values"] == {"fare": "0.5 yuan", "headway": "20 min"}, "values")
            with open(folder / "x" / "runs.csv", newline="") as table:
                exported = [(int(r["row"]), int(r["replication"]), float(r["boardings"])) for r in csv.DictReader(table)]
            check(exported == [(row, k, v["boardings"]) for row, k, v in store.runs()], "runs")
            with open(folder / "x" / "estimates.csv", newline="") as table:
                for r in csv.DictReader(table):
                    if r["measure"] != "wait_mean" or not r["n"] or int(r["n"]) == 0:
                        continue
                    own = next(e for e in store.estimates("wait_mean") if e["row"] == int(r["row"]))
                    for key in ("mean", "sd", "half_width"):
                        check(abs(own[key] - float(r[key])) <= 1e-9 * abs(own[key]), f"{key} of row {r['row']}")
        try:
            czt_store.open_store(folder / "line" / "line.yaml")
            check(False, "a scenario is no store")
        except czt_store.NotAStore:
            pass


main(sys.argv[1])
