import pytest

from budgets import Invoice, Money

DIGITAL = "23442000000014209621"


def test_key_is_the_number_alone_for_digital_invoices():
    assert Invoice(DIGITAL).key == Invoice(DIGITAL, "044001900111").key == DIGITAL
    assert Invoice("12345678", "044001900111").key == "044001900111-12345678"
    assert Invoice().key == ""


@pytest.mark.parametrize(
    ("invoice", "agrees"),
    [
        (Invoice(amount=Money(100_00)), [100_00]),
        (Invoice(net=Money(100_00)), [100_00, 106_00, 113_00]),
        (Invoice(net=Money(100_00), tax=Money(6_00)), [106_00]),
        (Invoice(amount=Money(-100_00)), [-100_00]),
        (Invoice(net=Money(-100_00)), [-113_00, -100_00]),
        (Invoice(), [-113_01, -113_00, -100_00, 0, 99_99, 100_00, 106_00, 113_00, 113_01]),
    ],
)
def test_amount_agrees_with_what_was_paid(invoice, agrees):
    candidates = [-113_01, -113_00, -100_00, 0, 99_99, 100_00, 106_00, 113_00, 113_01]
    assert [fen for fen in candidates if invoice.agrees_with(Money(fen))] == agrees


def test_label_and_seller_key():
    assert Invoice(DIGITAL).label == f"发票 {DIGITAL}"
    assert Invoice(seller="文具店").label == "文具店的票据"
    assert Invoice().label == "未写销售方的票据"
    assert Invoice(seller="甲 （乙）店").seller_key == Invoice(seller="甲店").seller_key == "甲店"
    assert Invoice(seller="甲", seller_tax_number=" 91350100m000100y43 ").seller_key == "91350100M000100Y43"
    assert Invoice("1", kind="收据").kind_name == "收据"
