"""Attachments: a file is kept once under its SHA-256, a row of the event names it."""

import hashlib
import os
from pathlib import Path
from typing import Any

from planner.actors import Actor
from planner.errors import BadInput
from planner.filetypes import extension_of, recognise
from planner.models import Event
from planner.models.row import RowMixin
from planner.services.guard import guard_rows
from planner.services.rows import add_row

TAKEN = "收 PDF、Word、Excel（xlsx）和图片（png、jpg、heic、gif、webp）"


def add_attachment(
    event: Event,
    *,
    filename: str,
    content: bytes,
    folder: Path,
    most_mebibyte: int,
    actor: Actor,
    names_children: bool = False,
) -> RowMixin:
    """Keep a file and add it to the event's attachments, marked if it `names_children`.

    Raises BadInput when it is empty, too large, of no type that we take, or of another type than its name says.
    """
    guard_rows(event, "attachments", actor)
    file = keep_upload(filename, content, folder=folder, most_mebibyte=most_mebibyte)
    values = {"name": file["filename"].rpartition(".")[0], **file, "names_children": names_children}
    return add_row(event, "attachments", values, actor=actor)


def keep_upload(
    filename: str, content: bytes, *, folder: Path, most_mebibyte: int, taken: str = TAKEN
) -> dict[str, Any]:
    """Keep a file as it is; returns filename, sha256, mime and size. Raises BadInput like `add_attachment`."""
    filename = clean_filename(filename)
    if not content:
        raise BadInput(f"“{filename}”是空文件。")
    if len(content) > most_mebibyte * 1024 * 1024:
        raise BadInput(f"“{filename}”有 {len(content) / 2**20:.1f} MB，每个最多 {most_mebibyte} MB。")
    kind = recognise(content)
    if kind is None:
        raise BadInput(f"{taken}，“{filename}”的内容不是其中一种。")
    if extension_of(filename) != kind.extension:
        raise BadInput(f"“{filename}”的内容其实是 .{kind.extension} 文件，改好文件名再传。")
    return {"filename": filename, "sha256": keep_file(content, folder), "mime": kind.mime, "size": len(content)}


def keep_file(content: bytes, folder: Path) -> str:
    """Write the bytes under their SHA-256 below `folder`, whole or not at all; returns the SHA-256."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = file_path(folder, sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(f".{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(target)
    return sha256


def file_path(folder: Path, sha256: str) -> Path:
    """Where the file of that SHA-256 lies."""
    return folder / sha256[:2] / sha256


def clean_filename(name: str) -> str:
    """The last part of a file name without characters that Windows refuses, at most 120 long."""
    last = name.replace("\\", "/").rpartition("/")[2]
    kept = "".join(c for c in last if c.isprintable() and c not in '<>:"/\\|?*').strip(" .")
    stem, dot, extension = kept.rpartition(".")
    return f"{stem[: 119 - len(extension)]}{dot}{extension}" if dot else kept[:120] or "附件"
