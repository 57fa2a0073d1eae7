"""Faces of invoices that are laid out in other ways than the samples."""

from budgets import Invoice, Money
from planner.intake.invoices.face import read_face
from planner.intake.invoices.pdf import Word, group_rows, plain_signs
from planner.intake.invoices.reading import InvoiceItem, InvoiceReading, Reader


def face(*rows: tuple[tuple[int, str], ...] | str) -> InvoiceReading | None:
    """What is read of a page of these rows: words with the place where they begin, each sign 6 points wide."""
    words = []
    for number, row in enumerate(rows):
        bottom = 1000.0 - 20 * number
        for left, text in [(40, row)] if isinstance(row, str) else row:
            words.append(Word(left, bottom, left + 6.0 * len(text), bottom + 9, text))
    return read_face(group_rows(words))


def test_buyer_and_seller_in_one_line_are_told_apart() -> None:
    reading = face(
        ((200, "电子发票（普通发票）"), (400, "发票号码：26992000000000000101")),
        "开票日期：2026年05月28日",
        "购名称：样例县青禾中心小学销名称：样例县星河客运有限公司",
        (
            *((40, "项目名称"), (160, "规格型号"), (240, "单"), (250, "位"), (280, "数"), (290, "量")),
            *((330, "单"), (340, "价"), (400, "金"), (415, "额"), (450, "税率/征收率"), (530, "税"), (545, "额")),
        ),
        ((40, "*运输服务*包车"), (242, "趟"), (280, "2"), (325, "1200"), (400, "2400.00"), (460, "免税"), (540, "***")),
        ((60, "合"), (90, "计"), (395, "¥2400.00"), (540, "***")),
        ((40, "价税合计（大写）"), (170, "贰仟肆佰圆整"), (400, "（小写）"), (450, "¥2400.00")),
        "开票人： 赵样例",
    )

    assert reading is not None
    assert (reading.invoice.buyer, reading.invoice.seller) == ("样例县青禾中心小学", "样例县星河客运有限公司")
    assert (reading.invoice.amount, reading.invoice.net, reading.invoice.tax) == (Money(240000), Money(240000), None)
    assert reading.items == (
        InvoiceItem("*运输服务*包车", unit="趟", quantity="2", price="1200", amount=Money(240000), rate="免税"),
    )


def test_older_invoice_has_code_and_number() -> None:
    reading = face(
        ((200, "样例省增值税电子普通发票"), (400, "发票代码：036001900111")),
        ((400, "发票号码:12345678"), (550, "开票日期: 2019年02月15日")),
        ((40, "价税合计（大写）"), (170, "壹佰元整"), (400, "（小写）"), (450, "￥100.00")),
    )

    assert reading is not None
    assert reading.invoice.key == "036001900111-12345678"
    assert (reading.invoice.kind, reading.invoice.amount) == ("10", Money(10000))


def test_page_without_a_number_is_no_invoice() -> None:
    assert face("电子发票（普通发票）", "价税合计（小写）¥100.00") is None
    assert face() is None


def test_radicals_are_read_as_the_signs_they_stand_for() -> None:
    assert plain_signs("开票⽇期：⼀⼆⼦（个体）１ ") == "开票日期：一二子（个体）１"


def test_readers_that_differ_leave_a_doubt() -> None:

    text = InvoiceReading.of(Reader.TEXT, Invoice("26992000000000000101", amount=Money(100), seller="店"))
    code = InvoiceReading.of(Reader.CODE, Invoice("26992000000000000101", amount=Money(200), kind="32"))

    both = text.with_more(code)

    assert (both.invoice.amount, both.invoice.kind, both.invoice.seller) == (Money(100), "32", "店")
    assert both.evidence == {
        "number": Reader.TEXT,
        "amount": Reader.TEXT,
        "seller": Reader.TEXT,
        "kind": Reader.CODE,
    }
    assert both.doubts == ("票面文字和二维码里的价税合计不一样，照票面核对。",)
