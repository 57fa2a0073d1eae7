"""The facts of an event as a list and as a form."""

import pytest
from flask import Flask

from budgets import Line, Money, Total
from planner.dossier import Dossier, Facts, HeadCount, Party, Stop
from planner.enums import GroupSide, PartyRole
from planner.errors import LostUpdate
from planner.forms.facts import FactsForm
from planner.views.factspage import FactList, Side, facts_page

CHILDREN = HeadCount("h1", "学生", 28, GroupSide.CHILD)
TEACHERS = HeadCount("h2", "老师", None, GroupSide.STAFF)


def test_groups_stand_by_side() -> None:
    facts = FactList.of(Dossier(Facts(stated_total=30), head_counts=(TEACHERS, CHILDREN)))

    assert facts.sides == (
        Side(GroupSide.CHILD.label, (CHILDREN,)),
        Side(GroupSide.STAFF.label, (TEACHERS,)),
    )
    assert facts.count_note == "写的是 30 人，各组加起来 28 人"


@pytest.mark.parametrize(("place", "shown"), [("县博物馆", "县博物馆"), ("", "学校、县博物馆")])
def test_place_is_the_stops_where_none_is_written(place: str, shown: str) -> None:
    stops = (Stop("s1", "学校"), Stop("s2", "县博物馆"))

    assert FactList.of(Dossier(Facts(place=place), stops=stops)).place == shown


@pytest.mark.parametrize(
    ("amounts", "cost", "each"),
    [
        ((), None, None),
        ((None,), None, None),
        ((Money(5600),), Total(Money(5600)), Money(200)),
        ((Money(5600), None), Total(Money(5600), 1), None),
        ((Money(0),), Total(Money(0)), Money(0)),
    ],
)
def test_cost_is_shown_as_far_as_it_is_known(
    amounts: tuple[Money | None, ...], cost: Total | None, each: Money | None
) -> None:
    lines = tuple(Line(f"l{n}", "交通费", "大巴", stated=amount) for n, amount in enumerate(amounts))

    facts = FactList.of(Dossier(head_counts=(CHILDREN,), budget=lines))

    assert (facts.cost, facts.cost_each) == (cost, each)


def test_organisations_stand_by_the_part_they_play() -> None:
    parties = (Party("p1", PartyRole.HOST, "县团委"), Party("p2", PartyRole.HOST, "教育局"))

    assert FactList.of(Dossier(parties=parties)).parties == ((PartyRole.HOST.label, "县团委、教育局"),)
    assert [FactList.of(Dossier(parties=p)).has_parties for p in (parties, ())] == [True, False]


def test_clash_shows_only_what_differs(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"title": "六一慰问", "place": "操场"}):
        form = FactsForm()
        clash = LostUpdate("别人也改了。", who="", version=2, theirs={"title": "六一慰问", "place": "礼堂"})

        page = facts_page(Dossier(), form, clash)

        assert page.theirs == (("地点", "礼堂"),)
        assert facts_page(Dossier(), form, None).theirs == ()


def test_form_shows_every_field_once(app: Flask) -> None:
    with app.test_request_context():
        form = FactsForm()
        fields = [field.name for field, _ in facts_page(Dossier(), form, None).fields]

        assert sorted(fields) == sorted(set(form.data) - {"version", "csrf_token"})
