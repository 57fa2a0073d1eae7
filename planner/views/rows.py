"""Adding, editing, pasting, moving, deleting and restoring rows: the same addresses for every noun."""

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import LostUpdate
from planner.extensions import db
from planner.forms.paste import PasteForm, PasteReport, read_pasted
from planner.forms.rows import ROW_FORMS
from planner.models import Event
from planner.nouns import NOUNS
from planner.permissions import can_edit_event
from planner.queries.dossier import read_dossier
from planner.services import rows
from planner.views.guard import load_event, open_to_guests
from planner.views.places import place_url

bp = Blueprint("rows", __name__, url_prefix="/events/<int:event_id>/rows/<noun>")
PASTED_NOUNS = frozenset(name for name, form in ROW_FORMS.items() if form.columns)


@bp.before_request
def check_noun() -> None:
    """Only the nouns of the house have rows; attachments are added by upload, participants only by the team."""
    if (request.view_args or {}).get("noun") not in NOUNS:
        abort(404)


@bp.route("/new", methods=["GET", "POST"])
@open_to_guests
def add(event_id: int, noun: str) -> str | Response | tuple[str, int]:
    """One more row."""
    event, _ = load_event(event_id, can_edit_event)
    form = ROW_FORMS[noun](data=request.args)
    form.offer(read_dossier(event))
    if form.validate_on_submit():
        row = rows.add_row(event, noun, form.values(), actor=current_user)
        db.session.commit()
        return redirect(_back(event_id, noun, row.key, again=True))
    return _page(form, event, noun, row=None)


@bp.route("/<key>", methods=["GET", "POST"])
@open_to_guests
def edit(event_id: int, noun: str, key: str) -> str | Response | tuple[str, int]:
    """Change a row; a second save of the same row shows both texts."""
    event, _ = load_event(event_id, can_edit_event)
    row = rows.find_row(event, noun, key)
    form = ROW_FORMS[noun](obj=row)
    form.offer(read_dossier(event))
    if form.validate_on_submit():
        try:
            rows.edit_row(event, noun, key, form.values(), version=form.version_number, actor=current_user)
        except LostUpdate as clash:
            form.accept_version(clash.version)
            return _page(form, event, noun, row=row, clash=clash)
        db.session.commit()
        return redirect(_back(event_id, noun, key))
    return _page(form, event, noun, row=row)


@bp.route("/paste", methods=["GET", "POST"])
@open_to_guests
def paste(event_id: int, noun: str) -> str | Response | tuple[str, int]:
    """Several rows at once from Excel or Word; good lines come in, lines to be mended stay in the box."""
    event, _ = load_event(event_id, can_edit_event)
    if noun not in PASTED_NOUNS:
        abort(404)
    form, report = PasteForm(data=request.args), None
    if form.validate_on_submit():
        report = read_pasted(noun, form.text.data or "", read_dossier(event))
        if report.values:
            rows.add_rows(event, noun, report.values, actor=current_user)
            db.session.commit()
        if not report.findings and report.values:
            flash(f"已添加 {len(report.values)} {NOUNS[noun].measure}{NOUNS[noun].label}")
            return redirect(place_url(event_id, noun))
        form.keep(report.rest)
    return _paste_page(form, event, noun, report), 422 if report or form.errors else 200


def _paste_page(form: PasteForm, event: Event, noun: str, report: PasteReport | None) -> str:
    columns = ROW_FORMS[noun].columns
    return render_template("rows/paste.html", form=form, event=event, noun=NOUNS[noun], report=report, columns=columns)


@bp.post("/<key>/move")
@open_to_guests
def move(event_id: int, noun: str, key: str) -> Response:
    """Put a row before or behind another, or one up or down."""
    event, _ = load_event(event_id, can_edit_event)
    before, after = request.form.get("before"), request.form.get("after")
    if before or after:
        rows.move_beside(event, noun, key, before=before, after=after, actor=current_user)
    else:
        rows.move_by_one(event, noun, key, up=request.form.get("to") == "up", actor=current_user)
    db.session.commit()
    return redirect(place_url(event_id, f"{noun}/{key}"))


@bp.post("/<key>/delete")
@open_to_guests
def delete(event_id: int, noun: str, key: str) -> Response:
    """Take a row off its list; the next page offers to undo it."""
    event, _ = load_event(event_id, can_edit_event)
    row = rows.delete_row(event, noun, key, actor=current_user)
    db.session.commit()
    title = "" if NOUNS[noun].sensitive else f"“{getattr(row, NOUNS[noun].title)}”"
    undo = url_for("rows.restore", event_id=event_id, noun=noun, key=key)
    flash(f"已删除{NOUNS[noun].label}{title}\t{undo}", "undo")
    return redirect(place_url(event_id, noun))


@bp.post("/<key>/restore")
@open_to_guests
def restore(event_id: int, noun: str, key: str) -> Response:
    """Bring a deleted row back."""
    event, _ = load_event(event_id, can_edit_event)
    rows.restore_row(event, noun, key, actor=current_user, keep_days=current_app.config["RESTORE_DAYS"])
    db.session.commit()
    flash("已恢复")
    return redirect(place_url(event_id, f"{noun}/{key}"))


def _back(event_id: int, noun: str, key: str, *, again: bool = False) -> str:
    """Back to the row; `again` opens an empty one behind it for fast typing."""
    if again and request.form.get("again"):
        return url_for("rows.add", event_id=event_id, noun=noun)
    return place_url(event_id, f"{noun}/{key}")


def _page(form, event, noun, *, row, clash=None):  # type: ignore[no-untyped-def]
    answer = render_template("rows/form.html", form=form, event=event, noun=NOUNS[noun], row=row, clash=clash)
    return (answer, 409) if clash else (answer, 422) if form.errors else answer
