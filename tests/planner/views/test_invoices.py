"""The page of dropped invoices: many files at once, those that fit entered together, the others one by one."""

import io
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient

from budgets import Money
from planner.enums import InvoiceKind
from planner.extensions import db
from planner.filetypes import DAMAGED_MIME
from planner.intake.invoices.limits import BROKEN
from planner.jobs import invoices as job
from planner.queries.finances import read_finances
from planner.services.rows import add_row
from tests.planner.conftest import World
from tests.planner.dropsteps import BLUE, BUS, DATA, MEAL, RED, drop, plan_for_samples, waiting, where
from tests.planner.intake.invoices.pictures import paper, photo
from tests.planner.jobsteps import worker
from tests.planner.moneysteps import PAID
from tests.planner.rowvalues import listed
from tests.planner.submissions import event_of, user

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
FIELD = re.compile(r'<input[^>]* name="(\w+)"[^>]* value="([^"]*)"')


@pytest.fixture
def lines(world: World, in_app: InApp) -> tuple[str, str]:
    """The keys of two lines of the budget, of a school that the samples are made out to."""
    with in_app():
        return plan_for_samples(world)


def test_files_that_fit_are_entered_at_once_with_their_vouchers(
    world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]
) -> None:
    bus, meal = lines
    client = signed_in("周老师")

    answer = drop(client, world, [BUS, MEAL, RED, "14-photo-blurred.jpg"])
    page = client.get(where(world)).text
    with in_app():
        ids = [row.id for row in waiting(world)]
    entered = client.post(where(world, "/enter"), data={"fit": ids[:2], f"line-{ids[0]}": bus, f"line-{ids[1]}": meal})
    after = client.get(where(world)).text

    assert (answer.status_code, entered.status_code) == (302, 302)
    assert "放进来 4 个文件" in page
    assert all(text in page for text in ("2 张要看", "2 张对上了", "合计 8,900.00 元", "记下 2 张"))
    assert "已记下 2 张，8,900.00 元" in after
    assert "“客运包车服务”那张 2,400.00 元，连上后按 0.00 元算。" in after
    with in_app():
        rows: list[Any] = listed(world, "expenses")
        assert [(r.purpose, r.amount, r.line, r.payee, r.handler, r.invoice_kind) for r in rows] == [
            ("客运包车服务", Money(240000), bus, "样例县星河客运有限公司", "周老师", InvoiceKind.DIGITAL),
            ("餐费", Money(650000), meal, "样例县好味餐饮店", "周老师", InvoiceKind.DIGITAL),
        ]
        vouchers: list[Any] = listed(world, "vouchers")
        assert [(v.filename, v.about) for v in vouchers] == [
            (BUS, f"expenses/{rows[0].key}"),
            (MEAL, f"expenses/{rows[1].key}"),
        ]
        assert [row.filename for row in waiting(world)] == [RED, "14-photo-blurred.jpg"]


def test_what_was_entered_can_be_taken_back(
    app: Flask, world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]
) -> None:
    client = signed_in("周老师")
    drop(client, world, [BUS, MEAL])
    with in_app():
        ids = [row.id for row in waiting(world)]
    client.post(where(world, "/enter"), data={"fit": ids, f"line-{ids[0]}": lines[0], f"line-{ids[1]}": lines[1]})
    undo = re.findall(r'action="([^"]*/invoices/undo[^"]*)"', client.get(where(world)).text)

    assert client.post(undo[0]).status_code == 302
    worker(app, job.JOB).run_due()
    page = client.get(where(world)).text
    assert ("已撤销 2 张，文件又在这里" in page, "记下 2 张" in page) == (True, True)
    with in_app():
        assert (listed(world, "expenses"), listed(world, "vouchers")) == ([], [])


def test_second_press_of_undo_says_that_there_is_nothing_left(
    world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]
) -> None:
    client = signed_in("周老师")
    drop(client, world, [MEAL])
    with in_app():
        [row] = waiting(world)
    client.post(where(world, "/enter"), data={"fit": row.id, f"line-{row.id}": lines[1]})
    [undo] = re.findall(r'action="([^"]*/invoices/undo[^"]*)"', client.get(where(world)).text)
    client.post(undo)
    client.get(where(world))

    client.post(undo)

    page = client.get(where(world)).text
    assert ("没有可撤销的，这几张已经撤销过或者删掉了" in page, "已撤销" in page) == (True, False)


def test_pdf_after_its_photo_is_kept_with_the_expense_by_one_click(
    world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]
) -> None:
    client = signed_in("周老师")
    drop(client, world, [MEAL])
    with in_app():
        [row] = waiting(world)
        entered = {**PAID, "purpose": "午餐", "invoice_number": row.invoice_number, "line": lines[1]}
        expense = add_row(event_of(world), "expenses", entered, actor=user(world, "周老师"))
        key, address = expense.key, where(world, f"/{row.id}")
        db.session.commit()
    page = client.get(where(world)).text

    kept = client.post(address, data={"keep": "1"})

    assert ("已经记在“午餐”里，那里还没有这个文件。" in page, page.count('name="keep"')) == (True, 1)
    assert "文件已存到“午餐”" in client.get(where(world)).text
    assert (kept.status_code, client.post(address, data={"keep": "1"}).status_code) == (302, 404)
    with in_app():
        vouchers: list[Any] = listed(world, "vouchers")
        assert [(v.about, v.filename) for v in vouchers] == [(f"expenses/{key}", MEAL)]
        assert waiting(world) == []


def test_row_made_of_an_invoice_can_be_saved_again(
    world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]
) -> None:
    client = signed_in("周老师")
    drop(client, world, [BUS, RED])
    with in_app():
        ids = [row.id for row in waiting(world)]
    for number in ids:
        client.post(where(world, f"/{number}"), data={"line": lines[0]})
    with in_app():
        rows: list[Any] = listed(world, "expenses")
        keys = [row.key for row in rows]
        assert [(row.amount, row.blue_number) for row in rows] == [(Money(240000), ""), (Money(-240000), BLUE)]

    for key in keys:
        address = f"/events/{world.event}/rows/expenses/{key}"
        page = client.get(address).text
        fields = dict(FIELD.findall(page)) | {"invoice_kind": "red" if key == keys[1] else "32"}
        answer = client.post(address, data=fields | {"remark": "再存一次"})
        assert answer.status_code == 302
    with in_app():
        assert [row.remark for row in listed(world, "expenses")] == ["再存一次"] * 2  # type: ignore[attr-defined]


def test_what_can_be_read_only_by_people_is_typed(
    world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]
) -> None:
    client = signed_in("周老师")
    drop(client, world, ["14-photo-blurred.jpg"])
    with in_app():
        [row] = waiting(world)
        address = where(world, f"/{row.id}")
    typed = {"invoice_number": "2699 2000 0000 0000 0103", "issued_on": "2026-05-29", "amount": "三百九"}

    refused = client.post(address, data=typed | {"line": lines[1]})
    unchosen = client.post(address, data=typed | {"amount": "390", "line": "?"})
    with in_app():
        assert (len(waiting(world)), listed(world, "expenses")) == (1, [])
    done = client.post(address, data=typed | {"amount": "390", "line": lines[1]})

    assert (refused.status_code, unchosen.status_code, done.status_code) == (422, 422, 302)
    assert "实付金额（元）：金额应是一个数" in refused.text
    assert 'value="2699 2000 0000 0000 0103"' in refused.text
    assert 'value="三百九"' in refused.text
    assert "选一行；预算里没有的，选“不在预算里”。" in unchosen.text
    with in_app():
        expense: Any = listed(world, "expenses")[0]
        assert (expense.purpose, expense.amount, expense.invoice_number) == (
            "师生用餐",
            Money(39000),
            "26992000000000000103",
        )
        assert [v.filename for v in listed(world, "vouchers")] == ["14-photo-blurred.jpg"]  # type: ignore[attr-defined]


def test_photo_of_a_red_invoice_asks_for_its_blue_one(
    world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str]
) -> None:
    with in_app():
        add_row(event_of(world), "expenses", PAID | {"invoice_number": BLUE}, actor=user(world, "周老师"))
        db.session.commit()
    client = signed_in("周老师")
    red = photo(paper("01,32,,26992000000000000102,-2400.00,20260603,,3F9C"))
    client.post(where(world), data={"files": [(io.BytesIO(red), "红票.jpg")]})
    page = client.get(where(world)).text
    with in_app():
        address = where(world, f"/{waiting(world)[0].id}")

    refused = client.post(address, data={"line": lines[0]})
    done = client.post(address, data={"line": lines[0], "blue_number": BLUE, "amount": "−2,400.00"})

    assert "写上它冲的蓝字发票号码。" in page
    assert 'name="blue_number"' in page
    assert (refused.status_code, done.status_code) == (422, 302)
    assert "冲的蓝字发票：这是退款的红票，写它冲的那张蓝字发票的号码。" in refused.text
    with in_app():
        rows: list[Any] = listed(world, "expenses")
        assert [(row.amount, row.blue_number) for row in rows] == [(Money(540000), ""), (Money(-240000), BLUE)]


def test_one_is_put_away(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    drop(client, world, [MEAL])
    with in_app():
        [row] = waiting(world)
        address = where(world, f"/{row.id}")
    file = client.get(address)

    gone = client.post(address, data={"drop": "1"})

    assert file.data == (DATA / MEAL).read_bytes()
    assert file.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert (gone.status_code, client.get(address).status_code, client.post(address).status_code) == (302, 404, 404)
    with in_app():
        assert (waiting(world), listed(world, "expenses")) == ([], [])


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("票.exe", b"MZ", "“票.exe”的内容不是其中一种"),
        ("票.pdf", b"", "“票.pdf”是空文件。"),
    ],
)
def test_file_that_is_refused_is_named_and_the_others_come_in(
    world: World, in_app: InApp, signed_in: SignedIn, name: str, content: bytes, sentence: str
) -> None:
    files = [(io.BytesIO(content), name), (io.BytesIO((DATA / MEAL).read_bytes()), MEAL)]

    answer = signed_in("周老师").post(where(world), data={"files": files})

    assert (answer.status_code, sentence in answer.text) == (422, True)
    with in_app():
        assert [row.filename for row in waiting(world)] == [MEAL]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("票.ofd", (DATA / "06-broken.ofd").read_bytes()),
        ("票.pdf", b"\0" * 64),
        ("票.xml", (DATA / BUS).read_bytes()[60:]),
    ],
)
def test_broken_file_waits_to_be_typed_and_proves_nothing(
    world: World, in_app: InApp, signed_in: SignedIn, lines: tuple[str, str], name: str, content: bytes
) -> None:
    client = signed_in("周老师")
    typed = {"invoice_number": "26992000000000000177", "issued_on": "2026-06-01", "amount": "12", "line": lines[0]}

    dropped = client.post(where(world), data={"files": [(io.BytesIO(content), name)]})
    with in_app():
        [row] = waiting(world)
        address = where(world, f"/{row.id}")
        assert (row.filename, row.mime, row.sentence) == (name, DAMAGED_MIME, BROKEN)
    file = client.get(address)
    entered = client.post(address, data=typed)

    assert (dropped.status_code, entered.status_code, file.data) == (302, 302, content)
    assert file.headers["Content-Disposition"].endswith(f"{quote(name)}.bin")
    with in_app():
        (proof,) = read_finances(event_of(world)).proofs
        assert [row.filename for row in listed(world, "vouchers")] == [name]  # type: ignore[attr-defined]
        assert proof.invoice.label == "只有号码"


def test_nothing_chosen_is_said(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(where(world))

    assert (answer.status_code, "先选文件，可以一次选很多个。" in answer.text) == (422, True)


def test_page_is_for_those_who_keep_the_accounts(app: Flask, world: World, signed_in: SignedIn) -> None:
    people = {"周老师": 200, "钱会计": 200, "陈老师": 403, "江老师": 404}

    assert {name: signed_in(name).get(where(world)).status_code for name in people} == people
    assert app.test_client().get(where(world)).status_code == 302
    assert signed_in("周老师").get(where(world, "/enter")).status_code == 405
    link = f'href="{where(world)}"'
    assert link in signed_in("周老师").get(f"/events/{world.event}/expenses").text
    assert link not in signed_in("陈老师").get(f"/events/{world.event}/expenses").text
