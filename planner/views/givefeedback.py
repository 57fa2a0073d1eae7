"""Saying how an event was, by its code, without an account: who speaks, one short form, thanks."""

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from planner.actors import Visitor
from planner.addresses import neighbourhood
from planner.enums import EventStatus, LinkPurpose
from planner.errors import NotAllowed, NotFound, PlannerError
from planner.extensions import db
from planner.feedbackkinds import FeedbackAudience
from planner.forms.feedback import FeedbackForm, form_for
from planner.forms.refusals import put_refusal
from planner.models import Event, Feedback, FeedbackDesk
from planner.people.feedback import SaidFeedback
from planner.queries.feedback import find_feedback, find_feedback_desk
from planner.services.feedback import give_feedback, withdraw_feedback
from planner.services.feedbackdesk import ENDED
from planner.services.links import find_link
from planner.services.signinglimits import check_feedback, count_feedback
from planner.views.errors import typed_texts
from planner.views.feedbackmarks import read_mark, set_mark
from planner.views.givefeedbackpage import giving_page
from planner.views.once import free_key
from planner.views.openpages import closed_title, open_to_visitors, serve_visitors

SPEAKER = "反馈的人"


def show_refused(error: PlannerError) -> tuple[str, int]:
    """What can't be had, in its own sentence, and what was typed."""
    db.session.rollback()
    title = "收完了" if error.reason == "ENDED" else closed_title(error)
    page = render_template("givefeedback/closed.html", title=title, sentence=error.sentence, typed=typed_texts())
    return page, error.status


bp = Blueprint("givefeedback", __name__, url_prefix="/f")
serve_visitors(bp, refusing=show_refused)


@bp.get("/<token>")
@open_to_visitors
def choose(token: str) -> str:
    """Who speaks: one tap, where the code does not say it already."""
    event, desk, _ = _open(token)
    _refuse_ended(event, desk)
    return render_template("givefeedback/choose.html", event=event, token=token, audiences=tuple(FeedbackAudience))


@bp.route("/<token>/<audience>", methods=["GET", "POST"])
@open_to_visitors
def give(token: str, audience: str) -> str | Response | tuple[str, int]:
    """The form; who has said something on this phone is thanked, and may change it."""
    event, desk, visitor = _open(token)
    speaker, mark = _read_audience(audience), read_mark(event.id)
    given = find_feedback(event.id, speaker, mark)
    if request.method == "POST":
        _refuse_ended(event, desk)
        return _take(token, event, desk, visitor, form_for(speaker), speaker, mark)
    if given is not None and not request.args.get("change"):
        return _draw_thanks(token, event, desk, speaker)
    _refuse_ended(event, desk)
    form = form_for(speaker, data=_said_before(given))
    return set_mark(make_response(_draw_form(event, desk, form, speaker, given)), event.id, mark)


def _take(
    token: str,
    event: Event,
    desk: FeedbackDesk,
    visitor: Visitor,
    form: FeedbackForm,
    speaker: FeedbackAudience,
    mark: str,
) -> Response | tuple[str, int]:
    """Keep what was said; a refusal shows the form again with it."""
    here = url_for(".give", token=token, audience=speaker.value)
    if form.is_by_machine:
        return redirect(here)
    if form.validate():
        try:
            _keep(event, form.said(speaker), visitor, mark)
            return set_mark(redirect(here), event.id, mark)
        except NotAllowed as refused:
            if refused.reason == "ENDED":
                raise
            free_key()
            put_refusal(form, refused)
            event, desk, _ = _open(token)
            return _draw_form(event, desk, form, speaker, None), refused.status
    return _draw_form(event, desk, form, speaker, None), 422


def _keep(event: Event, said: SaidFeedback, visitor: Visitor, mark: str) -> None:
    address = neighbourhood(request.remote_addr or "")
    check_feedback(address=address)
    give_feedback(event, said, mark=mark, actor=visitor)
    count_feedback(address=address)
    db.session.commit()


@bp.post("/<token>/<audience>/withdraw")
@open_to_visitors
def withdraw(token: str, audience: str) -> Response:
    """Take back what was said on this phone: nothing of it is kept."""
    event, _, visitor = _open(token)
    speaker = _read_audience(audience)
    withdraw_feedback(event, speaker, mark=read_mark(event.id), actor=visitor)
    db.session.commit()
    return redirect(url_for(".give", token=token, audience=speaker.value))


def _open(token: str) -> tuple[Event, FeedbackDesk, Visitor]:
    """The event and its desk behind a link; raises NotFound, in the same words, for every link that does not open."""
    link = find_link(LinkPurpose.FEEDBACK, token)
    desk = find_feedback_desk(link.event_id) if link.event_id else None
    if link.event is None or desk is None or desk.link_id != link.id:
        raise NotFound(link.rule.closed)
    return link.event, desk, Visitor(link.id, SPEAKER, link.event_id)


def _refuse_ended(event: Event, desk: FeedbackDesk) -> None:
    if not desk.takes_feedback or event.status is EventStatus.CANCELLED:
        raise NotAllowed(ENDED, "ENDED")


def _read_audience(text: str) -> FeedbackAudience:
    try:
        return FeedbackAudience(text)
    except ValueError:
        raise NotFound("链接写错了，再扫一次码。") from None


def _said_before(given: Feedback | None) -> dict[str, str]:
    if given is None:
        return {}
    year = given.school_year.value if given.school_year else ""
    return {"stars": str(given.stars), "words": given.words, "drawing": given.drawing, "year": year}


def _draw_form(
    event: Event, desk: FeedbackDesk, form: FeedbackForm, speaker: FeedbackAudience, given: Feedback | None
) -> str:
    page = giving_page(event, desk, speaker, given=given)
    return render_template("givefeedback/form.html", page=page, form=form)


def _draw_thanks(token: str, event: Event, desk: FeedbackDesk, speaker: FeedbackAudience) -> str:
    page = giving_page(event, desk, speaker)
    is_open = desk.takes_feedback and event.status is not EventStatus.CANCELLED
    return render_template("givefeedback/thanks.html", page=page, token=token, is_open=is_open)
