"""The papers of an event: each says what it is called, what it needs and who may have it; all are printed here.

To add one, write its builder in `planner/documents`, its `PAPER` in a module of this package, and name that below.
"""

from collections.abc import Mapping

from planner.errors import NotFound
from planner.models import Event
from planner.papers import (
    activity_form,
    budget,
    bulletin,
    calendar,
    handbook,
    home_letter,
    news,
    plan,
    results_sheet,
    schedule,
    settlement,
    settlement_sheet,
    sign_in,
    sign_off,
    slips,
    summary,
    supplies,
    thanks,
    visit_record,
)
from planner.papers.orders import Order
from planner.papers.paper import EventPaper, PrintedPaper
from planner.permissions import Access

__all__ = [
    "PAPERS",
    "EventPaper",
    "Order",
    "PrintedPaper",
    "list_papers",
    "list_plan_papers",
    "list_summary_papers",
    "order_paper",
]

# In the order in which menus and commands name them.
PAPERS: dict[str, EventPaper] = {
    module.PAPER.code: module.PAPER
    for module in (
        plan,
        handbook,
        slips,
        budget,
        schedule,
        supplies,
        sign_in,
        calendar,
        settlement,
        settlement_sheet,
        sign_off,
        summary,
        results_sheet,
        activity_form,
        visit_record,
        thanks,
        home_letter,
        bulletin,
        news,
    )
}


def list_papers(access: Access) -> list[EventPaper]:
    """The papers that a reader may have of an event."""
    return [paper for paper in PAPERS.values() if paper.allowed(access)]


def list_plan_papers(access: Access) -> list[EventPaper]:
    """Those of them that the event's own page offers; the others stand on the pages of the money and of the summary."""
    return [paper for paper in list_papers(access) if not (paper.of_accounts or paper.of_summary)]


def list_summary_papers(event: Event, access: Access) -> list[EventPaper]:
    """Those of them that the page of the event's summary offers; none before the event has begun."""
    return [paper for paper in list_papers(access) if paper.of_summary and paper.suits(event)]


def order_paper(
    event: Event,
    code: str,
    *,
    access: Access,
    host: str,
    options: Mapping[str, str] | None = None,
) -> Order:
    """An order of the paper of that code, with those of `options` that it knows.

    Raises NotFound for papers that don't exist or that such an event doesn't have, as for those that the reader may not
    have.
    """
    paper = PAPERS.get(code)
    if paper is None or not paper.allowed(access) or not paper.suits(event):
        raise NotFound("没有这种文件。")
    chosen = {name: (options or {}).get(name, "") for name in paper.options}
    return Order(paper=paper, event=event, access=access, host=host, options=chosen)
