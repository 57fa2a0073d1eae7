"""决算说明.docx, read back by python-docx."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from docx import Document
from docx.oxml.ns import qn

from budgets import Budget, Line, Money, Source
from planner.documents.gbt9704 import TEXT_WIDTH
from planner.documents.settlement import build_settlement_report
from planner.enums import GapReason
from planner.money.finances import Finances
from planner.money.gaps import WrittenWaiver
from planner.money.ledger import Advance, Donation, Expense, Income, Ledger
from tests.planner.documents.ledgers import BOOKS, CASH, LEDGER, LINES, hostile, spent, untouched

MONEYS = {"spent": spent(), "untouched": untouched(), "hostile": hostile()}


def read(money: Finances):
    return Document(io.BytesIO(build_settlement_report(money)))


def tables(money: Finances) -> dict[str, list[list[str]]]:
    """The rows of each table below its head, by the first cell of the head."""
    found = {}
    for table in read(money).tables:
        head, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        found[head[0]] = rows
    return found


def said(money: Finances) -> list[str]:
    return [p.text for p in read(money).paragraphs if p.text]


def headings(money: Finances) -> list[str]:
    return [p.text for p in read(money).paragraphs if p.style.style_id == "Heading1"]


def test_opening_tells_event_budget_and_outcome() -> None:
    title, opening = said(spent())[:2]
    assert title == "夏日研学决算说明"
    assert opening == (
        "单位：团区委；活动：夏日研学；时间：2026年8月9日（周日）—8月11日（周二） 08:30；地点：元坝—仪陇；"
        "人数：30 人（按各组相加为 29 人）。"
        "预算 15,462.50 元（人民币壹万伍仟肆佰陆拾贰元伍角），财务于2026年7月22日审核通过。"
        "实际支出 15,532.00 元（人民币壹万伍仟伍佰叁拾贰元整），比预算超支 69.50 元（人民币陆拾玖元伍角）。"
    )


@pytest.mark.parametrize(
    ("lines", "fen", "sentence"),
    [
        (LINES, 15462_50, "与预算相等。"),
        (LINES, 15000_00, "比预算结余 462.50 元（人民币肆佰陆拾贰元伍角）。"),
        ((*LINES, Line("x", "其他", "杂费")), 1_00, "与预算的差额待定。"),
    ],
)
def test_outcome_is_worded(lines: tuple[Line, ...], fen: int, sentence: str) -> None:
    money = spent(passed=Budget(lines), ledger=Ledger((Expense("e", "全部", Money(fen), "b1"),)))
    assert said(money)[1].endswith(sentence)


def test_budget_that_never_passed_or_changed_since_says_so() -> None:
    assert "，还没有经财务审核通过。" in said(spent(passed=None))[1]
    assert (
        "财务于待定审核通过。此后预算有改动，还没有再审核。" in said(spent(passed=Budget(LINES[:1]), passed_on=None))[1]
    )


def test_execution_lists_lines_by_category_with_their_sums() -> None:
    assert tables(spent())["类别"] == [
        ["交通费", "车费", "5,400.00", "5,600.00", "+200.00"],
        ["交通费", "过路费", "42.50", "42.50", "0.00"],
        ["交通费", "小计", "5,442.50", "5,642.50", "+200.00"],
        ["餐费", "生活费", "5,220.00", "5,001.50", "−218.50"],
        ["慰问", "慰问金", "4,800.00", "4,800.00", "0.00"],
        ["未列入预算", "药品", "—", "88.00", "+88.00"],
        ["合计", "合计", "15,462.50", "15,532.00", "+69.50"],
    ]


def test_execution_leaves_open_what_the_budget_leaves_open() -> None:
    lines = (LINES[0], Line("x", "交通费", "停车费"))
    rows = tables(spent(passed=Budget(lines), ledger=Ledger((Expense("e", "停车", Money(10_00), "x"),))))["类别"]
    assert rows[1:] == [
        ["交通费", "停车费", "待定", "10.00", "待定"],
        ["交通费", "小计（预算至少，1 项待定）", "5,400.00", "10.00", "待定"],
        ["合计（预算至少，1 项待定）"] * 2 + ["5,400.00", "10.00", "待定"],
    ]


def test_each_difference_has_its_reason() -> None:
    found = said(spent(ledger=replace(LEDGER, reasons=LEDGER.reasons | {"": "雨天\n改期"})))
    at = found.index("二、超支、结余原因")
    assert found[at + 1 : at + 5] == [
        "车费：预算 5,400.00 元，实际 5,600.00 元，超支 200.00 元（3.7%）。原因：多等了一晚，客运公司加收 200 元。",
        "生活费：预算 5,220.00 元，实际 5,001.50 元，结余 218.50 元（4.2%）。未写原因。",
        "未列入预算的支出 1 笔，共 88.00 元。",
        "总的说明：雨天 改期",
    ]


def test_nothing_left_needs_no_reason() -> None:
    exact = Ledger((Expense("e", "过路费", Money(42_50), "b3"),))
    assert "没有超支，也没有结余。" in said(spent(passed=Budget((LINES[2],)), ledger=exact))


def test_sources_show_what_goes_back() -> None:
    money = spent()
    assert tables(money)["资金来源"] == [
        ["财政", "6,000.00", "6,000.00", "5,730.50", "269.50"],
        ["捐赠", "12,000.00", "10,000.00", "9,801.50", "198.50"],
        ["合计", "18,000.00", "16,000.00", "15,532.00", "468.00"],
    ]
    assert "财政结余 269.50 元，退回财政或按规定结转。捐赠结余 198.50 元，退回捐赠或按规定结转。" in said(money)


def test_sources_without_income_never_tell_a_promise_as_received() -> None:
    money = spent(ledger=replace(LEDGER, incomes=()))
    assert tables(money)["资金来源"] == [
        ["财政", "6,000.00", "0.00", "5,730.50", "−5,730.50"],
        ["捐赠", "12,000.00", "0.00", "9,801.50", "−9,801.50"],
        ["合计", "18,000.00", "0.00", "15,532.00", "−15,532.00"],
    ]
    assert "注：没有登记到账。结余是到账减支出，负数为垫着的。" in said(money)
    assert "财政垫着 5,730.50 元，等财政到账后付清。捐赠垫着 9,801.50 元，等捐赠到账后付清。" in said(money)


def test_sources_that_do_not_suffice_say_so() -> None:
    late = replace(LEDGER, incomes=(Income("i", "财政", Money(5730_50)),))
    assert "捐赠垫着 9,801.50 元，等捐赠到账后付清。" in said(spent(ledger=late))
    short = spent(passed=Budget(LINES, (Source("财政", Money(5700_00)), Source("捐赠", Money(12000_00)))), ledger=late)
    assert "捐赠垫着 9,801.50 元，等捐赠到账后付清。" in said(short)
    assert "财政不足 30.50 元，来源待定。" in "".join(said(replace(short, ledger=replace(LEDGER, incomes=()))))
    nobody = spent(passed=Budget((Line("l", "餐费", "水"),)), ledger=Ledger((Expense("e", "水", Money(1_00), "l"),)))
    assert "有 1.00 元支出没有资金来源，来源待定。" in said(nobody)


def test_advances_name_what_is_open() -> None:
    money = spent()
    assert tables(money)["借款人"] == [["周老师", "2026年8月1日", "2,000.00", "1,500.50", "待定", "499.50"]]
    assert "周老师借款 499.50 元未清。" in said(money)
    lent = (
        Advance("a", "甲", Money(9_00), spent=Money(9_00)),
        Advance("b", "乙", Money(1_00), returned=Money(0), spent=Money(3_00)),
    )
    assert any("应补付乙 2.00 元。" in text for text in said(spent(ledger=replace(LEDGER, advances=lent))))
    paid = replace(LEDGER, advances=lent[:1], expenses=(Expense("e", "水", Money(9_00), borrower=" 甲"),))
    assert "借款已全部结清。" in said(spent(ledger=paid))


def test_advance_settled_beyond_its_expenses_is_named() -> None:
    lent = (Advance("a", "甲", Money(9_00), spent=Money(9_00)),)
    money = spent(ledger=replace(LEDGER, advances=lent))
    assert "甲已报销的 9.00 元里，9.00 元没有支出写明冲这笔借款。" in said(money)


def test_goods_of_one_item_are_one_line_whoever_gave_them() -> None:
    money = spent()
    assert tables(money)["物资"] == [
        ["书包", "镇商会、县书店", "2026年7月28日\n2026年7月30日", "30 个", "28 个", "2 个\n（账面）"],
        ["油", "待定", "待定", "12 桶", "0 桶", "11 桶"],
    ]
    assert "油：接收的比发放和库存多 1 桶，原因待定。" in said(money)
    over = replace(LEDGER, donations=(Donation("d", "书包", received=Decimal(20), unit="个"),))
    assert "书包：接收的比发放和库存少 8 个，原因待定。" in said(spent(ledger=over))


def test_hand_outs_show_people_and_totals() -> None:
    money = spent()
    assert tables(money)["发放内容"] == [
        ["书包（捐赠）", "1 个", "28 人", "28 个", "2026年8月9日", "周老师\n李医生"],
        ["慰问金", "200.00 元", "24 人", "4,800.00 元", "待定", "待定\n待定"],
    ]
    assert "发放现金共 4,800.00 元（人民币肆仟捌佰元整）。" in said(money)
    assert [p for p in said(money) if p.startswith("（")] == ["（一）捐赠物资", "（二）发放"]
    assert not [p for p in said(spent(ledger=replace(LEDGER, donations=()))) if p.startswith("（")]


def test_expenses_are_listed_with_their_vouchers() -> None:
    rows = tables(spent())["序号"]
    assert rows[0] == [
        "1",
        "大巴租赁",
        "县客运公司",
        "2026年\n8月12日",
        "5,600.00",
        "26510000000014209621",
        "周老师\n李医生",
    ]
    assert rows[1][5] == "收据：村里没有税务登记"
    assert rows[2][2:] == ["待定", "待定", "42.50", "待定", "周老师\n待定"]
    assert rows[-1] == ["合计"] * 4 + ["15,532.00", "", ""]


def test_each_proof_is_printed_with_its_gaps_and_waivers() -> None:
    at = datetime(2026, 8, 18, 3, tzinfo=UTC)
    waiver = WrittenWaiver(1, GapReason.E_FILE, "expenses/e1", Money(5600_00), "对方调不出，附盖章说明。", "孟会计", at)
    found = said(spent(waivers=(waiver,), approver="韩校长", approved_number=3))
    at_chapter = found.index("七、决算材料")
    assert found[at_chapter + 1 : at_chapter + 11] == [
        "方案批准：有，韩校长同意第 3 版，最早在 2026年7月25日批准。",
        "签到：有 1 份。",
        "签收：没有登记，书包、慰问金还没有签好的签领表。",
        "照片：没有登记，还没有传照片。",
        "发票：5 笔支出，1 笔只有号码（大巴租赁 5,600.00 元）；4 笔没有登记（三天生活费 5,001.50 元、过路费 42.50 元、"
        "慰问金 4,800.00 元、药品 88.00 元）。",
        "验收：5 笔支出，2 笔没有登记（三天生活费 5,001.50 元、药品 88.00 元）；"
        "3 笔不适用（服务不验收、慰问金看签领表）。",
        "支付记录：5 笔支出，5 笔没有登记（大巴租赁 5,600.00 元、三天生活费 5,001.50 元、过路费 42.50 元、"
        "慰问金 4,800.00 元等）。",
        "询价：不适用，没有到要询价的数额。",
        "合同：不适用，没有到要合同的数额。",
        "豁免：大巴租赁 5,600.00 元没有电子文件。对方调不出，附盖章说明。孟会计，2026年8月18日。",
    ]


@pytest.mark.parametrize(
    ("money", "state", "day"),
    [
        (spent(settled_on=date(2026, 9, 1)), "决算状态：财务已于2026年9月1日审核办结。", "2026年9月1日"),
        (spent(), "决算状态：截至2026年8月20日，尚未办结。", "2026年8月　　日"),
        (untouched(), "决算状态：尚未办结。", "　　年　　月　　日"),
    ],
)
def test_state_signatures_and_closing_end_the_paper(money: Finances, state: str, day: str) -> None:
    shown, *signed, unit, closing = said(money)[-7:]
    assert shown == state
    assert [(line.partition("：")[0], line.partition("＿　")[2]) for line in signed] == [
        (name, "　年　月　日") for name in ("经办人", "验收人", "财务审核", "单位负责人")
    ]
    assert (unit, closing) == (money.dossier.facts.organisation or "待定", day)


def test_chapters_stay_in_order_without_those_that_have_nothing_to_say() -> None:
    assert [h[0] for h in headings(spent())] == list("一二三四五六七")
    assert headings(untouched()) == [
        "一、预算执行情况",
        "二、超支、结余原因",
        "三、资金来源与结余处理",
        "四、支出与凭证清单",
        "五、决算材料",
    ]
    assert "四、捐赠物资与发放" in headings(spent(ledger=replace(LEDGER, advances=(), donations=(), handouts=(CASH,))))


def test_empty_ledger_invents_nothing() -> None:
    text = "\n".join(said(untouched()))
    assert "单位：待定；活动：待定；时间：待定；地点：待定；人数：待定。" in text
    assert {"还没有支出。", "资金来源待定。", "没有预算明细，也没有支出。"} <= set(said(untouched()))
    assert "预算待定，还没有经财务审核通过。实际支出 0.00 元（人民币零元整），与预算的差额待定。" in text
    assert "None" not in text
    bare = replace(untouched(), ledger=Ledger((Expense("e", "水", Money(1_00)),)))
    assert tables(bare)["类别"] == [
        ["未列入预算", "水", "—", "1.00", "+1.00"],
        ["合计", "合计", "待定", "1.00", "待定"],
    ]


def test_amounts_stand_at_the_right_and_tables_fit_the_page() -> None:
    huge = replace(LEDGER, expenses=tuple(replace(e, amount=Money(10**14 - 1)) for e in LEDGER.expenses))
    for money in (spent(), spent(ledger=huge), hostile()):
        for table in read(money).tables:
            assert sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.findall(qn("w:gridCol"))) <= TEXT_WIDTH
            for row in table.rows[1:]:
                for cell in row.cells:
                    if cell.text.replace(",", "").replace(".", "").lstrip("+−").isdigit() and "." in cell.text:
                        assert cell.paragraphs[0]._p.pPr.jc.get(qn("w:val")) == "right"


def test_hostile_text_stays_text() -> None:
    document = read(hostile())
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([p.text for p in document.paragraphs] + cells)
    for part in ("<script>alert(1)</script>", '=HYPERLINK("http://x")', "👶", "#*_$"):
        assert part in text
    assert "\ufffe" not in text
    long = replace(
        LEDGER, expenses=(Expense("e", "长" * 5000, Money(1), payee="长" * 5000),), reasons={"b1": "长" * 5000}
    )
    assert any("长" * 5000 in p for p in said(spent(ledger=long)))


@pytest.mark.parametrize("name", MONEYS)
def test_same_finances_give_same_bytes(name: str) -> None:
    money = MONEYS[name]
    again = replace(money)
    assert build_settlement_report(money) == build_settlement_report(again)


def test_hand_out_without_people_has_no_total() -> None:
    money = spent(ledger=replace(LEDGER, handouts=(replace(BOOKS, people=0), replace(CASH, cash=None))))
    assert [row[1:4] for row in tables(money)["发放内容"]] == [["1 个", "待定", "待定"], ["待定", "24 人", "待定"]]
