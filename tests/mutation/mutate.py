#!/usr/bin/env python3
"""Puts one defect at a time into a room, and says which test catches it.

    tests/mutation/mutate.py                 # the twelve written defects and thirty machine-made flips; an hour
    tests/mutation/mutate.py --only 3,f7     # the third defect and the seventh flip
    tests/mutation/mutate.py --again         # those of the record once more: does the test still catch it? (minutes)
    tests/mutation/mutate.py --list          # what they are
    tests/mutation/mutate.py --check         # do the written ones still fit, how many have a verdict? (quick; ctest asks)

It needs a build (--build, default build/release) that has the sources' tests. The file with the defect is compiled
aside and linked before the room that has the sound one, so that neither sources nor build are touched. Verdicts:
caught by a test, survived, equivalent (defects.py says why), does not compile (the next flip takes its place).
verdicts.json keeps them; those it has are not made again.
"""

import argparse
import concurrent.futures
import hashlib
import html
import itertools
import json
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile

from defects import DEFECTS, EQUIVALENT

SOURCES = pathlib.Path(__file__).resolve().parents[2]
RECORD = pathlib.Path(__file__).resolve().with_name("verdicts.json")
FLIPS = 30
# The tests that could see a defect of a room, the likeliest first.
TESTS = {
    "model": ["twin", "model", "stories", "observe", "scenario", "experiment"],
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
    """All operators of the four rooms, in an order in which each has its place by what stands on its line: a change of
    other lines moves none, and leaves most of the first thirty what they were."""
    places = []
    for path in sorted(path for room in TESTS for path in (SOURCES / "sim" / room).glob("*.cpp")):
        file, seen = path.relative_to(SOURCES).as_posix(), {}
        for number, line in enumerate(path.read_text().split("\n"), 1):
            seen[line.strip()] = seen.get(line.strip(), 0) + 1
            for pattern, other in SWAPS:
                for match in re.finditer(pattern, code_of(line)):
                    sentence = f"{file}: '{match[0].strip()}' becomes '{other.strip()}': {line.strip()}"
                    which = f"{sentence} @{match.start() - len(line) + len(line.lstrip())}"
                    if seen[line.strip()] > 1:
                        which += f" #{seen[line.strip()]}"
                    place = hashlib.sha256(f"{seed} {which}".encode()).hexdigest()
                    places.append((place, Mutant("", which, file, line, line[:match.start()] + other + line[match.end():], number)))
    for n, (_, mutant) in enumerate(sorted(places, key=lambda p: p[0]), 1):
        mutant.name = f"f{n}"
        yield mutant


def equivalent(mutant):
    for file, before, after, why in EQUIVALENT:
        if (file, before, after) == (mutant.file, mutant.before.strip(), mutant.after.strip()):
            return why
    return None


class Build:
    """Compiles a file with a defect and links tests with it, beside a build that has them sound."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder).resolve()
        self.compiled = {c["file"]: c["command"] for c in json.loads((self.folder / "compile_commands.json").read_text())}
        self.linked = {}
        for test in sorted({test for tests in TESTS.values() for test in tests}):
            commands = subprocess.run(["ninja", "-C", self.folder, "-t", "commands", f"czt_test_{test}"],
                                      check=True, text=True, capture_output=True).stdout
            output = f"-o tests/{test}/czt_test_{test} "
            self.linked[test] = next(part for part in commands.strip().split("\n")[-1].split(" && ") if output in part)

    def compile(self, mutant, folder):
        source = folder / pathlib.Path(mutant.file).name
        source.write_text(mutant.put_into((SOURCES / mutant.file).read_text()))
        command = shlex.split(self.compiled[str(SOURCES / mutant.file)])
        command[command.index("-o") + 1] = str(folder / "mutant.o")
        command[command.index("-c") + 1] = str(source)
        command += ["-iquote", str((SOURCES / mutant.file).parent)]
        return subprocess.run(command, cwd=self.folder, capture_output=True).returncode == 0

    def failing(self, test, folder, case=None):
        """The name of a test case that fails, or None."""
        program = folder / f"czt_test_{test}"
        command = shlex.split(self.linked[test])
        at = command.index("-o")
        command[at:at + 2] = [str(folder / "mutant.o"), "-o", str(program)]
        subprocess.run(command, cwd=self.folder, check=True, capture_output=True)
        try:
            run = subprocess.run([program, *([re.sub(r"([,\[\\])", r"\\\1", case)] if case else []), "--abort", "-r", "xml"],
                                 cwd=self.folder / "tests" / test, capture_output=True, text=True, errors="replace", timeout=900)
        except subprocess.TimeoutExpired:
            return f"{test}: does not end"
        finally:
            program.unlink()
        if run.returncode == 0:
            return None
        asked = re.findall(r'<TestCase name="([^"]*)"', run.stdout)
        if case:
            return case if asked else None
        return f"{test}: {html.unescape(asked[-1]) if asked else 'ends badly'}"

    def verdict(self, mutant, before=None):
        """`before` is the verdict of the record: its test is asked first."""
        with tempfile.TemporaryDirectory(prefix="czt-mutant-") as folder:
            folder = pathlib.Path(folder)
            if not self.compile(mutant, folder):
                return "does not compile"
            known = re.fullmatch(r"caught by (\w+): (.*)", before or "")
            if known and known[2] not in ("ends badly", "does not end") and self.failing(known[1], folder, known[2]):
                return before
            for test in TESTS[mutant.room()]:
                if failing := self.failing(test, folder):
                    return f"caught by {failing}"
            return "survived"


def todays(seed, count, verdicts):
    """The written ones and the first `count` flips that compile, as far as the record knows."""
    compiling = (m for m in flips(seed) if verdicts.get(m.sentence) != "does not compile")
    return written() + list(itertools.islice(compiling, count))


def check(seed, count, verdicts):
    """Every written text stands exactly once in its file, and every equivalent flip still is one."""
    wrong = [m.sentence for m in written() if (SOURCES / m.file).read_text().count(m.before) != 1]
    wrong += [f"{file}: {before}" for file, before, _, _ in EQUIVALENT
              if before not in [line.strip() for line in (SOURCES / file).read_text().split("\n")]]
    for sentence in wrong:
        print(f"does not fit the sources any more: {sentence}", file=sys.stderr)
    today = todays(seed, count, verdicts)
    caught = [m for m in today if verdicts.get(m.sentence, "").startswith("caught")]
    nothing = [m for m in today if equivalent(m)]
    survived = [m for m in today if verdicts.get(m.sentence) == "survived" and not equivalent(m)]
    print(f"of today's {len(today)} defects {len(caught)} have been caught, {len(nothing)} change nothing, {len(survived)} survived "
          f"({' '.join(m.name for m in survived)}), {len(today) - len(caught) - len(nothing) - len(survived)} are to be judged")
    return 1 if wrong else 0


def judge(mutants, build, verdicts, again, jobs):
    """Prints each with its verdict, and keeps it."""
    def one(mutant):
        known = verdicts.get(mutant.sentence)
        if equivalent(mutant) or (known and not again):
            return known
        return build.verdict(mutant, known)

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for mutant, verdict in zip(mutants, pool.map(one, mutants)):
            if verdict:
                verdicts[mutant.sentence] = verdict
                RECORD.write_text(json.dumps(verdicts, indent=1, ensure_ascii=False) + "\n")
            why = equivalent(mutant)
            print(f"{mutant.name:>4}  {f'equivalent: {why}' if why else verdict}\n      {mutant.sentence}", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", help="names, with commas between")
    parser.add_argument("--flips", type=int, default=FLIPS)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--jobs", type=int, default=1, help="how many at a time")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--build", default=str(SOURCES / "build" / "release"))
    args = parser.parse_args()
    verdicts = json.loads(RECORD.read_text()) if RECORD.exists() else {}
    if args.check:
        return check(args.seed, args.flips, verdicts)
    if args.list:
        for mutant in todays(args.seed, args.flips, verdicts):
            print(f"{mutant.name:>4}  {mutant.sentence}")
        return 0

    build = Build(args.build)
    if args.only:
        wanted = [m for m in itertools.chain(written(), flips(args.seed)) if m.name in args.only.split(",")]
        judge(wanted, build, verdicts, args.again, args.jobs)
    else:
        wanted = None
        while wanted != (wanted := todays(args.seed, args.flips, verdicts)) and (args.again or any(
                m.sentence not in verdicts and not equivalent(m) for m in wanted)):
            judge(wanted, build, verdicts, args.again, args.jobs)
            args.again = False
    survived = [m.name for m in wanted if verdicts.get(m.sentence) == "survived" and not equivalent(m)]
    print(f"{len(survived)} survived: {' '.join(survived)}" if survived else "none survived")
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main())
