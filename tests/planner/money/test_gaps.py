"""What keeps finance from passing a settlement: mended, or waived in writing for no more than it was."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from budgets import Line, Money, Severity, Source
from planner.dossier import Dossier, Facts, FundingSource
from planner.enums import GapReason, InvoiceKind, ReviewSubject, VoucherKind
from planner.money.finances import Finances
from planner.money.gaps import WrittenWaiver, tell_request
from planner.money.ledger import Expense, Ledger
from tests.planner.moneyvalues import voucher

R = GapReason
MEALS = Line("meals", "餐费", "午餐", stated=Money(800_00), source="财政")
PLAN = Dossier(Facts("研学", owner="周老师"), budget=(MEALS,), funding=(FundingSource("f", "财政", Money(800_00)),))
ONE = Expense(
    "a",
    "第一天午餐",
    Money(500_00),
    "meals",
    paid_on=date(2026, 8, 9),
    handler="吴老师",
    invoice_kind=InvoiceKind.DIGITAL,
    invoice_number="2" * 20,
    invoice_amount=Money(500_00),
)
TWO = replace(
    ONE,
    key="b",
    purpose="第二天午餐",
    amount=Money(300_00),
    paid_on=date(2026, 8, 10),
    invoice_number="3" * 20,
    invoice_amount=Money(300_00),
)
BARE = Finances(PLAN, Ledger((ONE, TWO)), passed=PLAN.full_budget)
FILES = tuple(voucher(f"expenses/{key}", kind) for key in "ab" for kind in (VoucherKind.PAYMENT, VoucherKind.INVOICE))
PROVEN = replace(BARE, ledger=replace(BARE.ledger, vouchers=FILES), approved_on=date(2026, 8, 1), approver="韩校长")
AT = datetime(2026, 8, 18, tzinfo=UTC)


def waived(reason: GapReason, subject: str, amount: Money) -> WrittenWaiver:
    return WrittenWaiver(1, reason, subject, amount, "写明了", "孟会计", AT)


def open_codes(money: Finances) -> list[str]:
    return [gap.code for group in money.open_gaps for gap in group.gaps]


def test_bare_settlement_is_kept_back_for_three_reasons() -> None:
    assert [(group.title, group.why) for group in BARE.open_gaps] == [
        ("方案没有批准记录", "已经付了 2 笔，共 800.00 元；先批后办，补批或传批件。"),
        (
            "第一天午餐等 2 笔没有付款记录，共 800.00 元",
            "8月9日 第一天午餐 500.00 元、8月10日 第二天午餐 300.00 元；经办 吴老师",
        ),
        (
            "第一天午餐等 2 笔没有电子文件，共 800.00 元",
            "8月9日 第一天午餐 500.00 元、8月10日 第二天午餐 300.00 元；经办 吴老师。"
            "财会〔2020〕6号：电子发票的打印件不能单独入账",
        ),
    ]
    assert len(BARE.blocking_settlement) == 5
    assert [(f.sentence, f.where) for f in BARE.blocking_of(ReviewSubject.SETTLEMENT)] == [
        ("方案没有批准记录，已经付了 2 笔，共 800.00 元；先批后办，补批或传批件。", "approval"),
        ("第一天午餐等 2 笔没有付款记录，共 800.00 元。", "settlement"),
        ("第一天午餐等 2 笔没有电子文件，共 800.00 元。", "settlement"),
    ]
    assert (PROVEN.open_gaps, PROVEN.blocking_settlement) == ((), [])


@pytest.mark.parametrize("paid_on", [date(2026, 8, 9), None])
def test_what_came_before_the_approval_is_one_reason_and_can_be_waived(paid_on: date | None) -> None:
    expenses = tuple(replace(each, paid_on=paid_on, issued_on=date(2026, 8, 9)) for each in (ONE, TWO))
    late = replace(PROVEN, approved_on=date(2026, 8, 20), ledger=replace(PROVEN.ledger, expenses=expenses))

    passing = replace(late, waivers=tuple(waived(gap.reason, gap.subject, gap.amount) for gap in late.gaps))

    assert [group.title for group in late.open_gaps] == ["第一天午餐等 2 笔付款或开票早于批准，共 800.00 元"]
    assert open_codes(late) == ["early:expenses/a", "early:expenses/b"]
    assert (passing.open_gaps, passing.blocking_settlement) == ((), [])


@pytest.mark.parametrize(
    ("money", "codes"),
    [
        (replace(PROVEN, approved_on=None), ["approval:"]),
        (replace(PROVEN, approval_lapsed="8月5日 周老师改了地点"), ["approval:"]),
        (replace(PROVEN, approved_on=date(2026, 8, 10)), ["early:expenses/a"]),
        (replace(PROVEN, ledger=replace(PROVEN.ledger, vouchers=FILES[1:])), ["payment:expenses/a"]),
        (replace(PROVEN, ledger=replace(PROVEN.ledger, vouchers=FILES[:3])), ["e_file:expenses/b"]),
        (
            replace(
                PROVEN,
                approved_on=None,
                ledger=replace(PROVEN.ledger, vouchers=(*FILES, voucher("", VoucherKind.APPROVAL))),
            ),
            [],
        ),
        (replace(BARE, ledger=Ledger()), []),
    ],
)
def test_each_reason_by_itself(money: Finances, codes: list[str]) -> None:
    assert open_codes(money) == codes
    assert len(money.blocking_settlement) == len(codes)


def test_lapsed_approval_says_what_was_approved_and_why_it_no_longer_holds() -> None:
    money = replace(PROVEN, approved_number=3, approval_lapsed="8月5日 周老师改了地点，要重新审批")
    (group,) = money.open_gaps
    assert (group.title, group.why) == ("方案改过以后没有再批准", "批的是第 3 版，8月5日 周老师改了地点，要重新审批。")
    assert money.approval.printed == "没有登记，批的是第 3 版，8月5日 周老师改了地点，要重新审批。"


ALL = (
    waived(R.APPROVAL, "", Money(800_00)),
    waived(R.PAYMENT, "expenses/a", Money(500_00)),
    waived(R.PAYMENT, "expenses/b", Money(300_00)),
    waived(R.E_FILE, "expenses/a", Money(500_00)),
    waived(R.E_FILE, "expenses/b", Money(300_00)),
)


def test_waivers_open_the_way_and_stay_to_be_read() -> None:
    money = replace(BARE, waivers=ALL)

    assert (money.open_gaps, money.blocking_settlement) == ((), [])
    assert [gap.reason for gap in money.waived] == [w.reason for w in ALL]
    told = [f for f in money.settlement_findings if f.code == "e-file-missing"]
    assert [(f.severity, f.sentence) for f in told][:1] == [
        (Severity.HINT, "第一天午餐 500.00 元的电子发票没有电子文件，传 PDF、OFD 或 XML。孟会计已经豁免。")
    ]


@pytest.mark.parametrize(("fen", "is_covered"), [(499_99, False), (500_00, True), (500_01, True)])
def test_waiver_covers_no_more_than_it_was_written_for(fen: int, is_covered: bool) -> None:
    money = replace(BARE, waivers=(waived(R.PAYMENT, "expenses/a", Money(fen)),))
    assert ("payment:expenses/a" in open_codes(money)) is not is_covered


@pytest.mark.parametrize(("reason", "subject"), [(R.E_FILE, "expenses/a"), (R.PAYMENT, "expenses/b"), (R.PAYMENT, "")])
def test_waiver_covers_its_own_gap_only(reason: GapReason, subject: str) -> None:
    money = replace(BARE, waivers=(waived(reason, subject, Money(900_00)),))
    assert "payment:expenses/a" in open_codes(money)


def test_request_names_who_can_mend_it() -> None:
    payment = next(gap for gap in BARE.gaps if gap.reason is R.PAYMENT)
    approval = next(gap for gap in BARE.gaps if gap.reason is R.APPROVAL)

    assert tell_request([payment], "周老师") == ("请吴老师补：第一天午餐 500.00 元没有付款记录，传转账回单或收款凭据。")
    assert tell_request([approval], "周老师").startswith("请周老师补：方案没有批准记录")
    assert tell_request([approval], "").startswith("请补：")


def test_position_is_the_same_for_every_reader() -> None:
    settlement = BARE.settlement
    assert settlement.budget.sources == (Source("财政", Money(800_00)),)
    assert (settlement.position.received, settlement.position.rest_label) == (Money(0), "垫着")
