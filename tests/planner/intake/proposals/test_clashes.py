"""What contradicts itself, and what each answer takes."""

import pytest

from planner.intake.plans.reading import Conflict, Fact, Field, PlanReading, TextSpan
from planner.intake.proposals.decisions import PlanDecisions, decide, settle
from planner.intake.proposals.proposal import PlanProposals
from planner.intake.proposals.proposing import propose_plan
from tests.planner.intake.proposals.readings import fact, reading

HEADS = "学生30人 老师5人 共41人"


def heads(total: str = "41") -> PlanProposals:
    facts = (
        fact(HEADS, Field.HEADCOUNTS, "学生30人", group="学生", count="30"),
        fact(HEADS, Field.HEADCOUNTS, "老师5人", group="老师", count="5"),
        fact(HEADS, Field.HEADCOUNT_TOTAL, "共41人", value=total),
    )
    return propose_plan(reading(HEADS, facts))


def days(words: str, first: str, last: str) -> PlanProposals:
    facts = (
        fact(words, Field.STARTS_ON, words, value=first),
        fact(words, Field.ENDS_ON, words, value=last),
    )
    return propose_plan(reading(words, facts))


def money(*lines: tuple[str, str], total: str) -> PlanProposals:
    text = " ".join(item for item, _ in lines) + " 合计"
    facts: list[Fact] = [fact(text, Field.BUDGET, item, item=item, amount=amount) for item, amount in lines]
    facts.append(fact(text, Field.BUDGET_TOTAL, "合计", value=total))
    return propose_plan(reading(text, tuple(facts)))


def taken(found: PlanProposals, **answers: str) -> dict[int, str]:
    """What is ticked after these answers, by number."""
    decided = decide(PlanDecisions(), PlanDecisions(answers=answers, ticked=frozenset()), frozenset(), found)
    return {item.number: item.text for item, on in settle(found, decided) if on}


def test_head_counts_wait_for_one_of_two_totals() -> None:
    found = heads()

    assert [(clash.sentence, clash.hangs) for clash in found.clashes] == [
        ("各项相加 35 人，文中写共 41 人", frozenset({3}))
    ]
    assert taken(found) == {1: "学生 30 人", 2: "老师 5 人"}
    assert taken(found, heads="stated")[3] == "41 人"
    assert taken(found, heads="added")[3] == "35 人"


def test_head_counts_that_add_up_ask_nothing() -> None:
    assert heads("35").clashes == ()


@pytest.mark.parametrize(
    ("words", "first", "moved"),
    [
        ("2027年8月9日（星期日）", "2027-08-09", "8月8日（周日）"),
        ("2027年8月9日（周四）", "2027-08-09", "8月12日（周四）"),
        ("2027年8月9日（周五）", "2027-08-09", "8月6日（周五）"),
    ],
)
def test_wrong_weekday_offers_the_day_and_the_nearest_such_weekday(words: str, first: str, moved: str) -> None:
    found = days(words, first, first)

    (clash,) = found.clashes
    assert [answer.label for answer in clash.answers] == ["8月9日（周一）", moved]
    assert taken(found) == {}
    assert taken(found, weekday="day")[1] == "2027年8月9日（周一）"
    assert taken(found, weekday="weekday")[1] == f"2027年{moved}"


@pytest.mark.parametrize(("words", "first"), [("2027年8月9日（周一）", "2027-08-09"), ("8月9日（周五）", "--08-09")])
def test_right_weekday_and_unknown_year_ask_nothing(words: str, first: str) -> None:
    assert days(words, first, first).clashes == ()


def test_moved_days_move_together() -> None:
    found = days("2027年8月9日（星期日）至11日", "2027-08-09", "2027-08-11")

    (clash,) = found.clashes
    assert clash.answers[1].instead[1].facts == {"starts_on": "2027-08-08", "ends_on": "2027-08-10"}


def test_one_line_without_amount_may_be_the_difference() -> None:
    found = money(("大巴", "5400.00"), ("保险", ""), total="6015.00")

    (clash,) = found.clashes
    assert (clash.sentence, clash.why) == ("1 项相加 5,400.00，合计写 6,015.00", "差 615.00；保险没写金额，可能就是它")
    assert taken(found) == {1: "大巴 5400.00"}
    assert taken(found, sum="rest")[2] == "保险 615.00"
    assert taken(found, sum="open")[2] == "保险"


def test_sums_that_differ_hold_back_all_lines() -> None:
    found = money(("大巴", "5400.00"), ("用餐", "600.00"), total="5999.99")

    (clash,) = found.clashes
    assert clash.why == "差 0.01"
    assert taken(found) == taken(found, sum="none") == {}
    assert set(taken(found, sum="lines")) == {1, 2}


@pytest.mark.parametrize("total", ["6000.00", "很多"])
def test_sums_that_agree_or_cannot_be_read_ask_nothing(total: str) -> None:
    assert money(("大巴", "5400.00"), ("用餐", "600.00"), total=total).clashes == ()


def test_other_contradiction_offers_each_side_or_none() -> None:
    text = "周老师 李老师"
    facts = (
        fact(text, Field.PEOPLE, "周老师", role="领队", name="周老师"),
        fact(text, Field.PEOPLE, "李老师", role="领队", name="李老师"),
    )
    conflict = Conflict("leaders", "有两个领队。", (TextSpan(0, 3), TextSpan(4, 7)))

    found = propose_plan(PlanReading(text, (), facts, (conflict,), ()))

    (clash,) = found.clashes
    assert [answer.label for answer in clash.answers] == ["按“周老师”", "按“李老师”", "都先不带"]
    assert taken(found) == {}
    assert taken(found, **{clash.code: "2"}) == {2: "李老师"}
