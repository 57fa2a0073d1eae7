"""The figures of a report as rows that papers print: what was planned, what came of it, why they differ."""

from collections.abc import Iterator, Sequence

from planner.enums import GroupSide
from planner.report.comparison import Comparison
from planner.report.counted import Gift
from planner.report.figures import LiveFigure
from planner.report.passages import leave_unnamed
from planner.report.programme import ItemResult
from planner.report.records import Records
from planner.report.report import Report
from planner.report.results import ResultRow, ResultSection
from planner.report.turnout import EVERYBODY

_CATEGORIES, _SOURCES, _DONATED = "分类", "资金来源", "收到捐赠"
_MOST_ITEMS = 12


def list_result_rows(report: Report, records: Records) -> tuple[ResultRow, ...]:
    """Every figure of the event in the order of papers; of a cancelled one what it cost."""
    if report.is_cancelled:
        return tuple(_list_money(report))
    return (
        *_list_people(report),
        *_list_programme(report),
        *_list_helpers(report),
        *_list_gifts(report, records),
        *_list_money(report),
        *_list_safety(report),
        *_list_counted(report),
    )


def _row(section: ResultSection, figure: LiveFigure, label: str = "", *, part: str = "", cause: str = "") -> ResultRow:
    """A figure that no plan promised."""
    return ResultRow(
        section=section, label=label or figure.noun, unit=figure.unit, actual=figure.amount, part=part, cause=cause
    )


def _compare(section: ResultSection, line: Comparison, *, part: str = "", is_sum: bool = False) -> ResultRow:
    return ResultRow(
        section=section,
        label=line.label,
        unit=line.actual.unit,
        planned=line.plan.amount if line.plan else None,
        actual=line.actual.amount,
        has_plan=True,
        cause=line.cause,
        part=part,
        is_sum=is_sum,
    )


def _list_people(report: Report) -> Iterator[ResultRow]:
    """Groups side by side, each side with its sum where it has several; attendances (人次) apart from persons."""
    people = report.people
    sums = {
        GroupSide.CHILD: people.participants,
        GroupSide.STAFF: people.companions,
        GroupSide.GUEST: people.guests,
    }
    for side, together in sums.items():
        groups = people.of_side(side)
        for group in groups:
            yield _compare(ResultSection.PEOPLE, group.comparison, part=side.label)
        if together is not None and len(groups) > 1:
            name = side.label if together.label == EVERYBODY else together.label
            line = Comparison(label=f"{name}合计", actual=together.actual, plan=together.plan)
            yield _compare(ResultSection.PEOPLE, line, part=side.label, is_sum=True)
    yield _row(ResultSection.PEOPLE, report.turns)


def _list_programme(report: Report) -> Iterator[ResultRow]:
    programme, section = report.programme, ResultSection.PROGRAMME
    if not programme.items:
        return
    held = Comparison(label="照办", actual=programme.held, plan=programme.planned)
    yield _compare(section, held)
    for label, figure in (("有改动", programme.changed), ("没有办", programme.dropped)):
        items = [item for item in programme.differing if item.place in figure.places]
        yield _row(section, figure, label, cause=_tell_items(items, report))


def _tell_items(items: Sequence[ItemResult], report: Report) -> str:
    """露天电影（下雨，改在活动室）；清点药品补给, as people wrote it, without a child's name."""
    told = [item.item.title + (f"（{item.words.rstrip('。')}）" if item.words else "") for item in items]
    more = f"；等 {len(told)} 项" if len(told) > _MOST_ITEMS else ""
    return leave_unnamed("；".join(told[:_MOST_ITEMS]), report.names) + more


def _list_helpers(report: Report) -> Iterator[ResultRow]:
    helpers, section = report.helpers, ResultSection.HELPERS
    if helpers is None:
        return
    yield _row(section, helpers.persons)
    yield _compare(section, helpers.turns)
    yield _row(section, helpers.hours, cause=helpers.note if helpers.waiting else "")


def _list_gifts(report: Report, records: Records) -> Iterator[ResultRow]:
    """Goods that came in, then what was handed out: in pieces, in cash, to how many."""
    section = ResultSection.GIFTS
    for donation in records.ledger.donations:
        yield ResultRow(
            section=section,
            label=donation.item,
            unit=donation.unit or "件",
            actual=donation.received,
            part=_DONATED,
            cause=donation.donor,
        )
    for gift in report.gifts:
        yield from _list_gift(gift)
    for leftover in report.leftovers:
        if leftover.left.is_known:
            yield _row(section, leftover.left, f"剩余{leftover.supply.name}")


def _list_gift(gift: Gift) -> Iterator[ResultRow]:
    section = ResultSection.GIFTS
    if gift.pieces is not None:
        yield _compare(section, Comparison(label=f"发放{gift.item}", actual=gift.pieces.actual, plan=gift.pieces.plan))
    if gift.cash is not None:
        yield _row(section, gift.cash, f"发放{gift.item}")
    yield _row(section, gift.people, f"领取{gift.item}")


def _list_money(report: Report) -> Iterator[ResultRow]:
    """What was spent by category with its sum, whose money it was, what is left of the budget."""
    section, spending = ResultSection.MONEY, report.spending
    for category in spending.categories:
        yield _compare(section, category, part=_CATEGORIES)
    total = Comparison(label="支出合计", actual=spending.total.actual, plan=spending.total.plan)
    yield _compare(section, total, part=_CATEGORIES, is_sum=True)
    for figure in spending.sources:
        yield _row(section, figure, part=_SOURCES)
    if spending.saved.is_known:
        yield _row(section, spending.saved)


def _list_safety(report: Report) -> Iterator[ResultRow]:
    if report.safety.plan:
        yield _compare(ResultSection.SAFETY, report.safety)
    yield _row(ResultSection.SAFETY, report.incident_count)


def _list_counted(report: Report) -> Iterator[ResultRow]:
    for tally in report.tallies:
        for level, figure in tally.levels:
            yield _row(ResultSection.COUNTED, figure, f"{level.label}报道", part=tally.kind.label)
        yield _row(ResultSection.COUNTED, tally.total)
