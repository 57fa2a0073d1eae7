import pytest

from budgets import EventFacts, HeadGroup, Topic
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


GROUPS = (HeadGroup("学员", 30), HeadGroup("专家", 3, is_child=False), HeadGroup("志愿者", 5, is_child=False))


@pytest.mark.parametrize(
    ("item", "basis", "codes"),
    [
        ("用餐", "", []),
        ("招待来宾用餐", "", ["meals-missing"]),
        ("专家用餐", "", ["meals-missing"]),
        ("志愿者用餐", "", ["meals-missing"]),
        ("学员用餐", "", []),
        ("学员和志愿者用餐", "", []),
    ],
)
def test_dinner_for_guests_feeds_no_child(item, basis, codes):
    context = EventFacts(nights=1, groups=GROUPS)

    assert [
        code for code, _ in run(expected.meals_for_nights, line("餐费", item, basis=basis), context=context)
    ] == codes


def test_what_a_line_includes_is_there():
    context = EventFacts(nights=1)
    camp = line("基地费", "训练一条龙", basis="含三餐、住宿")

    assert run(expected.meals_for_nights, camp, context=context) == []
    assert run(expected.lodging_for_nights, camp, context=context) == []
    assert len(run(expected.meals_for_nights, line("基地费", "训练", basis="不含三餐"), context=context)) == 1


def test_visit_of_two_days_asks_for_nothing_of_the_night():
    context = EventFacts(kind="spring_festival", days=2, nights=1)

    for check in (expected.lodging_for_nights, expected.meals_for_nights, expected.insurance_for_kind):
        assert run(check, line("慰问品", "大米"), context=context) == []


@pytest.mark.parametrize(
    ("item", "count"), [("门票", 1), ("参观", 1), ("纪念馆门票", 1), ("科技馆门票", 0), ("水族馆（学生半价）", 0)]
)
def test_ticket_of_another_place_is_no_fault(item, count):
    context = EventFacts(free_sites=("革命纪念馆", "纪念馆"))

    assert len(run(expected.no_ticket_at_free_site, line("门票费", item, 20, 3, "人"), context=context)) == count
