"""Feedback on an event, for who reads and for who works on it: counts, voices, quotes, the code to print."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from planner import clock
from planner.days import Day
from planner.documents.feedback_sheets import build_feedback_sheets
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.feedbackkinds import FeedbackAudience
from planner.forms.feedback import QuoteForm
from planner.forms.refusals import put_refusal, refusal_status
from planner.forms.until import UntilForm
from planner.models import Event, FeedbackDesk
from planner.nouns import Aggregate
from planner.papers.feedback import print_feedback
from planner.papers.paper import file_name_of
from planner.people.drawings import write_svg
from planner.permissions import Access, can_see_roster, can_work_on_event
from planner.queries.dossier import current_dossier
from planner.queries.feedback import find_feedback_desk, find_voice, list_voices, read_feedback, read_voice
from planner.services import feedbackdesk, feedbackquotes
from planner.views.downloads import attach_as
from planner.views.eventpage import render_event
from planner.views.feedbackpage import ask_panel, feedback_page, sheets_to_print
from planner.views.guard import load_event, open_to_guests
from planner.views.links import public_url, require_address
from planner.views.once import free_key
from planner.views.privacy import mark_private
from planner.views.summaryparts import list_summary_parts
from planner.views.toasts import offer_undo
from planner.views.words import short_day

bp = Blueprint("feedback", __name__, url_prefix="/events/<int:event_id>/feedback")


@bp.get("")
@open_to_guests
def show(event_id: int) -> str:
    """How it was, counted, and what was said, as far as the reader sees it; where it is asked for, the way there."""
    return _draw(*load_event(event_id), UntilForm(formdata=None))


def _draw(event: Event, access: Access, form: UntilForm) -> str:
    mark_private()
    desk = find_feedback_desk(event.id)
    # Only who works on the event is handed the way in.
    ask = ask_panel(event, desk, lambda one: _address(desk, one, access), today=clock.today())
    voices = list_voices(event.id) if can_see_roster(access) else []
    wanted = request.args.get("only", "")
    page = feedback_page(event, access, desk, read_feedback(event), voices, ask=ask, wanted=wanted)
    if not form.is_submitted():
        form.until.data = Day.of(ask.until)
    parts = list_summary_parts(event.id, access, "feedback", page.summary.count)
    return render_event("feedback/show.html", event, access, tab="feedback", page=page, form=form, parts=parts)


def _address(desk: FeedbackDesk | None, audience: FeedbackAudience | None, access: Access) -> str:
    """Where the code leads; "" while nothing is asked for, or no address is set that others can open, and for who
    doesn't work on the event.
    """
    if desk is None or not desk.takes_feedback or not desk.link.is_open or not can_work_on_event(access):
        return ""
    try:
        if audience is None:
            return public_url("givefeedback.choose", token=desk.link.token)
        return public_url("givefeedback.give", token=desk.link.token, audience=audience.value)
    except BadInput:
        return ""


@bp.post("")
@open_to_guests
def begin(event_id: int) -> AnyResponse | tuple[str, int]:
    """Take feedback through a day: for the first time, again, or for longer."""
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    form = UntilForm()
    try:
        if form.validate():
            require_address()
            feedbackdesk.open_feedback(event, form.last_day, actor=current_user)
            db.session.commit()
            flash(f"收反馈到 {short_day(form.last_day)}")
            return redirect(url_for(".show", event_id=event_id) + "#ask")
    except (BadInput, NotAllowed) as refusal:
        free_key()
        event, access = load_event(event_id, changes=None)
        put_refusal(form, refusal)
    return _draw(event, access, form), refusal_status(form)


@bp.post("/close")
@open_to_guests
def close(event_id: int) -> AnyResponse:
    """Take no more."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    feedbackdesk.close_feedback(event, actor=current_user)
    db.session.commit()
    flash("不再收反馈")
    return redirect(url_for(".show", event_id=event_id) + "#ask")


@bp.route("/<key>/quote", methods=["GET", "POST"])
@open_to_guests
def quote(event_id: int, key: str) -> AnyResponse | str | tuple[str, int]:
    """Quote what somebody said, whole or a piece of it."""
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    mark_private()
    voice = read_voice(event.id, key)
    form = QuoteForm() if request.method == "POST" else QuoteForm(formdata=None, quote=voice.quote or voice.words)
    try:
        if form.validate_on_submit():
            feedbackquotes.choose_quote(event, key, form.quote.data or "", actor=current_user)
            db.session.commit()
            flash("已引用")
            return redirect(url_for(".show", event_id=event_id) + "#quotes")
    except (BadInput, NotAllowed) as refusal:
        put_refusal(form, refusal)
    answer = render_event("feedback/quote.html", event, access, tab="feedback", voice=voice, form=form)
    return answer, refusal_status(form) if form.errors else 200


@bp.post("/<key>/unquote")
@open_to_guests
def take_back(event_id: int, key: str) -> AnyResponse:
    """Quote somebody no longer."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    feedbackquotes.take_back_quote(event, key, actor=current_user)
    db.session.commit()
    flash("不再引用")
    return redirect(url_for(".show", event_id=event_id) + "#quotes")


@bp.post("/<key>/away")
@open_to_guests
def put_away(event_id: int, key: str) -> AnyResponse:
    """Let something count no more, or bring it back."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    is_away = request.args.get("back") != "1"
    feedbackquotes.put_away_feedback(event, key, is_away=is_away, actor=current_user)
    db.session.commit()
    if is_away:
        offer_undo("已收起，不再计数", url_for(".put_away", event_id=event_id, key=key, back=1))
    else:
        flash("放回来了")
    return redirect(url_for(".show", event_id=event_id, only=request.args.get("only") or None) + "#voices")


@bp.get("/<key>/drawing.svg")
@open_to_guests
def drawing(event_id: int, key: str) -> Response:
    """What a child drew, as a picture of its own."""
    event, _ = load_event(event_id, can_see_roster)
    mark_private()
    feedback = find_voice(event.id, key)
    if not feedback.drawing:
        raise NotFound("这张画不在了。")
    return Response(write_svg(feedback.drawing), mimetype="image/svg+xml")


@bp.get("/export")
@open_to_guests
def export(event_id: int) -> Response:
    """What was said as a table, without a name in it."""
    event, _ = load_event(event_id, can_see_roster)
    mark_private()
    printed = print_feedback(event)
    response = Response(printed.content, mimetype=printed.mime)
    attach_as(response, printed.name, plain=printed.plain_name)
    return response


@bp.get("/sheets.pdf")
@open_to_guests
def sheets(event_id: int) -> Response:
    """The codes to print, a sheet an audience; raises like `public_root` where no address is set."""
    event, access = load_event(event_id, can_work_on_event)
    desk = find_feedback_desk(event.id)
    if desk is None or not _address(desk, None, access):
        require_address()
        raise NotFound("先开始收反馈，才有二维码可以打印。")
    content = build_feedback_sheets(
        sheets_to_print(lambda audience: _address(desk, audience, access)),
        event=event.title,
        organiser=current_dossier(event).facts.organisation,
        until=short_day(desk.ends_on),
    )
    response = Response(content, mimetype="application/pdf")
    attach_as(response, file_name_of(event.title, "反馈二维码", "pdf"), plain=f"feedback-{event.id}.pdf")
    return response
