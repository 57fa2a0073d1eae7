"""The one door for what people already have: a table is taken, looked through, decided, added as one."""

from dataclasses import replace
from urllib.parse import urlencode

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.documents.emptytable import build_empty_table
from planner.errors import BadInput
from planner.extensions import db
from planner.forms.intakeanswers import TakeForm, apply_answers
from planner.forms.rows import ROW_FORMS
from planner.intake.batches import Decided
from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.tables.readfile import read_table_file
from planner.intake.tables.readtext import read_pasted
from planner.intake.tables.table import Table
from planner.models import Event, IntakeBatch
from planner.nouns import NOUNS
from planner.numerals import read_number
from planner.permissions import can_change_rows
from planner.queries.dossier import current_dossier, read_dossier
from planner.queries.events import access_to
from planner.queries.intake import find_batch, list_batches, list_headings
from planner.services.headings import forget_headings
from planner.services.intake import decide_batch, drop_batch, keep_batch, move_batch, take_back_batch
from planner.views.downloads import attach_as
from planner.views.guard import open_to_guests
from planner.views.intakeadding import add_looked_at, remember_columns
from planner.views.intakepage import PASTED, look_page
from planner.views.intakereading import BatchLook, look_at
from planner.views.intaketaking import empty_columns, list_sheets, take_page
from planner.views.once import outside_transaction
from planner.views.places import PAGED, place_url
from planner.views.privacy import log_opening
from planner.views.rownouns import load_rows, open_rows

bp = Blueprint("intake", __name__, url_prefix="/events/<int:event_id>/rows/<noun>/paste")
open_rows(bp)
NOTHING = "从 Excel、Word 或微信里复制几行，粘贴到这里，或者选一个文件。"
_MEBIBYTE = 1 << 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _load(event_id: int, noun: str) -> Event:
    if not ROW_FORMS[noun].columns:
        abort(404)
    return load_rows(event_id, noun)


@bp.route("", methods=["GET", "POST"])
@open_to_guests
def take(event_id: int, noun: str) -> str | Response | tuple[str, int]:
    """Take pasted text, HTML or a file: it is kept, and looked through on the next page."""
    event, form, refusal = _load(event_id, noun), TakeForm(data=request.args), ""
    if form.validate_on_submit():
        name, tables, refusal = _read(form, noun)
        event = _load(event_id, noun)
        try:
            if not refusal:
                batch = keep_batch(event, noun, name=name, tables=tables, actor=current_user)
                db.session.commit()
                return redirect(url_for(".look", event_id=event_id, noun=noun, key=batch.key))
        except BadInput as problem:
            refusal = problem.sentence
    known = list_headings(event.organisation_id, noun)
    page = take_page(event, NOUNS[noun], list_batches(event, noun), known, refusal)
    answer = render_template("intake/take.html", event=event, form=form, page=page)
    return answer, 422 if form.is_submitted() else 200


def _read(form: TakeForm, noun: str) -> tuple[str, tuple[Table, ...], str]:
    """The name and the tables of what was sent, or why nothing is read; slow, so nobody waits for it."""
    file, text, html = form.file.data, form.text.data or "", form.html.data or ""
    name = (file.filename or "") if file else ""
    with outside_transaction():
        try:
            data = file.read() if name else b""
            most = current_app.config["UPLOAD_MEBIBYTES"]
            if len(data) > most * _MEBIBYTE:
                return name, (), f"“{name}”有 {len(data) // _MEBIBYTE} MB，最多 {most} MB。"
            tables = (
                read_table_file(data, name) if name else ROW_FORMS[noun].own_tables(text) or read_pasted(text, html)
            )
        except UnreadableFileError as problem:
            return name, (), str(problem)
    return name, tables, "" if any(table.lines for table in tables) else NOTHING


@bp.route("/<key>", methods=["GET", "POST"])
@open_to_guests
def look(event_id: int, noun: str, key: str) -> str | Response | tuple[str, int]:
    """BatchLook through a table, answer what is asked, mend rows; `do=add` adds those that nothing is asked of."""
    event = _load(event_id, noun)
    batch = find_batch(event, noun, key)
    if request.method == "GET":
        return _show(event, look_at(event, batch, current_dossier(event)))
    dossier = read_dossier(event)
    seen = look_at(event, batch, dossier)
    decided = _decided(seen)
    seen = look_at(event, batch, dossier, decided)
    decide_batch(event, batch, decided, lines_left=seen.lines_left, actor=current_user)
    if request.form.get("do") != "add":
        db.session.commit()
        return redirect(url_for(".look", event_id=event_id, noun=noun, key=key) + _shown() + _anchor())
    remember_columns(event, seen, is_wanted="remember" in request.form, actor=current_user)
    refusal, refused = add_looked_at(event, seen, actor=current_user)
    if refusal or refused:
        return _show(event, refused or seen, refusal), 422
    return redirect(_after_adding(event, batch))


def _decided(seen: BatchLook) -> Decided:
    """What is decided once this form was sent."""
    posted, before = request.form, seen.decided
    if (sheet := read_number(posted.get("sheet", ""), most_digits=4)) is not None and sheet < len(seen.tables):
        return Decided(sheet=sheet) if not before.added else before
    if posted.get("do") == "afresh":
        return Decided(before.sheet, before.stays, before.newcomers, added=before.added)
    if posted.get("do") == "stay":
        return replace(before, stays=True)
    return apply_answers(before, posted, seen.rows, seen.groups)


def _shown() -> str:
    shown = {name: request.args[name] for name in ("show", "page") if name in request.args}
    return f"?{urlencode(shown)}" if shown else ""


def _anchor() -> str:
    line = read_number(request.form.get("line", ""), most_digits=6)
    return f"#r{line}" if line else "#asks"


def _after_adding(event: Event, batch: IntakeBatch) -> str:
    if batch.lines_left or not batch.row_keys:
        return url_for(".look", event_id=event.id, noun=batch.noun, key=batch.key)
    own = [place for place in batch.row_keys if place.startswith(f"{batch.noun}/")]
    return place_url(event.id, own[-1] if own and batch.noun in PAGED else batch.noun)


def _show(event: Event, seen: BatchLook, refusal: str = "") -> str:
    noun = NOUNS[seen.batch.noun]
    if seen.reading is None or "sheets" in request.args:
        sheets = list_sheets(seen.tables, noun)
        answer = render_template("intake/sheets.html", event=event, noun=noun, sheets=sheets, batch=seen.batch)
    else:
        edited = read_number(request.args.get("edit", ""), most_digits=6) or 0
        other = NOUNS.get(seen.other_noun)
        can_move = other is not None and can_change_rows(other)(access_to(event, current_user))
        page = look_page(event, seen, edited=edited, show=request.args.get("show", ""), can_move=can_move)
        answer = render_template("intake/look.html", event=event, batch=seen.batch, page=page, refusal=refusal)
    if noun.private:
        log_opening(event.id, f"{noun.label}待添加的名单")
    return answer


@bp.route("/<key>/drop", methods=["GET", "POST"])
@open_to_guests
def drop(event_id: int, noun: str, key: str) -> str | Response:
    """Ask whether a table is to be kept, and throw it away."""
    event = _load(event_id, noun)
    batch = find_batch(event, noun, key)
    if request.method == "GET":
        name = batch.name or PASTED
        return render_template("intake/drop.html", event=event, noun=NOUNS[noun], batch=batch, name=name)
    drop_batch(event, batch, actor=current_user)
    db.session.commit()
    flash("已扔掉，没有写进去")
    return redirect(place_url(event_id, noun))


@bp.post("/<key>/undo")
@open_to_guests
def undo(event_id: int, noun: str, key: str) -> Response:
    """Take back what was added last; its lines wait again."""
    event = _load(event_id, noun)
    batch = find_batch(event, noun, key)
    gone, stayed = take_back_batch(event, batch, actor=current_user)
    db.session.commit()
    flash(
        f"已撤销 {gone} {NOUNS[noun].measure}" + (f"，{stayed} {NOUNS[noun].measure}后来改过，留着" if stayed else "")
    )
    return redirect(url_for(".look", event_id=event_id, noun=noun, key=key))


@bp.post("/<key>/move")
@open_to_guests
def move(event_id: int, noun: str, key: str) -> Response:
    """Let a table go into the list that it looks like."""
    event, other = _load(event_id, noun), request.form.get("to", "")
    if other not in NOUNS:
        abort(404)
    batch = find_batch(event, noun, key)
    move_batch(event, batch, other, actor=current_user)
    db.session.commit()
    return redirect(url_for(".look", event_id=event_id, noun=other, key=key))


@bp.get("/empty.xlsx")
@open_to_guests
def empty(event_id: int, noun: str) -> Response:
    """An empty table of the noun, to be filled in and taken in again."""
    event = _load(event_id, noun)
    label = NOUNS[noun].label
    data = build_empty_table(label, empty_columns(noun), unit=event.organisation.name)
    response = Response(data, mimetype=XLSX)
    attach_as(response, f"{label}空表.xlsx", plain=f"{noun}.xlsx")
    return response


@bp.post("/forget")
@open_to_guests
def forget(event_id: int, noun: str) -> Response:
    """Forget what headings of this noun mean in the unit."""
    event = _load(event_id, noun)
    forget_headings(event, noun, actor=current_user)
    db.session.commit()
    flash("列名清掉了，下次会再问")
    return redirect(url_for(".take", event_id=event_id, noun=noun))
