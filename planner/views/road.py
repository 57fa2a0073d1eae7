"""What happened, answered on a phone on the way home; every button saves all that is filled in."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.errors import BadInput, LostUpdate
from planner.extensions import db
from planner.forms.actuals import ActualsPress, press, read_changes, read_impression
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import Access, can_edit_event, can_read_accounts
from planner.places import parse_place
from planner.queries.report import read_actuals, read_records
from planner.report import build_report
from planner.services.actuals import save_actuals
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.once import free_key
from planner.views.privacy import mark_private
from planner.views.roadpage import RefusedRoad, road_page

bp = Blueprint("road", __name__, url_prefix="/events/<int:event_id>/road")
# Where on the page each button stands, so that whoever pressed it stays there.
_SECTIONS = {"head_counts": "q-people", "facts": "q-people", "supplies": "q-supplies", "schedule": "q-schedule"}
_BUTTON_SECTIONS = {"held": "q-schedule", "items": "q-schedule", "no_more": "q-incidents"}
Answer = str | Response | tuple[str, int]


@bp.get("")
@open_to_guests
def show(event_id: int) -> str:
    """The five questions, as far as they are answered."""
    mark_private()
    event, access = load_event(event_id, can_edit_event)
    return _draw(event, access)


def _draw(event: Event, access: Access, faults: dict[str, str] | None = None, refused: str = "") -> str:
    """The page; after a refusal with what was typed."""
    records = read_records(event, with_accounts=can_read_accounts(access))
    page = road_page(
        build_report(records),
        records,
        access,
        now=clock.wall_now(),
        shows_all=request.args.get("items") == "all",
        refused=_keep_typed(faults) if faults else None,
    )
    return render_event("road/show.html", event, access, tab="summary", page=page, refused=refused)


def _keep_typed(faults: dict[str, str]) -> RefusedRoad:
    typed = request.form
    return RefusedRoad(typed=typed, well=typed.getlist("well"), badly=typed.getlist("badly"), faults=faults)


@bp.post("")
@open_to_guests
def save(event_id: int) -> Answer:
    """Keep what is filled in, with what the button adds."""
    mark_private()
    event, _ = load_event(event_id, can_edit_event, changes=Aggregate.REPORT)
    pressed = ActualsPress.read(request.form.get("do", ""))
    try:
        save_typed(event, pressed)
    except (BadInput, LostUpdate) as refusal:
        faults = {refusal.field: refusal.sentence} if isinstance(refusal, BadInput) else tell_theirs(refusal)
        free_key()
        return _draw(*load_event(event_id, can_edit_event, changes=None), faults, refusal.sentence), refusal.status
    if pressed.verb == "done":
        flash("存好了，晚上接着写")
        return redirect(url_for("summary.show", event_id=event_id))
    if pressed.verb == "photos":
        return redirect(url_for("photos.show", event_id=event_id))
    items = "all" if pressed.verb == "items" else request.args.get("items")
    anchor = _BUTTON_SECTIONS.get(pressed.verb) or _SECTIONS.get(parse_place(pressed.place).noun, "")
    return redirect(url_for(".show", event_id=event_id, items=items, _anchor=anchor or None))


def save_typed(event: Event, pressed: ActualsPress) -> int:
    """Keep what the form of this request says of an event, and commit; raises BadInput and LostUpdate."""
    changes = press(read_changes(request.form, read_actuals(event)), pressed, request.form)
    count = save_actuals(event, changes, read_impression(request.form), actor=current_user)
    db.session.commit()
    return count


def tell_theirs(refusal: LostUpdate) -> dict[str, str]:
    """What somebody else said meanwhile, by place."""
    return {place: f"{refusal.who or '别人'}填的是：{words}" for place, words in refusal.theirs.items()}
