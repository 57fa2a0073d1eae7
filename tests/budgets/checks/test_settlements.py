from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from budgets import (
    Budget,
    EventFacts,
    GoodsAccount,
    Invoice,
    Line,
    Loan,
    Money,
    Payment,
    Policy,
    Settlement,
    Severity,
    Source,
    check_settlement,
    missing_evidence,
)
from budgets.checks import settlements as rules
from tests.budgets.strategies import settlements

BUS = Line("bus", "交通费", "大巴", Money(1000_00), Decimal(1), "天", source="财政")
GIFT = Line("gift", "慰问品", "书包")
CONTEXT = EventFacts(ends_on=date(2026, 6, 1), approved_on=date(2026, 5, 20), today=date(2026, 6, 5))
INVOICE = Invoice("26442000000014209621", amount=Money(1000_00), issued_on=date(2026, 6, 1))
PAID = Payment(
    "1",
    Money(1000_00),
    "bus",
    payee="客运公司",
    paid_on=date(2026, 6, 1),
    method="转账",
    handler="周老师",
    verifier="李老师",
    reviewer="陈会计",
    invoice=INVOICE,
)
FINE = Settlement(Budget((BUS,)), (PAID,), {"财政": Money(1000_00)})


def run(check, context=CONTEXT, **changes):
    return [(found.code, found.sentence) for found in check(replace(FINE, **changes), context)]


def with_expense(**changes):
    return {"expenses": (replace(PAID, **changes),)}


def test_sound_settlement_has_no_findings():
    assert check_settlement(FINE, CONTEXT) == []


def test_overrun_needs_a_reason():
    over = with_expense(amount=Money(1065_00))
    assert run(rules.variances_are_explained, **over) == [
        ("overrun-unexplained", "大巴 超预算 65.00 元（6.5%），请写明原因。")
    ]
    assert run(rules.variances_are_explained, **over, reasons={"bus": "改走国道"}) == []
    assert run(rules.variances_are_explained, **with_expense(amount=Money(1050_00))) == []
    assert run(rules.variances_are_explained, budget=Budget((GIFT,))) == []


def test_underrun_is_a_hint_and_spending_on_a_free_line_an_overrun():
    assert run(rules.variances_are_explained, expenses=()) == [
        ("underrun-unexplained", "大巴 低于预算 1,000.00 元（100.0%），请写明原因。")
    ]
    free = Budget((replace(BUS, unit_price=Money(0)),))
    assert run(rules.variances_are_explained, budget=free) == [
        ("overrun-unexplained", "大巴 超预算 1,000.00 元，请写明原因。")
    ]


def test_expense_needs_a_line_with_an_amount():
    assert run(rules.expenses_have_lines, **with_expense(line_key="")) == [
        ("expense-unplanned", "客运公司 1,000.00 元不在预算里，先补批预算再列支。")
    ]
    assert run(rules.expenses_have_lines, budget=Budget((BUS, GIFT))) == []
    bought = with_expense(line_key="gift")
    assert run(rules.expenses_have_lines, budget=Budget((BUS, GIFT)), **bought) == [
        ("plan-unknown", "书包 花了 1,000.00 元，预算里没有金额，先补上预算。")
    ]


def test_expense_needs_an_invoice_that_agrees():
    assert run(rules.expenses_have_invoices, **with_expense(invoice=None, purpose="租车")) == [
        ("invoice-missing", "租车 1,000.00 元没有发票，补上或写明为什么没有。")
    ]
    assert run(rules.expenses_have_invoices, **with_expense(amount=Money(1200_00), payee="")) == [
        (
            "invoice-amount-differs",
            "一笔支出 付了 1,200.00 元，发票 26442000000014209621 是 1,000.00 元，对不上。",
        )
    ]
    assert run(rules.expenses_have_invoices, **with_expense(invoice=Invoice("1"))) == []


def test_invoices_are_found_at_their_expense():
    twice = (PAID, replace(PAID, key="2"), replace(PAID, key="3", invoice=None))
    found = rules.invoices_are_sound(replace(FINE, expenses=twice), CONTEXT)
    assert [(each.code, each.where) for each in found] == [("invoice-twice", "expenses/2")]


def test_duties_are_apart():
    assert run(rules.duties_are_apart, **with_expense(verifier=" 周老师 ", reviewer="周老师")) == [
        ("duties-not-apart", "客运公司 的经办和验收、审核都是 周老师，要换一个人验收、审核。")
    ]
    assert run(rules.duties_are_apart, **with_expense(handler="", verifier="", reviewer="")) == []


def test_cash_within_limit():
    cash = with_expense(method="现金", amount=Money(1000_01))
    assert run(rules.cash_within_limit, **cash) == [
        ("cash-over-limit", "客运公司 付现金 1,000.01 元，超过 1,000.00 元，应转账。")
    ]
    assert run(rules.cash_within_limit, **with_expense(method="现金")) == []
    assert run(rules.cash_within_limit, replace(CONTEXT, policy=Policy(cash_limit=None)), **cash) == []


def test_every_payment_says_how_it_was_paid():
    silent = replace(PAID, method="", amount=Money(5000_00), purpose="包车")
    second, free = replace(silent, key="2", purpose="水"), replace(silent, key="3", amount=Money(0))

    assert run(rules.methods_are_said, expenses=(PAID, silent, free)) == [
        ("method-unknown", f"{silent.name} 5,000.00 元没有写付款方式，办决算前补上。")
    ]
    assert run(rules.methods_are_said, expenses=(silent, second)) == [
        ("method-unknown", f"{silent.name} 等 2 笔支出没有写付款方式，办决算前补上。")
    ]
    assert run(rules.methods_are_said) == run(rules.methods_are_said, expenses=(free,)) == []
    assert run(rules.cash_within_limit, expenses=(silent,)) == []
    found = check_settlement(replace(FINE, expenses=(PAID, second)), CONTEXT)
    assert [each.where for each in found if each.code == "method-unknown"] == ["expenses/2"]


def test_payments_follow_approval():
    assert run(rules.payments_follow_approval, **with_expense(paid_on=date(2026, 5, 19))) == [
        ("paid-before-approval", "客运公司 是 2026-05-19 付的，早于批准的 2026-05-20，写明原因并补批。")
    ]
    assert run(rules.payments_follow_approval, **with_expense(paid_on=None)) == []
    assert run(rules.payments_follow_approval, EventFacts()) == []


def test_payment_without_any_approval_is_told():
    (found,) = rules.payments_follow_approval(FINE, EventFacts(is_approved=False))
    assert (found.code, found.severity, found.where) == ("approval-missing", Severity.ERROR, "budget")
    assert found.sentence == "方案没有批准记录，已经付了 1 笔，共 1,000.00 元；先批后办，补批或传批件。"
    assert rules.payments_follow_approval(replace(FINE, expenses=()), EventFacts(is_approved=False)) == []
    assert rules.payments_follow_approval(FINE, replace(CONTEXT, is_approved=True)) == []


def test_advances_are_closed():
    advance = Loan("a", "周老师", Money(500_00), date(2026, 5, 1), Money(400_00))

    def check(context=CONTEXT, **changes):
        return rules.advances_are_closed(replace(FINE, advances=(replace(advance, **changes),)), context)

    (late,) = check()
    assert late.sentence == "周老师 借款 500.00 元，还有 100.00 元没有报销或归还，已超过 30 天。"
    assert (late.severity, late.where) == (Severity.ERROR, "advances/a")
    (fresh,) = check(lent_on=date(2026, 5, 6))
    assert fresh.sentence == "周老师 借款 500.00 元，还有 100.00 元没有报销或归还。"
    assert fresh.severity is Severity.WARNING
    assert check(EventFacts())[0].severity is check(lent_on=None)[0].severity is Severity.WARNING
    assert [each.sentence for each in check(spent=Money(520_00))] == ["周老师 多垫了 20.00 元，应补付。"]
    assert check(returned=Money(100_00)) == []


def test_donations_balance():
    bags = GoodsAccount("d", "书包", Decimal(30), Decimal(25), Decimal(2), "个")
    assert run(rules.donations_balance, donations=(bags, replace(bags, stock=Decimal(5)))) == [
        ("donation-unbalanced", "书包 收到 30个，发放 25个，库存 2个，少 3个。")
    ]
    assert run(rules.donations_balance, donations=(replace(bags, stock=Decimal(6)),)) == [
        ("donation-unbalanced", "书包 收到 30个，发放 25个，库存 6个，多 1个。")
    ]


def test_advance_settled_beyond_the_expenses_that_name_it_is_told():
    advance = Loan("a", "周老师", Money(500_00), spent=Money(500_00), vouched=Money(400_00))
    assert run(rules.advances_are_vouched_for, advances=(advance,)) == [
        ("advance-unproven", "周老师 的借款写着已报销 500.00 元，其中 100.00 元没有支出写明冲它。")
    ]
    assert run(rules.advances_are_vouched_for, advances=(replace(advance, vouched=Money(500_00)),)) == []
    assert run(rules.advances_are_vouched_for, advances=(replace(advance, vouched=None),)) == []


def promised(fen):
    return Budget((BUS,), (Source("财政", None if fen is None else Money(fen)),))


@pytest.mark.parametrize(
    ("budget", "received", "found"),
    [
        (Budget((BUS,)), 1200_00, [("money-left", "财政 结余 200.00 元，退回或按规定结转。")]),
        (Budget((BUS,)), 900_00, [("money-short", "财政 到账 900.00 元，支出 1,000.00 元，还差 100.00 元。")]),
        (promised(1000_00), 1000_00, []),
        (
            promised(1000_00),
            900_00,
            [
                (
                    "money-laid-out",
                    "财政 答应给 1,000.00 元，到账 900.00 元，支出 1,000.00 元，还垫着 100.00 元。",
                )
            ],
        ),
        (promised(1000_00), None, []),
        (promised(1200_00), None, []),
        (promised(900_00), None, [("money-short", "财政 答应给 900.00 元，支出 1,000.00 元，还差 100.00 元。")]),
        (promised(None), None, [("money-short", "财政 答应给多少待定，支出 1,000.00 元，还差 1,000.00 元。")]),
    ],
)
def test_sources_suffice_and_promises_are_not_told_as_received(budget, received, found):
    paid_in = {} if received is None else {"财政": Money(received)}
    assert run(rules.sources_suffice, budget=budget, received=paid_in) == found


def test_only_what_nobody_covers_blocks():
    severities = [
        [each.severity for each in rules.sources_suffice(replace(FINE, budget=budget, received=received), CONTEXT)]
        for budget, received in ((promised(900_00), {}), (promised(1000_00), {"财政": Money(1)}))
    ]
    assert severities == [[Severity.ERROR], [Severity.WARNING]]


def test_settled_in_time():
    assert run(rules.settled_in_time, replace(CONTEXT, today=date(2026, 6, 10))) == [
        ("settlement-late", "决算应在 2026-06-08 前办完，已逾期 2 天。")
    ]
    assert run(rules.settled_in_time, replace(CONTEXT, today=date(2026, 6, 8))) == []
    assert run(rules.settled_in_time, EventFacts(today=date(2026, 6, 8))) == []
    assert run(rules.settled_in_time, EventFacts(ends_on=date(2026, 6, 8))) == []


def test_evidence_is_complete():
    have = frozenset(("方案批准", "签到", "照片", "发票", "支付记录"))
    assert missing_evidence(have) == ("签收", "验收")
    assert run(rules.evidence_is_complete, replace(CONTEXT, evidence=have)) == [
        ("evidence-missing", "决算材料还差 2 样：签收、验收。")
    ]
    assert run(rules.evidence_is_complete, replace(CONTEXT, evidence=have | {"签收", "验收"})) == []


def test_policy_given_takes_the_place_of_the_one_in_the_context():
    over = replace(FINE, expenses=(replace(PAID, amount=Money(1065_00), invoice=None),), received={})
    loose = Policy(document="本校办法", variance_share=Decimal("0.1"))
    codes = [found.code for found in check_settlement(over, CONTEXT)]
    assert codes == ["overrun-unexplained", "invoice-missing", "money-short"]
    assert [found.code for found in check_settlement(over, CONTEXT, loose)] == codes[1:]


@settings(max_examples=40)
@given(settlements())
def test_findings_of_any_settlement_are_whole_sentences_with_an_address(settlement):
    for finding in check_settlement(settlement, CONTEXT):
        assert finding.sentence.endswith("。")
        assert finding.source
        assert finding.where.split("/")[0] in ("budget", "expenses", "advances", "donations")
