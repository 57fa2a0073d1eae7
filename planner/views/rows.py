"""Adding, editing, moving, deleting and restoring rows: the same addresses for every noun."""

from typing import Any

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, LostUpdate
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.forms.row import RowForm
from planner.forms.rows import ROW_FORMS
from planner.models import Event, RowMixin
from planner.nouns import NOUNS, Noun
from planner.permissions import can_read_rows
from planner.places import place_of
from planner.queries.dossier import current_dossier, read_dossier
from planner.queries.rows import read_rows
from planner.services import roworder, rows
from planner.services.activity import record_reading
from planner.views.clashes import note_clashes
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.intakeaside import keep_pasted, pasted_table
from planner.views.once import free_key
from planner.views.places import PAGED, place_url
from planner.views.rownouns import load_rows, open_rows
from planner.views.rowpages import row_form_page, rows_page
from planner.views.toasts import offer_undo

bp = Blueprint("rows", __name__, url_prefix="/events/<int:event_id>/rows/<noun>")
open_rows(bp)


@bp.get("")
@open_to_guests
def show(event_id: int, noun: str) -> str:
    """The rows of a noun as a plain table: the page of those that have no tab of their own."""
    found = NOUNS[noun]
    event, access = load_event(event_id, can_read_rows(found))
    listed = read_rows(noun, event_id)
    page = rows_page(found, listed)
    answer = render_event("rows/show.html", event, access, noun=noun, dossier=current_dossier(event), page=page)
    if listed:
        _log_reading(event, found, f" {len(listed)} 行")
    return answer


@bp.route("/new", methods=["GET", "POST"])
@open_to_guests
def add(event_id: int, noun: str) -> Response | tuple[str, int]:
    """One more row."""
    event = load_rows(event_id, noun)
    if NOUNS[noun].is_file:
        abort(404)
    # On opening, the address may fill in fields as if they had been typed.
    form = ROW_FORMS[noun]() if request.method == "POST" else ROW_FORMS[noun].opened(request.args)
    if request.method == "POST" and (pasted := pasted_table(form)):
        return redirect(keep_pasted(event, noun, pasted))
    form.offer(read_dossier(event))
    try:
        if not _fill_in(form) and form.validate_on_submit():
            row = rows.add_row(event, noun, form.values(), actor=current_user)
            db.session.commit()
            return redirect(_back(event_id, noun, row.key, again=True))
    except BadInput as refusal:
        put_refusal(form, refusal)
        free_key()
        note_clashes(event, [(refusal, form.values())])
    return _page(form, event, noun)


@bp.route("/<key>", methods=["GET", "POST"])
@open_to_guests
def edit(event_id: int, noun: str, key: str) -> Response | tuple[str, int]:
    """Change a row; a second save of the same row shows both texts."""
    event = load_rows(event_id, noun)
    row = rows.find_row(event, noun, key)
    form = ROW_FORMS[noun](obj=row)
    form.offer(read_dossier(event))
    try:
        if not _fill_in(form) and form.validate_on_submit():
            rows.edit_row(event, noun, key, form.values(), version=form.version_number, actor=current_user)
            db.session.commit()
            return redirect(_back(event_id, noun, key))
    except LostUpdate as clash:
        form.accept_version(clash.version)
        return _show_row(form, event, noun, row=row, clash=clash)
    except BadInput as refusal:
        put_refusal(form, refusal)
        free_key()
        note_clashes(event, [(refusal, form.values())])
    return _show_row(form, event, noun, row=row)


def _show_row(
    form: RowForm, event: Event, noun: str, *, row: RowMixin, clash: LostUpdate | None = None
) -> tuple[str, int]:
    """The form of a row that stands already; logged where it shows what its reader did not type."""
    answer = _page(form, event, noun, row=row, clash=clash)
    if clash or request.method == "GET":
        _log_reading(event, NOUNS[noun])
    return answer


def _fill_in(form: RowForm) -> bool:
    """Where the button said 读入, fill the form in from a text, to be shown again and not saved; says whether."""
    if "read" not in request.form:
        return False
    form.show_unread()
    return True


def _log_reading(event: Event, noun: Noun, shown: str = "一行") -> None:
    """Rows of a private noun are shown whole: logged, in a transaction that may write, and that saves nothing else.

    Called when the answer is made: what was read before, the owner's name among it, belongs to a finished reading.
    """
    if not noun.private:
        return
    free_key()
    g.is_writing = True
    record_reading(event, actor=current_user, subject=f"{noun.label}的{shown}")
    db.session.commit()


@bp.post("/<key>/move")
@open_to_guests
def move(event_id: int, noun: str, key: str) -> Response:
    """Put a row before or behind another, or one up or down."""
    event = load_rows(event_id, noun)
    before, after = request.form.get("before"), request.form.get("after")
    if before or after:
        roworder.move_beside(event, noun, key, before=before, after=after, actor=current_user)
    else:
        roworder.move_by_one(event, noun, key, up=request.form.get("to") == "up", actor=current_user)
    db.session.commit()
    return redirect(place_url(event_id, place_of(noun, key)))


@bp.post("/<key>/tick")
@open_to_guests
def tick(event_id: int, noun: str, key: str) -> Response:
    """Mark a duty as done, a safety check as made; a second time takes it back."""
    event = load_rows(event_id, noun)
    rows.tick_row(event, noun, key, actor=current_user)
    db.session.commit()
    return redirect(place_url(event_id, place_of(noun, key)))


@bp.post("/<key>/delete")
@open_to_guests
def delete(event_id: int, noun: str, key: str) -> Response:
    """Take a row off its list; the next page offers to undo it."""
    event = load_rows(event_id, noun)
    row = rows.delete_row(event, noun, key, actor=current_user)
    db.session.commit()
    title = "" if NOUNS[noun].private else f"“{getattr(row, NOUNS[noun].title)}”"
    undo = url_for("rows.restore", event_id=event_id, noun=noun, key=key)
    offer_undo(f"已删除{NOUNS[noun].label}{title}", undo)
    return redirect(_list_url(event, noun, row.position))


@bp.post("/<key>/restore")
@open_to_guests
def restore(event_id: int, noun: str, key: str) -> Response:
    """Bring a deleted row back."""
    event = load_rows(event_id, noun)
    rows.restore_row(event, noun, key, actor=current_user, keep_days=current_app.config["RESTORE_DAYS"])
    db.session.commit()
    flash("已恢复")
    return redirect(place_url(event_id, place_of(noun, key)))


def _list_url(event: Event, noun: str, position: int | None = None) -> str:
    """The list; of one with several pages that of the row behind the `position`, else of the last row."""
    listed = rows.list_rows(event, noun) if noun in PAGED else []
    if not listed:
        return place_url(event.id, noun)
    behind = (row for row in listed if position is not None and row.position > position)
    return place_url(event.id, place_of(noun, next(behind, listed[-1]).key))


def _back(event_id: int, noun: str, key: str, *, again: bool = False) -> str:
    """Back to the row; `again` opens an empty one behind it for fast typing."""
    if again and request.form.get("again"):
        given: dict[str, Any] = {name: request.args[name] for name in ROW_FORMS[noun].carried if name in request.args}
        return url_for("rows.add", event_id=event_id, noun=noun, **given)
    return place_url(event_id, place_of(noun, key))


def _page(
    form: RowForm, event: Event, noun: str, *, row: RowMixin | None = None, clash: LostUpdate | None = None
) -> tuple[str, int]:
    """The form of a row; of the texts of a clash both are shown."""
    page = row_form_page(event, NOUNS[noun], form, row)
    answer = render_template("rows/form.html", form=form, event=event, clash=clash, page=page)
    return answer, 409 if clash else 422 if form.errors else 200
