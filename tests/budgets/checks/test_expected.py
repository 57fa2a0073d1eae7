import pytest

from budgets import EventFacts, Topic
from budgets.checks import expected
from tests.budgets.checks.rows import line, run

NIGHTS = EventFacts(nights=1)


@pytest.mark.parametrize(
    ("check", "code", "context", "topic"),
    [
        (expected.lodging_for_nights, "lodging-missing", NIGHTS, Topic.LODGING),
        (expected.meals_for_nights, "meals-missing", NIGHTS, Topic.MEAL),
        (expected.transport_for_moving, "transport-missing", EventFacts(moving=True), Topic.TRANSPORT),
        (expected.insurance_for_kind, "insurance-missing", NIGHTS, Topic.INSURANCE),
        (expected.insurance_for_kind, "insurance-missing", EventFacts(kind="study_tour"), Topic.INSURANCE),
    ],
)
def test_needed_line_is_missed_unless_planned_or_provided(check, code, context, topic):
    assert [found for found, _ in run(check, line("其他", "杂费"), context=context)] == [code]
    assert run(check, line(topic.value, "x"), context=context) == []
    provided = EventFacts(nights=context.nights, moving=context.moving, kind=context.kind, provided=frozenset([topic]))
    assert run(check, context=provided) == []
    assert run(check) == []


def test_insurance_names_the_people():
    assert "，参加的人外出" in run(expected.insurance_for_kind, context=NIGHTS)[0][1]
    assert "，参加的 29 人外出" in run(expected.insurance_for_kind, context=EventFacts(nights=1, stated=29))[0][1]


def test_no_ticket_at_free_site():
    context = EventFacts(free_sites=("纪念馆", "烈士陵园"))
    assert run(expected.no_ticket_at_free_site, line("门票费", "参观", 20, 3, "人"), context=context) == [
        ("ticket-at-free-site", "参观 60.00 元，纪念馆、烈士陵园免票，应写明是哪一处要买票，没有就删去。")
    ]
    assert run(expected.no_ticket_at_free_site, line("餐费", "午餐"), context=context) == []
    assert run(expected.no_ticket_at_free_site, line("门票费", "参观", 20, 3, "人")) == []
