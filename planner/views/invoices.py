"""Invoices as files: dropped many at once, read, and entered as expenses with their files."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, current_app, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from budgets import Money
from planner.errors import BadInput, PlannerError
from planner.extensions import db
from planner.forms.expenses import ExpenseForm
from planner.forms.invoices import NOT_CHOSEN, InvoiceDropForm, expense_form
from planner.forms.refusals import put_refusal, refusal_status
from planner.intake.invoices.files import read_invoice_file
from planner.models import DroppedInvoice, Event, RowMixin
from planner.nouns import Aggregate
from planner.permissions import Access, can_keep_accounts, can_work_on_event
from planner.queries.dossier import read_dossier
from planner.queries.finances import read_finances
from planner.queries.invoices import find_dropped, list_dropped
from planner.services.attachments import keep_invoice
from planner.services.invoices import DroppedFile, drop_files, enter_dropped, keep_with_expense, put_away, take_back
from planner.services.rows import refuse_rows
from planner.store import current_store
from planner.views.clashes import note_clashes
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.invoicespage import Refused, invoices_page
from planner.views.once import outside_transaction
from planner.views.toasts import offer_undo
from planner.views.uploads import send_kept

bp = Blueprint("invoices", __name__, url_prefix="/events/<int:event_id>/invoices")

# So many are read while the form waits; a job reads the others.
READ_AT_ONCE = 4
MOST_UNDONE = 100
CHOOSE = "选一行；预算里没有的，选“不在预算里”。"


def _load(event_id: int) -> tuple[Event, Access]:
    return load_event(event_id, can_keep_accounts, changes=Aggregate.MONEY)


@bp.route("", methods=["GET", "POST"])
def show(event_id: int) -> Response | tuple[str, int]:
    """What one has dropped: those that want a look, those that fit; and dropping more."""
    event, access = _load(event_id)
    form = InvoiceDropForm()
    if form.validate_on_submit():
        files = _keep_files(form)
        event, access = _load(event_id)
        _drop(form, event, files)
        if not form.errors:
            return redirect(url_for(".show", event_id=event_id))
    return _page(event, access, form), refusal_status(form) if form.errors else 200


def _keep_files(form: InvoiceDropForm) -> list[DroppedFile]:
    """Put the files into the store and read the first of them, while others may write."""
    sent = [file for file in request.files.getlist("files") if file.filename]
    if not sent:
        put_refusal(form, BadInput("先选文件，可以一次选很多个。"))
        return []
    kept: list[DroppedFile] = []
    with outside_transaction():
        for file in sent:
            try:
                kept.append(_keep_file(file, is_read=len(kept) < READ_AT_ONCE))
            except PlannerError as refusal:
                put_refusal(form, refusal)
    return kept


def _keep_file(file: FileStorage, *, is_read: bool) -> DroppedFile:
    content, name = file.read(), file.filename or ""
    most = current_app.config["UPLOAD_MEBIBYTES"]
    kept = keep_invoice(name, content, store=current_store(), most_mebibyte=most)
    return DroppedFile(kept, read_invoice_file(content, kept.filename) if is_read else None)


def _drop(form: InvoiceDropForm, event: Event, files: list[DroppedFile]) -> None:
    try:
        count = drop_files(event, files, store=current_store(), actor=current_user)
    except PlannerError as refusal:
        put_refusal(form, refusal)
        return
    db.session.commit()
    if files:
        again = len(files) - count
        flash(f"放进来 {count} 个文件" + (f"，{again} 个已经在这里，没有再放" if again else ""))


@bp.post("/enter")
def enter(event_id: int) -> Response:
    """Enter all that fit at once, each on the line that was chosen for it; what is refused stays."""
    event, access = _load(event_id)
    dossier, chosen = read_dossier(event), set(request.form.getlist("fit", type=int))
    many = []
    for row in list_dropped(event_id, current_user.id):
        typed = {"line": request.form.get(f"line-{row.id}", "")}
        form = expense_form(row, typed, dossier, _handler(access))
        if row.id in chosen and form.validate():
            many.append((row, form.values()))
    refused = refuse_rows(event, "expenses", [values for _, values in many], actor=current_user)
    good = [each for each, problem in zip(many, refused, strict=True) if problem is None]
    entered = enter_dropped(event, good, store=current_store(), actor=current_user) if good else []
    note_clashes(event, [(problem, values) for (_, values), problem in zip(many, refused, strict=True)])
    total = Money.sum(values["amount"] for _, values in good).plain()
    left = len(chosen) - len(good)
    _tell_entered(event_id, f"已记下 {len(good)} 张，{total} 元" + (f"，{left} 张留着再看" if left else ""), entered)
    return redirect(url_for(".show", event_id=event_id))


def _tell_entered(event_id: int, sentence: str, entered: Sequence[RowMixin]) -> None:
    """Say what was entered, and offer to take it back as long as its keys fit into the address."""
    if 0 < len(entered) <= MOST_UNDONE:
        offer_undo(sentence, url_for(".undo", event_id=event_id, keys=",".join(row.key for row in entered)))
    else:
        flash(sentence)


@bp.post("/undo")
def undo(event_id: int) -> Response:
    """Take back what was entered at once: the expenses go off the list, their files wait again."""
    event, _ = _load(event_id)
    count = take_back(event, request.args.get("keys", "").split(","), actor=current_user)
    db.session.commit()
    flash(f"已撤销 {count} 张，文件又在这里" if count else "没有可撤销的，这几张已经撤销过或者删掉了")
    return redirect(url_for(".show", event_id=event_id))


@bp.post("/<int:dropped_id>")
def decide(event_id: int, dropped_id: int) -> Response | tuple[str, int]:
    """Enter one that wanted a look, with what was typed and chosen; keep its file with its expense; or put it away."""
    event, access = _load(event_id)
    row = find_dropped(event.id, current_user.id, dropped_id)
    if "drop" in request.form:
        put_away(event, row, actor=current_user)
        db.session.commit()
        flash("这张不记，已经去掉")
        return redirect(url_for(".show", event_id=event_id))
    if "keep" in request.form:
        return _keep_with_expense(event, row)
    typed = request.form.to_dict()
    form = expense_form(row, typed, read_dossier(event), _handler(access))
    sentence = CHOOSE if typed.get("line") == NOT_CHOSEN else _enter_one(event, row, form)
    if not sentence:
        return redirect(url_for(".show", event_id=event_id))
    return _page(event, access, InvoiceDropForm(formdata=None), Refused(dropped_id, sentence, typed)), 422


def _keep_with_expense(event: Event, row: DroppedInvoice) -> Response:
    expense: Any = keep_with_expense(event, row, store=current_store(), actor=current_user)
    db.session.commit()
    flash(f"文件已存到“{expense.purpose}”")
    return redirect(url_for(".show", event_id=event.id))


def _enter_one(event: Event, row: DroppedInvoice, form: ExpenseForm) -> str:
    """Enter it; returns why it can't be."""
    if not form.validate():
        return "；".join(f"{form[name].label.text}：{errors[0]}" for name, errors in form.errors.items() if name)
    try:
        enter_dropped(event, [(row, form.values())], store=current_store(), actor=current_user)
    except BadInput as refusal:
        return str(refusal.sentence)
    db.session.commit()
    values = form.values()
    flash(f"已记下“{values['purpose']}”，{values['amount'].plain()} 元")
    return ""


@bp.get("/<int:dropped_id>")
def fetch(event_id: int, dropped_id: int) -> Response:
    """The file of one that waits, to look at while typing."""
    event, _ = _load(event_id)
    return send_kept(find_dropped(event.id, current_user.id, dropped_id), "文件不在了，请重新放进来。")


def _handler(access: Access) -> str:
    """Who works on the event most likely handled it."""
    return current_user.name if can_work_on_event(access) else ""


def _page(event: Event, access: Access, form: InvoiceDropForm, refused: Refused | None = None) -> str:
    rows = list_dropped(event.id, current_user.id)
    page = invoices_page(event, access, read_finances(event), rows, refused)
    return render_event("invoices/show.html", event, access, noun="expenses", form=form, page=page)
