"""Records of events by chance, the same for the same seed: plans, accounts and answers of every shape."""

from decimal import Decimal
from random import Random

from budgets import Line, Money
from planner.actualkinds import MediaLevel, Outcome, TallyKind
from planner.days import Day
from planner.dossier import FundingSource, HeadCount, SafetyCheck, ScheduleItem, Stop
from planner.enums import GroupSide
from planner.money.ledger import Expense, Ledger
from planner.people.incidents import Incident
from planner.report import Actual, Impression, Records, ServedHelpers, TallyEntry, Turnout
from planner.report.actuals import ALL_INCIDENTS
from tests.planner.reportvalues import actuals, handout, plan, records, supply, told

_GROUPS = (
    ("留守儿童", GroupSide.CHILD),
    ("初中学生", GroupSide.CHILD),
    ("带队老师", GroupSide.STAFF),
    ("校医", GroupSide.STAFF),
    ("志愿者", GroupSide.STAFF),
    ("村干部", GroupSide.GUEST),
)
_SOURCES = ("财政", "爱心企业", "学校自筹", "家长缴费")
_THINGS = ("书包", "文具", "大米", "棉被")


def generate_records(seed: int) -> Records:
    """The records of one event."""
    by_chance = Random(seed)
    head_counts = tuple(
        HeadCount(f"g{at}", group, by_chance.choice((None, by_chance.randint(1, 90))), side)
        for at, (group, side) in enumerate(_GROUPS)
        if by_chance.random() < 0.8
    )
    items = tuple(
        ScheduleItem(f"i{at}", f"第{at}项", Day(8, 9 + at % 3)) for at in range(by_chance.choice((0, 3, 12, 30)))
    )
    lines = tuple(_line(by_chance, at) for at in range(by_chance.randint(0, 9)))
    supplies = tuple(supply(f"s{at}", thing, by_chance.randint(1, 60)) for at, thing in enumerate(_THINGS))
    dossier = plan(
        head_counts=head_counts,
        schedule=items,
        budget=lines,
        funding=tuple(FundingSource(f"f{at}", name, _amount(by_chance)) for at, name in enumerate(_SOURCES[:3])),
        supplies=supplies,
        stops=tuple(Stop(f"p{at}", f"地点{at}") for at in range(by_chance.randint(0, 5))),
        safety=tuple(SafetyCheck(f"c{at}", "查车", done_by=by_chance.choice(("", "王老师"))) for at in range(6)),
    )
    said = [
        *_answers(by_chance, [f"head_counts/{row.key}" for row in head_counts], most=90),
        *_answers(by_chance, [f"supplies/{row.key}" for row in supplies], most=20),
        *_outcomes(by_chance, items),
        *((told(ALL_INCIDENTS, 0),) if by_chance.random() < 0.5 else ()),
    ]
    return records(
        dossier=dossier,
        ledger=_ledger(by_chance, lines),
        incidents=tuple(Incident(f"n{at}", "擦伤", Day(8, 10)) for at in range(by_chance.choice((0, 0, 1, 2)))),
        said=actuals(*said, impression=Impression(well=("讲解好",)), tallies=_tallies(by_chance)),
        helpers=_helpers(by_chance),
    )


def _amount(by_chance: Random) -> Money:
    return Money(by_chance.randint(1, 2_000_000))


def _line(by_chance: Random, at: int) -> Line:
    category = by_chance.choice(("餐费", "交通费", "资料费"))
    return Line(f"l{at}", category, f"明细{at}", stated=_amount(by_chance), source=by_chance.choice(("", *_SOURCES)))


def _ledger(by_chance: Random, lines: tuple[Line, ...]) -> Ledger:
    keys = [line.key for line in lines] + [""]
    expenses = tuple(
        Expense(f"e{at}", f"支出{at}", _amount(by_chance), by_chance.choice(keys))
        for at in range(by_chance.randint(0, 12))
    )
    handouts = tuple(
        handout(f"h{at}", by_chance.choice(_THINGS), by_chance.randint(1, 60), **_given(by_chance))
        for at in range(by_chance.randint(0, 5))
    )
    return Ledger(expenses=expenses, handouts=handouts)


def _given(by_chance: Random) -> dict[str, object]:
    return by_chance.choice(({"each": by_chance.randint(1, 3)}, {"cash": "200.50"}, {"each": 1, "cash": "50"}))


def _answers(by_chance: Random, places: list[str], *, most: int) -> list[Actual]:
    return [told(place, by_chance.randint(0, most)) for place in places if by_chance.random() < 0.85]


def _outcomes(by_chance: Random, items: tuple[ScheduleItem, ...]) -> list[Actual]:
    found = [
        told(f"schedule/{item.key}", outcome=by_chance.choice(list(Outcome)), words=by_chance.choice(("", "下雨")))
        for item in items
        if by_chance.random() < 0.3
    ]
    return [*found, told("schedule", outcome=Outcome.HELD)] if by_chance.random() < 0.8 else found


def _tallies(by_chance: Random) -> tuple[TallyEntry, ...]:
    return tuple(
        TallyEntry(
            f"t{at}",
            kind := by_chance.choice(list(TallyKind)),
            by_chance.randint(0, 200),
            by_chance.choice((None, *MediaLevel)) if kind is TallyKind.MEDIA else None,
        )
        for at in range(by_chance.randint(0, 8))
    )


def _helpers(by_chance: Random) -> ServedHelpers | None:
    persons = by_chance.randint(0, 12)
    turnout = Turnout(persons=persons, turns=persons + by_chance.randint(0, 20) * bool(persons))
    return by_chance.choice((None, ServedHelpers(turnout=turnout, minutes=by_chance.randint(0, 900) * 30)))


def whole(value: Decimal | None) -> int:
    """A number that somebody answered."""
    assert value is not None
    return int(value)
