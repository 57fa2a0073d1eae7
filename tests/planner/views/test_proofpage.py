"""What the settlement shows of its proofs: where each is brought, what lacks, what may be waived, whose hands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from flask import Flask

from budgets import Line, Money, Position, Total
from planner.dossier import Dossier, Facts
from planner.enums import GapReason, RemarkKind, ReviewSubject, VoucherKind
from planner.models import LineRemark
from planner.money.finances import Finances
from planner.money.gaps import WrittenWaiver
from planner.money.ledger import Expense, Handout, Ledger
from planner.permissions import Access
from planner.queries.hands import Hand
from planner.views.handspage import FinanceReader, list_hands
from planner.views.positionpage import tell_outlook
from planner.views.proofpage import ProofPage, proof_page
from tests.planner.moneyvalues import voucher
from tests.planner.views.moneyreaders import FINANCE, ME, OTHER, OWNER, READER, event_with, review_with

BUS = Line("bus", "交通费", "大巴", Money(100000), Decimal(1), "天", source="财政")
PLAN = Dossier(Facts("研学", organisation="小学", owner="周老师"), budget=(BUS,))
PAID = Expense("e", "大巴", Money(120000), "bus", payee="客运公司", handler="吴老师", verifier="李老师")
MONEY = Finances(
    PLAN,
    Ledger((PAID,), vouchers=(voucher("expenses/e", VoucherKind.PAYMENT),), handouts=(Handout("h", "书包", people=3),)),
    passed=PLAN.full_budget,
)
HANDED_IN = review_with(subject=ReviewSubject.SETTLEMENT, submitted_by=ME)
DECIDES = FinanceReader(OTHER, "")


def page_of(
    app: Flask, access: Access, reader: FinanceReader | None = None, money: Finances = MONEY, **more: object
) -> ProofPage:
    """The page as that reader sees it."""
    with app.test_request_context(str(more.pop("query", ""))):
        event = event_with(is_settled=bool(more.pop("is_settled", False)))
        return proof_page(event, access, money, HANDED_IN, hands=(), reader=reader, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("access", "is_settled", "href"),
    [
        (OWNER, False, "/events/7/vouchers?kind=invoice&about=expenses/e"),
        (FINANCE, False, "/events/7/vouchers?kind=invoice&about=expenses/e"),
        (OWNER, True, "/events/7/expenses?row=e#row-e"),
        (READER, False, "/events/7/expenses?row=e#row-e"),
    ],
)
def test_each_proof_leads_to_its_files_or_to_where_they_are_brought(
    app: Flask, access: Access, is_settled: bool, href: str
) -> None:
    (row,) = page_of(app, access, is_settled=is_settled).table.rows

    assert [(cell.label, cell.tone, cell.href) for cell in row.cells] == [
        ("没有登记", "none", href),
        ("有 1 份", "has", "/events/7/vouchers?about=expenses/e"),
        ("不适用", "na", ""),
    ]


def test_table_counts_each_value_and_can_be_narrowed_to_what_lacks(app: Flask) -> None:
    whole = page_of(app, OWNER).table
    proven = replace(MONEY.ledger, vouchers=(*MONEY.ledger.vouchers, voucher("expenses/e", VoucherKind.INVOICE)))
    complete = page_of(app, OWNER, money=replace(MONEY, ledger=proven), only_lacking=True).table

    assert whole.totals == (("没有登记 1 笔",), ("有 1 笔",), ("不适用 1 笔",))
    assert (whole.lacking_count, complete.lacking_count, complete.rows) == (1, 0, ())


def test_table_of_many_comes_50_a_page_and_sums_all_of_them(app: Flask) -> None:
    many = replace(MONEY, ledger=Ledger(tuple(replace(PAID, key=f"e{number}") for number in range(51))))
    pages = [page_of(app, OWNER, money=many, query=f"?only=lacking&page={number}").table for number in (1, 2, 9)]

    assert [(len(page.rows), page.rows[0].href) for page in pages] == [
        (50, "/events/7/expenses?row=e0#row-e0"),
        (1, "/events/7/expenses?row=e50#row-e50"),
        (1, "/events/7/expenses?row=e50#row-e50"),
    ]
    assert pages[0].pager.after_href == "/events/7/settlement?page=2&only=lacking#proofs"
    assert {page.sum for page in pages} == {Money(120000 * 51)}
    assert {page.totals[0] for page in pages} == {("没有登记 51 笔",)}


def test_proofs_of_the_event_are_shown_as_they_are_printed(app: Flask) -> None:
    page = page_of(app, OWNER)

    rows = {row.name: (row.cell.label, row.printed, row.cell.href) for row in page.whole}
    assert list(rows) == ["方案批准", "签到", "签收", "照片", "询价", "合同"]
    assert rows["签收"] == (
        "没有登记",
        "没有登记，书包还没有签好的签领表。",
        "/events/7/vouchers?kind=sign_off&about=",
    )
    assert [sentence for sentence in page.statement if sentence.startswith("签收")] == [
        "签收：没有登记，书包还没有签好的签领表。"
    ]
    assert page.closing == ("小学", "　　年　　月　　日")


@pytest.mark.parametrize(
    ("access", "reader", "is_settled", "ways"),
    [
        (OWNER, None, False, ("去提交审批", False, "")),
        (READER, None, False, ("", False, "")),
        (FINANCE, DECIDES, False, ("", True, "/events/7/reviews/settlement/1")),
        (FINANCE, FinanceReader(OTHER, "自己写过内容的决算要由别人审核。"), False, ("传批件", False, "")),
        (FINANCE, DECIDES, True, ("", False, "")),
    ],
)
def test_gap_is_mended_by_organisers_and_waived_by_whoever_decides(
    app: Flask, access: Access, reader: FinanceReader | None, is_settled: bool, ways: tuple[str, bool, str]
) -> None:
    page = page_of(app, access, reader, is_settled=is_settled)

    (row,) = page.gaps.rows
    assert row.group.reason is GapReason.APPROVAL
    assert (row.mend_label, page.gaps.may_waive, page.decide_href) == ways
    assert row.ask_label == "请周老师补"


def test_request_that_nobody_answered_stands_with_its_gap(app: Flask) -> None:
    asked = LineRemark(line="", kind=RemarkKind.OPINION, text="请周老师补", author="钱会计")
    answered = LineRemark(line="", kind=RemarkKind.ANSWER, text="补了", author="周老师")

    found = [page_of(app, OWNER, remarks={"": said}).gaps.rows[0].asked for said in ([asked], [asked, answered])]

    assert found == [asked, None]


def test_waivers_are_listed_with_their_reasons(app: Flask) -> None:
    at = datetime(2026, 8, 18, tzinfo=UTC)
    waiver = WrittenWaiver(3, GapReason.APPROVAL, "", Money(120000), "有校务会纪要", "钱会计", at)

    gaps = page_of(app, FINANCE, DECIDES, money=replace(MONEY, waivers=(waiver,))).gaps

    assert (gaps.count, [(row.parts[0].id, row.title, row.words, row.by) for row in gaps.waivers]) == (
        0,
        [(3, "方案没有批准记录", "有校务会纪要", "钱会计")],
    )


def test_what_was_waived_together_is_one_row(app: Flask) -> None:
    at = datetime(2026, 8, 18, tzinfo=UTC)
    waivers = tuple(
        WrittenWaiver(number, GapReason.PAYMENT, f"expenses/{key}", Money(120000), words, "钱会计", at)
        for number, key, words in ((1, "a", "公务卡还款"), (2, "b", "公务卡还款"), (3, "c", "现金付的"))
    )
    ledger = Ledger(tuple(replace(PAID, key=key) for key in "abc"))

    found = page_of(app, FINANCE, DECIDES, money=replace(MONEY, ledger=ledger, waivers=waivers)).gaps.waivers

    assert [(row.title, row.words, [part.id for part in row.parts], row.has_several) for row in found] == [
        ("大巴 2 笔没有付款记录，共 2,400.00 元", "公务卡还款", [1, 2], True),
        ("大巴 1,200.00 元没有付款记录", "现金付的", [3], False),
    ]


@pytest.mark.parametrize(
    ("promised", "received", "spent", "is_registered", "told"),
    [
        (100, 100, 100, True, "到账和支出一样多，账是平的。"),
        (0, 0, 0, False, ""),
        (100, 0, 80, False, "还有 1.00 元没有到账。到账后付清垫款，余 0.20 元，按来源退回或结转。"),
        (100, 0, 120, False, "还有 1.00 元没有到账。到账后付清垫款，差 0.20 元。"),
        (100, 90, 80, True, "还有 0.10 元没有到账。"),
        (100, 100, 120, True, "垫着的 0.20 元还没有来源。"),
        (100, 100, 80, True, "余 0.20 元，按来源退回或结转。"),
    ],
)
def test_outlook_says_what_is_still_to_come(
    promised: int, received: int, spent: int, is_registered: bool, told: str
) -> None:
    assert tell_outlook(Position(Total(Money(promised)), Money(received), Money(spent), is_registered)) == told


def hands(*rows: Sequence[object]) -> list[Hand]:
    return [Hand(*row) for row in rows]  # type: ignore[arg-type]


def test_hands_are_told_by_account_and_typed_names_as_such() -> None:
    ledger = Ledger((PAID, replace(PAID, key="f", handler="周老师"), replace(PAID, key="g", verifier="")))
    written = hands((ME.id, "周老师", "expenses", 3), (ME.id, "周老师", "vouchers", 2), (5, "何老师", "expenses", 1))

    found = list_hands(ledger, written, HANDED_IN, DECIDES)

    assert [(row.name, row.did, row.is_typed, row.verdict) for row in found] == [
        ("周老师", "记支出 3 笔，记凭证 2 份，送审决算，经办 1 笔", False, ""),
        ("何老师", "记支出 1 笔", False, ""),
        ("吴老师", "经办 2 笔，只写了名字", True, ""),
        ("李老师", "验收 2 笔，只写了名字", True, ""),
        ("钱会计（你）", "审核；3 笔都没经手", False, "可以审"),
    ]


def test_reader_who_wrote_something_is_told_why_they_do_not_decide() -> None:
    reader = FinanceReader(OTHER, "自己写过内容的决算要由别人审核。")

    *_, last = list_hands(Ledger((PAID,)), hands((OTHER.id, "钱会计", "expenses", 1)), None, reader)

    assert (last.name, last.did, last.verdict, last.is_free) == ("钱会计（你）", "记支出 1 笔", reader.why_not, False)
