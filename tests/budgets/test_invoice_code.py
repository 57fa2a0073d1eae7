"""The QR codes of invoices, as scanners and phones give them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import (
    Invoice,
    InvoiceError,
    Money,
    SeveralCodesError,
    WebAddressError,
    looks_like_code,
    parse_invoice_number,
    parse_qr,
    split_codes,
)

DIGITAL = "23442000000014209621"
EXPECTED = "数电发票号码是 20 位；其他发票是 10 或 12 位代码加 8 位号码，财政票据是 8 位代码加 10 位号码"
CODE = f"01,32,,{DIGITAL},112,20230215,,74AE"
OTHER = "01,04,044001900111,12345678,94339.62,20190215,12345678901234567890,1A2B,"


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


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{CODE}\r\n",
        CODE.lower(),
        CODE.replace(",", "，"),
        f"０１，32，，{DIGITAL}，112。00，20230215，，74AE，",
        CODE.replace(",", ",\t"),
        CODE.replace("2344", "23\u200b44"),
        f"{CODE}\n{CODE}",
        f"扫码结果：{CODE}",
        f'"{CODE}"',
    ],
)
def test_qr_is_read_as_keyboards_scanners_and_chats_write_it(text):
    assert parse_qr(text) == Invoice(DIGITAL, kind="32", amount=Money(11200), issued_on=date(2023, 2, 15))


def test_qr_tolerates_full_width_and_missing_amount_and_date():
    invoice = parse_qr(f" ０１，99，，{DIGITAL}，，，，74AE ")
    assert invoice == Invoice(DIGITAL, kind="99")
    assert invoice.kind_name == "99"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "发票二维码的内容像 01,32,,号码,金额,日期，现在是“”。"),
        (
            f"02,32,,{DIGITAL},1,20230215,",
            f"发票二维码的内容像 01,32,,号码,金额,日期，现在是“02,32,,{DIGITAL},1,20230215,”。",
        ),
        (
            f"01,32,044001900111,{DIGITAL},1,20230215,",
            f"{EXPECTED}，现在是 32 位。",
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
    "text",
    [
        f"\ufeff{CODE}\r\n",
        CODE.lower(),
        CODE.replace(",", "，"),
        CODE.replace(DIGITAL, "2344 2000\u00a00000\u30001420\u20099621"),
        CODE.replace(DIGITAL, f"{DIGITAL[:7]}\u200b{DIGITAL[7:]}"),
        " , ".join(CODE.split(",")),
        f"{CODE},\n{CODE}",
    ],
)
def test_one_invoice_is_one_whatever_the_scanner_adds(text):
    assert parse_qr(text) == Invoice(DIGITAL, kind="32", amount=Money(11200), issued_on=date(2023, 2, 15))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("01", "增值税专用发票"),
        ("04", "增值税普通发票"),
        ("08", "增值税电子专用发票"),
        ("10", "增值税电子普通发票"),
        ("11", "增值税普通发票（卷票）"),
        ("14", "增值税电子普通发票（通行费）"),
        ("31", "数电专用发票"),
        ("32", "数电普通发票"),
        ("51", "铁路电子客票"),
        ("61", "航空电子客票行程单"),
    ],
)
def test_kind_is_named(code, name):
    assert parse_qr(CODE.replace(",32,", f",{code},")).kind_name == name


def test_negative_amount_is_a_red_invoice():
    red = parse_qr(CODE.replace(",112,", ",-2400.00,"))
    assert (red.amount, red.is_red, red.label) == (Money(-240000), True, f"红字发票 {DIGITAL}")
    assert not parse_qr(CODE).is_red


@pytest.mark.parametrize("between", ["", " ", "\n", "\r\n", ",", "，\u3000"])
def test_second_scan_in_one_text_is_not_lost(between):
    text = f"{CODE}{between}{OTHER}"
    assert [parse_qr(code).key for code in split_codes(text)] == [DIGITAL, "044001900111-12345678"]
    with pytest.raises(SeveralCodesError) as refused:
        parse_qr(text)
    assert len(refused.value.codes) == 2
    assert str(refused.value) == "这一格里有 2 张票，一格只放一张。几张一起记，用“粘贴多行”。"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("https://bcfp.shenzhen.chinatax.gov.cn/verify/scan?hash=00a1&bill_num=123", "深圳"),
        ("bcfp.shenzhen.chinatax.gov.cn/verify/scan?hash=00a1", "深圳"),
        ("HTTPS://DPPT.GUIZHOU.CHINATAX.GOV.CN:8443/v/2_1", "贵州"),
        ("HTTPS://FPCY.GUANGDONG.CHINATAX.GOV.CN/a", "广东"),
        ("https://example.invalid/pj?c=99060226&n=0000067890&r=9f8e7d", ""),
        ("www.example.invalid/pj", ""),
    ],
)
def test_web_address_says_what_to_do(text, place):
    with pytest.raises(WebAddressError) as refused:
        parse_qr(text)
    assert refused.value.place == place
    whose = f"{place}的电子票，码" if place else "这个码"
    assert str(refused.value) == (
        f"{whose}是一个网址，里面没有号码和金额。用手机扫开，下载 PDF 再传上来，或者照着票面填。"
    )


@pytest.mark.parametrize(
    ("text", "is_code"),
    [
        (CODE, True),
        ("\ufeff０１，３２", True),
        ("https://example.org", True),
        ("大巴租赁", False),
        ("2026-01,02", False),
        ("", False),
    ],
)
def test_code_is_told_from_what_people_type(text, is_code):
    assert looks_like_code(text) is is_code
