"""Dropped invoices: kept until they are entered as expenses with their files, or put away."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from planner.actors import Actor
from planner.enums import ActorKind, VoucherKind
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.intake.invoices.files import Obstacle, ReadFile
from planner.intake.invoices.reading import InvoiceReading, Reader, name_goods
from planner.intakestates import IntakeState
from planner.models import DroppedInvoice, Event, RowMixin, User
from planner.money.ledger import kind_of_invoice
from planner.places import place_of
from planner.services.attachments import KeptFile, hold_file
from planner.services.guard import guard_house, guard_rows
from planner.services.invoiceregister import note_clash, refuse_used
from planner.services.jobs import enqueue_job
from planner.services.pages import COUNTING
from planner.services.rows import Values, add_rows, delete_row, list_rows
from planner.store import FileStore

JOB_NAME = "invoices"
MOST_DROPPED = 200
_STATES = {Obstacle.UNREADABLE: IntakeState.UNREADABLE, Obstacle.ADDRESS: IntakeState.ADDRESS}
_MOST = {"title": 120, "seller": 120, "buyer": 120, "remark": 400, "seller_tax_number": 20, "buyer_tax_number": 20}


@dataclass(frozen=True, slots=True)
class DroppedFile:
    """A kept file with what was read of it; None where it is still to be read."""

    file: KeptFile
    read: ReadFile | None = None


def drop_files(event: Event, files: Sequence[DroppedFile], *, store: FileStore, actor: Actor) -> int:
    """Let these files wait to be entered by the actor; returns how many. What is not read yet is read by a job.

    A file that waits already is not taken again. Raises BadInput when too many would wait.
    """
    _guard_person(event, actor)
    if event.settled_at is not None:
        raise NotAllowed("决算已经办结，账目不再改；要改先请财务退回决算。", "SETTLED")
    waiting = _waiting_files(event, actor)
    fresh = {each.file.sha256: each for each in files if each.file.sha256 not in waiting}
    if len(waiting) + len(fresh) > MOST_DROPPED:
        raise BadInput(f"一次最多放 {MOST_DROPPED} 个文件，先把已经放进来的记下或去掉。")
    for each in fresh.values():
        hold_file(each.file, store)
    _let_wait(event, fresh.values(), actor)
    return len(fresh)


def _let_wait(event: Event, files: Iterable[DroppedFile], actor: Actor) -> None:
    read = []
    for each in files:
        row = DroppedInvoice(event_id=event.id, user_id=actor.id, **each.file.values)
        db.session.add(row)
        db.session.flush()
        if each.read is None:
            enqueue_job(JOB_NAME, dropped=row.id)
        else:
            read += _write(row, each.read)
    _note_used_elsewhere(event, read, actor)


def _waiting_files(event: Event, actor: Actor) -> set[str]:
    kept = select(DroppedInvoice.sha256)
    return set(db.session.scalars(kept.where(DroppedInvoice.event_id == event.id, DroppedInvoice.user_id == actor.id)))


def write_reading(dropped_id: int, read: ReadFile, *, actor: Actor) -> bool:
    """Note what a job read of a file; False when the file was put away meanwhile."""
    guard_house(actor)
    row = db.session.get(DroppedInvoice, dropped_id)
    if row is None or row.state is not IntakeState.WAITING:
        return False
    rows = _write(row, read)
    _note_used_elsewhere(db.session.get_one(Event, row.event_id), rows, db.session.get_one(User, row.user_id))
    return True


def _note_used_elsewhere(event: Event, rows: Sequence[DroppedInvoice], dropper: Actor) -> None:
    """Tell finance above both at once which of these another unit has paid; who dropped them reads it beside each."""
    used = refuse_used(event, [row.invoice_number for row in rows], "", actor=dropper)
    for row in rows:
        problem = used.get(row.invoice_number)
        if problem is not None and problem.is_foreign:
            note_clash(event, problem, purpose=name_goods(row.goods), amount=row.amount, actor=dropper)


def _write(row: DroppedInvoice, read: ReadFile) -> list[DroppedInvoice]:
    """The first invoice goes into the row of the file, each other one into a row of its own; the rows of invoices."""
    if read.obstacle:
        row.state, row.sentence = _STATES[read.obstacle], read.sentence
        return []
    rows = [row, *(_copy_file(row) for _ in read.readings[1:])]
    for each, reading in zip(rows, read.readings, strict=True):
        for name, value in _values(reading).items():
            setattr(each, name, value)
        each.state, each.several = IntakeState.READ, len(rows)
    db.session.add_all(rows)
    db.session.flush()
    return rows


def _copy_file(row: DroppedInvoice) -> DroppedInvoice:
    kept = ("event_id", "user_id", "dropped_at", "filename", "sha256", "mime", "size")
    return DroppedInvoice(**{name: getattr(row, name) for name in kept})


def _values(reading: InvoiceReading) -> dict[str, Any]:
    invoice = reading.invoice
    texts = {
        "title": reading.title,
        "seller": invoice.seller,
        "seller_tax_number": invoice.seller_tax_number,
        "buyer": invoice.buyer,
        "buyer_tax_number": invoice.buyer_tax_number,
        "remark": reading.remark,
    }
    return {
        **{name: text[: _MOST[name]] for name, text in texts.items()},
        "invoice_kind": kind_of_invoice(invoice),
        "invoice_number": invoice.key,
        "blue_number": invoice.blue,
        "amount": invoice.amount,
        "net": invoice.net,
        "tax": invoice.tax,
        "issued_on": invoice.issued_on,
        "goods": reading.goods,
        "sentence": "".join(reading.doubts)[:400],
        "evidence": "、".join(dict.fromkeys(reading.evidence.values())),
    }


def enter_dropped(
    event: Event, many: Sequence[tuple[DroppedInvoice, Values]], *, store: FileStore, actor: Actor
) -> list[RowMixin]:
    """Enter these invoices as expenses with these values; all or none. Raises BadInput as `add_rows` does.

    The file of each is its voucher, and so are the other files of the same e-invoice; a job counts their pages.
    """
    for dropped, _ in many:
        _guard_own(event, dropped, actor)
    expenses = add_rows(event, "expenses", [values for _, values in many], actor=actor)
    pairs = [(dropped, expense) for (dropped, _), expense in zip(many, expenses, strict=True)]
    _make_vouchers(event, pairs, store, actor)
    return expenses


def keep_with_expense(event: Event, dropped: DroppedInvoice, *, store: FileStore, actor: Actor) -> RowMixin:
    """Make the file a voucher of the expense of this event that has its number, and the other files of the same
    e-invoice with it; returns the expense. Raises NotFound where there is none, BadInput once the accounts are closed.
    """
    _guard_own(event, dropped, actor)
    found = (
        row for row in list_rows(event, "expenses") if getattr(row, "invoice_number", "") == dropped.invoice_number
    )
    expense = next(found, None) if dropped.invoice_number else None
    if expense is None:
        raise NotFound("这张票的支出已经不在这里，列表里是现在的内容。")
    _make_vouchers(event, [(dropped, expense)], store, actor)
    return expense


def _make_vouchers(
    event: Event, pairs: Sequence[tuple[DroppedInvoice, RowMixin]], store: FileStore, actor: Actor
) -> None:
    """The file of each is a voucher of its expense, and so are its other files; none of them waits any more."""
    vouchers = []
    for dropped, expense in pairs:
        about = place_of("expenses", expense.key)
        for row in (dropped, *_companions(dropped)):
            file = KeptFile(row.filename, row.filename, row.sha256, row.mime, row.size)
            hold_file(file, store)
            vouchers.append({"kind": VoucherKind.INVOICE, "about": about, **file.values, "names_children": False})
            db.session.delete(row)
    add_rows(event, "vouchers", vouchers, actor=actor)
    enqueue_job(COUNTING)


def _companions(dropped: DroppedInvoice) -> list[DroppedInvoice]:
    """The other files of the same e-invoice that the same person dropped; photos of it are none."""
    same = select(DroppedInvoice).where(
        DroppedInvoice.event_id == dropped.event_id,
        DroppedInvoice.user_id == dropped.user_id,
        DroppedInvoice.id != dropped.id,
        DroppedInvoice.invoice_number == dropped.invoice_number,
        DroppedInvoice.invoice_number != "",
        DroppedInvoice.amount == dropped.amount,
        DroppedInvoice.evidence != Reader.CODE,
    )
    return list(db.session.scalars(same.order_by(DroppedInvoice.id)))


def take_back(event: Event, keys: Collection[str], *, actor: Actor) -> int:
    """Take expenses off the list whose files were entered with them; the files wait for the actor to be read anew.

    Returns how many; an expense without a file stays. Raises BadInput for one that something else hangs on.
    """
    _guard_person(event, actor)
    wanted = {place_of("expenses", key): key for key in keys}
    vouchers: list[Any] = [row for row in list_rows(event, "vouchers") if getattr(row, "about", "") in wanted]
    files = {row.sha256: KeptFile(row.filename, row.filename, row.sha256, row.mime, row.size) for row in vouchers}
    for place in dict.fromkeys(row.about for row in vouchers):
        delete_row(event, "expenses", wanted[place], actor=actor)
    for row in vouchers:
        delete_row(event, "vouchers", row.key, actor=actor)
    _let_wait(event, [DroppedFile(file) for file in files.values()], actor)
    return len({row.about for row in vouchers})


def put_away(event: Event, dropped: DroppedInvoice, *, actor: Actor) -> None:
    """Don't enter this one: it is taken off the list, its file goes with the next clearing."""
    _guard_own(event, dropped, actor)
    db.session.delete(dropped)
    db.session.flush()


def put_away_old(before: datetime, *, actor: Actor) -> None:
    """Take off all lists what was dropped before that moment and not entered; the files go with the next clearing."""
    guard_house(actor)
    db.session.execute(delete(DroppedInvoice).where(DroppedInvoice.dropped_at < before))


def _guard_person(event: Event, actor: Actor) -> None:
    """Let only those pass who keep the accounts and have an account of their own, on which the files wait."""
    guard_rows(event, "expenses", actor)
    if actor.kind is not ActorKind.USER:
        raise NotAllowed("发票由有账号的人来放。")


def _guard_own(event: Event, dropped: DroppedInvoice, actor: Actor) -> None:
    """Let only those pass who dropped it themselves, and may still keep the accounts."""
    guard_rows(event, "expenses", actor)
    if actor.kind is not ActorKind.USER or (dropped.event_id, dropped.user_id) != (event.id, actor.id):
        raise NotAllowed("这个文件是别人放进来的，由放的人来记。")
