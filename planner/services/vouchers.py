"""Vouchers: files that prove something, kept as they were uploaded."""

from pathlib import Path

from planner.actors import Actor
from planner.enums import VoucherKind
from planner.models import Event
from planner.models.row import RowMixin
from planner.services.attachments import keep_upload
from planner.services.guard import guard_rows
from planner.services.rows import add_row

TAKEN = "收 PDF、OFD、Word、Excel（xlsx）和图片（png、jpg、heic、gif、webp）"


def add_voucher(
    event: Event,
    *,
    kind: VoucherKind,
    about: str,
    filename: str,
    content: bytes,
    folder: Path,
    most_mebibyte: int,
    actor: Actor,
    names_children: bool = False,
) -> RowMixin:
    """Keep a file and say what it proves of `about` (expenses/<key>, budget/<key>, handouts/<key>, or "").

    The bytes are kept unchanged under their SHA-256, which the log names. Raises BadInput like an attachment.
    """
    guard_rows(event, "vouchers", actor)
    file = keep_upload(filename, content, folder=folder, most_mebibyte=most_mebibyte, taken=TAKEN)
    values = {"kind": kind, "about": about, **file, "names_children": names_children}
    return add_row(event, "vouchers", values, actor=actor)
