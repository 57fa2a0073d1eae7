"""What came of an event: planned against actual, what is still asked, the paragraphs that the records write."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from planner import clock
from planner.errors import BadInput, LostUpdate
from planner.forms.actuals import ActualsPress
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import Access, can_edit_event, can_read_accounts
from planner.queries.report import read_records
from planner.report import Skeleton, build_report
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.once import free_key
from planner.views.road import save_typed, tell_theirs
from planner.views.summarypage import summary_page

bp = Blueprint("summary", __name__, url_prefix="/events/<int:event_id>/summary")


@bp.get("")
@open_to_guests
def show(event_id: int) -> str:
    """The report, what is asked, and the proposed paragraphs in one of the skeletons."""
    return _draw(*load_event(event_id))


def _draw(event: Event, access: Access, faults: dict[str, str] | None = None) -> str:
    records = read_records(event, with_accounts=can_read_accounts(access))
    form = request.args.get("form", "")
    page = summary_page(
        event,
        access,
        build_report(records),
        records,
        skeleton=Skeleton(form) if form in set(Skeleton) else Skeleton.FULL,
        today=clock.today(),
        typed=request.form if request.method == "POST" else None,
        asked_figure=request.args.get("figure", ""),
        faults=faults,
    )
    return render_event("summary/show.html", event, access, tab="summary", page=page)


@bp.post("/answers")
@open_to_guests
def answer(event_id: int) -> str | Response | tuple[str, int]:
    """One of the questions: the offered number, another one, or that it is not to be written."""
    event, _ = load_event(event_id, can_edit_event, changes=Aggregate.REPORT)
    try:
        save_typed(event, ActualsPress.read(request.form.get("do", "")))
    except (BadInput, LostUpdate) as refusal:
        faults = {refusal.field: refusal.sentence} if isinstance(refusal, BadInput) else tell_theirs(refusal)
        free_key()
        return _draw(*load_event(event_id, changes=None), faults), refusal.status
    return redirect(url_for(".show", event_id=event_id))
