"""Uploaded files: taken one by one, and sent back as they were."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask import current_app, flash, request, send_file
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.services.attachments import file_path

ERASED_FILE = "文件里有孩子的信息，保存到期，已经删除。"


def take_files(form: FlaskForm, add: Callable[..., object], kept: str, nothing: str) -> None:
    """Hand each uploaded file to `add`; commits, says how many were kept, and on the form what is wrong with others."""
    count = 0
    files = [file for file in request.files.getlist("files") if file.filename]
    for file in files:
        try:
            add(
                filename=file.filename,
                content=file.read(),
                folder=files_folder(),
                most_mebibyte=current_app.config["UPLOAD_MEBIBYTES"],
            )
            count += 1
        except BadInput as error:
            put_refusal(form, error)
    db.session.commit()
    if count:
        flash(kept.format(count))
    if not files:
        put_refusal(form, BadInput(nothing))


def send_kept(row: Any, gone: str) -> Response:
    """The file of a row under its own name, byte for byte; raises NotFound, saying `gone`, when it isn't there."""
    path = file_path(files_folder(), row.sha256)
    if not row.sha256 or not path.exists():
        raise NotFound(gone)
    response = send_file(path, mimetype=row.mime, as_attachment=True, download_name=row.filename, etag=row.sha256)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def files_folder() -> Path:
    """Where the files of this installation lie."""
    return Path(current_app.config["INSTANCE_DIR"]) / "files"
