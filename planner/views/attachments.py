"""The attachments of an event: uploaded, listed, fetched."""

from pathlib import Path

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models.attachment import Attachment
from planner.permissions import can_edit_event
from planner.queries.dossier import current_dossier
from planner.services.attachments import add_attachment, file_path
from planner.services.rows import find_row
from planner.views.guard import load_event, open_to_guests

bp = Blueprint("attachments", __name__, url_prefix="/events/<int:event_id>/attachments")


@bp.route("", methods=["GET", "POST"])
@open_to_guests
def show(event_id: int) -> str | Response | tuple[str, int]:
    """The list, and the form that adds files to it: good ones come in, the others are named."""
    faults: list[str] = []
    if request.method == "POST":
        faults = _take_files(load_event(event_id, can_edit_event)[0])
        if not faults:
            return redirect(url_for("attachments.show", event_id=event_id))
    event, access = load_event(event_id)
    page = render_template(
        "attachments/show.html", event=event, access=access, dossier=current_dossier(event), refused=faults
    )
    return page, 422 if faults else 200


def _take_files(event) -> list[str]:  # type: ignore[no-untyped-def]
    """Keep each uploaded file; returns what is wrong with the others."""
    faults, kept = [], 0
    files = [file for file in request.files.getlist("files") if file.filename]
    for file in files:
        try:
            add_attachment(
                event, filename=file.filename or "", content=file.read(), folder=_folder(),
                most_mebibyte=current_app.config["UPLOAD_MEBIBYTES"], actor=current_user,
            )  # fmt: skip
            kept += 1
        except BadInput as error:
            faults.append(error.sentence)
    db.session.commit()
    if kept:
        flash(f"已添加 {kept} 个附件")
    return faults if files else ["先选文件，可以一次选几个。"]


@bp.get("/<key>")
@open_to_guests
def fetch(event_id: int, key: str) -> Response:
    """One file under its own name."""
    event, _ = load_event(event_id)
    row = find_row(event, "attachments", key)
    assert isinstance(row, Attachment)
    path = file_path(_folder(), row.sha256)
    if not row.sha256 or not path.exists():
        raise NotFound("这个附件没有文件，请重新上传。")
    response = send_file(path, mimetype=row.mime, as_attachment=True, download_name=row.filename, etag=row.sha256)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _folder() -> Path:
    return Path(current_app.config["INSTANCE_DIR"]) / "files"
