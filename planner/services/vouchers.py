"""Vouchers: files that prove something, kept as they were uploaded."""

from planner.actors import Actor
from planner.enums import VoucherKind
from planner.models import Event
from planner.models.row import RowMixin
from planner.services.attachments import KeptFile, hold_file
from planner.services.guard import guard_rows
from planner.services.rows import add_row
from planner.store import FileStore


def add_voucher(
    event: Event,
    *,
    kind: VoucherKind,
    about: str,
    file: KeptFile,
    store: FileStore,
    actor: Actor,
    names_children: bool = False,
) -> RowMixin:
    """Say what a kept file proves of `about` (expenses/<key>, budget/<key>, handouts/<key>, or "").

    The bytes are kept unchanged under their SHA-256, which the log names. Raises like `attachments.hold_file`.
    """
    guard_rows(event, "vouchers", actor)
    hold_file(file, store)
    values = {"kind": kind, "about": about, **file.values, "pages": file.pages, "names_children": names_children}
    return add_row(event, "vouchers", values, actor=actor)
