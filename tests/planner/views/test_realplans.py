"""Three real plans become events with every fact of theirs, in a few clicks each."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import time
from typing import Any

from flask.testing import FlaskClient

from planner.days import Day
from planner.enums import GroupSide
from planner.queries.dossier import read_dossier
from tests.planner.conftest import World
from tests.planner.plantextsteps import built, keep, numbers, plan, send

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def test_childrens_day_visit_becomes_an_event_in_six_clicks(world: World, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")
    address = keep(client, plan("childrens_day_visit"))
    sides = {f"said-{number}": "staff" for number in numbers(client, address, "看类别判断不出")}
    assert len(sides) == 2
    for group in ("group-facts", "group-goods"):
        send(client, address, group)

    answer = send(client, address, "build", **sides)

    with in_app():
        dossier = read_dossier(built(answer))
    facts = dossier.facts
    assert (facts.title, facts.theme, facts.kind) == ("心手相牵，快乐成长", "心手相牵，快乐成长", "childrens_day")
    assert (facts.starts_on, facts.ends_on) == (Day(5, 31), Day(5, 31))
    assert (facts.starts_at, facts.ends_at, facts.stated_total) == (time(9), time(10, 45), 13)
    assert [(h.group, h.count, h.side) for h in dossier.head_counts] == [
        ("高州中学初中校区", 8, GroupSide.STAFF),
        ("高州市邮政局", 5, GroupSide.STAFF),
    ]
    assert (len(dossier.schedule), {item.start for item in dossier.schedule}) == (9, {None})
    assert [(c.name, c.phone) for c in dossier.contacts] == [("赖某某", "")]
    assert [s.name for s in dossier.supplies] == ["横幅", "标语", "音乐光碟"]
    assert (dossier.budget, dossier.safety) == ((), ())


def test_spring_festival_visits_become_an_event_in_three_clicks(
    world: World, signed_in: SignedIn, in_app: InApp
) -> None:
    client = signed_in("周老师")
    address = keep(client, plan("spring_festival_visits"))
    send(client, address, "group-facts")

    answer = send(client, address, "build")

    with in_app():
        dossier = read_dossier(built(answer))
    assert dossier.facts.kind == "spring_festival"
    assert (dossier.facts.starts_on, dossier.facts.ends_on) == (Day(1, 10), Day(3, 5))
    assert [(p.name, p.starts_on, p.ends_on) for p in dossier.phases] == [
        ("准备阶段", Day(1, 10), Day(1, 29)),
        ("实施阶段", Day(1, 30), Day(2, 25)),
        ("总结阶段", Day(2, 26), Day(3, 2)),
    ]
    assert [(line.item, line.amount and line.amount.plain()) for line in dossier.budget] == [("活动经费", "2,400.00")]
    assert [(h.count, h.side) for h in dossier.head_counts] == [(12, GroupSide.CHILD)]
    assert [(s.name, s.quantity) for s in dossier.supplies] == [
        ("学习用品", 12),
        ("春联", 12),
        ("水果", None),
        ("油", None),
        ("大米", None),
    ]


def test_summer_study_tour_becomes_an_event_in_six_clicks(world: World, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")
    address = keep(client, plan("summer_study_tour"))
    for group in ("group-facts", "group-days", "group-money"):
        send(client, address, group)

    answer = send(client, address, "build", title="看家乡", **{"answer-heads": "stated"})

    with in_app():
        dossier = read_dossier(built(answer))
    facts = dossier.facts
    assert (facts.starts_on, facts.ends_on, facts.kind) == (Day(8, 9), Day(8, 11), "study_tour")
    assert (facts.stated_total, dossier.counted_total) == (30, 29)
    assert [stop.name for stop in dossier.stops] == ["元坝", "仪陇", "广安", "苍溪", "太公红军山"]
    assert [(line.item, line.amount) for line in dossier.budget] == [
        (item, None) for item in ("车费", "生活费", "门票费", "解说费", "爱心礼物", "其他费用")
    ]
    assert {item.day for item in dossier.schedule} == {Day(8, 9), Day(8, 10), Day(8, 11)}
    assert len(dossier.safety) == 3
