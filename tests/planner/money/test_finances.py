"""The money of an event as a whole: evidence, context, what changed, what blocks."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from budgets import Budget, Finding, Line, Money, Policy, Severity, Source
from planner.dossier import Dossier, Facts, FundingSource
from planner.enums import InvoiceKind, ReviewSubject, VoucherKind
from planner.money.finances import Finances, group_by_line
from planner.money.ledger import Expense, Handout, Ledger
from tests.planner.moneyvalues import voucher

K = VoucherKind
BUS = Line("bus", "交通费", "大巴", Money(180000), Decimal(3), "天", source="财政")
PLAN = Dossier(
    Facts("研学", organisation="镇中心小学"), budget=(BUS,), funding=(FundingSource("f", "财政", Money(540000)),)
)
PAID = Expense("e", "大巴", Money(540000), "bus", handler="周老师", verifier="李老师", invoice_kind=InvoiceKind.FISCAL)
WHOLE = Finances(
    PLAN,
    Ledger(
        (PAID,),
        vouchers=(
            voucher("expenses/e", K.PAYMENT),
            voucher("expenses/e", K.INVOICE),
            voucher("expenses/e", K.ACCEPTANCE),
            voucher("", K.SIGN_IN),
            voucher("", K.PHOTO),
            voucher("handouts/h", K.SIGN_OFF),
        ),
        handouts=(Handout("h", "书包", Decimal(1), people=3),),
    ),
    approved_on=date(2026, 8, 1),
    passed=PLAN.full_budget,
)


def with_ledger(**values: Any) -> Finances:
    """The whole with another ledger."""
    return replace(WHOLE, ledger=replace(WHOLE.ledger, **values))


def missing(money: Finances) -> list[str]:
    """What is missing of the evidence."""
    return [paper.name for paper in money.missing_evidence]


def without(kind: VoucherKind) -> Finances:
    """The whole without the files of a kind."""
    return with_ledger(vouchers=tuple(v for v in WHOLE.ledger.vouchers if v.kind != kind))


def test_evidence_is_complete() -> None:
    assert missing(WHOLE) == []
    names = ["方案批准", "签到", "签收", "照片", "发票", "验收", "支付记录", "询价", "合同"]
    assert [paper.name for paper in WHOLE.evidence] == names


@pytest.mark.parametrize(
    ("money", "name"),
    [
        (replace(WHOLE, approved_on=None), "方案批准"),
        (without(K.SIGN_IN), "签到"),
        (without(K.SIGN_OFF), "签收"),
        (without(K.PHOTO), "照片"),
        (without(K.PAYMENT), "支付记录"),
        (without(K.INVOICE), "发票"),
        (
            with_ledger(
                expenses=(replace(PAID, purpose="书架", line=""),),
                vouchers=tuple(v for v in WHOLE.ledger.vouchers if v.kind != K.ACCEPTANCE),
            ),
            "验收",
        ),
    ],
)
def test_each_paper_is_missed(money: Finances, name: str) -> None:
    assert missing(money) == [name]
    assert name in next(f.sentence for f in money.settlement_findings if f.code == "evidence-missing")


def test_without_expenses_nothing_is_asked_of_them() -> None:
    assert missing(with_ledger(expenses=(), handouts=())) == []


def test_quotes_and_contracts_are_counted_by_line() -> None:
    files = (voucher("budget/bus", K.QUOTE), voucher("budget/bus", K.QUOTE), voucher("budget/bus", K.CONTRACT))
    policy = Policy(quotes_from=Money(100), contract_from=Money(100), quotes=2)
    bare, kept = (replace(WHOLE, policy=policy, ledger=Ledger(vouchers=v)) for v in ((), files))

    codes = [{f.code for f in money.budget_findings} & {"quotes-missing", "contract-missing"} for money in (bare, kept)]

    assert codes == [{"quotes-missing", "contract-missing"}, set()]


@pytest.mark.parametrize(
    ("passed", "changed"),
    [
        (None, False),
        (PLAN.full_budget, False),
        (Budget((replace(BUS, unit="日"),), PLAN.full_budget.sources), True),
        (Budget((), PLAN.full_budget.sources), True),
        (Budget((BUS,), (Source("财政"),)), True),
    ],
)
def test_budget_is_changed_by_lines_and_by_sources(passed: Budget | None, changed: bool) -> None:
    assert replace(WHOLE, passed=passed).is_changed is changed


def test_expenses_are_held_against_what_passed() -> None:
    cheaper = replace(WHOLE, dossier=replace(PLAN, budget=(replace(BUS, unit_price=Money(1)),)))

    assert [money.settlement.planned.known for money in (cheaper, replace(cheaper, passed=None))] == [
        Money(540000),
        Money(3),
    ]


def test_overrun_blocks_until_it_is_explained() -> None:
    dear = with_ledger(expenses=(replace(PAID, amount=Money(600000)),))
    explained = replace(dear, ledger=replace(dear.ledger, reasons={"bus": "绕行"}))

    codes = [[f.code for f in money.blocking_settlement] for money in (WHOLE, dear, explained)]

    assert codes == [[], ["money-short", "overrun-unexplained"], ["money-short"]]


def test_only_errors_block_a_budget() -> None:
    wrong = replace(WHOLE, dossier=replace(PLAN, budget=(replace(BUS, stated=Money(1)),)))

    assert {f.severity for f in wrong.blocking} == {Severity.ERROR}
    assert (len(WHOLE.blocking), len(wrong.blocking)) == (0, 1)


def test_findings_are_grouped_by_line() -> None:
    found = [Finding("a", Severity.HINT, "。", where) for where in ("budget/x", "budget", "expenses/y", "budget/x", "")]

    assert {key: len(group) for key, group in group_by_line(found).items()} == {"x": 2, "": 3}


def test_spent_is_held_against_the_plan_as_it_stands() -> None:
    dearer = replace(BUS, unit_price=Money(200000))
    toll = Line("toll", "交通费", "过路费", stated=Money(100))
    money = replace(WHOLE, dossier=replace(PLAN, budget=(dearer, toll)))

    result = money.result_of(money.budget.by_category()["交通费"])

    assert (result.planned.known, result.actual, result.difference) == (Money(600100), Money(540000), Money(-60100))
    assert (money.overrun, money.settlement.difference) == (Money(-60100), Money(0))
    assert replace(WHOLE, dossier=replace(PLAN, budget=(replace(toll, stated=None),))).overrun is None


def test_findings_of_the_settlement_stand_where_they_are_mended() -> None:
    unpaid = replace(PAID, key="x", amount=Money(700000), line="", verifier="")
    money = replace(with_ledger(expenses=(PAID, unpaid), vouchers=()), passed=None)

    whole, elsewhere = money.general_findings, money.findings_elsewhere

    assert {finding.where for finding in whole} <= {"", "budget"}
    assert "evidence-missing" in {finding.code for finding in money.settlement_findings}
    assert "evidence-missing" not in {finding.code for finding in whole}
    assert {finding.where.partition("/")[0] for finding in elsewhere} == {"expenses"}
    assert whole


@pytest.mark.parametrize(
    ("subject", "found", "blocking"),
    [
        (ReviewSubject.BUDGET, WHOLE.budget_findings, WHOLE.blocking),
        (ReviewSubject.SETTLEMENT, WHOLE.settlement_findings, WHOLE.blocking_settlement),
    ],
)
def test_findings_of_what_is_handed_in(subject: ReviewSubject, found: list[Finding], blocking: list[Finding]) -> None:
    assert (WHOLE.findings_of(subject), WHOLE.blocking_of(subject)) == (found, blocking)
