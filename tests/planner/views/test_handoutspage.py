"""What the page of hand-outs says of goods and sheets."""

from decimal import Decimal

from flask import Flask

from planner.dossier import Dossier, Facts
from planner.enums import VoucherKind
from planner.money.finances import Finances
from planner.money.ledger import Donation, Handout, Ledger
from planner.views.handoutspage import handouts_page
from tests.planner.moneyvalues import voucher
from tests.planner.views.moneyreaders import OWNER, event_with


def test_hand_outs_count_their_sheets_and_donations_their_goods(app: Flask) -> None:
    ledger = Ledger(
        handouts=(Handout("h", "书包", Decimal(1), people=3, donated=True), Handout("k", "文具", Decimal(1), people=3)),
        donations=(Donation("d", "书包", received=Decimal(5), stock=Decimal(1)),),
        vouchers=(voucher("handouts/h", VoucherKind.SIGN_OFF),),
    )
    with app.test_request_context():
        page = handouts_page(event_with(), OWNER, Finances(Dossier(Facts("研学")), ledger))

    assert [(row.about, row.sheet_count) for row in page.handouts] == [("handouts/h", 1), ("handouts/k", 0)]
    assert [(row.goods.given_out, row.goods.stock) for row in page.donations] == [(Decimal(3), Decimal(1))]
    assert [finding.where for finding in page.findings] == ["donations/d"]
