"""The page for the way home: five things, each answered by two taps, as far as records have not said it already."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from planner.actualkinds import Outcome
from planner.days import Day
from planner.dossier import Dossier
from planner.forms.actuals import show_number
from planner.permissions import Access, can_see_persons
from planner.report import AskedNumber, Records, Report, find_questions
from planner.report.actuals import ALL_INCIDENTS, WHOLE_SCHEDULE, Impression
from planner.report.counted import Leftover
from planner.report.programme import ItemResult
from planner.report.turnout import GroupResult

_MOST_SUPPLIES = 6
_WELL = ("讲解好", "孩子投入", "衔接紧", "秩序好", "配合默契")
_BADLY = ("天气不好", "时间不够", "人手少", "东西没带齐", "场地不合适")


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupLine:
    """A group: how many came, or the number that one tap answers with."""

    group: GroupResult
    asked: AskedNumber | None
    note: str
    typed: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyLine:
    """A supply and how much of it is left."""

    leftover: Leftover
    planned: str
    typed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordChoice:
    """A word that can be ticked."""

    word: str
    is_on: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadPage:
    """The questions of an event, those that it has; `faults` and `theirs` say by place what was refused, and why."""

    when: str
    groups: tuple[GroupLine, ...]
    items: tuple[ItemResult, ...]
    item_count: int
    rest_count: int
    shows_all: bool
    is_rest_held: bool
    rest_version: int
    supplies: tuple[SupplyLine, ...]
    more_supplies: tuple[SupplyLine, ...]
    impression: Impression
    well: tuple[WordChoice, ...]
    badly: tuple[WordChoice, ...]
    sentence: str
    incidents: tuple[str, ...]
    incident_count: int
    incident_version: int
    is_incidents_done: bool
    sees_incidents: bool
    faults: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_people_done(self) -> bool:
        """Whether it is known of every group how many came."""
        return not any(line.asked for line in self.groups)

    @property
    def is_schedule_done(self) -> bool:
        """Whether it is known how the schedule went."""
        return self.is_rest_held

    @property
    def is_supplies_done(self) -> bool:
        """Whether anything was said of what is left."""
        return any(line.leftover.left.is_known for line in (*self.supplies, *self.more_supplies))

    @property
    def has_differing(self) -> bool:
        """Whether any item did not go as planned."""
        return self.rest_count < self.item_count

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What an item can have become."""
        return tuple(Outcome)

    @property
    def word_lists(self) -> tuple[tuple[str, str, tuple[WordChoice, ...]], ...]:
        """Both lists of words: the name of its field, what it is called, the words."""
        return ("well", "顺的", self.well), ("badly", "不顺的", self.badly)

    @property
    def answered(self) -> tuple[bool, ...]:
        """Of each question that the event has whether it is answered."""
        return (
            self.is_people_done,
            *((self.is_schedule_done,) if self.item_count else ()),
            *((self.is_supplies_done,) if self.supplies else ()),
            self.impression.is_given,
            self.is_incidents_done,
        )

    @property
    def asked_count(self) -> int:
        """How many questions there are."""
        return len(self.answered)

    @property
    def answered_count(self) -> int:
        """How many of them are answered."""
        return sum(self.answered)

    @property
    def state(self) -> str:
        """How far it is, in words."""
        if self.answered_count == self.asked_count:
            return "都答了，晚上总结就写好一半。"
        done = f"答了 {self.answered_count} 件，" if self.answered_count else ""
        return f"{done}剩下的大约 {max(1, (self.asked_count - self.answered_count + 1) // 2)} 分钟。答多少算多少，都能跳过。"


def road_page(
    report: Report,
    records: Records,
    access: Access,
    *,
    now: datetime,
    shows_all: bool,
    typed: Mapping[str, str] | None = None,
    chosen: Mapping[str, list[str]] | None = None,
    faults: Mapping[str, str] | None = None,
) -> RoadPage:
    """The page; what was `typed` and refused stays in its fields."""
    actuals, programme = records.actuals, report.programme
    groups = _list_groups(report, records, typed)
    supplies = tuple(_supply_line(each, typed) for each in report.leftovers if each.supply.quantity is not None)
    items = programme.items if shows_all else programme.differing
    said = actuals.impression
    return RoadPage(
        when=f"{Day.of(now.date()).label(now.year)} {now:%H:%M}",
        groups=groups,
        items=items,
        item_count=len(programme.items),
        rest_count=len(programme.items) - len(programme.differing),
        shows_all=shows_all,
        is_rest_held=programme.is_known or actuals.said(WHOLE_SCHEDULE),
        rest_version=actuals.answer_at(WHOLE_SCHEDULE).version,
        supplies=supplies[:_MOST_SUPPLIES],
        more_supplies=supplies[_MOST_SUPPLIES:],
        impression=said,
        well=_choices((*offer_good_words(report.dossier), *said.well), (chosen or {}).get("well", said.well)),
        badly=_choices((*offer_bad_words(report.dossier), *said.badly), (chosen or {}).get("badly", said.badly)),
        sentence=(typed or {}).get("sentence", said.sentence),
        incidents=_tell_incidents(report, access),
        incident_count=len(report.incidents),
        incident_version=actuals.answer_at(ALL_INCIDENTS).version,
        is_incidents_done=actuals.said(ALL_INCIDENTS),
        sees_incidents=can_see_persons(access),
        faults=faults or {},
    )


def _list_groups(report: Report, records: Records, typed: Mapping[str, str] | None) -> tuple[GroupLine, ...]:
    asked = {question.place: question for question in find_questions(report, records)}
    return tuple(_group_line(group, asked.get(group.place), typed) for group in report.people.groups)


def _group_line(group: GroupResult, asked: AskedNumber | None, typed: Mapping[str, str] | None) -> GroupLine:
    actual = group.comparison.actual
    note = "，".join(source.note for source in actual.sources if source.note)
    return GroupLine(
        group=group,
        asked=asked,
        note=asked.records if asked else "不写这个数" if group.answer.is_unsaid else note,
        typed=show_number(typed, group.place, group.answer.number),
        version=group.answer.version,
    )


def _supply_line(leftover: Leftover, typed: Mapping[str, str] | None) -> SupplyLine:
    supply = leftover.supply
    quantity = show_number(None, leftover.place, supply.quantity)
    return SupplyLine(
        leftover=leftover,
        planned=f"备 {quantity} {supply.unit or '件'}",
        typed=show_number(typed, leftover.place, leftover.answer.number),
    )


def offer_good_words(dossier: Dossier) -> tuple[str, ...]:
    """Words for what went well that fit the event."""
    return (*_WELL, *(("住得安静",) if dossier.nights_away else ()), *(("行车顺",) if dossier.needs_vehicle else ()))


def offer_bad_words(dossier: Dossier) -> tuple[str, ...]:
    """Words for what went badly that fit the event."""
    return (*_BADLY, *(("住得吵",) if dossier.nights_away else ()), *(("等车久",) if dossier.needs_vehicle else ()))


def _choices(words: tuple[str, ...], chosen: tuple[str, ...] | list[str]) -> tuple[WordChoice, ...]:
    return tuple(WordChoice(word=word, is_on=word in chosen) for word in dict.fromkeys(words))


def _tell_incidents(report: Report, access: Access) -> tuple[str, ...]:
    """What happened, for those who work with the children; others learn how often."""
    if not can_see_persons(access):
        return ()
    told = ("，".join(filter(None, (each.when, each.what))) for each in report.incidents)
    return tuple(
        f"{words}，{'已告诉监护人' if each.told_guardian else '还没告诉监护人'}"
        for words, each in zip(told, report.incidents, strict=True)
    )
