"""What identifies an invoice, as people and machines write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import InvoiceError, InvoiceNumber, parse_invoice_number

DIGITAL = "23442000000014209621"
EXPECTED = "数电发票号码是 20 位；其他发票是 10 或 12 位代码加 8 位号码，财政票据是 8 位代码加 10 位号码"


@pytest.mark.parametrize(
    ("text", "number", "code", "year"),
    [
        (DIGITAL, DIGITAL, "", 2023),
        ("２３４４２０００００００１４２０９６２１", DIGITAL, "", 2023),
        ("2344 2000 0000 1420 9621", DIGITAL, "", 2023),
        ("号码：" + DIGITAL, DIGITAL, "", 2023),
        ("044001900111 12345678", "12345678", "044001900111", 2019),
        ("04400190011112345678", "12345678", "044001900111", 2019),
        ("代码5100192130 号码12345678", "12345678", "5100192130", None),
        ("510019213012345678", "12345678", "5100192130", None),
    ],
)
def test_number_is_read_with_its_year(text, number, code, year):
    identity = parse_invoice_number(text)
    assert identity == InvoiceNumber(number, code)
    assert identity.year == year
    assert identity.is_digital == (not code)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", f"{EXPECTED}，现在是 0 位。"),
        ("12345678", "8 位号码要连同 10 位或 12 位的发票代码一起写，现在只有号码。"),
        ("1234567890123456789", f"{EXPECTED}，现在是 19 位。"),
        ("23982000000014209621", "数电发票号码第 3、4 位是省份代码，现在是 98。"),
        ("=1+2", "发票号码只用数字，现在是“=1+2”。"),
    ],
)
def test_number_is_refused_with_a_sentence(text, sentence):
    with pytest.raises(InvoiceError) as refused:
        parse_invoice_number(text)
    assert str(refused.value) == sentence


@pytest.mark.parametrize("gap", [" ", "  ", "\u3000", "\u00a0", "\u2005", "\u200b", "\ufeff", "\r\n", "\t", "-", "—"])
@pytest.mark.parametrize("at", [4, 8, 10, 12, 19])
def test_digital_number_is_one_whatever_gap_it_has(gap, at):
    assert parse_invoice_number(DIGITAL[:at] + gap + DIGITAL[at:]) == InvoiceNumber(DIGITAL)


@pytest.mark.parametrize(
    ("text", "key", "kind"),
    [
        ("36060125 0012345678", "36060125-0012345678", "fiscal"),
        ("票据代码：３６０６０１２５　票据号码：００１２３４５６７８", "36060125-0012345678", "fiscal"),
        ("36060125-0012345678", "36060125-0012345678", "fiscal"),
        ("360601250012345679", "36060125-0012345679", "fiscal"),
        ("3600191130 12345678", "3600191130-12345678", "01"),
        ("360019113012345678", "3600191130-12345678", "01"),
        ("3600191320 12345678", "3600191320-12345678", "04"),
        ("036001900104 12345678", "036001900104-12345678", "04"),
        ("036001900106 12345678", "036001900106-12345678", "11"),
        ("036001900107 12345678", "036001900107-12345678", "11"),
        ("036001900111 12345678", "036001900111-12345678", "10"),
        ("036001900112 12345678", "036001900112-12345678", "14"),
        ("036001900113 12345678", "036001900113-12345678", "08"),
        ("036001900117 12345678", "036001900117-12345678", "15"),
        ("0360 0190 0111 1234 5678", "036001900111-12345678", "10"),
        ("144031909110 08112345", "144031909110-08112345", "10"),
        ("26992000000000000101", "26992000000000000101", "32"),
    ],
)
def test_number_has_one_key_and_tells_its_kind(text, key, kind):
    identity = parse_invoice_number(text)
    assert (identity.key, identity.kind) == (key, kind)
    assert parse_invoice_number(identity.key) == identity


@pytest.mark.parametrize("digits", ["360219241234567890", "990099990012345678"])
def test_eighteen_joined_digits_that_may_be_both_or_neither_are_asked_about(digits):
    with pytest.raises(InvoiceError) as refused:
        parse_invoice_number(digits)
    assert str(refused.value) == (
        "18 位连着写分不清：发票是 10 位代码加 8 位号码，财政票据是 8 位代码加 10 位号码。在代码后面空一格，再写一次。"
    )


def test_fiscal_receipt_tells_its_year():
    identity = parse_invoice_number("36060125 0012345678")
    assert (identity.year, identity.is_fiscal, identity.is_digital) == (2025, True, False)


@given(st.text(max_size=60))
def test_number_is_read_or_refused_whatever_it_says(text):
    try:
        found = parse_invoice_number(text)
    except InvoiceError:
        return
    assert found.number.isdecimal()
    assert parse_invoice_number(found.key) == found
