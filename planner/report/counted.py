"""What was given, left over and counted: hand-outs in pieces and 元, supplies, hours, visits, calls, pairs, reports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from budgets import Money
from planner.actualkinds import MediaLevel, TallyKind
from planner.dossier import Supply
from planner.money.ledger import Handout
from planner.people import hours_of
from planner.places import place_of
from planner.report.actuals import Actual, TallyEntry
from planner.report.comparison import Comparison
from planner.report.figures import MONEY_UNIT, FigureSource, LiveFigure, add_up
from planner.report.records import Records, ServedHelpers


@dataclass(frozen=True, slots=True, kw_only=True)
class Gift:
    """Something that was handed out: how much altogether, in pieces or in cash, and to how many (人次).

    `pieces` are held against the supply of that name in the plan, where there is one measured alike.
    """

    item: str
    people: LiveFigure
    pieces: Comparison | None = None
    cash: LiveFigure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Leftover:
    """A supply of the plan and how much of it is left; unknown while nobody said."""

    supply: Supply
    left: LiveFigure
    answer: Actual

    @property
    def place(self) -> str:
        """Where the supply stands."""
        return place_of("supplies", self.supply.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class TallySum:
    """All of one kind; reports of media by level besides, where these were said."""

    kind: TallyKind
    total: LiveFigure
    levels: tuple[tuple[MediaLevel, LiveFigure], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Helpers:
    """Volunteers: how many, how often against the places of the shifts, and the hours that are approved.

    `waiting` are those whose hours are still to be.
    """

    persons: LiveFigure
    turns: Comparison
    hours: LiveFigure
    waiting: int = 0

    @property
    def note(self) -> str:
        """Whose hours are not in it yet."""
        return f"还有 {self.waiting} 人的时长没核定" if self.waiting else "都核定了" if self.hours.is_known else ""


def list_gifts(records: Records) -> tuple[Gift, ...]:
    """What was handed out, by its name and measure, in the order of the ledger."""
    by_item: dict[tuple[str, str], list[Handout]] = {}
    for row in records.ledger.handouts:
        by_item.setdefault((row.item, row.unit), []).append(row)
    return tuple(_gift(records, item, unit, rows) for (item, unit), rows in by_item.items())


def _gift(records: Records, item: str, unit: str, rows: Sequence[Handout]) -> Gift:
    sources = tuple(_handout_source(row) for row in rows)
    given = [row for row in rows if row.quantity is not None]
    paid = [row for row in rows if row.total is not None]
    pieces = _sum(f"gift/{item}/{unit}", [row.quantity for row in given], unit or "份", item, given)
    cash = _sum(f"gift/{item}/cash", [row.total for row in paid], MONEY_UNIT, item, paid)
    people = LiveFigure(
        key=f"gift/{item}/{unit}/people",
        value=sum(row.people for row in rows),
        unit="人次",
        noun=item,
        words=("发放", "签领", item),
        sources=sources,
    )
    compared = Comparison(label=item, actual=pieces, plan=_planned_gift(records, item, unit)) if given else None
    return Gift(item=item, people=people, pieces=compared, cash=cash if paid else None)


def _planned_gift(records: Records, item: str, unit: str) -> LiveFigure | None:
    """How much of it the plan lists among its supplies, under the same name and measure."""
    rows = [row for row in records.dossier.supplies if (row.name, row.unit) == (item, unit)]
    planned = add_up(row.quantity for row in rows)
    if planned is None:
        return None
    sources = tuple(FigureSource(row.name, place_of("supplies", row.key)) for row in rows)
    return LiveFigure(
        key=f"plan/gift/{item}/{unit}",
        value=planned,
        unit=unit or "份",
        noun=item,
        words=(item,),
        sources=sources,
        is_plan=True,
    )


def _sum(
    key: str, values: Sequence[Decimal | Money | None], unit: str, noun: str, rows: Sequence[Handout]
) -> LiveFigure:
    sources = tuple(_handout_source(row) for row in rows)
    return LiveFigure(key=key, value=add_up(values), unit=unit, noun=noun, words=(noun,), sources=sources)


def _handout_source(row: Handout) -> FigureSource:
    return FigureSource(row.item, place_of("handouts", row.key), f"{row.people} 人次")


def list_leftovers(records: Records) -> tuple[Leftover, ...]:
    """Every supply of the plan with how much of it is left."""
    return tuple(_leftover(records, supply) for supply in records.dossier.supplies)


def _leftover(records: Records, supply: Supply) -> Leftover:
    answer = records.actuals.answer("supplies", supply.key)
    sources = (FigureSource(supply.name, place_of("supplies", supply.key), f"{answer.said_by}填的"),)
    left = LiveFigure(
        key=f"left/{supply.key}",
        value=answer.number,
        unit=supply.unit or "件",
        noun=supply.name,
        words=(f"剩{supply.name}", f"剩余{supply.name}"),
        sources=sources if answer.number is not None else (),
    )
    return Leftover(supply=supply, left=left, answer=answer)


def sum_tallies(tallies: Iterable[TallyEntry]) -> tuple[TallySum, ...]:
    """What was counted, kind by kind; those of which nothing was written down are left out."""
    by_kind: dict[TallyKind, list[TallyEntry]] = {}
    for row in tallies:
        by_kind.setdefault(row.kind, []).append(row)
    return tuple(_tally_sum(kind, by_kind[kind]) for kind in TallyKind if kind in by_kind)


def _tally_sum(kind: TallyKind, rows: Sequence[TallyEntry]) -> TallySum:
    levels = ((level, [row for row in rows if row.level is level]) for level in MediaLevel)
    by_level = tuple((level, _tally_figure(f"{kind}/{level}", kind, level.label, of)) for level, of in levels if of)
    return TallySum(
        kind=kind,
        total=_tally_figure(kind.value, kind, kind.label, rows),
        levels=by_level if kind is TallyKind.MEDIA else (),
    )


def _tally_figure(key: str, kind: TallyKind, noun: str, rows: Sequence[TallyEntry]) -> LiveFigure:
    sources = tuple(FigureSource(row.kind.label, place_of("tallies", row.key), row.remark) for row in rows)
    value = sum(row.number for row in rows)
    return LiveFigure(key=f"tally/{key}", value=value, unit=kind.measure, noun=noun, words=(noun,), sources=sources)


def count_helpers(records: Records) -> Helpers | None:
    """The volunteers who signed up by the house; None for an event that has none, unknown while nobody checked in."""
    served = records.helpers
    if served is None:
        return None
    return Helpers(
        persons=_helper_figure("helpers", served.turnout.persons or None, "名", "志愿者", ("志愿者",)),
        turns=_compare_turns(records, served),
        hours=_hours(served),
        waiting=served.waiting,
    )


def _compare_turns(records: Records, served: ServedHelpers) -> Comparison:
    """How often somebody served, against the places of all shifts."""
    shifts = records.dossier.shifts
    words = ("志愿", "服务")
    plan = LiveFigure(
        key="plan/helpers/turns",
        value=sum(shift.places for shift in shifts),
        unit="人次",
        noun="志愿服务",
        words=words,
        sources=tuple(FigureSource(shift.label or "班次", place_of("shifts", shift.key)) for shift in shifts),
        is_plan=True,
    )
    actual = _helper_figure("helpers/turns", served.turnout.turns or None, "人次", "志愿服务", words)
    return Comparison(label="志愿服务", actual=actual, plan=plan if shifts else None)


def _hours(served: ServedHelpers) -> LiveFigure:
    """Only what is approved counts; while nothing is, the hours are unknown."""
    value = hours_of(served.minutes) if served.minutes else None
    return _helper_figure("hours", value, "小时", "志愿服务时长", ("时长", "志愿服务"))


def _helper_figure(key: str, value: Decimal | int | None, unit: str, noun: str, words: tuple[str, ...]) -> LiveFigure:
    source = FigureSource("志愿者的签到和时长", "volunteers")
    return LiveFigure(key=key, value=value, unit=unit, noun=noun, words=words, sources=(source,))
