"""Vouchers that were kept before anybody counted their pages are counted in the night."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import Flask

from planner.enums import VoucherKind
from planner.extensions import db
from planner.jobs import JOBS
from planner.models import Voucher
from planner.queries.ledger import current_ledger
from planner.services.vouchers import add_voucher
from planner.store import current_store
from planner.worker import Worker
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.filesamples import FILES
from tests.planner.filestores import kept_file
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
THREE = datetime(2027, 6, 1, 19, 30, tzinfo=UTC)
SAMPLE = Path(__file__).parents[1] / "intake" / "invoices" / "data" / "07-normal.pdf"


def keep(world: World, name: str, content: bytes) -> str:
    """A voucher as an earlier version kept it; committed; its key."""
    file, store = kept_file(current_store(), name, content), current_store()
    kind, actor = VoucherKind.INVOICE, user(world, "周老师")
    row: Any = add_voucher(event_of(world), kind=kind, about="", file=file, store=store, actor=actor)
    row.pages = None
    db.session.commit()
    return row.key


def test_old_vouchers_are_counted_once_and_the_accounts_know(app: Flask, world: World, in_app: InApp, at: At) -> None:
    at(THREE)
    with in_app():
        counted = keep(world, "票.pdf", SAMPLE.read_bytes())
        broken = keep(world, "坏.pdf", FILES["pdf"][0] + b"broken")
        before = event_of(world).money_number
        assert {v.key: v.page_count for v in current_ledger(event_of(world)).vouchers} == {counted: None, broken: None}

    assert Worker(app, kinds={"pages": JOBS["pages"]}).run_due() == 1

    with in_app():
        kept = dict(db.session.execute(db.select(Voucher.key, Voucher.pages)).all())
        assert kept == {counted: 1, broken: 0}
        assert event_of(world).money_number > before
        assert {v.key: v.page_count for v in current_ledger(event_of(world)).vouchers} == {counted: 1, broken: None}


def test_pages_are_counted_when_a_voucher_is_kept(world: World, in_app: InApp) -> None:
    with in_app():
        file, store = kept_file(current_store(), "票.pdf", SAMPLE.read_bytes()), current_store()
        kind, actor = VoucherKind.INVOICE, user(world, "周老师")
        row: Any = add_voucher(event_of(world), kind=kind, about="", file=file, store=store, actor=actor)

        assert (row.pages, file.pages) == (1, 1)


def test_result_is_told_in_words() -> None:
    assert JOBS["pages"].describe({"counted": 2}) == "数了 2 份凭证的页数"
