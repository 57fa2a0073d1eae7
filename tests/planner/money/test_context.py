"""What the rules of `budgets` are told about an event, and what it spares the organiser to be asked."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from budgets import ApprovalLevel, Budget, Line, Money, Policy, Topic, check_budget
from planner.days import Day
from planner.dossier import Dossier, Facts, SafetyCheck, Section, Stop
from planner.enums import VoucherKind
from planner.money.context import context_of
from planner.money.finances import Finances, find_level
from planner.money.ledger import Donation, Expense, Ledger, Voucher

BUS = Line("bus", "交通费", "大巴", Money(1000000), Decimal(2), "辆")
LEVELS = (ApprovalLevel("主任", Money(100000)), ApprovalLevel("校长"))


def _voucher(key: str, kind: VoucherKind, about: str) -> Voucher:
    return Voucher(
        key=key,
        kind=kind,
        about=about,
        filename=f"{key}.pdf",
        sha256="0" * 64,
        mime="application/pdf",
        size=1,
        uploaded_at=datetime(2027, 5, 1, tzinfo=UTC),
    )


def test_quotes_and_contracts_are_those_of_the_line_and_of_its_expenses() -> None:
    ledger = Ledger(
        expenses=(Expense("e", "大巴", Money(1), line="bus"), Expense("f", "水", Money(1))),
        vouchers=(
            _voucher("a", VoucherKind.QUOTE, "budget/bus"),
            _voucher("b", VoucherKind.QUOTE, "expenses/e"),
            _voucher("c", VoucherKind.QUOTE, "expenses/f"),
            _voucher("d", VoucherKind.CONTRACT, "expenses/e"),
            _voucher("g", VoucherKind.INVOICE, "budget/bus"),
            _voucher("h", VoucherKind.QUOTE, ""),
        ),
    )

    event = context_of(Dossier(), ledger)

    assert dict(event.quotes) == {"bus": 2}
    assert event.contracts == {"bus"}


@pytest.mark.parametrize(
    ("dossier", "ledger", "topics"),
    [
        (Dossier(), Ledger(), set()),
        (Dossier(facts=Facts(transport="县教育局派车")), Ledger(), {Topic.TRANSPORT}),
        (Dossier(facts=Facts(transport="大巴 1 辆，45 座")), Ledger(), set()),
        (Dossier(safety=(SafetyCheck("a", "保单号已登记", done_by="孟会计"),)), Ledger(), {Topic.INSURANCE}),
        (Dossier(safety=(SafetyCheck("a", "保单号已登记"),)), Ledger(), set()),
        (Dossier(), Ledger(donations=(Donation("a", "盒饭", received=Decimal(40)),)), {Topic.MEAL}),
        (Dossier(sections=(Section("a", "保障", text="住宿费自理。餐饮由营地免费提供。"),)), Ledger(), {Topic.MEAL}),
        (Dossier(stops=(Stop("a", "营地", remark="免费住宿"),)), Ledger(), {Topic.LODGING}),
    ],
)
def test_what_others_give_free_need_not_be_in_the_budget(dossier: Dossier, ledger: Ledger, topics: set[Topic]) -> None:
    assert context_of(dossier, ledger).provided == topics


@pytest.mark.parametrize(
    ("kind", "title", "codes"),
    [
        ("spring_festival", "春节走访慰问", set()),
        ("blank", "两天入户走访", set()),
        ("study_tour", "家乡研学", {"lodging-missing", "meals-missing", "insurance-missing"}),
        ("blank", "周末冬令营", {"lodging-missing", "meals-missing", "insurance-missing"}),
        ("childrens_day", "六一夏令营", {"lodging-missing", "meals-missing", "insurance-missing"}),
    ],
)
def test_kind_and_title_tell_whether_people_sleep_away(kind: str, title: str, codes: set[str]) -> None:
    facts = Facts(title, kind, starts_on=Day(2, 7, 2027), ends_on=Day(2, 8, 2027))
    event = context_of(Dossier(facts=facts, budget=(BUS,)))

    found = {finding.code for finding in check_budget(Budget((BUS,)), event)}

    assert {code for code in found if code.endswith("-missing")} - {"quotes-missing", "contract-missing"} == codes


def test_day_and_limits_come_in() -> None:
    policy = Policy(document="经费办法")
    event = context_of(Dossier(), policy=policy, today=date(2027, 8, 9))

    assert (event.policy, event.today) == (policy, date(2027, 8, 9))


@pytest.mark.parametrize(
    ("name", "level"), [("韩校长", "校长"), ("韩 校长", "校长"), ("李主任", "主任"), ("周老师", ""), ("", "")]
)
def test_level_of_an_approver_is_told_by_the_name(name: str, level: str) -> None:
    assert find_level(name, Policy(approval_levels=LEVELS)) == level


def test_approver_who_may_not_approve_so_much_is_named() -> None:
    money = Finances(
        dossier=Dossier(budget=(BUS,)), policy=Policy(approval_levels=LEVELS, confirmed=True), approver="李主任"
    )
    higher = replace(money, approver="韩校长")

    said = [f.sentence for f in money.budget_findings if f.code == "approver-too-low"]
    assert said == ["合计 ¥20,000.00，应由校长审批，现在是主任。"]
    assert "approver-too-low" not in {f.code for f in higher.budget_findings}
    assert "approver-too-low" in {f.code for f in check_budget(money.budget, money.context)}
