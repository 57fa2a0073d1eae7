"""Plain records of events for tests of the report, without an app."""

from datetime import time
from decimal import Decimal
from typing import Any

from budgets import Line, Money
from planner.actualkinds import Outcome
from planner.days import Day
from planner.dossier import Dossier, Facts, FundingSource, HeadCount, ScheduleItem, Supply
from planner.enums import GroupSide
from planner.money.finances import Finances
from planner.money.ledger import Expense, Handout, Ledger
from planner.people.incidents import Incident
from planner.report import Actual, Actuals, Impression, Records, Report, build_report

MONEY = Money.parse
FACTS = Facts(
    title="看见家乡的山和水", starts_on=Day(8, 9, 2027), ends_on=Day(8, 11, 2027), organisation="白石镇中心小学"
)
GROUPS = (
    HeadCount("kids", "四至六年级留守儿童", 30),
    HeadCount("teachers", "带队老师", 5, GroupSide.STAFF),
    HeadCount("doctor", "随队医生", 1, GroupSide.STAFF),
)
ITEMS = (
    ScheduleItem("film", "露天电影", Day(8, 10), time(19, 30)),
    ScheduleItem("kit", "清点药品补给", Day(8, 10), time(11)),
    ScheduleItem("walk", "走湿地", Day(8, 11), time(9)),
)
BUDGET = (
    Line("meals", "餐费", "师生用餐", stated=MONEY("7380"), source="爱心企业"),
    Line("bus", "交通费", "大巴", stated=MONEY("5400"), source="财政"),
    Line("prints", "资料费", "手册", stated=MONEY("440"), source="学校自筹"),
)
FUNDING = (
    FundingSource("f1", "财政", MONEY("5400")),
    FundingSource("f2", "爱心企业", MONEY("7380")),
    FundingSource("f3", "学校自筹", MONEY("440")),
)
EXPENSES = (
    Expense("e1", "师生用餐", MONEY("7860"), "meals"),
    Expense("e2", "大巴", MONEY("5000"), "bus"),
    Expense("e3", "手册", MONEY("280"), "prints"),
)


def plan(**rows: Any) -> Dossier:
    """The plan of a tour; rows of a noun that are named replace its own."""
    own = {"head_counts": GROUPS, "schedule": ITEMS, "budget": BUDGET, "funding": FUNDING}
    return Dossier(rows.pop("facts", FACTS), **(own | rows))


def told(place: str, number: int | None = None, outcome: Outcome | None = None, words: str = "") -> Actual:
    """What somebody said of a place."""
    value = None if number is None else Decimal(number)
    return Actual(place=place, number=value, outcome=outcome, words=words, said_by="李老师", version=1)


def actuals(*answers: Actual, impression: Impression | None = None, **more: Any) -> Actuals:
    """What was said after the event."""
    return Actuals({answer.place: answer for answer in answers}, impression or Impression(), **more)


SAID = (
    told("head_counts/kids", 29),
    told("head_counts/teachers", 5),
    told("head_counts/doctor", 1),
    told("schedule", outcome=Outcome.HELD),
    told("schedule/film", outcome=Outcome.CHANGED, words="下雨，改在活动室"),
    told("schedule/kit", outcome=Outcome.DROPPED),
)
SCRATCH = Incident("i1", "蹭破膝盖", Day(8, 10, 2027), time(15, 40), told_guardian=True)


def records(
    *, dossier: Dossier | None = None, said: Actuals | None = None, ledger: Ledger | None = None, **more: Any
) -> Records:
    """The records of a tour that is over: one child stayed at home, one item was changed, one dropped."""
    ledger = Ledger(expenses=EXPENSES) if ledger is None else ledger
    return Records(
        finances=Finances(dossier or plan(), ledger), actuals=actuals(*SAID) if said is None else said, **more
    )


def report(**more: Any) -> Report:
    """The report of these records."""
    return build_report(records(**more))


def handout(key: str, item: str, people: int, *, each: int | None = None, cash: str = "") -> Handout:
    """A hand-out of so many pieces, or so much cash, to each."""
    pieces = None if each is None else Decimal(each)
    return Handout(key, item, pieces, "个" if each else "", MONEY(cash) if cash else None, people)


def supply(key: str, name: str, quantity: int, unit: str = "件") -> Supply:
    """A supply of the plan."""
    return Supply(key, name, quantity=Decimal(quantity), unit=unit)
