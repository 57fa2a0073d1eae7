"""Writing a summary: its paragraphs, the chapters that somebody adds, its form."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.forms.summary import ChapterForm, ParagraphForm, ParagraphVerb
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import can_write_summary
from planner.queries.feedback import read_feedback
from planner.report import Skeleton
from planner.report.story import tell_quote
from planner.services import summary, summarychapters, summarywords
from planner.views.guard import load_event, open_to_guests
from planner.views.once import free_key
from planner.views.summarydesk import Typed, draw_summary
from planner.views.summaryparagraphpage import ParagraphSheet

bp = Blueprint("summaryparagraphs", __name__, url_prefix="/events/<int:event_id>/summary")
Answer = str | Response | tuple[str, int]


@bp.post("/paragraphs")
@open_to_guests
def add(event_id: int) -> Response:
    """A paragraph of one's own at the end of a chapter, open to be written; or a quote as one."""
    event, _ = load_event(event_id, can_write_summary, changes=Aggregate.REPORT)
    quote = _find_quote(event, request.form.get("quote", ""))
    row = summary.add_paragraph(event, request.form.get("chapter", ""), text=quote, actor=current_user)
    db.session.commit()
    return _go_to(event_id, row.chapter, row.key, is_open=not quote)


def _find_quote(event: Event, key: str) -> str:
    """What the organiser quotes of that voice, with who said it; "" where no quote is asked for."""
    if not key:
        return ""
    quote = next((each for each in read_feedback(event).quotes if each.key == key), None)
    if quote is None:
        raise NotFound("这一句不再引用了。")
    return tell_quote(quote)


@bp.post("/paragraphs/<key>")
@open_to_guests
def change(event_id: int, key: str) -> Answer:
    """Save a paragraph, or do with it what the button says; what was typed is on the answer whatever comes."""
    form = ParagraphForm()
    event, access = load_event(event_id, can_write_summary, changes=Aggregate.REPORT)
    if not form.validate_on_submit():
        errors = tuple(form.text.errors)
        sheet = ParagraphSheet(text=form.text.data or "", version=form.version_number, errors=errors)
        return draw_summary(event, access, typed=Typed(opened=key, sheet=sheet)), 422
    try:
        chapter = _press(event, key, form)
        db.session.commit()
    except LostUpdate as clash:
        sheet = ParagraphSheet(text=form.text.data or "", version=clash.version, clash=clash)
        free_key()
        return draw_summary(*load_event(event_id, changes=None), typed=Typed(opened=key, sheet=sheet)), 409
    is_open = form.is_open and form.press.verb is not ParagraphVerb.AWAY
    return _go_to(event_id, chapter, key, is_open=is_open)


def _press(event: Event, key: str, form: ParagraphForm) -> str:
    """Do what was pressed; returns the chapter that it was about."""
    verb, version = form.press.verb, form.version_number
    typed = (form.text.data or "") if form.is_open else None
    match verb:
        case ParagraphVerb.TAKE:
            row = summary.take_passage(event, key, actor=current_user)
        case ParagraphVerb.AWAY:
            row = summary.put_paragraph_away(event, key, version=version, actor=current_user)
        case ParagraphVerb.BACK:
            row = summary.put_paragraph_back(event, key, actor=current_user)
        case ParagraphVerb.UP:
            row = summary.move_paragraph_up(event, key, actor=current_user)
        case ParagraphVerb.AGAIN:
            row = summary.return_to_passage(event, key, version=version, actor=current_user)
        case ParagraphVerb.FIX | ParagraphVerb.KEEP:
            act = summarywords.correct_word if verb is ParagraphVerb.FIX else summarywords.keep_word
            row = act(event, key, form.press.sentence, version=version, actor=current_user, text=typed)
        case _:
            row = summary.save_paragraph(event, key, typed or "", version=version, actor=current_user)
            flash("已保存")
    return row.chapter


@bp.post("/chapters")
@open_to_guests
def add_chapter(event_id: int) -> Response:
    """A chapter of one's own behind the one in hand."""
    event, _ = load_event(event_id, can_write_summary, changes=Aggregate.REPORT)
    after = request.form.get("after", "")
    chapter = summarychapters.add_chapter(event, _heading(), after=after, actor=current_user)
    db.session.commit()
    return _go_to(event_id, chapter.key)


@bp.post("/chapters/<key>")
@open_to_guests
def rename_chapter(event_id: int, key: str) -> Response:
    """Another heading for a chapter of one's own."""
    event, _ = load_event(event_id, can_write_summary, changes=Aggregate.REPORT)
    summarychapters.rename_chapter(event, key, _heading(), actor=current_user)
    db.session.commit()
    return _go_to(event_id, key)


@bp.post("/chapters/<key>/remove")
@open_to_guests
def remove_chapter(event_id: int, key: str) -> Response:
    """Take a chapter of one's own off that is empty."""
    event, _ = load_event(event_id, can_write_summary, changes=Aggregate.REPORT)
    summarychapters.remove_chapter(event, key, actor=current_user)
    db.session.commit()
    return _go_to(event_id, "")


@bp.post("/skeleton")
@open_to_guests
def choose_skeleton(event_id: int) -> Response:
    """Write it in another form."""
    event, _ = load_event(event_id, can_write_summary, changes=Aggregate.REPORT)
    form = request.form.get("skeleton", "")
    if form not in set(Skeleton.offered()):
        raise BadInput("没有这种样子的总结。")
    summary.choose_skeleton(event, Skeleton(form), actor=current_user)
    db.session.commit()
    return _go_to(event_id, "")


def _heading() -> str:
    """The heading that was typed; raises BadInput with what is wrong with it."""
    form = ChapterForm()
    if not form.validate_on_submit():
        raise BadInput(next((str(error) for error in form.heading.errors), "写这一节的标题。"))
    return form.heading.data or ""


def _go_to(event_id: int, chapter: str, key: str = "", *, is_open: bool = False) -> Response:
    """The chapter, at the paragraph that was touched; open while somebody writes in it."""
    opened = key if is_open else None
    anchor = f"p-{key}" if key else "chapter"
    address = url_for(
        "summary.show", event_id=event_id, section=None if is_open else chapter or None, open=opened, _anchor=anchor
    )
    return redirect(address)
