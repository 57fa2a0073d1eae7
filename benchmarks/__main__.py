"""Run every measurement and print one table; ends with 1 when a limit is not kept."""

import sys
import tempfile
from pathlib import Path

from benchmarks import documents, guessers, overview, start, web


def main() -> int:
    """Measure in temporary instances; nothing of this installation is touched."""
    rows = documents.measure()
    for each in (web, overview, start, guessers):
        with tempfile.TemporaryDirectory() as folder:
            rows += each.measure(Path(folder))
    try:
        from benchmarks import bench_budgets

        rows += bench_budgets.measure()
    except ImportError:
        pass
    for name, figure, limit, kept in rows:
        print(f"{'✓' if kept else '✗'} {name:<58} {figure:>22}  {limit}")
    return 0 if all(kept for *_, kept in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
