"""The roster: names for who works on it, everything else behind a step that is logged; children erased one by one."""

from dataclasses import replace

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.errors import BadInput
from planner.extensions import db
from planner.forms.participants import RetentionForm
from planner.forms.refusals import put_refusal
from planner.models import Event
from planner.people import People
from planner.permissions import Access, can_erase_children, can_manage_team, can_see_persons
from planner.pinyin import person_key
from planner.queries.dossier import current_dossier
from planner.queries.people import read_people
from planner.services.activity import record_reading
from planner.services.erasing import erase_child
from planner.services.retention import find_retention, set_retention
from planner.services.rows import find_row
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.participantspage import participants_page
from planner.views.privacy import log_opening, mark_private

bp = Blueprint("participants", __name__, url_prefix="/events/<int:event_id>/roster")
ROSTER = "花名册"


@bp.route("", methods=["GET", "POST"])
@open_to_guests
def show(event_id: int) -> str:
    """The list, masked, which is logged; a POST by somebody who works on the event shows it whole, logged as such."""
    whole = request.method == "POST"
    event, access = load_event(event_id, can_see_persons, changes=None) if whole else load_event(event_id)
    mark_private()
    people = _sorted(read_people(event))
    if whole:
        record_reading(event, actor=current_user, subject=f"{ROSTER}完整信息（{people.count} 人）")
    answer, rows = _page(event, access, people, whole=whole)
    if whole:
        db.session.commit()
    elif rows:
        log_opening(event_id, ROSTER)
    return answer


def _sorted(people: People) -> People:
    """As the address asks: in their own order, or by name."""
    if request.args.get("sort") != "name":
        return people
    return replace(people, participants=tuple(sorted(people.participants, key=lambda p: person_key(p.name))))


def _page(
    event: Event, access: Access, people: People, *, whole: bool = False, form: RetentionForm | None = None
) -> tuple[str, int]:
    """The page, and how many children it shows."""
    dossier = current_dossier(event)
    retention = find_retention(event, months=current_app.config["RETENTION_MONTHS"])
    page = participants_page(people, dossier, access, whole=whole, retention=retention, today=clock.today())
    form = form or RetentionForm.of(retention)
    answer = render_event(
        "participants/show.html", event, access, noun="participants", dossier=dossier, page=page, form=form
    )
    return answer, len(page.rows)


@bp.post("/until")
def keep_until(event_id: int) -> Response | tuple[str, int]:
    """Until when the data of the children is kept."""
    event, access = load_event(event_id, can_manage_team)
    form = RetentionForm()
    try:
        if form.validate_on_submit():
            months = current_app.config["RETENTION_MONTHS"]
            set_retention(event, form.last_day, months=months, actor=current_user)
            db.session.commit()
            flash("已保存")
            return redirect(url_for(".show", event_id=event_id))
    except BadInput as refusal:
        put_refusal(form, refusal)
    mark_private()
    return _page(event, access, read_people(event), form=form)[0], 422


@bp.get("/<key>/erase")
def ask_erase(event_id: int, key: str) -> str:
    """What goes when this child is erased, and the button that does it."""
    event, _ = load_event(event_id, can_erase_children)
    mark_private()
    child = find_row(event, "participants", key)
    answer = render_template("participants/erase.html", event=event, child=child)
    log_opening(event_id, ROSTER)
    return answer


@bp.post("/<key>/erase")
def erase(event_id: int, key: str) -> Response:
    """Erase one child for good."""
    event, _ = load_event(event_id, can_erase_children)
    mark_private()
    erase_child(event, key, actor=current_user)
    db.session.commit()
    flash("已彻底删除")
    return redirect(url_for(".show", event_id=event_id))
