"""Who really comes, held against the plan, the unit's ratio, and the lines of the budget."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from budgets import Line, Money
from planner.checkup import Context
from planner.checkup import headcounts as rules
from planner.days import Day
from planner.dossier import Dossier, Facts, HeadCount, Post, Shift
from planner.enums import GroupSide
from planner.findings import Finding, Severity
from planner.people.signingrules import Window
from planner.people.staffing import PlacedHelper, Staffing
from planner.people.volunteerrules import VolunteerRules

TODAY = date(2027, 8, 1)
ADULT, MINOR = (1998, 3), (2011, 3)
GROUPS = (
    HeadCount("c", "留守儿童", 30),
    HeadCount("t", "带队老师", 5, GroupSide.STAFF),
    HeadCount("d", "随行医生", 1, GroupSide.STAFF),
    HeadCount("v", "大学生志愿者", 5, GroupSide.STAFF),
)
SHIFTS = (
    Shift("one", "p", day=Day(8, 9, 2027), start=time(8), end=time(12), places=20),
    Shift("two", "p", day=Day(8, 10, 2027), start=time(8), end=time(12), places=20),
)
PLAN = Dossier(
    Facts(starts_on=Day(8, 9, 2027), ends_on=Day(8, 10, 2027)),
    head_counts=GROUPS,
    posts=(Post("p", "看护"),),
    shifts=SHIFTS,
)

Check = Callable[[Context], list[Finding]]


def helpers(count: int, *, shift: str = "one", born: tuple[int, int] | None = ADULT) -> list[PlacedHelper]:
    """So many volunteers in a shift."""
    return [PlacedHelper(number, shift, born=born) for number in range(count)]


def found(
    check: Check,
    people: list[PlacedHelper],
    *,
    plan: Dossier = PLAN,
    window: Window | None = None,
    ratio: int | None = None,
    today: date = TODAY,
) -> list[Finding]:
    """What a rule finds; sign-up is closed unless there is another window."""
    staffing = Staffing(tuple(people), window or Window(is_closed=True))
    return check(Context(plan, today=today, staffing=staffing, rules=VolunteerRules(children_per_adult=ratio)))


def budgeted(item: str, heads: int, category: str = "餐费") -> Dossier:
    """The plan with a line for so many people."""
    line = Line("m", category, item, unit_price=Money(6000), quantity=Decimal(heads), unit="人")
    return replace(PLAN, budget=(line,))


@pytest.mark.parametrize(
    ("ratio", "first", "second", "sentence"),
    [
        (None, 0, 0, ""),
        (5, 0, 0, ""),
        (4, 2, 2, ""),
        (4, 2, 1, "8月10日 30 名孩子要 8 名大人（每 4 名孩子 1 名），现在 7 名：带队 6 名、确认的成年志愿者 1 名。"),
        (3, 0, 9, "8月9日 30 名孩子要 10 名大人（每 3 名孩子 1 名），现在 6 名：带队 6 名、确认的成年志愿者 0 名。"),
    ],
)
def test_adults_are_held_against_the_ratio_on_each_day(
    ratio: int | None, first: int, second: int, sentence: str
) -> None:
    people = [*helpers(first), *helpers(second, shift="two")]

    assert [each.sentence for each in found(rules.check_adults, people, ratio=ratio)] == (
        [sentence] if sentence else []
    )


@pytest.mark.parametrize(("born", "is_told"), [(ADULT, False), (MINOR, True), (None, True)])
def test_only_volunteers_known_to_be_of_age_are_adults(born: tuple[int, int] | None, is_told: bool) -> None:
    people = [*helpers(2, born=born), *helpers(2, shift="two", born=born)]

    assert bool(found(rules.check_adults, people, ratio=4)) == is_told


def test_adults_are_those_of_the_plan_while_nobody_is_invited() -> None:
    context = Context(PLAN, today=TODAY, rules=VolunteerRules(children_per_adult=2))

    words = "30 名孩子要 15 名大人（每 2 名孩子 1 名），现在 11 名：带队 6 名、志愿者 5 名。"
    assert rules.check_adults(context) == [Finding("adults-few", Severity.WARNING, words, "volunteers")]
    assert rules.check_adults(replace(context, rules=VolunteerRules(children_per_adult=3))) == []


@pytest.mark.parametrize(
    ("today", "severity"), [(date(2027, 7, 26), Severity.WARNING), (date(2027, 7, 25), Severity.HINT)]
)
def test_missing_adults_weigh_more_soon_before(today: date, severity: Severity) -> None:
    assert [each.severity for each in found(rules.check_adults, [], ratio=4, today=today)] == [severity]


@pytest.mark.parametrize(("heads", "count", "lack"), [(41, 5, 0), (41, 8, 3), (44, 8, 0), (41, 0, 0), (40, 3, 0)])
def test_meals_are_held_against_who_really_comes(heads: int, count: int, lack: int) -> None:
    said = found(rules.check_meals, helpers(count), plan=budgeted("师生用餐", heads))

    words = (
        f"师生用餐按 {heads} 人算，来的要 {36 + count} 人，少 {lack} 人："
        f"孩子 30 人、带队 6 人，志愿者最多的一天确认了 {count} 人，方案写 5 人。"
    )
    assert [(each.sentence, each.where) for each in said] == ([(words, "budget/m")] if lack else [])
    assert all(each.severity is Severity.WARNING for each in said)


def test_meals_count_the_day_with_most_volunteers_and_insurance_all_of_them() -> None:
    people = [*helpers(6), *[replace(one, person=one.person + 10) for one in helpers(6, shift="two")]]
    meals = found(rules.check_meals, people, plan=budgeted("师生用餐", 42))
    insured = found(rules.check_insurance, people, plan=budgeted("人身意外险", 42, "保险费"))

    assert meals == []
    assert [(each.code, "来的要 48 人，少 6 人" in each.sentence) for each in insured] == [("insurance-differs", True)]


def test_too_much_is_told_once_nobody_else_is_awaited() -> None:
    plan = replace(budgeted("师生用餐", 60), head_counts=(*GROUPS[:3], replace(GROUPS[3], count=24)))

    assert found(rules.check_meals, helpers(5), plan=plan, window=Window()) == []
    assert [each.severity for each in found(rules.check_meals, helpers(5), plan=plan)] == [Severity.HINT]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ([("学生意外险", 30), ("教师意外险", 11)], "学生意外险按 41 人算，来的要 44 人，少 3 人"),
        ([("师生意外险", 36), ("志愿者意外险", 5)], "志愿者意外险按 5 人算，来的要 8 人，少 3 人"),
        ([("学生意外险", 30)], ""),
        ([("人身意外险", 43)], "人身意外险按 43 人算，来的要 44 人，少 1 人"),
        ([("人身意外险", 44)], ""),
    ],
)
def test_lines_for_all_or_for_volunteers_are_held_against_them(lines: list[tuple[str, int]], told: str) -> None:
    budget = tuple(budgeted(item, heads, "保险费").budget[0] for item, heads in lines)
    said = found(rules.check_insurance, helpers(8), plan=replace(PLAN, budget=budget))

    assert [told in each.sentence for each in said] == ([True] if told else [])


def test_portions_of_several_meals_are_for_all() -> None:
    said = found(rules.check_meals, helpers(8), plan=budgeted("盒饭", 82))

    assert ["按 82 人算，来的要 88 人，少 6 人" in each.sentence for each in said] == [True]


def test_nothing_is_reckoned_where_a_group_is_not_known() -> None:
    plan = replace(budgeted("师生用餐", 30), head_counts=(*GROUPS[:3], replace(GROUPS[3], count=None)))

    assert found(rules.check_meals, helpers(8), plan=plan, ratio=2) == []
    assert found(rules.check_adults, helpers(8), plan=plan, ratio=2) == []
