"""Who really comes, held against the plan and its budget: children, team, and the volunteers who are confirmed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from budgets import EventFacts, HeadGroup, Line
from budgets.audience import audience_of, kind_of_group
from budgets.findings import line_address
from budgets.heads import HEADS, by_heads
from budgets.topics import Topic, topics_of
from planner.checkup.context import Context, Rule
from planner.checkup.volunteers import NEAR_DAYS
from planner.days import Day
from planner.dossier import Dossier
from planner.findings import Finding, Severity
from planner.money.context import context_of
from planner.people import slots_of
from planner.people.staffing import PlacedHelper, Staffing, by_day, count_people, most_on_a_day
from planner.people.volunteerheads import propose_heads
from planner.places import place_of

_VOLUNTEERS = "volunteers"
_LONGEST_DAYS = 60


@dataclass(frozen=True, slots=True)
class Coming:
    """How many come by the groups of the plan; `volunteers` are those that it expects."""

    children: int
    team: int
    volunteers: int

    @classmethod
    def of(cls, groups: Sequence[HeadGroup]) -> "Coming | None":
        """The sums of the groups; None while one of them is not known."""
        if not groups or any(group.count is None for group in groups):
            return None
        helpers = sum(group.count or 0 for group in groups if _is_of_volunteers(group))
        children = sum(group.count or 0 for group in groups if group.is_child)
        return cls(children, sum(group.count or 0 for group in groups) - helpers - children, helpers)

    @property
    def total(self) -> int:
        """All of the plan."""
        return self.children + self.team + self.volunteers


def check_adults(context: Context) -> list[Finding]:
    """As many adults look after the children as the unit asks for: the team, and volunteers known to be of age."""
    ratio, coming = context.rules.children_per_adult, Coming.of(_plan_facts(context).groups)
    if not ratio or coming is None or not coming.children:
        return []
    staffing = context.staffing
    if staffing is None or staffing.window is None:
        day, helpers, word = None, coming.volunteers, "志愿者"
    else:
        day, helpers = _fewest_adults(context, staffing)
        word = "确认的成年志愿者"
    wanted, there = ceil(coming.children / ratio), coming.team + helpers
    if there >= wanted:
        return []
    when = f"{Day.of(day).short} " if day else ""
    words = (
        f"{when}{coming.children} 名孩子要 {wanted} 名大人（每 {ratio} 名孩子 1 名），"
        f"现在 {there} 名：带队 {coming.team} 名、{word} {helpers} 名。"
    )
    where = _VOLUNTEERS if context.dossier.posts else "head_counts"
    return [Finding("adults-few", _weight(context, day), words, where)]


def check_volunteer_heads(context: Context) -> list[Finding]:
    """The plan says how many volunteers come; it may say another number than those who are confirmed."""
    proposal = propose_heads(context.dossier, context.staffing) if context.staffing else None
    if proposal is None:
        return []
    where = place_of("head_counts", proposal.row.key if proposal.row else "")
    return [Finding("volunteers-differ", Severity.HINT, proposal.sentence, where)]


def check_meals(context: Context) -> list[Finding]:
    """Meals are for as many as come: children, team, and the volunteers of the day on which most are there."""
    most = most_on_a_day(_confirmed(context), slots_of(context.dossier))
    return _hold_lines(context, Topic.MEAL, "meals-differ", most, "志愿者最多的一天确认了")


def check_insurance(context: Context) -> list[Finding]:
    """Everybody who comes is insured: children, team, and all volunteers."""
    return _hold_lines(context, Topic.INSURANCE, "insurance-differs", count_people(_confirmed(context)), "志愿者确认了")


def _confirmed(context: Context) -> Sequence[PlacedHelper]:
    return context.staffing.confirmed if context.staffing else ()


def _hold_lines(context: Context, topic: Topic, code: str, helpers: int, words: str) -> list[Finding]:
    """Lines by heads that were made for all of the plan, or for its volunteers, against those who really come.

    That too many are paid for is only said once nobody else is awaited.
    """
    facts = _plan_facts(context)
    coming = Coming.of(facts.groups)
    if not helpers or coming is None or helpers == coming.volunteers:
        return []
    figures = f"孩子 {coming.children} 人、带队 {coming.team} 人，{words} {helpers} 人，方案写 {coming.volunteers} 人。"
    found = []
    for line, counted, planned in _lines_for_all(context, facts, topic, coming):
        actual = counted // planned * (planned - coming.volunteers + helpers)
        if counted < actual:
            said = (
                f"{line.name}按 {counted} {line.unit}算，来的要 {actual} {line.unit}，少 {actual - counted} {line.unit}"
            )
            found.append(Finding(code, Severity.WARNING, f"{said}：{figures}", line_address(line.key)))
        elif counted > _with_spare(context, actual) and not _awaits_more(context):
            said = f"{line.name}按 {counted} {line.unit}算，来的只要 {actual} {line.unit}"
            found.append(Finding(code, Severity.HINT, f"{said}：{figures}", line_address(line.key)))
    return found


def _lines_for_all(
    context: Context, facts: EventFacts, topic: Topic, coming: Coming
) -> Iterator[tuple[Line, int, int]]:
    """Lines with how many they count and how many of the plan they were made for: all, or its volunteers.

    Several lines of one occasion are for all together: 学生意外险 30 人, 教师意外险 11 人; the line of the volunteers
    stands for them then, else the first one. What counts every meal of everybody counts so often as many.
    """
    lines = [by_heads(line) for line in context.dossier.budget if topic in topics_of(line)]
    lines = [line for line in lines if line.unit.strip() in HEADS and line.quantity and line.quantity != 1]
    occasions: dict[tuple[object, ...], list[Line]] = {}
    for line in lines:
        occasions.setdefault((line.category, line.unit, line.times, line.times_unit), []).append(line)
    for together in occasions.values():
        own = next((line for line in together if _is_for_volunteers(line, facts)), None)
        counted = sum(int(line.quantity or 0) for line in together)
        if own is not None and coming.volunteers and own.quantity == coming.volunteers:
            yield own, coming.volunteers, coming.volunteers
        elif own is None and _is_for_all(counted, coming.total, _with_spare(context, coming.total)):
            yield together[0], counted, coming.total


def _is_for_volunteers(line: Line, facts: EventFacts) -> bool:
    audience = audience_of(line, facts)
    return audience is not None and audience.kinds == {_VOLUNTEERS}


def _is_for_all(counted: int, people: int, most: int) -> bool:
    """Whether so many are all of the plan, with some to spare, or several meals of all of them."""
    return people <= counted <= most or counted % people == 0


def _with_spare(context: Context, people: int) -> int:
    return ceil(people * (1 + context.policy.spare_share))


def _plan_facts(context: Context) -> EventFacts:
    return context_of(context.dossier, context.money, policy=context.policy, today=context.today)


def _is_of_volunteers(group: HeadGroup) -> bool:
    return kind_of_group(group) == _VOLUNTEERS


def _awaits_more(context: Context) -> bool:
    return context.staffing is not None and context.staffing.awaits_more(slots_of(context.dossier))


def _fewest_adults(context: Context, staffing: Staffing) -> tuple[date | None, int]:
    """The day of the event with the fewest grown-up volunteers, and how many those are."""
    grown_up, slots = context.rules.guardian_below, slots_of(context.dossier)
    served = by_day(staffing.confirmed, slots)
    counts = {
        day: count_people(one for one in served.get(day, ()) if one.is_adult_on(day, grown_up))
        for day in _days_of(context.dossier) or served
    }
    if not counts:
        return None, 0
    day = min(counts, key=lambda each: (counts[each], each))
    return day, counts[day]


def _days_of(dossier: Dossier) -> list[date]:
    """The days of the event; none where they are not known, or too many for one and the same helpers."""
    first, last = dossier.facts.starts_on, dossier.facts.ends_on or dossier.facts.starts_on
    if first is None or last is None or first.date is None or last.date is None:
        return []
    count = (last.date - first.date).days + 1
    return [first.date + timedelta(days=at) for at in range(count)] if count <= _LONGEST_DAYS else []


def _weight(context: Context, day: date | None) -> Severity:
    """Far ahead it is good to know; soon before it has to be answered."""
    is_far = day is not None and context.today is not None and (day - context.today).days > NEAR_DAYS
    return Severity.HINT if is_far else Severity.WARNING


RULES: tuple[Rule, ...] = (check_adults, check_volunteer_heads, check_meals, check_insurance)
