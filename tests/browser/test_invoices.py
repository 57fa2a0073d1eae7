"""An invoice that cannot be read, typed on a phone without scripts; forty at once are in test_audit.py."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from planner.extensions import db
from planner.models import Expense, Voucher
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.planner.intake.invoices.pictures import paper, photo

PHOTO = "image/jpeg"


def kept(server: LiveServer) -> tuple[int, int, int]:
    """How many expenses the sample event has, how many vouchers there are, and how much it spent, in fen."""
    event = sample_event(server)
    with server.app.app_context():
        standing = (Expense.event_id == event, Expense.deleted_at.is_(None))
        spent = db.session.scalars(select(Expense.amount).where(*standing)).all()
        return len(spent), db.session.query(Voucher).count(), sum(amount.fen for amount in spent)


def test_bare_phone_types_what_cannot_be_read(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = page_at(390, java_script_enabled=False)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/invoices")

    page.locator("#files").set_input_files({"name": "看不清.jpg", "mimeType": PHOTO, "buffer": photo(paper())})
    page.get_by_role("button", name="放进来").click()
    page.get_by_label("号码").fill("2699 2000 0000 0000 0103")
    page.get_by_label("金额（元）").fill("12")
    page.get_by_label("记在").select_option(label="饮用水")
    page.get_by_role("button", name="记上").click()

    page.get_by_text("已记下“饮用水”，12.00 元").wait_for()
    assert kept(live_server) == (1, 1, 1200)
