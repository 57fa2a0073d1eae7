"""How long the papers take: a plan of 15 pages, its handbook, its budget."""

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime

from benchmarks.data import large_dossier
from planner.documents.budget import build_budget_sheet
from planner.documents.handbook import build_handbook
from planner.documents.plan import build_plan

TODAY = date(2027, 7, 1)
STAMP = datetime(2027, 7, 1, tzinfo=UTC)


def measure() -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept; medians of warm runs."""
    dossier = large_dossier(60)
    jobs: dict[str, tuple[float, Callable[[], bytes]]] = {
        ".docx of the plan (15 pages)": (0.15, lambda: build_plan(dossier, today=TODAY)),
        ".pdf of the handbook": (0.15, lambda: build_handbook(dossier, today=TODAY)),
        ".xlsx of the budget": (0.1, lambda: build_budget_sheet(dossier)),
    }
    rows = []
    for name, (limit, job) in jobs.items():
        job()
        seconds = statistics.median(_seconds(job) for _ in range(7))
        rows.append((name, f"{seconds:.3f} s", f"≤ {limit} s", seconds <= limit))
    return rows


def _seconds(job: Callable[[], bytes]) -> float:
    start = time.perf_counter()
    job()
    return time.perf_counter() - start
