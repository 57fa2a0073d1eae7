"""Who came, group by group: the answers of people beside the groups of the plan, and volunteers by their records."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner.dossier import HeadCount
from planner.enums import GroupSide
from planner.places import place_of
from planner.report.actuals import ALL_COMERS, Actual
from planner.report.comparison import Comparison
from planner.report.figures import FigureSource, LiveFigure, Value, add_up
from planner.report.records import Records

PERSON_UNIT = "名"
CHILD_WORDS = ("孩子", "学生", "儿童", "小朋友", "同学", "少先队员")
COMPANION_WORDS = ("随队人员", "工作人员", "随队")
_CHILDREN = re.compile("孩子|儿童|孤儿|学生|同学|少先队|年级|班|幼儿|少年")
_ADULTS = re.compile("家长|父母|监护人|爷爷|奶奶|老人|老师|教师|职工|代表|成员")
EVERYBODY = "参加人员"
_HELPERS = re.compile("志愿者|义工")
# What a group is called for short: 5 名老师 are those of 带队老师.
_SHORT = re.compile(
    "(?:老师|教师|医生|校医|志愿者|家长|儿童|学生|孩子|同学|司机|民警|干部|队员|嘉宾|导游|老人|党员|团员)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupResult:
    """A group of the plan and how many of it came; `answer` is what somebody said."""

    place: str
    side: GroupSide
    comparison: Comparison
    answer: Actual

    @property
    def name(self) -> str:
        """What the group is called."""
        return self.comparison.label

    @property
    def is_open(self) -> bool:
        """Whether nobody has said how many came, nor that it is not to be written."""
        return not self.comparison.actual.is_known and not self.answer.is_unsaid


@dataclass(frozen=True, slots=True, kw_only=True)
class Comers:
    """Who came: each group, the participants and those who went with them together."""

    groups: tuple[GroupResult, ...]
    participants: Comparison
    companions: Comparison | None = None
    guests: Comparison | None = None

    def of_side(self, side: GroupSide) -> tuple[GroupResult, ...]:
        """The groups of one side."""
        return tuple(group for group in self.groups if group.side is side)


def count_people(records: Records) -> Comers:
    """Who came to the event, as far as anybody said or a record shows."""
    groups = tuple(_group(records, row) for row in records.dossier.head_counts)
    if not groups:
        groups = (_everybody(records),)
    noun, words = name_participants(groups)
    sides = {side: [group for group in groups if group.side is side] for side in GroupSide}
    companions, guests = sides[GroupSide.STAFF], sides[GroupSide.GUEST]
    return Comers(
        groups=groups,
        participants=_together("participants", noun, words, sides[GroupSide.CHILD]),
        companions=_together("companions", "随队人员", COMPANION_WORDS, companions) if companions else None,
        guests=_together("guests", "嘉宾", ("嘉宾", "来宾"), guests) if guests else None,
    )


def name_participants(groups: Iterable[GroupResult]) -> tuple[str, tuple[str, ...]]:
    """What the participants are called together, and other words for them.

    They are 孩子 only where all of their groups are: parents are on their side of the plan as well.
    """
    names = [group.name for group in groups if group.side is GroupSide.CHILD]
    if names and all(_CHILDREN.search(name) and not _ADULTS.search(name) for name in names):
        return "孩子", CHILD_WORDS
    if len(names) == 1:
        return names[0], call_group(names[0])
    return EVERYBODY, (EVERYBODY, "参加者")


def call_group(name: str) -> tuple[str, ...]:
    """The words by which a group is spoken of: its name, and what it is called for short."""
    short = _SHORT.search(name)
    return (name, short[0]) if short and short[0] != name else (name,)


def _group(records: Records, row: HeadCount) -> GroupResult:
    place = place_of("head_counts", row.key)
    answer = records.actuals.answer("head_counts", row.key)
    plan = _figure(f"plan/{place}", row.count, row.group, [FigureSource(row.group, place)], is_plan=True)
    actual = _figure(f"came/{place}", answer.count, row.group, _sources(row.group, place, answer))
    if not actual.is_known and not answer.is_unsaid and (shown := _shown_by_record(records, row)) is not None:
        source = FigureSource("志愿者签到", "volunteers", f"{shown} 人有到场记录")
        actual = _figure(actual.key, shown, row.group, [source])
    comparison = Comparison(label=row.group, actual=actual, plan=plan if plan.is_known else None)
    return GroupResult(place=place, side=row.side, comparison=comparison, answer=answer)


def _shown_by_record(records: Records, row: HeadCount) -> int | None:
    """How many of a group a record shows: volunteers check in, where there is one group of them only.

    That nobody checked in shows nothing.
    """
    named = [other for other in records.dossier.head_counts if _HELPERS.search(other.group)]
    if records.helpers is None or named != [row]:
        return None
    return records.helpers.turnout.persons or None


def _everybody(records: Records) -> GroupResult:
    """All who came to an event whose plan has no groups."""
    answer, stated = records.actuals.answer_at(ALL_COMERS), records.dossier.facts.stated_total
    plan = _figure("plan/all", stated, EVERYBODY, [FigureSource("方案写的人数", ALL_COMERS)], is_plan=True)
    actual = _figure("came/all", answer.count, EVERYBODY, _sources(EVERYBODY, ALL_COMERS, answer))
    comparison = Comparison(label=EVERYBODY, actual=actual, plan=plan if plan.is_known else None)
    return GroupResult(place=ALL_COMERS, side=GroupSide.CHILD, comparison=comparison, answer=answer)


def _sources(group: str, place: str, answer: Actual) -> list[FigureSource]:
    if answer.number is None:
        return []
    said = f"{answer.said_by}填的" if answer.said_by else ""
    when = f"{answer.said_at.month}月{answer.said_at.day}日 {answer.said_at:%H:%M}" if answer.said_at else ""
    return [FigureSource(f"{group} {answer.count} 人", place, "，".join(filter(None, (when, said))))]


def _figure(
    key: str,
    value: Value | None,
    noun: str,
    sources: Sequence[FigureSource],
    words: tuple[str, ...] = (),
    *,
    is_plan: bool = False,
) -> LiveFigure:
    return LiveFigure(
        key=key,
        value=value,
        unit=PERSON_UNIT,
        noun=noun,
        words=words or call_group(noun),
        sources=tuple(sources),
        is_plan=is_plan,
    )


def _together(key: str, noun: str, words: tuple[str, ...], groups: Sequence[GroupResult]) -> Comparison:
    """Several groups as one number, known only where each of them is."""
    plans = [group.comparison.plan for group in groups]
    planned = add_up(plan.value if plan else None for plan in plans)
    came = [group.comparison.actual for group in groups]
    plan_sources = [source for plan in plans if plan for source in plan.sources]
    plan = _figure(f"plan/{key}", planned, noun, plan_sources, words, is_plan=True)
    sources = [source for figure in came for source in figure.sources]
    actual = _figure(key, add_up(figure.value for figure in came), noun, sources, words)
    return Comparison(label=noun, actual=actual, plan=plan if plan.is_known else None)
