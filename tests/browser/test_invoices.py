"""An invoice that cannot be read, typed on a phone; one that was scanned. Forty at once are in test_audit.py."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect
from sqlalchemy import select

from planner.extensions import db
from planner.models import Expense, Voucher
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.planner.intake.invoices.pictures import paper, photo

PHOTO = "image/jpeg"
NUMBER = "26512000000012345607"


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


def test_scanned_invoice_is_read_into_the_form_in_its_place(
    page_at: Callable[..., Any], live_server: LiveServer
) -> None:
    page = page_at(1280)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/expenses")
    page.locator("html[data-ready]").wait_for()
    page.locator("#expenses").get_by_role("link", name="加支出").click()
    form = page.locator(".row-line form")
    form.get_by_label("用途").fill("大巴")
    form.get_by_label("发票二维码").fill(f"01,32,,{NUMBER},88.80,20260601,,74AE")
    form.get_by_label("发票二维码").press("Enter")
    form.locator("[name=amount][value='88.80']").wait_for()
    expect(form.get_by_label("用途")).to_have_value("大巴")
    expect(form.get_by_label("经办人")).to_have_value("周老师")
    form.get_by_label("用途").press("Enter")
    expect(page.locator("#expenses tr[data-key]", has_text="大巴")).to_contain_text("88.80")
