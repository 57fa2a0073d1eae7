"""Counting the pages of vouchers that were kept before anybody counted."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import select

from planner.actors import Actor
from planner.extensions import db
from planner.filepages import can_count, count_pages
from planner.models import Event, Voucher
from planner.nouns import Aggregate
from planner.services.changes import count_change
from planner.services.guard import guard_house
from planner.store import FileDamaged, FileMissing, FileStore

COUNTING = "pages"
"""The job that counts them."""

MOST_AT_ONCE = 200


class Uncounted(NamedTuple):
    """A voucher whose pages nobody has counted."""

    id: int
    sha256: str
    mime: str


def list_uncounted() -> list[Uncounted]:
    """The next vouchers whose pages are to be counted, no more than `MOST_AT_ONCE`."""
    open_ = select(Voucher.id, Voucher.sha256, Voucher.mime).where(Voucher.pages.is_(None), Voucher.sha256 != "")
    return [Uncounted(*row) for row in db.session.execute(open_.order_by(Voucher.id).limit(MOST_AT_ONCE))]


def count_kept(store: FileStore, uncounted: list[Uncounted]) -> dict[int, int]:
    """The pages of each, 0 where they can't be told; slow, touches no database."""
    return {voucher.id: _count(store, voucher) for voucher in uncounted}


def _count(store: FileStore, voucher: Uncounted) -> int:
    if not can_count(voucher.mime):
        return 0
    try:
        with store.open(voucher.sha256) as file:
            return count_pages(file.read(), voucher.mime) or 0
    except (FileMissing, FileDamaged):
        return 0


def keep_pages(counts: Mapping[int, int], *, actor: Actor) -> int:
    """Keep what was counted; the accounts of each event change once. Returns of how many vouchers."""
    guard_house(actor)
    rows = db.session.scalars(select(Voucher).where(Voucher.id.in_(counts), Voucher.pages.is_(None))).all()
    for event in db.session.scalars(select(Event).where(Event.id.in_({row.event_id for row in rows}))).all():
        count_change(event, Aggregate.MONEY)
    for row in rows:
        row.pages = counts[row.id]
    db.session.flush()
    return len(rows)
