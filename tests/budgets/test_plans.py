"""The findings that two real plans must show, their facts as plain data."""

from decimal import Decimal

from budgets import Budget, EventFacts, Finding, HeadGroup, Line, Money, Severity, check_budget

ITEMS = ("车费", "生活费", "门票费", "解说费", "爱心礼物", "其他费用")
TOUR = Budget(tuple(Line(f"t{at}", item, item) for at, item in enumerate(ITEMS)))
TOUR_CONTEXT = EventFacts(
    kind="study_tour",
    days=3,
    nights=2,
    groups=(
        HeadGroup("留守儿童", 10),
        HeadGroup("孤儿", 14),
        HeadGroup("民政局工作人员", 2, is_child=False),
        HeadGroup("团区委工作人员", 1, is_child=False),
        HeadGroup("记者", 1, is_child=False),
        HeadGroup("随行医生", 1, is_child=False),
    ),
    stated=30,
    moving=True,
    free_sites=("琳琅山风景区",),
)


def found(findings: list[Finding], code: str) -> list[Finding]:
    return [finding for finding in findings if finding.code == code]


def test_tour_shows_every_blank_amount():
    blank = found(check_budget(TOUR, TOUR_CONTEXT), "amount-unknown")

    assert [finding.where for finding in blank] == [f"budget/t{at}" for at in range(6)]
    assert blank[0].sentence == "车费 没有金额，应写单价和数量。"
    assert {finding.severity for finding in blank} == {Severity.ERROR}
    assert TOUR.total.format() == "待定"
    assert TOUR.total.words() == "待定"


def test_tour_lacks_lodging_for_two_nights():
    (finding,) = found(check_budget(TOUR, TOUR_CONTEXT), "lodging-missing")

    assert finding.sentence == "活动过 2 夜，预算里没有住宿费；由谁免费提供的，也要写明。"
    assert finding.where == "budget"


def test_tour_lacks_insurance():
    (finding,) = found(check_budget(TOUR, TOUR_CONTEXT), "insurance-missing")

    assert finding.sentence == "预算里没有保险费，参加的 29 人外出要有意外险；已由别处投保的，写明保单。"


def test_tour_has_a_ticket_line_at_a_free_site():
    (finding,) = found(check_budget(TOUR, TOUR_CONTEXT), "ticket-at-free-site")

    assert finding.sentence == "门票费 金额待定，琳琅山风景区免票，应写明是哪一处要买票，没有就删去。"
    assert finding.where == "budget/t2"


def test_tour_states_30_against_29_counted():
    (finding,) = found(check_budget(TOUR, TOUR_CONTEXT), "head-count-differs")

    assert finding.sentence == "方案写 30 人，各组相加是 29 人，差 1 人；按人数算的各项要先定人数。"
    assert finding.severity is Severity.ERROR


def test_tour_shows_nothing_else():
    codes = {finding.code for finding in check_budget(TOUR, TOUR_CONTEXT)}

    assert codes == {
        "amount-unknown",
        "lodging-missing",
        "insurance-missing",
        "ticket-at-free-site",
        "head-count-differs",
    }


def test_spring_visits_show_their_lump():
    budget = Budget((Line("s1", "慰问品", "学习用品、春联、水果、油、大米、年夜饭", stated=Money.parse("2400元")),))
    context = EventFacts(kind="spring_festival", groups=(HeadGroup("留守学生代表", 12),))

    findings = check_budget(budget, context)

    assert [finding.sentence for finding in findings] == [
        "学习用品、春联、水果、油、大米、年夜饭 只有一个总数 2,400.00 元，应拆成单价和数量。"
    ]
    assert findings[0].severity is Severity.ERROR
    assert findings[0].where == "budget/s1"


def test_spring_visits_show_a_total_without_lines():
    lines = (
        Line("s1", "慰问品", "学习用品", quantity=Decimal(12), unit="份"),
        Line("s2", "慰问品", "春联", quantity=Decimal(12), unit="份"),
        Line("s3", "慰问品", "水果、油、大米"),
        Line("s4", "餐费", "年夜饭"),
    )
    context = EventFacts(kind="spring_festival", groups=(HeadGroup("留守学生代表", 12),))

    findings = check_budget(Budget(lines, stated_total=Money.parse("2400")), context)

    assert [finding.sentence for finding in findings] == [
        "学习用品 12份 没有单价，算不出金额。",
        "春联 12份 没有单价，算不出金额。",
        "水果、油、大米 没有金额，应写单价和数量。",
        "年夜饭 没有金额，应写单价和数量。",
        "合计写了 2,400.00 元，有 4 项没有金额，看不出怎么算出来的。",
    ]
