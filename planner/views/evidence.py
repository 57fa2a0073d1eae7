"""The evidence set of an event: asked for, watched while it is made, fetched, taken away."""

from collections.abc import Iterator, Sequence

from flask import Blueprint, Response, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from planner import clock
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.evidence import EvidenceForm
from planner.forms.refusals import put_refusal
from planner.models import Event
from planner.nouns import Aggregate
from planner.papers.paper import file_name_of
from planner.permissions import Access, can_hand_out_set, can_make_set, can_show_names_in_set, require
from planner.queries.evidence import find_set, has_given_up, list_set_pieces
from planner.services.evidence import LABEL, SET_GONE, ask_for_set, drop_set, find_made_set
from planner.store import FileStore, current_store
from planner.views.downloads import attach_as
from planner.views.eventpage import render_event
from planner.views.evidencepage import EvidencePage, evidence_page
from planner.views.guard import load_event
from planner.views.privacy import log_opening, mark_private
from planner.views.summaryparts import list_summary_parts

bp = Blueprint("evidence", __name__, url_prefix="/events/<int:event_id>/evidence")
Answer = AnyResponse | tuple[str, int]


@bp.get("")
def show(event_id: int) -> str:
    """What there is, what is being made, and what may be asked for."""
    event, access = load_event(event_id, can_hand_out_set)
    evidence = find_set(event_id)
    page = evidence_page(event, access, evidence, has_given_up=evidence is not None and has_given_up(evidence))
    return _draw(event, access, page, EvidenceForm())


def _draw(event: Event, access: Access, page: EvidencePage, form: EvidenceForm) -> str:
    parts = list_summary_parts(event.id, access, "evidence")
    return render_event("evidence/show.html", event, access, tab="evidence", page=page, form=form, parts=parts)


@bp.post("")
def ask(event_id: int) -> Answer:
    """Have it made."""
    event, access = load_event(event_id, can_make_set, changes=Aggregate.REPORT)
    form = EvidenceForm()
    form.validate()
    try:
        ask_for_set(
            event,
            shows_names=form.shows_names.data,
            takes_unchecked=form.takes_unchecked.data,
            reason=form.reason.data or "",
            actor=current_user,
        )
    except BadInput as refusal:
        put_refusal(form, refusal)
        return _draw(event, access, evidence_page(event, access, find_set(event_id)), form), 422
    db.session.commit()
    return redirect(url_for(".show", event_id=event_id))


@bp.get("/file")
def download(event_id: int) -> Response:
    """The finished set, piece by piece; that it was fetched is logged."""
    event, access = load_event(event_id, can_hand_out_set)
    mark_private()
    evidence = find_made_set(event_id)
    if evidence.is_special:
        require(can_show_names_in_set, access)
    store, pieces = current_store(), list_set_pieces(evidence.id)
    if not all(map(store.has, pieces)):
        raise NotFound(SET_GONE)
    response = Response(_send_pieces(store, pieces), mimetype="application/zip")
    response.content_length = evidence.size
    day = f"{clock.local(evidence.asked_at):%Y%m%d}"
    attach_as(response, file_name_of(event.title, f"{LABEL}{day}", "zip"), plain=f"event-{event_id}-evidence.zip")
    log_opening(event_id, f"下载{LABEL}")
    return response


def _send_pieces(store: FileStore, pieces: Sequence[str]) -> Iterator[bytes]:
    for sha256 in pieces:
        with store.open(sha256) as file:
            yield file.read()


@bp.post("/delete")
def delete(event_id: int) -> Answer:
    """Take it away before its time."""
    event, _ = load_event(event_id, can_make_set, changes=Aggregate.REPORT)
    drop_set(event, actor=current_user)
    db.session.commit()
    flash("这份全套材料删掉了")
    return redirect(url_for(".show", event_id=event_id))
