"""Vouchers: photos, PDF and OFD files, kept as they were uploaded, each under its SHA-256."""

from pathlib import Path

from flask import Blueprint, current_app, flash, redirect, render_template, request, send_file, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.enums import VoucherKind
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.finance import VoucherUploadForm
from planner.models import Event, Voucher
from planner.permissions import can_keep_accounts, can_read_accounts
from planner.queries.ledger import read_ledger
from planner.queries.vouchers import place_name
from planner.services.attachments import file_path
from planner.services.rows import find_row
from planner.services.vouchers import add_voucher
from planner.views.guard import load_event

bp = Blueprint("vouchers", __name__, url_prefix="/events/<int:event_id>/vouchers")


@bp.route("", methods=["GET", "POST"])
def show(event_id: int) -> str | Response | tuple[str, int]:
    """The files that belong to one place (?about=expenses/<key>), or to the event as a whole; and adding more."""
    about = request.args.get("about", "")
    event, access = load_event(event_id, can_keep_accounts if request.method == "POST" else can_read_accounts)
    name = place_name(event, about)
    form = VoucherUploadForm(data={"kind": request.args.get("kind") or VoucherKind.INVOICE})
    faults = _take_files(event, about, form) if form.validate_on_submit() else []
    if request.method == "POST" and not faults and not form.errors:
        return redirect(url_for(".show", event_id=event_id, about=about))
    page = render_template(
        "vouchers/show.html", event=event, access=access, form=form, about=about, name=name, refused=faults,
        vouchers=read_ledger(event).vouchers_of(about), tab_name="budget",
    )  # fmt: skip
    return page, 422 if faults or form.errors else 200


def _take_files(event: Event, about: str, form: VoucherUploadForm) -> list[str]:
    """Keep each uploaded file; returns what is wrong with the others."""
    faults, kept = [], 0
    files = [file for file in request.files.getlist("files") if file.filename]
    for file in files:
        try:
            add_voucher(
                event, kind=VoucherKind(str(form.kind.data)), about=about, filename=file.filename or "",
                content=file.read(), folder=_folder(), most_mebibyte=current_app.config["UPLOAD_MEBIBYTES"],
                actor=current_user,
            )  # fmt: skip
            kept += 1
        except BadInput as error:
            faults.append(error.sentence)
    db.session.commit()
    if kept:
        flash(f"已添加 {kept} 份凭证")
    return faults if files else ["先选文件，可以一次选几个，也可以直接拍照。"]


@bp.get("/<key>")
def fetch(event_id: int, key: str) -> Response:
    """One file, byte for byte as it was uploaded."""
    event, _ = load_event(event_id, can_read_accounts)
    row = find_row(event, "vouchers", key)
    assert isinstance(row, Voucher)
    path = file_path(_folder(), row.sha256)
    if not row.sha256 or not path.exists():
        raise NotFound("这份凭证的文件不在了，请重新上传。")
    response = send_file(path, mimetype=row.mime, as_attachment=True, download_name=row.filename, etag=row.sha256)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _folder() -> Path:
    return Path(current_app.config["INSTANCE_DIR"]) / "files"
