"""Vouchers: photos, PDF and OFD files, kept as they were uploaded, each under its SHA-256."""

from functools import partial
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.enums import VoucherKind
from planner.forms.refusals import refusal_status
from planner.forms.vouchers import VoucherUploadForm
from planner.models import Event, RowMixin
from planner.nouns import Aggregate
from planner.permissions import Access, can_keep_accounts, can_read_accounts
from planner.queries.ledger import read_ledger
from planner.queries.vouchers import place_name
from planner.services.rows import find_row
from planner.services.vouchers import add_voucher
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.uploads import ERASED_FILE, add_files, keep_files, send_kept
from planner.views.voucherspage import vouchers_page

bp = Blueprint("vouchers", __name__, url_prefix="/events/<int:event_id>/vouchers")

# Lists that children or their guardians sign.
_NAMING_CHILDREN = frozenset({VoucherKind.SIGN_OFF, VoucherKind.SIGN_IN})


@bp.route("", methods=["GET", "POST"])
def show(event_id: int) -> str | Response | tuple[str, int]:
    """The files that belong to one place (?about=expenses/<key>), or to the event as a whole; and adding more."""
    about = request.args.get("about", "")
    event, access, name = _load(event_id, about)
    kind = request.args.get("kind")
    form = VoucherUploadForm(data={"kind": kind, "names_children": kind in _NAMING_CHILDREN})
    if form.validate_on_submit():
        files = keep_files(form, "先选文件，可以一次选几个，也可以直接拍照。")
        event, access, name = _load(event_id, about)
        add_files(form, files, _adder(event, about, form), "已添加 {} 份凭证")
    if form.is_submitted() and not form.errors:
        return redirect(url_for(".show", event_id=event_id, about=about))
    page = _page(event, access, form, about=about, name=name)
    return page, refusal_status(form) if form.errors else 200


def _adder(event: Event, about: str, form: VoucherUploadForm) -> partial[RowMixin]:
    return partial(
        add_voucher,
        event,
        kind=VoucherKind(str(form.kind.data)),
        about=about,
        names_children=bool(form.names_children.data),
        actor=current_user,
    )


def _load(event_id: int, about: str) -> tuple[Event, Access, str]:
    """The event, what one is to it, and what the place is called that the vouchers belong to."""
    may = can_keep_accounts if request.method == "POST" else can_read_accounts
    event, access = load_event(event_id, may, changes=Aggregate.MONEY)
    return event, access, place_name(event, about)


def _page(event: Event, access: Access, form: VoucherUploadForm, *, about: str, name: str) -> str:
    page = vouchers_page(event, access, about, name, read_ledger(event).vouchers_of(about))
    return render_event("vouchers/show.html", event, access, noun="vouchers", form=form, page=page)


@bp.get("/<key>")
def fetch(event_id: int, key: str) -> Response:
    """One file, byte for byte as it was uploaded."""
    event, _ = load_event(event_id, can_read_accounts)
    row: Any = find_row(event, "vouchers", key)
    return send_kept(row, ERASED_FILE if row.names_children else "这份凭证的文件不在了，请重新上传。")
