"""Attachments: a file is kept once under its SHA-256, a row of the event names it."""

from dataclasses import dataclass
from typing import Any

from planner.actors import Actor
from planner.characters import drop_unseen
from planner.errors import BadInput
from planner.filecontent import is_damaged_invoice, recognise
from planner.filepages import count_pages
from planner.filetypes import DAMAGED_MIME, TAKEN, with_extension
from planner.models import Event
from planner.models.row import RowMixin
from planner.services.files import share_files
from planner.services.guard import guard_rows
from planner.services.rows import add_row
from planner.store import FileStore, StoreFull, StoreUnavailable

# Windows refuses the signs; a name has one line.
_NOT_IN_NAMES = frozenset('<>:"/\\|?*\n\t\u2028\u2029')


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that lies in the store and that no row points to yet; it came under the name `sent_as`.

    `pages` is 0 where they can't be told.
    """

    filename: str
    sent_as: str
    sha256: str
    mime: str
    size: int
    pages: int = 0

    @property
    def values(self) -> dict[str, Any]:
        """What a row says of its file."""
        return {"filename": self.filename, "sha256": self.sha256, "mime": self.mime, "size": self.size}


def keep_upload(filename: str, content: bytes, *, store: FileStore, most_mebibyte: int) -> KeptFile:
    """Keep a file as it is, under a name with the extension of what it is; slow, touches no database.

    Raises BadInput when it is empty, too large or of no type that we take, StoreFull or StoreUnavailable when the
    store will not have it.
    """
    sent_as = _check_size(filename, content, most_mebibyte)
    kind = recognise(content, sent_as)
    if kind is None:
        raise BadInput(f"{TAKEN}，“{sent_as}”的内容不是其中一种。")
    return KeptFile(
        filename=clean_filename(with_extension(sent_as, kind)),
        sent_as=sent_as,
        sha256=_put(content, sent_as, store),
        mime=kind.mime,
        size=len(content),
        pages=count_pages(content, kind.mime) or 0,
    )


def keep_invoice(filename: str, content: bytes, *, store: FileStore, most_mebibyte: int) -> KeptFile:
    """Keep what was dropped as an invoice: as `keep_upload` does, and a PDF, OFD or XML that is damaged as well.

    That one proves nothing; it is kept so that whoever dropped it has its row to type.
    """
    if not is_damaged_invoice(content, filename):
        return keep_upload(filename, content, store=store, most_mebibyte=most_mebibyte)
    sent_as = _check_size(filename, content, most_mebibyte)
    return KeptFile(sent_as, sent_as, _put(content, sent_as, store), DAMAGED_MIME, len(content))


def _check_size(filename: str, content: bytes, most_mebibyte: int) -> str:
    """The name that the file came under; raises BadInput when it is empty or too large."""
    sent_as = clean_filename(filename)
    if not content:
        raise BadInput(f"“{sent_as}”是空文件。")
    if len(content) > most_mebibyte * 1024 * 1024:
        raise BadInput(f"“{sent_as}”有 {len(content) / 2**20:.1f} MB，每个最多 {most_mebibyte} MB。")
    return sent_as


def _put(content: bytes, sent_as: str, store: FileStore) -> str:
    try:
        return store.put(content)
    except (StoreFull, StoreUnavailable) as refusal:
        raise type(refusal)(f"“{sent_as}”") from refusal


def add_attachment(
    event: Event, *, file: KeptFile, store: FileStore, actor: Actor, names_children: bool = False
) -> RowMixin:
    """Add a kept file to the event's attachments, marked if it `names_children`; raises like `hold_file`."""
    guard_rows(event, "attachments", actor)
    hold_file(file, store)
    values = {"name": file.filename.rpartition(".")[0], **file.values, "names_children": names_children}
    return add_row(event, "attachments", values, actor=actor)


def hold_file(file: KeptFile, store: FileStore) -> None:
    """Make sure that the file is there, and stays until the row that points to it is committed.

    Raises StoreUnavailable when it was removed in between, which only happens to a file that lay unused before.
    """
    share_files()
    if not store.has(file.sha256):
        raise StoreUnavailable(f"“{file.sent_as}”")


def clean_filename(name: str) -> str:
    """The last part of a file name without characters that Windows refuses, at most 120 long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in drop_unseen(last) if c not in _NOT_IN_NAMES).strip(" .")
    stem, dot, extension = kept.rpartition(".")
    return f"{stem[: 119 - len(extension)]}{dot}{extension}" if dot else kept[:120] or "附件"
