"""How long a budget takes: every check and the total of 1,000 lines, a workbook of 10,000 lines and its memory."""

import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

from budgets import (
    Budget,
    EventFacts,
    HeadGroup,
    Heading,
    Line,
    Money,
    Payment,
    Settlement,
    Source,
    UnitPrice,
    build_workbook,
    check_budget,
)

STAMP = datetime(2027, 7, 1, tzinfo=UTC)
CATEGORIES = ("交通费", "餐费", "住宿费", "保险费", "慰问品", "宣传费", "物资", "服装")
CONTEXT = EventFacts(
    kind="study_tour",
    starts_on=date(2027, 7, 1),
    ends_on=date(2027, 7, 3),
    groups=(HeadGroup("学生", 30), HeadGroup("老师", 4, is_child=False)),
    stated=34,
    moving=True,
    free_sites=("纪念馆",),
)


def budget_of(size: int) -> Budget:
    """Lines of every kind: computed, stated, unknown, one in twenty wrong."""
    lines = tuple(
        Line(
            f"k{at}",
            CATEGORIES[at % len(CATEGORIES)],
            f"第 {at} 项",
            UnitPrice(125_000 + at * 700),
            Decimal(at % 40 + 1) if at % 50 else None,
            "份",
            Decimal(at % 3 + 1) if at % 2 else None,
            "天" if at % 2 else "",
            "财政",
            "三家报价",
            Money(999) if at % 20 == 0 else None,
        )
        for at in range(size)
    )
    return Budget(lines, (Source("财政", Money(1_000_000)),))


def measure() -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept: the least CPU time of warm runs, the budget made anew for each."""
    checking = _least(7, lambda: budget_of(1_000), lambda budget: (check_budget(budget, CONTEXT), budget.total))
    writing = _least(3, lambda: budget_of(10_000), _workbook)
    tracemalloc.start()
    budget = budget_of(10_000)
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    _workbook(budget)
    megabytes = (tracemalloc.get_traced_memory()[1] - before) / 1e6
    tracemalloc.stop()
    settled = _least(2, lambda: budget_of(10_000), _settled)
    return [
        ("budget of 1,000 lines: all checks and the total", f"{checking * 1e3:.1f} ms", "≤ 20 ms", checking <= 0.02),
        ("workbook of 10,000 lines", f"{writing:.2f} s", "≤ 1.5 s", writing <= 1.5),
        ("  its memory beyond the budget", f"{megabytes:.1f} MB", "< 80 MB", megabytes < 80),
        ("  with 5,000 expenses, execution and settlement", f"{settled:.2f} s", "", True),
    ]


def _workbook(budget: Budget) -> bytes:
    return build_workbook(budget, Heading("活动", people=34), created=STAMP)


def _settled(budget: Budget) -> bytes:
    expenses = tuple(Payment(f"e{at}", Money(at * 31), f"k{at * 2}", "商店") for at in range(5_000))
    settlement = Settlement(budget, expenses)
    return build_workbook(budget, Heading("活动"), created=STAMP, settlement=settlement)


def _least(times: int, make: Callable[[], Budget], job: Callable[[Budget], object]) -> float:
    job(make())
    seconds = []
    for _ in range(times):
        budget = make()
        start = time.process_time()
        job(budget)
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    for name, figure, limit, kept in measure():
        print(f"{'✓' if kept else '✗'} {name:<58} {figure:>22}  {limit}")
