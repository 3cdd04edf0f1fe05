"""Reads the store of a study (czt study run … -o STORE.db). Standard library only; with pandas, tables as data frames.

    import czt_store
    with czt_store.open_store("fares.db") as store:
        print(store.study, store.parameters, store.cells)
        for row in store.estimates("boardings"):      # one for each row of the design; row 0 is the scenario as it is
            print(row["row"], row["values"], row["mean"], row["half_width"])
        frame = store.runs_frame()                     # needs pandas

    python3 czt_store.py STORE.db                      # says what is in it
    python3 czt_store.py STORE.db --parquet DIR        # needs pandas with pyarrow or fastparquet
"""

import pathlib
import sqlite3
import sys

APPLICATION = 0x637A7431
VERSION = 2


class NotAStore(Exception):
    pass


def open_store(path):
    return Store(path)


class Store:
    """Read only: a study may go on writing meanwhile."""

    def __init__(self, path):
        file = pathlib.Path(path)
        if not file.is_file():
            raise NotAStore(f"there is no store {path}")
        self._db = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
        try:
            application = self._db.execute("PRAGMA application_id").fetchone()[0]
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as problem:
            raise NotAStore(f"{path}: {problem}") from None
        if application != APPLICATION:
            raise NotAStore(f"{path} is of another program")
        if version != VERSION:
            raise NotAStore(f"{path} is of store version {version}, this module reads {VERSION}")
        series = self._db.execute("SELECT series, study, scenario, scenario_digest, seed, rows, resolved FROM series WHERE current = 1").fetchone()
        if series is None:
            raise NotAStore(f"{path} has no study in it yet")
        self._series, self.study, self.scenario, self.scenario_digest, self.seed, self.rows_kept, self.resolved = series
        self.parameters = [name for (name,) in self._db.execute("SELECT parameter FROM names ORDER BY number")]
        self.cells = [name for (name,) in self._db.execute("SELECT name FROM cells WHERE series = ? ORDER BY cell", (self._series,))]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._db.close()

    def points(self):
        """Dicts with row, status, reason and the parameters' values as they are written, in the design's order."""
        values = {}
        for point, number, value in self._db.execute("SELECT point, number, value FROM parameters"):
            values.setdefault(point, {})[self.parameters[number]] = value
        query = "SELECT d.row, point, p.status, p.reason FROM design d JOIN points p USING(point) ORDER BY d.row"
        for row, point, status, reason in self._db.execute(query):
            yield {"row": row, "status": status, "reason": reason, "values": values.get(point, {})}

    def estimates(self, cell):
        """Mean, sd and 95 % half-width of a cell at every row that has been run."""
        points = {p["row"]: p for p in self.points()}
        query = "SELECT row, n, mean, sd, half_width FROM estimates WHERE measure = ? ORDER BY row"
        for row, n, mean, sd, half_width in self._db.execute(query, (cell,)):
            yield {**points[row], "n": n, "mean": mean, "sd": sd, "half_width": half_width}

    def runs(self):
        """Tuples (row, replication, {cell: value}) of runs that did not fail, in the design's order."""
        query = ("SELECT d.row, m.replication, m.cell, m.value FROM design d JOIN measures m USING(point) "
                 "ORDER BY d.row, m.replication, m.cell")
        at, values = None, {}
        for row, replication, cell, value in self._db.execute(query):
            if (row, replication) != at:
                if at is not None:
                    yield (*at, values)
                at, values = (row, replication), {}
            values[self.cells[cell]] = value
        if at is not None:
            yield (*at, values)

    def points_frame(self):
        import pandas
        return pandas.DataFrame([{**{k: p[k] for k in ("row", "status", "reason")}, **p["values"]} for p in self.points()])

    def runs_frame(self):
        import pandas
        return pandas.DataFrame([{"row": row, "replication": replication, **values} for row, replication, values in self.runs()])


def main(arguments):
    if not arguments or arguments[0].startswith("-"):
        print(__doc__)
        return 2
    with open_store(arguments[0]) as store:
        if arguments[1:2] == ["--parquet"] and len(arguments) == 3:
            folder = pathlib.Path(arguments[2])
            folder.mkdir(parents=True, exist_ok=True)
            store.points_frame().to_parquet(folder / "points.parquet")
            store.runs_frame().to_parquet(folder / "runs.parquet")
            return 0
        print(f"{store.study}: {store.scenario}, seed {store.seed}, {len(store.cells)} cells")
        for point in store.points():
            print(point["row"], point["status"], point["values"], point["reason"])
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except NotAStore as problem:
        sys.exit(f"czt_store: {problem}")
    except ImportError as problem:
        sys.exit(f"czt_store: {problem}: install pandas (and pyarrow for Parquet)")
