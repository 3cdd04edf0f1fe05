#!/usr/bin/env python3
"""How long czt serve takes to answer a changed fare, asked over HTTP as its page does.

    benchmarks/first_answer.py build/release/czt scenarios/2021-weekday.yaml [SCENARIO...]

Prints milliseconds from the question to the first answer, and to the first that is settled: medians of seven fares.
"""

import pathlib
import statistics
import subprocess
import sys
import time
import urllib.parse
import urllib.request

FARES = (0.35, 0.37, 0.39, 0.36, 0.33, 0.31, 0.34)


def ask(url, scenario, settings, request):
    """Seconds to the first answer, and to the first settled one. Reads to the end: the next question finds an idle server."""
    query = [("scenario", scenario), ("request", str(request)), ("page", "bench")] + [("set", s) for s in settings]
    began, first, settled, event = time.perf_counter(), None, None, None
    with urllib.request.urlopen(url + "api/run?" + urllib.parse.urlencode(query)) as stream:
        for line in map(bytes.decode, stream):
            if line.startswith("event: "):
                event = line[7:].strip()
            elif line.startswith("data: ") and event == "answer":
                since = time.perf_counter() - began
                first = first or since
                if settled is None and '"choices_settled":true' in line.replace(" ", ""):
                    settled = since
            if event == "end":
                break
    if settled is None:
        raise RuntimeError("no settled answer came")
    return first, settled


def measure(program, scenario):
    file = pathlib.Path(scenario)
    server = subprocess.Popen([program, "serve", "--quiet", file.name], cwd=file.parent, stdout=subprocess.PIPE, text=True)
    try:
        url = server.stdout.readline().strip()
        ask(url, file.name, [], 1)
        ask(url, file.name, ["fares.per_km=0.41 yuan"], 2)
        times = [ask(url, file.name, [f"fares.per_km={fare} yuan"], 3 + k) for k, fare in enumerate(FARES)]
    finally:
        server.terminate()
    first, settled = (1000 * statistics.median(column) for column in zip(*times))
    print(f"{file.name}: first {first:.0f} ms, settled {settled:.0f} ms")


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for scenario in sys.argv[2:]:
        measure(str(pathlib.Path(sys.argv[1]).resolve()), scenario)
