#!/usr/bin/env python3
"""Puts one defect at a time into a copy of the sources, and says which test catches it.

    tests/mutation/mutate.py                 # the twelve written defects and thirty machine-made flips; takes hours
    tests/mutation/mutate.py --only 3,f7     # the third defect and the seventh flip
    tests/mutation/mutate.py --list          # what they are
    tests/mutation/mutate.py --check         # do the written ones still fit? (quick; ctest asks)

The copy and its build stay in --work and are used again. `--log` keeps the verdicts; those it has are not made again.
Verdicts: caught by a test, survived, equivalent (defects.py says why), does not compile (the next flip takes its place).
"""

import argparse
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

from defects import DEFECTS, EQUIVALENT

SOURCES = pathlib.Path(__file__).resolve().parents[2]
FLIPS = 30
# The tests that could see a defect of a room, the quickest first.
TESTS = {
    "model": ["model", "stories", "twin", "observe", "scenario", "experiment"],
    "timetable": ["timetable", "stories", "scenario", "twin", "model"],
    "observe": ["observe", "stories", "experiment"],
    "rolling_stock": ["rolling_stock", "timetable", "scenario"],
}
SWAPS = [
    (r" <= ", " < "), (r" < ", " <= "), (r" >= ", " > "), (r" > ", " >= "), (r" == ", " != "), (r" != ", " == "),
    (r" \+ ", " - "), (r" - ", " + "), (r" && ", " || "), (r" \|\| ", " && "), (r"std::min\b", "std::max"),
    (r"std::max\b", "std::min"), (r"\btrue\b", "false"), (r"\bfalse\b", "true"), (r" \+= ", " -= "), (r" -= ", " += "),
]


class Mutant:
    def __init__(self, name, sentence, file, before, after, line=None):
        self.name, self.sentence, self.file, self.before, self.after, self.line = name, sentence, file, before, after, line

    def room(self):
        return self.file.split("/")[1]

    def put_into(self, text):
        if self.line is None:
            return text.replace(self.before, self.after)
        lines = text.split("\n")
        assert lines[self.line - 1] == self.before
        lines[self.line - 1] = self.after
        return "\n".join(lines)


def written():
    return [Mutant(str(n), *defect) for n, defect in enumerate(DEFECTS, 1)]


def code_of(line):
    """The line without comment; empty where it is no code that a flip could change."""
    code = line.split("//")[0]
    return "" if re.match(r"\s*(#|/|\*|template|assert|static_assert)", code) or "prefetch" in code or '"' in code else code


def flips(seed):
    """All operators of the four rooms, in an order that only the seed decides."""
    places = []
    for room in sorted(TESTS):
        for path in sorted((SOURCES / "sim" / room).glob("*.cpp")):
            for number, line in enumerate(path.read_text().split("\n"), 1):
                for pattern, other in SWAPS:
                    for match in re.finditer(pattern, code_of(line)):
                        flipped = line[:match.start()] + other + line[match.end():]
                        places.append((path.relative_to(SOURCES).as_posix(), number, line, flipped, match[0].strip(), other.strip()))
    random.Random(seed).shuffle(places)
    for n, (file, number, line, flipped, sign, other) in enumerate(places, 1):
        yield Mutant(f"f{n}", f"{file}:{number}: '{sign}' becomes '{other}': {line.strip()}", file, line, flipped, number)


def equivalent(mutant):
    for file, before, after, why in EQUIVALENT:
        if (file, before, after) == (mutant.file, mutant.before.strip(), mutant.after.strip()):
            return why
    return None


def check():
    """Every written text stands exactly once in its file, and every equivalent flip still is one."""
    wrong = [m.sentence for m in written() if (SOURCES / m.file).read_text().count(m.before) != 1]
    wrong += [f"{file}: {before}" for file, before, _, _ in EQUIVALENT
              if before not in [line.strip() for line in (SOURCES / file).read_text().split("\n")]]
    for sentence in wrong:
        print(f"does not fit the sources any more: {sentence}", file=sys.stderr)
    return 1 if wrong else 0


class Copy:
    """The sources in a folder of their own, with a build."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.build = self.folder / "build"
        self.refresh()
        subprocess.run(["cmake", "-S", self.folder, "-B", self.build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release"],
                       check=True, stdout=subprocess.DEVNULL)

    def refresh(self):
        files = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=SOURCES, check=True, text=True, capture_output=True)
        for name in files.stdout.split("\n"):
            source, target = SOURCES / name, self.folder / name
            if not source.is_file() or (target.is_file() and target.read_bytes() == source.read_bytes()):
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)

    def make(self, test):
        return subprocess.run(["cmake", "--build", self.build, "--target", f"czt_test_{test}"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0

    def failing(self, test):
        """The name of a test case that fails, or None."""
        program = self.build / "tests" / test / f"czt_test_{test}"
        try:
            run = subprocess.run([program, "--abort"], cwd=program.parent, capture_output=True, text=True, errors="replace", timeout=600)
        except subprocess.TimeoutExpired:
            return f"{test}: does not end"
        if run.returncode == 0:
            return None
        lines = run.stdout.split("\n")
        rule = next((n for n, line in enumerate(lines) if line.startswith("-----")), None)
        return f"{test}: {lines[rule + 1].strip() if rule is not None else 'ends badly'}"

    def verdict(self, mutant):
        file = self.folder / mutant.file
        sound = file.read_text()
        file.write_text(mutant.put_into(sound))
        try:
            for number, test in enumerate(TESTS[mutant.room()]):
                if not self.make(test):
                    return "does not compile" if number == 0 else f"{test} does not build"
                if failing := self.failing(test):
                    return f"caught by {failing}"
            return "survived"
        finally:
            file.write_text(sound)


def chosen(args):
    every = written()
    if args.only:
        names = args.only.split(",")
        return [m for m in every + list(flips(args.seed)) if m.name in names]
    return every


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="names, with commas between")
    parser.add_argument("--flips", type=int, default=FLIPS)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--work", default=str(pathlib.Path(tempfile.gettempdir()) / "czt-mutation"))
    parser.add_argument("--log", default=None, help="JSON of verdicts; default: verdicts.json in --work")
    args = parser.parse_args()
    if args.check:
        return check()
    if args.list:
        for mutant in written() + [m for m, _ in zip(flips(args.seed), range(args.flips))]:
            print(f"{mutant.name:>4}  {mutant.sentence}")
        return 0

    copy = Copy(args.work)
    log = pathlib.Path(args.log or pathlib.Path(args.work) / "verdicts.json")
    known = json.loads(log.read_text()) if log.exists() else {}
    survived = []

    def judge(mutant):
        why = equivalent(mutant)
        if why is None and mutant.sentence not in known:
            known[mutant.sentence] = copy.verdict(mutant)
            log.write_text(json.dumps(known, indent=1, ensure_ascii=False) + "\n")
        verdict = f"equivalent: {why}" if why else known[mutant.sentence]
        print(f"{mutant.name:>4}  {verdict}\n      {mutant.sentence}", flush=True)
        if verdict == "survived":
            survived.append(mutant.name)
        return verdict != "does not compile"

    for mutant in chosen(args):
        judge(mutant)
    walk = flips(args.seed) if not args.only else iter(())
    made = 0
    while made < args.flips and (mutant := next(walk, None)):
        made += judge(mutant)
    print(f"{len(survived)} survived: {' '.join(survived)}" if survived else "none survived")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
