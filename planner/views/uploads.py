"""Uploaded files: taken one by one, and sent back as they were."""

import os
from collections.abc import Callable, Sequence
from typing import Any

from flask import current_app, flash, request, send_file
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotFound, PlannerError
from planner.extensions import db
from planner.filetypes import type_of_mime, with_extension
from planner.forms.refusals import put_refusal
from planner.services.attachments import KeptFile, keep_upload
from planner.store import FileDamaged, FileMissing, current_store
from planner.views.downloads import attach_as
from planner.views.once import outside_transaction

ERASED_FILE = "文件里有孩子的信息，保存到期，已经删除。"
_MOST_NAMED = 2


def keep_files(form: FlaskForm, nothing: str) -> list[KeptFile]:
    """Put each uploaded file into the store while others may write; the form says what is wrong with those left out.

    Whoever may upload has been asked before; what was loaded for that is loaded again afterwards.
    """
    kept = []
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not sent:
        put_refusal(form, BadInput(nothing))
        return []
    store, most = current_store(), current_app.config["UPLOAD_MEBIBYTES"]
    with outside_transaction():
        for file in sent:
            try:
                kept.append(keep_upload(file.filename or "", file.read(), store=store, most_mebibyte=most))
            except PlannerError as refusal:
                put_refusal(form, refusal)
    return kept


def add_files(form: FlaskForm, files: Sequence[KeptFile], add: Callable[..., object], kept: str) -> None:
    """Hand each kept file to `add`; commits, says how many there were and which have another name now."""
    added = []
    for file in files:
        try:
            add(file=file, store=current_store())
            added.append(file)
        except PlannerError as refusal:
            put_refusal(form, refusal)
    db.session.commit()
    if added:
        flash(kept.format(len(added)) + _tell_renamed(added))


def _tell_renamed(files: Sequence[KeptFile]) -> str:
    """Which of them have another extension now; in one sentence, since messages lie one over the other."""
    renamed = [file.filename for file in files if file.filename != file.sent_as]
    if not renamed:
        return ""
    names = f"{'、'.join(renamed)} " if len(renamed) <= _MOST_NAMED else f"{renamed[0]} 等 {len(renamed)} 个"
    return f"，其中 {names}按内容改了扩展名"


def send_kept(row: Any, gone: str) -> Response:
    """The file of a row under its own name, byte for byte, and never to be run by a browser.

    Raises NotFound, saying `gone`, when it isn't there, and FileDamaged, saying whom to ask, when it is damaged.
    """
    if row.sha256 and row.sha256 in request.if_none_match:
        return _mark(Response(status=304), row)
    try:
        file = current_store().open(row.sha256)
    except FileMissing:
        raise NotFound(gone) from None
    except FileDamaged:
        raise FileDamaged(_ask(row)) from None
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    response = _mark(send_file(file, mimetype=row.mime, conditional=False), row)
    response.content_length = size
    return response.make_conditional(request, accept_ranges=True, complete_length=size)


def _ask(row: Any) -> str:
    """The sentence about a damaged file: who may have it still."""
    who = row.edited_by or "上传的人"
    return (
        f"“{row.filename}”在服务器上坏了，没有发给你。请{who}把原来的文件再传一次，这里就好了；"
        "原来的文件也没有了，请管理员从备份里找。"
    )


def _mark(response: Response, row: Any) -> Response:
    """The headers of a kept file.

    Its tag is the SHA-256, which no other content has. It is saved with the extension of what it is, whatever the row
    calls it, so that it is opened by what can only show it.
    """
    kind = type_of_mime(row.mime)
    name = with_extension(row.filename, kind) if kind else f"{row.filename}.bin"
    attach_as(response, name, plain=f"event-{row.event_id}-{row.noun}.{kind.extension if kind else 'bin'}")
    response.set_etag(row.sha256)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
