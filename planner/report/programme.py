"""How the schedule went: held, changed, dropped, or nobody said."""

from dataclasses import dataclass

from planner.actualkinds import Outcome
from planner.dossier import ScheduleItem
from planner.places import place_of
from planner.report.actuals import WHOLE_SCHEDULE, Actual
from planner.report.comparison import AS_PLANNED
from planner.report.figures import FigureSource, LiveFigure
from planner.report.records import Records

ITEM_UNIT = "项"
_WORDS = {
    Outcome.HELD: ("照办",),
    Outcome.CHANGED: ("有改动", "改"),
    Outcome.DROPPED: ("没有办", "没办", "取消"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemResult:
    """An item of the schedule and what became of it; `outcome` None is unknown."""

    item: ScheduleItem
    outcome: Outcome | None
    words: str = ""
    version: int = 0

    @property
    def place(self) -> str:
        """Where the item stands."""
        return place_of("schedule", self.item.key)

    @property
    def when(self) -> str:
        """8月10日 19:30, as far as it is known."""
        day = self.item.day.short if self.item.day else ""
        return f"{day} {self.item.start:%H:%M}".strip() if self.item.start else day

    @property
    def day(self) -> str:
        """8月10日; "" while it is unknown."""
        return self.item.day.short if self.item.day else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """All items with what became of them, and how many each way."""

    items: tuple[ItemResult, ...]
    planned: LiveFigure
    held: LiveFigure
    changed: LiveFigure
    dropped: LiveFigure

    @property
    def differing(self) -> tuple[ItemResult, ...]:
        """The items that did not go as planned."""
        return tuple(item for item in self.items if item.outcome in (Outcome.CHANGED, Outcome.DROPPED))

    @property
    def is_known(self) -> bool:
        """Whether somebody said how the schedule went."""
        return self.held.is_known

    @property
    def difference(self) -> str:
        """照计划, or 1 项改，1 项没办."""
        if not self.is_known:
            return f"计划 {self.planned.text}" if self.planned.value else ""
        parts = ((self.changed, "改"), (self.dropped, "没办"))
        return "，".join(f"{figure.text}{word}" for figure, word in parts if figure.value) or AS_PLANNED


def judge_schedule(records: Records) -> Programme:
    """What became of the schedule: as said of each item, the others as planned once somebody said so of them."""
    rest = records.actuals.answers.get(WHOLE_SCHEDULE)
    items = tuple(_judge(records, item, rest) for item in records.dossier.schedule)
    is_known = bool(items) and all(item.outcome for item in items)
    return Programme(
        items=items,
        planned=_count("planned", "日程", items, ("日程",), is_known=bool(items)),
        held=_count_outcome(Outcome.HELD, items, is_known=is_known),
        changed=_count_outcome(Outcome.CHANGED, items, is_known=is_known),
        dropped=_count_outcome(Outcome.DROPPED, items, is_known=is_known),
    )


def _judge(records: Records, item: ScheduleItem, rest: Actual | None) -> ItemResult:
    answer = records.actuals.answer("schedule", item.key)
    outcome = answer.outcome or (rest.outcome if rest else None)
    return ItemResult(item=item, outcome=outcome, words=answer.words, version=answer.version)


def _count_outcome(outcome: Outcome, items: tuple[ItemResult, ...], *, is_known: bool) -> LiveFigure:
    found = tuple(item for item in items if item.outcome is outcome)
    return _count(outcome.value, _WORDS[outcome][0], found, _WORDS[outcome], is_known=is_known)


def _count(
    key: str,
    noun: str,
    items: tuple[ItemResult, ...],
    words: tuple[str, ...],
    *,
    is_known: bool,
) -> LiveFigure:
    sources = tuple(FigureSource(item.item.title, item.place, item.when) for item in items)
    value = len(items) if is_known else None
    return LiveFigure(key=f"schedule/{key}", value=value, unit=ITEM_UNIT, noun=noun, words=words, sources=sources)
