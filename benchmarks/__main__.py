"""Run every measurement, or those that are named, and print one table; ends with 1 when a limit is not kept."""

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks import (
    bench_budgets,
    checks,
    disk,
    documents,
    evidence,
    fuzz,
    growth,
    guessers,
    halfopen,
    intake,
    overview,
    phone,
    photos,
    publicity,
    rush,
    start,
    web,
)

Row = tuple[str, str, str, bool]
# Each measures in a folder of its own; nothing of this installation is touched.
ALWAYS: dict[str, Callable[[Path], list[Row]]] = {
    "web": web.measure,
    "overview": overview.measure,
    "documents": lambda _folder: documents.measure(),
    "start": start.measure,
    "guessers": guessers.measure,
    "halfopen": halfopen.measure,
    "rush": rush.measure,
    "photos": photos.measure,
    "publicity": lambda _folder: publicity.measure(),
    "evidence": evidence.measure,
    "intake": lambda _folder: intake.measure(),
    "disk": disk.measure,
    "budgets": lambda _folder: bench_budgets.measure(),
    "checks": lambda _folder: checks.measure(),
}
# These take long, or more than Python: `python -m benchmarks phone`.
ASKED_FOR: dict[str, Callable[[Path], list[Row]]] = {
    "phone": phone.measure,
    "growth": growth.measure,
    "fuzz": fuzz.measure,
}


def main(names: list[str]) -> int:
    """Measure what is named, or all that needs nothing but Python."""
    known = ALWAYS | ASKED_FOR
    if unknown := set(names) - set(known):
        print(f"no measurement is called {', '.join(sorted(unknown))}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    rows = [row for name in names or ALWAYS for row in _measure(known[name])]
    for name, figure, limit, kept in rows:
        print(f"{'✓' if kept else '✗'} {name:<58} {figure:>22}  {limit}")
    return 0 if all(kept for *_, kept in rows) else 1


def _measure(measurement: Callable[[Path], list[Row]]) -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        return measurement(Path(folder))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
