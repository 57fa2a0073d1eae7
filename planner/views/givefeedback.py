"""Saying how an event was, by its code, without an account: who speaks, one short form, thanks."""

from dataclasses import dataclass

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
    page = render_template("ended.html", title=title, sentence=error.sentence, typed=typed_texts())
    return page, error.status


bp = Blueprint("givefeedback", __name__, url_prefix="/f")
serve_visitors(bp, refusing=show_refused)


@dataclass(frozen=True, slots=True)
class OpenedDesk:
    """The desk of an event as somebody opened it by its link."""

    token: str
    event: Event
    desk: FeedbackDesk
    visitor: Visitor

    @property
    def is_open(self) -> bool:
        """Whether anything is still taken."""
        return self.desk.takes_feedback and self.event.status is not EventStatus.CANCELLED

    def require_open(self) -> None:
        """Raise NotAllowed ENDED where nothing is taken any more."""
        if not self.is_open:
            raise NotAllowed(ENDED, "ENDED")

    def path(self, audience: FeedbackAudience) -> str:
        """The form of an audience."""
        return url_for("givefeedback.give", token=self.token, audience=audience.value)


@bp.get("/<token>")
@open_to_visitors
def choose(token: str) -> str:
    """Who speaks: one tap, where the code does not say it already."""
    opened = _open(token)
    opened.require_open()
    return render_template("givefeedback/choose.html", opened=opened, audiences=tuple(FeedbackAudience))


@bp.route("/<token>/<audience>", methods=["GET", "POST"])
@open_to_visitors
def give(token: str, audience: str) -> str | Response | tuple[str, int]:
    """The form; who has said something on this phone is thanked, and may change it."""
    opened, speaker = _open(token), _read_audience(audience)
    if request.method == "POST":
        opened.require_open()
        return _take(opened, form_for(speaker), speaker)
    mark = read_mark(opened.event.id)
    given = find_feedback(opened.event.id, speaker, mark)
    if given is not None and not request.args.get("change"):
        page = giving_page(opened.event, opened.desk, speaker)
        return render_template("givefeedback/thanks.html", page=page, opened=opened)
    opened.require_open()
    answer = make_response(_draw_form(opened, form_for(speaker, data=_said_before(given)), speaker, given))
    return set_mark(answer, opened.event.id, mark)


def _take(opened: OpenedDesk, form: FeedbackForm, speaker: FeedbackAudience) -> Response | tuple[str, int]:
    """Keep what was said; a refusal shows the form again with it."""
    here, event_id = opened.path(speaker), opened.event.id
    mark = read_mark(event_id)
    if form.is_by_machine:
        return redirect(here)
    if not form.validate():
        return _draw_form(opened, form, speaker), 422
    try:
        _keep(opened, form.said(speaker), mark)
    except NotAllowed as refused:
        if refused.reason == "ENDED":
            raise
        free_key()
        put_refusal(form, refused)
        return _draw_form(_open(opened.token), form, speaker), refused.status
    return set_mark(redirect(here), event_id, mark)


def _keep(opened: OpenedDesk, said: SaidFeedback, mark: str) -> None:
    address = neighbourhood(request.remote_addr or "")
    check_feedback(address=address)
    give_feedback(opened.event, said, mark=mark, actor=opened.visitor)
    count_feedback(address=address)
    db.session.commit()


@bp.post("/<token>/<audience>/withdraw")
@open_to_visitors
def withdraw(token: str, audience: str) -> Response:
    """Take back what was said on this phone: nothing of it is kept."""
    opened, speaker = _open(token), _read_audience(audience)
    here, event = opened.path(speaker), opened.event
    withdraw_feedback(event, speaker, mark=read_mark(event.id), actor=opened.visitor)
    db.session.commit()
    return redirect(here)


def _open(token: str) -> OpenedDesk:
    """The desk behind a link; raises NotFound, in the same words, for every link that does not open."""
    link = find_link(LinkPurpose.FEEDBACK, token)
    desk = find_feedback_desk(link.event_id) if link.event_id else None
    if link.event is None or desk is None or desk.link_id != link.id:
        raise NotFound(link.rule.closed)
    return OpenedDesk(token, link.event, desk, Visitor(link.id, SPEAKER, link.event_id))


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


def _draw_form(opened: OpenedDesk, form: FeedbackForm, speaker: FeedbackAudience, given: Feedback | None = None) -> str:
    page = giving_page(opened.event, opened.desk, speaker, given=given)
    return render_template("givefeedback/form.html", page=page, form=form)
