"""How long the papers take: a plan of 15 pages, its handbook, its budget; a summary with 40 photos, and its size."""

import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from benchmarks.data import large_dossier
from benchmarks.photos import draw_photo
from planner.documents.budget import build_budget_sheet
from planner.documents.handbook import build_handbook
from planner.documents.plan import build_plan
from planner.documents.summary import build_summary
from planner.dossier import Dossier
from planner.money import Ledger
from planner.money.finances import Finances
from planner.people.feedback import FeedbackSummary
from planner.pictures.printed import PrintedPhoto, PrintedPhotos
from planner.report import Records, build_report
from planner.report.collected import collect_results
from planner.report.drafting import lay_out
from planner.report.edition import SummaryEdition
from planner.report.filed import file_draft
from planner.report.paragraphs import Summary

TODAY = date(2027, 7, 1)
PHOTOS, MOST_SECONDS, MOST_MEBIBYTES = 40, 2.0, 15
LARGE_COPY = (1600, 1200)


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
    return [*rows, *_measure_summary()]


def _measure_summary() -> list[tuple[str, str, str, bool]]:
    """The draft of the large event with photos as the store keeps them, every third of them upright."""
    records = Records(finances=Finances(large_dossier(60), Ledger()))
    report, summary = build_report(records), Summary()
    results = collect_results(report, records, summary, FeedbackSummary())
    filed = file_draft(report.facts.title, summary.skeleton, lay_out(summary, report), (), results)
    photos = PrintedPhotos(tuple(_photo(number) for number in range(PHOTOS)))
    edition, seconds, size = SummaryEdition(filed=filed), float("inf"), 0
    for _ in range(5):
        start = time.perf_counter()
        size = len(build_summary(edition, photos))
        seconds = min(seconds, time.perf_counter() - start)
    mebibytes, name = size / 2**20, f".docx of the summary with {PHOTOS} photos"
    return [
        (name, f"{seconds:.2f} s", f"≤ {MOST_SECONDS} s", seconds <= MOST_SECONDS),
        (f"{name}, its size", f"{mebibytes:.1f} MB", f"≤ {MOST_MEBIBYTES} MB", mebibytes <= MOST_MEBIBYTES),
    ]


def _photo(number: int) -> PrintedPhoto:
    sides = LARGE_COPY if number % 3 else LARGE_COPY[::-1]
    return PrintedPhoto(content=draw_photo(number, sides), caption=f"第 {number + 1} 张", alt="照片")


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
