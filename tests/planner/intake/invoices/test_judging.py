"""What of the dropped invoices can be entered, and what is said of the others."""

from dataclasses import replace
from datetime import date

import pytest

from budgets import Money
from planner.enums import InvoiceKind
from planner.intake.invoices.judging import Dropped, Entered, Judged, Reason, Standing, judge
from planner.intake.invoices.matching import LineLeft
from planner.intakestates import IntakeState

UNIT, TAX = "白石镇中心小学", "91350100M000100Y43"
MEAL = LineLeft("meal", "师生用餐", "餐费", Money(100000), Money(90000))
BLUE, NUMBER = "26992000000000000101", "26992000000000000102"
FINE = Dropped(
    id=1,
    filename="饭.pdf",
    state=IntakeState.READ,
    strength=2,
    kind=InvoiceKind.DIGITAL,
    number=NUMBER,
    title="电子发票（普通发票）",
    amount=Money(60000),
    words="*餐饮服务*餐费",
    seller="营地食堂",
    buyer=UNIT,
    buyer_tax_number=TAX,
)
RED = replace(FINE, kind=InvoiceKind.RED, amount=Money(-20000), blue=BLUE)
PAID = Entered("午餐", Money(50000), "meal", date(2027, 8, 9))
STANDING = Standing(unit=UNIT, tax_number=TAX, lines=(MEAL,), entered={BLUE: PAID})


def judge_one(invoice: Dropped, standing: Standing = STANDING) -> Judged:
    """The only one of a drop."""
    [judged] = judge([invoice], standing)
    return judged


@pytest.mark.parametrize("buyer", [UNIT, "", " 白石镇 中心小学"])
@pytest.mark.parametrize("number", [TAX, "", TAX.lower()])
def test_sound_invoice_can_be_entered_on_its_line(buyer: str, number: str) -> None:
    invoice = replace(FINE, buyer=buyer, buyer_tax_number=number)

    assert judge_one(invoice) == Judged(invoice, "meal")


@pytest.mark.parametrize(
    ("changed", "reason", "said", "line"),
    [
        (
            {"state": IntakeState.ADDRESS},
            Reason.ADDRESS,
            "二维码是一个网址。用手机扫开，下载 PDF 再传上来，或者照着打 4 格。",
            "",
        ),
        ({"state": IntakeState.UNREADABLE, "sentence": "照着打。"}, Reason.UNREADABLE, "读不出。照着打。", ""),
        ({"amount": None}, Reason.INCOMPLETE, "没有价税合计。老发票的二维码里只有不含税金额，照票面补上。", "meal"),
        ({"buyer": "中心幼儿园"}, Reason.BUYER, "买方不是本单位。写的是“中心幼儿园”，请对方重开。", "meal"),
        (
            {"buyer_tax_number": "91350100M000100Y4X"},
            Reason.BUYER,
            "买方税号不是本单位的。写的是 91350100M000100Y4X，请对方重开。",
            "meal",
        ),
        ({"several": 2}, Reason.SEVERAL, "这个文件里有 2 张票。已拆成几行，请各看一眼。", "meal"),
        ({"sentence": "照票面核对。"}, Reason.DOUBT, "读到的对不上。照票面核对。", "meal"),
        (
            {"title": "样例省行政事业单位资金往来结算票据（电子）"},
            Reason.DEPOSIT,
            "这是往来款的票据。押金这样的钱要退，不算支出；真花了的才记上。",
            "meal",
        ),
        (
            {"kind": InvoiceKind.DIGITAL_SPECIAL},
            Reason.SPECIAL,
            "这是专用发票。学校一般不抵扣，先问财务收不收。",
            "meal",
        ),
        ({"words": "", "seller": "", "amount": Money(1)}, Reason.LINE, "看不出记在哪一行。选一行，再记上。", ""),
        (
            {"amount": Money(90001)},
            Reason.OVER,
            "记上这张，师生用餐超预算 0.01 元。换一行，或者记上以后写原因。",
            "meal",
        ),
    ],
)
def test_what_wants_a_look_says_why(changed: dict[str, object], reason: Reason, said: str, line: str) -> None:
    judged = judge_one(replace(FINE, **changed))  # type: ignore[arg-type]

    assert (judged.reason, judged.head + judged.sentence) == (reason, said)
    assert judged.line == line or reason in (Reason.ADDRESS, Reason.UNREADABLE)


def test_amount_that_just_fits_the_line_can_be_entered() -> None:
    assert judge_one(replace(FINE, amount=Money(90000))).reason is None


def test_invoices_fill_a_line_in_their_order() -> None:
    many = [replace(FINE, id=n, number=f"2699200000000000020{n}", amount=Money(40000)) for n in range(3)]

    assert [each.reason for each in judge(many, STANDING)] == [None, None, Reason.OVER]


def test_two_lines_that_fit_as_well_are_asked_about() -> None:
    standing = replace(STANDING, lines=(MEAL, replace(MEAL, key="dinner", name="晚上聚餐")))

    judged = judge_one(replace(FINE, words="*餐饮服务*", seller=""), standing)

    assert (judged.reason, judged.line, judged.head) == (Reason.LINE, "meal", "有几行都像。")


def test_same_invoice_twice_is_entered_once_as_it_was_read_best() -> None:
    photo = replace(FINE, id=2, filename="饭.jpg", strength=1)

    for order in ([photo, FINE], [FINE, photo]):
        judged = {each.invoice.id: each for each in judge(order, STANDING)}
        assert (judged[1].reason, judged[2].reason) == (None, Reason.TWICE)
        assert judged[2].head + judged[2].sentence == "同一张传了两遍。记的是“饭.pdf”，这一份不记。"


@pytest.mark.parametrize("first", ["photo", "scan"])
def test_same_code_in_a_photo_and_in_a_pdf_is_entered_with_the_pdf(first: str) -> None:
    photo = replace(FINE, id=2, filename="饭.jpg", strength=1)
    scan = replace(FINE, filename="饭.pdf", strength=1, is_e_file=True)

    judged = judge([photo, scan] if first == "photo" else [scan, photo], STANDING)

    assert {each.invoice.filename: each.reason for each in judged} == {"饭.jpg": Reason.TWICE, "饭.pdf": None}


PHOTO, SCAN = frozenset(("image/jpeg",)), frozenset(("application/pdf",))
E_FILE = replace(FINE, mime="application/pdf", is_e_file=True)
IMAGE = replace(FINE, mime="image/jpeg")


@pytest.mark.parametrize(
    ("invoice", "kept", "is_closed", "reason"),
    [
        (E_FILE, PHOTO, False, Reason.LATE_FILE),
        (E_FILE, frozenset(), False, Reason.LATE_FILE),
        (IMAGE, frozenset(), False, Reason.LATE_FILE),
        (IMAGE, PHOTO, False, Reason.USED),
        (IMAGE, SCAN, False, Reason.USED),
        (E_FILE, SCAN, False, Reason.USED),
        (E_FILE, PHOTO, True, Reason.USED),
    ],
)
def test_file_that_comes_after_its_expense_is_offered_to_be_kept_with_it(
    invoice: Dropped, kept: frozenset[str], is_closed: bool, reason: Reason
) -> None:
    there = replace(PAID, amount=Money(60000), kept=kept)
    used = {NUMBER: ("在这里记着。", "")}
    standing = replace(STANDING, entered={NUMBER: there}, used=used, is_closed=is_closed)

    judged = judge_one(invoice, standing)

    assert judged.reason == reason
    if reason is Reason.LATE_FILE:
        assert judged.head + judged.sentence == "这张票的文件到了。已经记在“午餐”里，那里还没有这个文件。"


def test_late_file_of_another_amount_says_both() -> None:
    judged = judge_one(E_FILE, replace(STANDING, entered={NUMBER: PAID}))

    assert judged.sentence.endswith("那里还没有这个文件。票面 600.00 元，记的是 500.00 元，先核对。")


def test_files_of_one_e_invoice_belong_together() -> None:
    ofd, other = replace(FINE, id=2, strength=3), replace(FINE, id=3, amount=Money(60001))

    judged = {each.invoice.id: each.reason for each in judge([FINE, ofd, other], STANDING)}

    assert judged == {1: Reason.COMPANION, 2: None, 3: Reason.TWICE}


def test_invoice_that_is_entered_already_says_where() -> None:
    judged = judge_one(FINE, replace(STANDING, used={NUMBER: ("这张票在“六一慰问”的“午餐”里记着。", "先在那边去掉。")}))

    assert (judged.reason, judged.head) == (Reason.USED, "这张票在“六一慰问”的“午餐”里记着。")


@pytest.mark.parametrize(
    ("red", "reason", "said"),
    [
        (RED, Reason.RED, "冲的是 8月9日“午餐”那张 500.00 元，连上后按 300.00 元算。"),
        (
            replace(RED, blue="26992000000000000109"),
            Reason.BLUE_MISSING,
            "它冲的蓝字发票 26992000000000000109 还没有记在这个活动里，先记那一张。",
        ),
        (replace(RED, blue=""), Reason.INCOMPLETE, "写上它冲的蓝字发票号码。"),
    ],
)
def test_red_invoice_hangs_on_its_blue_one(red: Dropped, reason: Reason, said: str) -> None:
    judged = judge_one(red)

    assert (judged.reason, judged.head, judged.sentence) == (reason, "这是退款的红票。", said)


def test_what_is_still_being_read_is_not_judged() -> None:
    assert judge([replace(FINE, state=IntakeState.WAITING)], STANDING) == ()
