"""Dropped invoices are read one by one, while others may write."""

from collections.abc import Mapping
from typing import Any

from planner.actors import Actor
from planner.errors import JobFailed
from planner.extensions import db
from planner.intake.invoices.files import ReadFile, read_invoice_file
from planner.jobs.kind import JobKind
from planner.models import DroppedInvoice
from planner.services.invoices import JOB_NAME, write_reading
from planner.services.joblease import JobOrder
from planner.store import FileDamaged, FileMissing, StoreUnreadable, current_store


def read_dropped(order: JobOrder) -> ReadFile | None:
    """What the file holds; None when it was put away meanwhile."""
    row = db.session.get(DroppedInvoice, order.payload["dropped"])
    if row is None:
        return None
    name, sha256 = row.filename, row.sha256
    db.session.rollback()
    try:
        with current_store().open(sha256) as file:
            content = file.read()
    except (FileMissing, FileDamaged, StoreUnreadable) as fault:
        raise JobFailed("放进来的发票文件读不出来，看看存文件的地方。") from fault
    return read_invoice_file(content, name)


def _run(order: JobOrder, actor: Actor) -> Mapping[str, Any] | None:
    if order.prepared is not None:
        write_reading(order.payload["dropped"], order.prepared, actor=actor)
    return None


JOB = JobKind(name=JOB_NAME, label="读发票", prepare=read_dropped, run=_run)
