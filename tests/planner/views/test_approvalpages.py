"""What an approver reads of an event within half a minute."""

from decimal import Decimal
from typing import Any

import pytest

from budgets import Line, Money
from planner.checkup.readiness import Readiness
from planner.dossier import Dossier, Facts, HeadCount, Stop
from planner.enums import Decision, GroupSide
from planner.findings import Finding, Severity
from planner.models import Revision
from planner.views.approvalpages import Brief, format_ratio
from planner.views.whodecides import WhoDecides

CHILDREN = HeadCount("a", "学生", 30)
STAFF = HeadCount("b", "教师", 4, GroupSide.STAFF)
KNOWN = Line("l", "餐费", "午餐", unit_price=Money(1500), quantity=Decimal(34), unit="人")
OPEN = Line("m", "交通", "大巴")
MUST = Finding("place-missing", Severity.ERROR, "还没有地点。")
MAY = Finding("hospital-missing", Severity.HINT, "没有写医院。")


def brief(dossier: Dossier | None = None, **values: Any) -> Brief:
    """A brief of that plan, handed in as version 1."""
    plan = dossier or Dossier()
    usual: dict[str, Any] = {
        "revision": Revision(number=1),
        "dossier": plan,
        "budget": plan.full_budget,
        "ready": Readiness((), 12, (), ()),
        "essentials": (),
        "change": None,
        "former": 0,
        "waits": True,
        "who": WhoDecides("镇中心小学", "韩校长（审批人）", ""),
        "why_not": "",
        "stand_in": "",
        "take_back": None,
        "may_decide": False,
        "may_withdraw": False,
        "sees_phones": False,
        "money": "",
    }
    return Brief(**{**usual, **values})


@pytest.mark.parametrize(
    ("counts", "note"),
    [
        ((), ""),
        ((CHILDREN,), "参加 30 人"),
        ((STAFF,), "随队 4 人"),
        ((CHILDREN, STAFF), "参加 30 人，随队 4 人，师生比 1:7.5"),
    ],
)
def test_note_on_heads_begins_with_what_is_known(counts: tuple[HeadCount, ...], note: str) -> None:
    assert brief(Dossier(head_counts=counts)).heads_note == note


@pytest.mark.parametrize(
    ("children", "staff", "ratio"),
    [(30, 4, "1:7.5"), (30, 5, "1:6"), (10, 3, "1:3.3"), (20, 3, "1:6.7"), (1, 8, "1:0.1")],
)
def test_ratio_to_a_tenth(children: int, staff: int, ratio: str) -> None:
    assert format_ratio(children, staff) == ratio


@pytest.mark.parametrize(
    ("lines", "counts", "money", "hole", "note"),
    [
        ((), (), "", "", "没有预算"),
        ((KNOWN,), (), "财务已通过", "", "财务已通过"),
        ((KNOWN,), (CHILDREN, STAFF), "财务已通过", "", "人均 ¥15.00，财务已通过"),
        ((KNOWN, OPEN), (CHILDREN,), "正在财务审核", "另有 1 项待定", "正在财务审核"),
        ((KNOWN, OPEN), (CHILDREN,), "", "另有 1 项待定", ""),
    ],
)
def test_note_on_cost(lines: tuple[Line, ...], counts: tuple[HeadCount, ...], money: str, hole: str, note: str) -> None:
    page = brief(Dossier(budget=lines, head_counts=counts), money=money)

    assert (page.cost_hole, page.cost_note) == (hole, note)


@pytest.mark.parametrize(
    ("place", "stops", "expected"),
    [
        ("", 0, ("", "")),
        ("县城", 0, ("县城", "")),
        ("", 2, ("站 1、站 2", "")),
        ("县城", 4, ("县城", "4 处：站 1、站 2、站 3、站 4")),
        ("县城", 5, ("县城", "5 处：站 1、站 2、站 3、站 4等")),
    ],
)
def test_place_and_route(place: str, stops: int, expected: tuple[str, str]) -> None:
    route = tuple(Stop(str(n), f"站 {n}") for n in range(1, stops + 1))
    page = brief(Dossier(facts=Facts(place=place), stops=route))

    assert (page.place, page.route) == expected


@pytest.mark.parametrize(
    ("must", "may", "title"),
    [((), (), "没有未定的事"), ((MUST,), (MAY,), "还没定的 2 处"), ((), (MAY,), "还没定的 1 处")],
)
def test_title_counts_all_that_is_open(must: tuple[Finding, ...], may: tuple[Finding, ...], title: str) -> None:
    assert brief(ready=Readiness((), 12, must, may)).open_title == title


@pytest.mark.parametrize(
    ("decision", "agreed"), [(None, False), (Decision.AGREE, True), (Decision.RETURN, False), (Decision.REJECT, False)]
)
def test_agreement_is_one_of_three_words(decision: Decision | None, agreed: bool) -> None:
    assert brief(revision=Revision(number=1, decision=decision)).is_agreed is agreed
