"""What the page of dropped invoices says: twice, used, of another buyer, still being read, of somebody else."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.extensions import db
from planner.filetypes import INVOICE
from planner.jobs import invoices as job
from planner.services.rows import add_row
from planner.views import invoicespage
from tests.planner.conftest import World
from tests.planner.dropsteps import BLUE, BUS, MEAL, RED, drop, plan_for_samples, waiting, where
from tests.planner.jobsteps import worker
from tests.planner.moneysteps import INVOICE_FILE, KEPT, PAID
from tests.planner.rowvalues import listed
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
FIELD = re.compile(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"')


@pytest.fixture
def lines(world: World, in_app: InApp) -> tuple[str, str]:
    """The keys of two lines of the budget, of a school that the samples are made out to."""
    with in_app():
        return plan_for_samples(world)


def test_same_invoice_is_entered_once(world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]) -> None:
    client = signed_in("周老师")

    drop(client, world, ["05-tags-only.ofd", MEAL, "15-photo-dark.jpg"])
    page = client.get(where(world)).text

    with in_app():
        address = where(world, f"/{waiting(world)[0].id}")
    client.post(address, data={"line": lines[1]})

    assert page.count("记的是“05-tags-only.ofd”，这一份不记。") == 1
    assert f"连同 {MEAL} 一起存" in page
    assert "记下 1 张" in page
    with in_app():
        assert [row.filename for row in waiting(world)] == ["15-photo-dark.jpg"]
        vouchers: list[Any] = listed(world, "vouchers")
        assert [voucher.filename for voucher in vouchers] == ["05-tags-only.ofd", MEAL]


def test_wrong_buyer_and_used_number_are_said(
    world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]
) -> None:
    with in_app():
        paid = add_row(event_of(world), "expenses", PAID | {"invoice_number": BLUE}, actor=user(world, "周老师"))
        file = KEPT | {"kind": INVOICE_FILE, "about": f"expenses/{paid.key}", "mime": INVOICE.mime}
        add_row(event_of(world), "vouchers", file, actor=user(world, "周老师"))
        db.session.commit()
    client = signed_in("周老师")

    drop(client, world, [BUS, "03-fiscal-receipt.xml"])
    page = client.get(where(world)).text

    assert "这张票在这个活动的“大巴租赁”里记着。" in page
    assert "写的是“样例市明灯文化传播有限公司”，请对方重开。" in page
    assert "张对上了" not in page


def test_of_many_that_want_a_look_the_rest_moves_up(
    world: World, signed_in: SignedIn, lines: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = signed_in("周老师")
    drop(client, world, ["06-broken.ofd", "03-fiscal-receipt.xml"])
    whole = client.get(where(world)).text
    monkeypatch.setattr(invoicespage, "MOST_LOOKS", 1)

    page = client.get(where(world)).text

    assert ["2 张要看" in text for text in (whole, page)] == [True, True]
    assert [text.count('class="th"') for text in (whole, page)] == [2, 1]
    assert ["还有 1 张，前面的处理了就排上来" in text for text in (whole, page)] == [False, True]


def test_files_beyond_the_first_few_are_read_by_a_job(
    app: Flask, world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]
) -> None:
    client = signed_in("周老师")
    names = ["04-with-attachment.ofd", BUS, RED, "10-railway.pdf", MEAL, "08-special-many-lines.pdf"]

    drop(client, world, names)
    before = client.get(where(world)).text
    worker(app, job.JOB).run_due()
    after = client.get(where(world)).text

    assert "正在读，4 / 6" in before
    assert "正在读" not in after
    with in_app():
        assert all(row.invoice_number for row in waiting(world))


def test_what_one_has_dropped_others_do_not_see(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    drop(signed_in("周老师"), world, [MEAL])
    with in_app():
        [row] = waiting(world)
        address = where(world, f"/{row.id}")
    finance = signed_in("钱会计")

    assert "样例县好味餐饮店" not in finance.get(where(world)).text
    assert (finance.get(address).status_code, finance.post(address).status_code) == (404, 404)
