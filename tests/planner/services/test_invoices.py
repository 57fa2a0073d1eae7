"""Dropped invoices: they wait for whoever dropped them, and are gone once they are entered or put away."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from budgets import Money
from planner import clock
from planner.actors import CONSOLE, Job
from planner.enums import InvoiceKind, JobState, Role, VoucherKind
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.intake.invoices.files import ReadFile, read_invoice_file
from planner.intakestates import IntakeState
from planner.jobs import invoices as job
from planner.models import DroppedInvoice, InvoiceClash, JobRecord
from planner.queries.files import read_file_uses
from planner.queries.invoices import find_dropped, find_used, list_dropped
from planner.services import invoices
from planner.services.accounts import set_role
from planner.services.events import create_event
from planner.services.invoices import DroppedFile, drop_files, enter_dropped, put_away, take_back, write_reading
from planner.services.purging import list_due, purge_due
from planner.services.rows import add_row
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.filestores import kept_file
from tests.planner.jobsteps import states, worker
from tests.planner.moneyrows import add_event
from tests.planner.moneysteps import PAID
from tests.planner.registersteps import buy
from tests.planner.rowvalues import listed
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
DATA = Path(__file__).parents[1] / "intake" / "invoices" / "data"
NUMBER = "26992000000000000104"


def dropped(world: World, *names: str, is_read: bool = True, who: str = "周老师") -> list[DroppedInvoice]:
    """These samples, dropped by that person; committed."""
    files = []
    for name in names:
        content = (DATA / name).read_bytes()
        file = kept_file(current_store(), name, content)
        files.append(DroppedFile(file, read_invoice_file(content, name) if is_read else None))
    drop_files(event_of(world), files, store=current_store(), actor=user(world, who))
    db.session.commit()
    return list_dropped(world.event, world.users[who])


def test_file_waits_with_what_was_read_of_it(world: World, in_app: InApp) -> None:
    with in_app():
        [row] = dropped(world, "07-normal.pdf")

        assert (row.state, row.invoice_number, row.invoice_kind) == (IntakeState.READ, NUMBER, InvoiceKind.DIGITAL)
        assert (row.amount, row.net, row.tax) == (Money(650000), Money(643564), Money(6436))
        assert (row.issued_on, row.seller, row.buyer) == (date(2026, 6, 1), "样例县好味餐饮店", "样例县青禾中心小学")
        assert (row.goods, row.evidence, row.several) == ("*餐饮服务*餐费", "票面文字", 1)
        uses = read_file_uses(now=clock.now(), keep_days=30)
        assert [(use.noun, use.filename, use.sha256) for use in uses] == [("expenses", "07-normal.pdf", row.sha256)]


def test_file_that_waits_already_is_not_taken_again(world: World, in_app: InApp) -> None:
    with in_app():
        dropped(world, "07-normal.pdf", "01-einvoice.xml")

        rows = dropped(world, "07-normal.pdf", "01-einvoice.xml", "10-railway.pdf")

        assert [row.filename for row in rows] == ["07-normal.pdf", "01-einvoice.xml", "10-railway.pdf"]


def test_no_more_files_wait_than_can_be_looked_at(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invoices, "MOST_DROPPED", 2)
    with in_app():
        dropped(world, "07-normal.pdf", "01-einvoice.xml")

        with pytest.raises(BadInput) as refused:
            dropped(world, "10-railway.pdf")

        assert refused.value.sentence == "一次最多放 2 个文件，先把已经放进来的记下或去掉。"


def test_photo_of_two_invoices_is_two_that_wait(world: World, in_app: InApp) -> None:
    with in_app():
        rows = dropped(world, "16-photo-two.jpg")

        assert [(row.invoice_number[-3:], row.amount, row.several) for row in rows] == [
            ("103", Money(39000), 2),
            ("105", Money(262000), 2),
        ]
        assert rows[0].sha256 == rows[1].sha256


def test_job_reads_what_was_not_read_at_once(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        dropped(world, "07-normal.pdf", "14-photo-blurred.jpg", is_read=False)
        assert {row.state for row in list_dropped(world.event, world.users["周老师"])} == {IntakeState.WAITING}

    assert worker(app, job.JOB).run_due() == 2

    assert [state for state, _, _ in states(app)] == [JobState.DONE, JobState.DONE]
    with in_app():
        rows = list_dropped(world.event, world.users["周老师"])
        assert [(row.state, row.invoice_number) for row in rows] == [
            (IntakeState.READ, NUMBER),
            (IntakeState.UNREADABLE, ""),
        ]


def test_file_that_was_put_away_meanwhile_is_not_read(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        [row] = dropped(world, "07-normal.pdf", is_read=False)
        put_away(event_of(world), row, actor=user(world, "周老师"))
        db.session.commit()

    worker(app, job.JOB).run_due()

    assert [state for state, _, _ in states(app)] == [JobState.DONE]
    with in_app():
        assert list_dropped(world.event, world.users["周老师"]) == []


def test_reading_is_noted_once(world: World, in_app: InApp) -> None:
    with in_app():
        [row] = dropped(world, "07-normal.pdf", is_read=False)
        read = read_invoice_file((DATA / "07-normal.pdf").read_bytes())

        noted = [write_reading(row.id, found, actor=job.JOB.actor) for found in (read, ReadFile())]

        assert (noted, row.amount) == ([True, False], Money(650000))


def test_invoice_is_entered_with_its_file_and_waits_no_more(world: World, in_app: InApp) -> None:
    with in_app():
        rows = dropped(world, "07-normal.pdf", "01-einvoice.xml")
        many = [(row, PAID | {"invoice_number": row.invoice_number}) for row in rows]

        expenses = enter_dropped(event_of(world), many, store=current_store(), actor=user(world, "周老师"))
        db.session.commit()

        vouchers: list[Any] = listed(world, "vouchers")
        assert [(v.about, v.kind, v.filename) for v in vouchers] == [
            (f"expenses/{expenses[0].key}", VoucherKind.INVOICE, "07-normal.pdf"),
            (f"expenses/{expenses[1].key}", VoucherKind.INVOICE, "01-einvoice.xml"),
        ]
        assert list_dropped(world.event, world.users["周老师"]) == []


def test_what_was_entered_at_once_is_taken_back_at_once(world: World, in_app: InApp) -> None:
    with in_app():
        rows = dropped(world, "07-normal.pdf", "01-einvoice.xml")
        event, actor = event_of(world), user(world, "周老师")
        many = [(row, PAID | {"invoice_number": row.invoice_number}) for row in rows]
        entered = enter_dropped(event, many, store=current_store(), actor=actor)
        bare = add_row(event, "expenses", PAID, actor=actor)

        count = take_back(event, [*(row.key for row in entered), bare.key, "nothere"], actor=actor)
        db.session.commit()

        assert count == 2
        assert [row.key for row in listed(world, "expenses")] == [bare.key]
        assert listed(world, "vouchers") == []
        waiting = list_dropped(world.event, world.users["周老师"])
        assert [(row.filename, row.state) for row in waiting] == [
            ("07-normal.pdf", IntakeState.WAITING),
            ("01-einvoice.xml", IntakeState.WAITING),
        ]


def test_refused_expense_leaves_everything_waiting(world: World, in_app: InApp) -> None:
    with in_app():
        rows = dropped(world, "07-normal.pdf", "01-einvoice.xml")
        many = [(row, PAID) for row in rows]

        with pytest.raises(BadInput, match="在这些行里出现了两次"):
            enter_dropped(event_of(world), many, store=current_store(), actor=user(world, "周老师"))
        db.session.rollback()

        assert len(list_dropped(world.event, world.users["周老师"])) == 2
        assert listed(world, "expenses") == []


def test_what_others_dropped_is_theirs(world: World, in_app: InApp) -> None:
    with in_app():
        [row] = dropped(world, "07-normal.pdf", who="钱会计")
        event, actor = event_of(world), user(world, "周老师")

        with pytest.raises(NotFound):
            find_dropped(event.id, actor.id, row.id)
        with pytest.raises(NotAllowed):
            put_away(event, row, actor=actor)
        with pytest.raises(NotAllowed):
            enter_dropped(event, [(row, PAID)], store=current_store(), actor=actor)
        assert find_dropped(event.id, world.users["钱会计"], row.id) is row


def test_number_says_where_it_is_entered_in_the_unit(world: World, in_app: InApp) -> None:
    with in_app():
        event, actor = event_of(world), user(world, "周老师")
        other = create_event("blank", title="清明祭扫", organisation_id=world.units["school"], actor=actor)
        rows = dropped(world, "07-normal.pdf")
        enter_dropped(event, [(rows[0], PAID)], store=current_store(), actor=actor)
        number = PAID["invoice_number"]

        once = "一张发票只能报一次，要挪过来，先在那边去掉。"
        assert find_used(event, [number, ""]) == {number: ("这张票在这个活动的“大巴租赁”里记着。", once)}
        assert find_used(other, [number]) == {number: ("这张票在“六一慰问”的“大巴租赁”里记着。", once)}
        assert find_used(other, ["", "26992000000000000199"]) == {}


def test_number_of_another_unit_is_told_without_naming_it(world: World, in_app: InApp) -> None:
    with in_app():
        committee, number = world.units["committee"], PAID["invoice_number"]
        set_role(user(world, "吴书记"), committee, Role.ORGANISER, actor=CONSOLE)
        above = create_event("blank", title="团代会", organisation_id=committee, actor=user(world, "吴书记"))
        rows = dropped(world, "07-normal.pdf")
        enter_dropped(event_of(world), [(rows[0], PAID)], store=current_store(), actor=user(world, "周老师"))

        assert find_used(above, [number]) == {number: ("别的单位已报过这张。", "是哪家，县团委财务看得到。")}


def test_nothing_waits_after_its_event_is_gone(world: World, in_app: InApp) -> None:
    with in_app():
        dropped(world, "07-normal.pdf", is_read=False)
        db.session.delete(event_of(world))
        db.session.commit()

        assert db.session.scalar(db.select(db.func.count()).select_from(DroppedInvoice)) == 0
        assert db.session.scalar(db.select(db.func.count()).select_from(JobRecord)) == 1


@pytest.mark.parametrize(("days", "left"), [(-1, 0), (1, 1), (40, 1)])
def test_what_nobody_entered_is_purged_after_its_time(world: World, in_app: InApp, days: int, left: int) -> None:
    """A file that was dropped while the clock ran ahead is kept as long as others, from now on."""
    with in_app():
        [row] = dropped(world, "07-normal.pdf")
        row.dropped_at = clock.now() - timedelta(days=30) + timedelta(days=days)
        db.session.commit()
        due = [part.sentence for part in list_due(months=6, keep_days=30)]

        purge_due(months=6, keep_days=30, actor=Job("到期清理"))
        db.session.commit()

        assert due == ["放进来超过 30 天还没记的发票 1 张"] * (1 - left)
        rows = list_dropped(world.event, world.users["周老师"])
        assert [row.dropped_at <= clock.now() for row in rows] == [True] * left


def test_invoice_of_another_unit_is_told_above_as_soon_as_it_is_read(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        above = add_event(world, "团代会", unit="committee", owner="吴书记")
        buy(above, NUMBER, entered=world.units["committee"])
        dropped(world, "07-normal.pdf", is_read=False)
        assert db.session.scalars(db.select(InvoiceClash)).all() == []
    worker(app, job.JOB).run_due()

    with in_app():
        [clash] = db.session.scalars(db.select(InvoiceClash))
        told = (clash.event_id, clash.number, clash.purpose, clash.amount, clash.tried_by)
        assert told == (world.event, NUMBER, "餐费", Money(650000), "周老师")
