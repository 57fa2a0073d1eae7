"""The page for the way home: five things, each answered by two taps, as far as records have not said it already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planner.actualkinds import Outcome
from planner.days import Day
from planner.dossier import Dossier
from planner.forms.actuals import OUTCOME, SEEN, WORDS, show_number
from planner.people.incidents import Incident
from planner.permissions import Access, can_see_persons
from planner.report import AskedNumber, Records, Report, find_questions
from planner.report.actuals import ALL_INCIDENTS, WHOLE_SCHEDULE
from planner.report.counted import Leftover
from planner.report.programme import ItemResult
from planner.report.turnout import GroupResult

_MOST_SUPPLIES = 6
_WELL = ("讲解好", "孩子投入", "衔接紧", "秩序好", "配合默契")
_BADLY = ("天气不好", "时间不够", "人手少", "东西没带齐", "场地不合适")


@dataclass(frozen=True, slots=True, kw_only=True)
class CameLine:
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
class ScheduleQuestion:
    """How the schedule went: the items that are listed, and how many others there are."""

    items: tuple[ItemResult, ...]
    count: int
    rest: int
    shows_all: bool
    is_done: bool
    version: int

    @property
    def has_differing(self) -> bool:
        """Whether any item did not go as planned."""
        return self.rest < self.count

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        """What an item can have become."""
        return tuple(Outcome)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsQuestion:
    """How it was, in a few words; `version` is that of what was said before."""

    well: tuple[WordChoice, ...]
    badly: tuple[WordChoice, ...]
    sentence: str
    is_done: bool
    version: int

    @property
    def lists(self) -> tuple[tuple[str, str, tuple[WordChoice, ...]], ...]:
        """Both lists of words: the name of the field, what it is called, the words."""
        return ("well", "顺的", self.well), ("badly", "不顺的", self.badly)


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentsQuestion:
    """How often something happened, and, for those who work with the children, what."""

    count: int
    told: tuple[str, ...]
    sees_what: bool
    is_done: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadPage:
    """The questions of an event, those that it has; `faults` say by place what was refused, and why."""

    when: str
    groups: tuple[CameLine, ...]
    schedule: ScheduleQuestion
    supplies: tuple[SupplyLine, ...]
    more_supplies: tuple[SupplyLine, ...]
    words: WordsQuestion
    incidents: IncidentsQuestion
    faults: Mapping[str, str]

    @property
    def is_people_done(self) -> bool:
        """Whether it is known of every group how many came."""
        return not any(line.asked for line in self.groups)

    @property
    def is_supplies_done(self) -> bool:
        """Whether anything was said of what is left."""
        return any(line.leftover.left.is_known for line in (*self.supplies, *self.more_supplies))

    @property
    def answered(self) -> tuple[bool, ...]:
        """Of each question that the event has whether it is answered."""
        return (
            self.is_people_done,
            *((self.schedule.is_done,) if self.schedule.count else ()),
            *((self.is_supplies_done,) if self.supplies else ()),
            self.words.is_done,
            self.incidents.is_done,
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
        minutes = max(1, (self.asked_count - self.answered_count + 1) // 2)
        return f"{done}剩下的大约 {minutes} 分钟。答多少算多少，都能跳过。"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusedRoad:
    """What was typed and refused: it stays in its fields, with what is wrong by place."""

    typed: Mapping[str, str]
    well: Sequence[str]
    badly: Sequence[str]
    faults: Mapping[str, str]


def road_page(
    report: Report,
    records: Records,
    access: Access,
    *,
    now: datetime,
    shows_all: bool,
    refused: RefusedRoad | None = None,
) -> RoadPage:
    """The page; what was `refused` stays as it was typed."""
    typed = refused.typed if refused else None
    supplies = tuple(_supply_line(each, typed) for each in report.leftovers if each.supply.quantity is not None)
    return RoadPage(
        when=f"{Day.of(now.date()).label(now.year)} {now:%H:%M}",
        groups=_list_groups(report, records, typed),
        schedule=_ask_schedule(report, records, typed, shows_all=shows_all),
        supplies=supplies[:_MOST_SUPPLIES],
        more_supplies=supplies[_MOST_SUPPLIES:],
        words=_ask_words(report, refused),
        incidents=_ask_incidents(report, records, access),
        faults=refused.faults if refused else {},
    )


def _ask_schedule(
    report: Report, records: Records, typed: Mapping[str, str] | None, *, shows_all: bool
) -> ScheduleQuestion:
    programme = report.programme
    is_asked = [item for item in programme.items if shows_all or item in programme.differing or _is_in(typed, item)]
    return ScheduleQuestion(
        items=tuple(_as_typed(item, typed) for item in is_asked),
        count=len(programme.items),
        rest=len(programme.items) - len(programme.differing),
        shows_all=shows_all,
        is_done=programme.is_known or records.actuals.said(WHOLE_SCHEDULE),
        version=records.actuals.answer_at(WHOLE_SCHEDULE).version,
    )


def _is_in(typed: Mapping[str, str] | None, item: ItemResult) -> bool:
    return typed is not None and f"{SEEN}{item.place}" in typed


def _as_typed(item: ItemResult, typed: Mapping[str, str] | None) -> ItemResult:
    """The item with what was chosen and typed of it, where that was refused."""
    if typed is None or not _is_in(typed, item):
        return item
    chosen = typed.get(f"{OUTCOME}{item.place}", "")
    outcome = Outcome(chosen) if chosen in set(Outcome) else item.outcome
    return replace(item, outcome=outcome, words=typed.get(f"{WORDS}{item.place}", item.words))


def _ask_words(report: Report, refused: RefusedRoad | None) -> WordsQuestion:
    said = report.impression
    well, badly = (refused.well, refused.badly) if refused else (said.well, said.badly)
    return WordsQuestion(
        well=_choices((*offer_good_words(report.dossier), *said.well), well),
        badly=_choices((*offer_bad_words(report.dossier), *said.badly), badly),
        sentence=refused.typed.get("sentence", "") if refused else said.sentence,
        is_done=said.is_given,
        version=said.version,
    )


def _ask_incidents(report: Report, records: Records, access: Access) -> IncidentsQuestion:
    sees_what = can_see_persons(access)
    return IncidentsQuestion(
        count=len(report.incidents),
        told=tuple(_tell_incident(each) for each in report.incidents) if sees_what else (),
        sees_what=sees_what,
        is_done=records.actuals.said(ALL_INCIDENTS),
        version=records.actuals.answer_at(ALL_INCIDENTS).version,
    )


def _tell_incident(incident: Incident) -> str:
    guardian = "已告诉监护人" if incident.told_guardian else "还没告诉监护人"
    return "，".join(filter(None, (incident.when, incident.what, guardian)))


def _list_groups(report: Report, records: Records, typed: Mapping[str, str] | None) -> tuple[CameLine, ...]:
    asked = {question.place: question for question in find_questions(report, records)}
    return tuple(_group_line(group, asked.get(group.place), typed) for group in report.people.groups)


def _group_line(group: GroupResult, asked: AskedNumber | None, typed: Mapping[str, str] | None) -> CameLine:
    actual = group.comparison.actual
    note = "，".join(source.note for source in actual.sources if source.note)
    return CameLine(
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


def _choices(words: tuple[str, ...], chosen: Sequence[str]) -> tuple[WordChoice, ...]:
    return tuple(WordChoice(word=word, is_on=word in chosen) for word in dict.fromkeys(words))
