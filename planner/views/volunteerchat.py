"""A chat list of volunteers: pasted, looked through, signed up; and written out for the chat to go on.

Whoever reads such lists is loaded by the first one, not with the house: it knows many words, and few pages need it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import Blueprint, flash, render_template, request
from flask_login import current_user

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.queries.signups import names_on_shifts, read_slots
from planner.services.listedsignups import sign_up_listed
from planner.views.guard import load_event, open_to_guests
from planner.views.once import show_what_was_sent
from planner.views.privacy import mark_private

if TYPE_CHECKING:
    from planner.forms.volunteerchat import ChatListForm

bp = Blueprint("volunteerchat", __name__, url_prefix="/events/<int:event_id>/volunteers/chat")


@bp.route("", methods=["GET", "POST"])
@open_to_guests
def show(event_id: int) -> str | tuple[str, int]:
    """Read a pasted list (`do=read`), sign up who is clear or was decided (`do=add`); what isn't stays on the page."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    mark_private()
    form, answers = _form(event), request.form
    if not form.validate_on_submit():
        return _page(event, form), 422 if form.is_submitted() else 200
    if answers.get("do") != "add":
        show_what_was_sent()
        return _page(event, form, answers)
    try:
        _sign_up(event, form, answers)
    except BadInput as refusal:
        db.session.rollback()
        put_refusal(form, refusal)
        return _page(event, form, answers), 422
    return _page(event, form)


def _form(event: Event) -> ChatListForm:
    from planner.forms.volunteerchat import ChatListForm

    form = ChatListForm(shift=request.args.get("shift", "")) if request.method == "GET" else ChatListForm()
    form.offer_slots(read_slots(event))
    return form


def _sign_up(event: Event, form: ChatListForm, answers: Mapping[str, str]) -> None:
    """Sign up, say what was done, and leave in the form what is still to be decided."""
    from planner.views.volunteerchatpage import left_text, listed_of, settled_numbers, tell_result

    reading = form.reading
    listed, leaving, open_ones = listed_of(reading, answers)
    result = sign_up_listed(event, form.shift.data or "", listed, leaving, actor=current_user)
    db.session.commit()
    for sentence in tell_result(result):
        flash(sentence)
    form.keep_rest(left_text(reading, open_ones), settled_numbers(reading, open_ones))


def _page(event: Event, form: ChatListForm, answers: Mapping[str, str] | None = None) -> str:
    from planner.views.volunteerchatpage import chat_page, chat_text

    page = chat_page(form.reading, answers or {}) if form.text.data and not form.errors else None
    out = chat_text(event.title, read_slots(event), names_on_shifts(event.id))
    return render_template("volunteerchat/show.html", event=event, form=form, page=page, out=out)
