"""How long the papers take: a plan of 15 pages, its handbook, its budget."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from benchmarks.data import large_dossier
from planner.documents.budget import build_budget_sheet
from planner.documents.handbook import build_handbook
from planner.documents.plan import build_plan
from planner.dossier import Dossier

TODAY = date(2027, 7, 1)


def measure() -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept; medians of warm runs, each of an event that was never printed before."""
    jobs: dict[str, tuple[float, Callable[[Dossier], bytes]]] = {
        ".docx of the plan (19 pages)": (0.15, build_plan),
        ".pdf of the handbook": (0.15, lambda dossier: build_handbook(dossier, today=TODAY)),
        ".xlsx of the budget": (0.1, build_budget_sheet),
    }
    rows = []
    for name, (limit, job) in jobs.items():
        job(_fresh(0))
        seconds = statistics.median(_seconds(job, _fresh(number)) for number in range(1, 10))
        rows.append((name, f"{seconds:.3f} s", f"≤ {limit} s", seconds <= limit))
    return rows


def _fresh(number: int) -> Dossier:
    """The large event with other words in every item, so that nothing of an earlier paper can serve again."""
    event = large_dossier(60)
    return replace(
        event,
        facts=replace(event.facts, title=f"{event.facts.title}{number}"),
        schedule=tuple(replace(i, title=f"{number} 次{i.title}", detail=f"{number}{i.detail}") for i in event.schedule),
        duties=tuple(replace(d, task=f"{number}{d.task}") for d in event.duties),
    )


def _seconds(job: Callable[[Dossier], bytes], dossier: Dossier) -> float:
    start = time.perf_counter()
    job(dossier)
    return time.perf_counter() - start
