"""The attachments of an event: uploaded, listed, fetched."""

from functools import partial
from typing import Any

from flask import Blueprint, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.forms.attachments import AttachmentUploadForm
from planner.forms.refusals import refusal_status
from planner.permissions import can_edit_event
from planner.queries.dossier import current_dossier
from planner.services.attachments import add_attachment
from planner.services.rows import find_row
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.uploads import ERASED_FILE, add_files, keep_files, send_kept

bp = Blueprint("attachments", __name__, url_prefix="/events/<int:event_id>/attachments")


@bp.route("", methods=["GET", "POST"])
@open_to_guests
def show(event_id: int) -> str | Response | tuple[str, int]:
    """The list, and the form that adds files to it: good ones come in, the others are named."""
    form = AttachmentUploadForm()
    if form.is_submitted():
        load_event(event_id, can_edit_event)
        files = keep_files(form, "先选文件，可以一次选几个。")
        event, _ = load_event(event_id, can_edit_event)
        marked = bool(form.names_children.data)
        add = partial(add_attachment, event, names_children=marked, actor=current_user)
        add_files(form, files, add, "已添加 {} 个附件")
        if not form.errors:
            return redirect(url_for("attachments.show", event_id=event_id))
    event, access = load_event(event_id)
    page = render_event(
        "attachments/show.html", event, access, noun="attachments", dossier=current_dossier(event), form=form
    )
    return page, refusal_status(form) if form.errors else 200


@bp.get("/<key>")
@open_to_guests
def fetch(event_id: int, key: str) -> Response:
    """One file under its own name."""
    event, _ = load_event(event_id)
    row: Any = find_row(event, "attachments", key)
    return send_kept(row, ERASED_FILE if row.names_children else "这个附件没有文件，请重新上传。")
