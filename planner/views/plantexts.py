"""Whole plans: pasted or dropped, looked through beside their text, made an event of, kept or thrown away."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.documents.plantext import build_plan_text
from planner.dossier import Dossier
from planner.errors import BadInput
from planner.extensions import db
from planner.forms.fields import check_length, clean_text
from planner.forms.planproposals import build_dossier
from planner.forms.plantexts import MOST_CHARACTERS, PlanEventForm, PlanTextForm, read_decided
from planner.forms.refusals import put_refusal
from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.plans.documents import read_document
from planner.intake.proposals.decisions import PlanDecisions, decide
from planner.models import Event, PlanText
from planner.queries.organisations import drafting_organisations
from planner.queries.plantexts import find_plan_text, list_plan_texts
from planner.services.attachments import KeptFile, keep_upload
from planner.services.guard import guard_plan_texts
from planner.services.plantexts import decide_plan_text, drop_plan_text, keep_plan_text, make_event
from planner.store import current_store
from planner.views.once import free_key, outside_transaction
from planner.views.plantextspage import PASTED, SeenPlan, group_numbers, look_at, plan_page
from planner.views.privacy import mark_private
from planner.views.toasts import offer_undo

bp = Blueprint("plantexts", __name__, url_prefix="/events/from-text")
NOTHING = "把方案的文字粘贴到这里，或者选一个文件。"


@bp.before_request
def keep_private() -> None:
    """Children may be named in any plan, and nobody has said yet whether they are."""
    mark_private()


@bp.route("", methods=["GET", "POST"])
def take() -> str | Response | tuple[str, int]:
    """Take a text or a file; it is kept, and looked through on the next page."""
    guard_plan_texts(current_user)
    form = PlanTextForm()
    if form.validate_on_submit():
        try:
            name, text = _read(form)
            kept = keep_plan_text(name, text, actor=current_user)
            db.session.commit()
            return redirect(url_for(".look", key=kept.key))
        except BadInput as refusal:
            put_refusal(form, refusal)
    waiting = list_plan_texts(current_user.id)
    answer = render_template("plantexts/take.html", form=form, waiting=waiting, pasted=PASTED)
    return answer, 422 if form.is_submitted() else 200


def _read(form: PlanTextForm) -> tuple[str, str]:
    """The name and the text of what was sent; raises BadInput. Slow for a file, so nobody waits for it."""
    file = form.file.data
    name, text = (file.filename or "") if file else "", form.text.data or ""
    if name:
        with outside_transaction():
            try:
                text = clean_text(read_document(file.read()))
                check_length(text, MOST_CHARACTERS)
            except UnreadableFileError as problem:
                raise BadInput(str(problem), field="file") from problem
            except ValueError as problem:
                raise BadInput(f"“{name}”太长，{problem}", field="file") from problem
    if not text.strip():
        raise BadInput(f"“{name}”里没有文字。" if name else NOTHING, field="file" if name else "text")
    return name, text


@bp.route("/<key>", methods=["GET", "POST"])
def look(key: str) -> str | Response | tuple[str, int]:
    """The text and its proposals; `do=build` makes the event, all else keeps what was decided."""
    guard_plan_texts(current_user)
    kept, form = find_plan_text(key, current_user.id), _event_form()
    if request.method == "GET":
        return _show(look_at(kept), form)
    seen = look_at(kept, _decided(kept))
    if request.form.get("do") != "build":
        return _keep(kept, seen.decided)
    if form.validate_on_submit():
        try:
            event = _build(seen, form)
            offer_undo(f"活动建好了，带进 {seen.ticked} 处", url_for("events.delete", event_id=event.id))
            return redirect(url_for("events.show", event_id=event.id))
        except BadInput as refusal:
            free_key()
            put_refusal(form, refusal)
    return _show(seen, form), 422


def _event_form() -> PlanEventForm:
    form = PlanEventForm()
    form.offer_units(drafting_organisations(current_user))
    return form


def _decided(kept: PlanText) -> PlanDecisions:
    """What is decided once this form was sent; a button of a group ticks all of it."""
    before = look_at(kept)
    sent, shown = read_decided(request.form)
    decided = decide(before.decided, sent, shown, before.proposals)
    whole = group_numbers(before.proposals, request.form.get("do", ""))
    return PlanDecisions((decided.ticked or frozenset()) | whole, decided.answers, decided.said, decided.title)


def _keep(kept: PlanText, decided: PlanDecisions) -> Response:
    decide_plan_text(kept, decided, actor=current_user)
    db.session.commit()
    if request.form.get("do") == "later":
        flash("方案存着，在“粘贴整篇方案”里接着看")
        return redirect(url_for("listing.show"))
    show = request.form.get("do") if request.form.get("do") in ("all", "ask") else request.args.get("show", "all")
    return redirect(url_for(".look", key=kept.key, show=show))


def _build(seen: SeenPlan, form: PlanEventForm) -> Event:
    """Make the event and commit; the text is written as a file while others may write."""
    dossier: Dossier = build_dossier(form.title.data or "", seen.taken)
    kept, name = seen.kept, seen.name
    key, text, author = kept.key, kept.text, current_user.name
    with outside_transaction():
        file = _write_source(name, text, author)
    kept = find_plan_text(key, current_user.id)
    unit = form.organisation_id.data
    event = make_event(kept, dossier, source=file, store=current_store(), organisation_id=unit, actor=current_user)
    db.session.commit()
    return event


def _write_source(name: str, text: str, author: str) -> KeptFile:
    stem = name.rpartition(".")[0] or name
    content = build_plan_text(stem, text, author=author)
    most = current_app.config["UPLOAD_MEBIBYTES"]
    return keep_upload(f"{stem}（原文）.docx", content, store=current_store(), most_mebibyte=most)


def _show(seen: SeenPlan, form: PlanEventForm) -> str:
    if not form.is_submitted():
        form.title.data = seen.title
    show = request.form.get("show", "") if form.is_submitted() else request.args.get("show", "")
    return render_template("plantexts/look.html", page=plan_page(seen, only_open=show == "ask"), form=form)


@bp.route("/<key>/drop", methods=["GET", "POST"])
def drop(key: str) -> str | Response:
    """Ask once, then throw a text away."""
    kept = find_plan_text(key, current_user.id)
    if request.method == "GET":
        return render_template("plantexts/drop.html", kept=kept, pasted=PASTED)
    drop_plan_text(kept, actor=current_user)
    db.session.commit()
    flash("已扔掉，活动里没有写进什么")
    return redirect(url_for(".take"))
