from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import Invoice, InvoiceError, InvoiceNumber, Money, parse_invoice_number, parse_qr

DIGITAL = "23442000000014209621"


@pytest.mark.parametrize(
    ("text", "number", "code", "year", "province"),
    [
        (DIGITAL, DIGITAL, "", 2023, "广东"),
        ("２３４４２０００００００１４２０９６２１", DIGITAL, "", 2023, "广东"),
        ("2344 2000 0000 1420 9621", DIGITAL, "", 2023, "广东"),
        ("号码：" + DIGITAL, DIGITAL, "", 2023, "广东"),
        ("044001900111 12345678", "12345678", "044001900111", 2019, "广东"),
        ("04400190011112345678", "12345678", "044001900111", 2019, "广东"),
        ("代码5100192130 号码12345678", "12345678", "5100192130", None, "四川"),
        ("510019213012345678", "12345678", "5100192130", None, "四川"),
    ],
)
def test_number_is_read_with_year_and_province(text, number, code, year, province):
    identity = parse_invoice_number(text)
    assert identity == InvoiceNumber(number, code)
    assert (identity.year, identity.province) == (year, province)
    assert identity.is_digital == (not code)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "数电发票号码是 20 位；其他发票是 10 或 12 位代码加 8 位号码，现在是 0 位。"),
        ("12345678", "8 位号码要连同 10 位或 12 位的发票代码一起写，现在只有号码。"),
        ("1234567890123456789", "数电发票号码是 20 位；其他发票是 10 或 12 位代码加 8 位号码，现在是 19 位。"),
        ("23992000000014209621", "数电发票号码第 3、4 位是省份代码，现在是 99。"),
        ("=1+2", "发票号码只用数字，现在是“=1+2”。"),
    ],
)
def test_number_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(InvoiceError) as refused:
        parse_invoice_number(text)
    assert str(refused.value) == sentence


def test_key_is_the_number_alone_for_digital_invoices():
    assert Invoice(DIGITAL).key == Invoice(DIGITAL, "044001900111").key == DIGITAL
    assert Invoice("12345678", "044001900111").key == "044001900111-12345678"
    assert Invoice().key == ""


def test_qr_of_a_digital_invoice_carries_the_whole_amount():
    invoice = parse_qr(f"01,32,,{DIGITAL},112,20230215,,74AE")
    assert invoice == Invoice(DIGITAL, kind="32", amount=Money(11200), issued_on=date(2023, 2, 15))
    assert invoice.kind_name == "数电普通发票"
    assert invoice.face_amount == Money(11200)


def test_qr_of_an_old_invoice_carries_the_net_amount():
    invoice = parse_qr("01,04,044001900111,12345678,94339.62,20190215,12345678901234567890,1A2B,")
    assert invoice.net == Money(9433962)
    assert invoice.amount is None
    assert (invoice.code, invoice.number, invoice.kind_name) == ("044001900111", "12345678", "增值税普通发票")


def test_qr_tolerates_full_width_and_missing_amount_and_date():
    invoice = parse_qr(f" ０１，99，，{DIGITAL}，，，，74AE ")
    assert invoice == Invoice(DIGITAL, kind="99")
    assert invoice.kind_name == "99"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "发票二维码的内容像 01,32,,号码,金额,日期，现在是“”。"),
        ("https://example.org", "发票二维码的内容像 01,32,,号码,金额,日期，现在是“https://example.org”。"),
        (
            f"02,32,,{DIGITAL},1,20230215,",
            f"发票二维码的内容像 01,32,,号码,金额,日期，现在是“02,32,,{DIGITAL},1,20230215,”。",
        ),
        (
            f"01,32,044001900111,{DIGITAL},1,20230215,",
            "数电发票号码是 20 位；其他发票是 10 或 12 位代码加 8 位号码，现在是 32 位。",
        ),
        ("01,32,,04400190011112345678,1,20230215,", "发票二维码里的代码和号码对不上：、04400190011112345678。"),
        (
            f"01,32,,{DIGITAL},若干,20230215,",
            "发票二维码里的金额读不懂：金额应是一个数，像 1,234.50，现在是“若干”；还不知道就留作待定。",
        ),
        (f"01,32,,{DIGITAL},1,20230230,", "发票二维码里的日期应是 8 位，像 20260601，现在是“20230230”。"),
        (f"01,32,,{DIGITAL},1,2023-2-3,", "发票二维码里的日期应是 8 位，像 20260601，现在是“2023-2-3”。"),
    ],
)
def test_qr_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(InvoiceError) as refused:
        parse_qr(text)
    assert str(refused.value) == sentence


@given(st.text(max_size=60) | st.lists(st.text(max_size=8), min_size=6, max_size=8).map(",".join))
def test_qr_is_read_or_refused_whatever_it_says(text):
    for parse in (parse_qr, parse_invoice_number):
        try:
            result = parse(text)
        except InvoiceError:
            continue
        assert result.number.isdecimal()


@pytest.mark.parametrize(
    ("invoice", "agrees"),
    [
        (Invoice(amount=Money(100_00)), [100_00]),
        (Invoice(net=Money(100_00)), [100_00, 106_00, 113_00]),
        (Invoice(net=Money(100_00), tax=Money(6_00)), [106_00]),
        (Invoice(), [0, 99_99, 100_00, 106_00, 113_00, 113_01]),
    ],
)
def test_amount_agrees_with_what_was_paid(invoice, agrees):
    candidates = [0, 99_99, 100_00, 106_00, 113_00, 113_01]
    assert [fen for fen in candidates if invoice.agrees_with(Money(fen))] == agrees


def test_label_and_seller_key():
    assert Invoice(DIGITAL).label == f"发票 {DIGITAL}"
    assert Invoice(seller="文具店").label == "文具店的票据"
    assert Invoice().label == "未写销售方的票据"
    assert Invoice(seller="甲 （乙）店").seller_key == "甲(乙)店"
    assert Invoice(seller="甲", seller_tax_number=" 91350100m000100y43 ").seller_key == "91350100M000100Y43"
    assert Invoice("1", kind="收据").kind_name == "收据"
