"""Forty invoices dropped at once: read while one may leave, those that fit entered together, the others one by one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from planner.extensions import db
from planner.jobs import invoices as job
from planner.models import Expense, Voucher
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.planner.intake.invoices.pictures import paper, photo
from tests.planner.jobsteps import worker

DATA = Path(__file__).parents[1] / "planner" / "intake" / "invoices" / "data"
SAMPLE = (DATA / "01-einvoice.xml").read_text(encoding="utf-8")
SAMPLE_NUMBER, SAMPLE_BUYER, SAMPLE_NUMBERS = "26992000000000000101", "样例县青禾中心小学", "129999004X0000050N"
UNIT = "白石镇中心小学"
WATER, TOLL = ("*软饮料*饮用水", "12.00"), ("*经营租赁*高速通行费", "13.50")
NUMBER = "269920000000000{:05d}"
XML, PHOTO, PDF = "application/xml", "image/jpeg", "application/pdf"


def digital(number: int, goods: str, yuan: str, buyer: str = UNIT) -> bytes:
    """A digital invoice as XML: one thing for so much."""
    text = SAMPLE.replace(SAMPLE_NUMBER, NUMBER.format(number)).replace(SAMPLE_BUYER, buyer).replace(SAMPLE_NUMBERS, "")
    text = text.replace("*运输服务*客运包车服务", goods).replace("2400.00<", f"{yuan}<", 1)
    return text.encode()


def red() -> bytes:
    """A red invoice that our unit got."""
    text = (DATA / "02-einvoice-red.xml").read_text(encoding="utf-8")
    return text.replace(SAMPLE_BUYER, UNIT).replace(SAMPLE_NUMBERS, "").encode()


def code(number: int, yuan: str) -> str:
    """The text of a QR code."""
    return f"01,32,,{NUMBER.format(number)},{yuan},20270809,,3F9C"


def forty_files() -> list[dict[str, Any]]:
    """33 that fit two lines of the budget, and seven that want a look."""
    files = [(f"{n:02d}.xml", XML, digital(n, *(WATER if n % 2 else TOLL))) for n in range(1, 34)]
    files += [
        ("同一张.jpg", PHOTO, photo(paper(code(1, "12.00")))),
        ("别人的.xml", XML, digital(50, *WATER, buyer="中心幼儿园")),
        ("红票.xml", XML, red()),
        ("网址.jpg", PHOTO, photo(paper("https://fpcy.guangdong.chinatax.gov.cn/a"))),
        ("看不清.jpg", PHOTO, photo(paper())),
        ("外单位.pdf", PDF, (DATA / "07-normal.pdf").read_bytes()),
        ("外单位.ofd", "application/ofd", (DATA / "04-with-attachment.ofd").read_bytes()),
    ]
    return [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]


def kept(server: LiveServer) -> tuple[int, int, int]:
    """How many expenses and vouchers there are, and how much was spent, in fen."""
    with server.app.app_context():
        spent = db.session.scalars(select(Expense.amount).where(Expense.deleted_at.is_(None))).all()
        return len(spent), db.session.query(Voucher).count(), sum(amount.fen for amount in spent)


@pytest.mark.slow
def test_forty_invoices_become_rows(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]]
) -> None:
    page = page_at(1280)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/invoices")
    page.locator("html[data-ready]").wait_for()

    page.locator("#files").set_input_files(forty_files())
    page.get_by_role("button", name="放进来").click()
    page.get_by_role("heading", name="正在读，4 / 40").wait_for()
    worker(live_server.app, job.JOB).run_due()
    # The page looks again by itself.
    page.get_by_role("heading", name="7 张要看").wait_for()
    page.get_by_role("heading", name="33 张对上了").wait_for()
    assert axe(page) == []
    reasons = page.locator(".inv .remark b").all_inner_texts()
    page.get_by_role("button", name="记下 33 张").click()
    page.get_by_text("已记下 33 张，420.00 元").wait_for()

    assert reasons == [
        "买方不是本单位。",
        "买方不是本单位。",
        "买方不是本单位。",
        "这是退款的红票。",
        "同一张传了两遍。",
        "二维码是一个网址。",
        "读不出。",
    ]
    assert kept(live_server) == (33, 33, 42000)
    assert page.locator(".inv > li").count() == 7


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
