"""Papers for outside: newsletter, news, long picture, album of photos; all of what may leave the house, and no more."""

from flask import Blueprint, Response, flash, redirect, request, send_file, url_for
from flask_login import current_user
from werkzeug.http import quote_etag
from werkzeug.wrappers import Response as AnyResponse

from planner import clock
from planner.days import Day
from planner.documents.news import write_news_file
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.forms.bulletins import BulletinNumberForm
from planner.forms.refusals import put_refusal
from planner.models import Event, PhotoBook
from planner.nouns import Aggregate
from planner.papers.begun import is_told_outside
from planner.papers.longpicture import LongPictureOrder
from planner.papers.paper import file_name_of
from planner.papers.photobook import LABEL, tag_photo_book
from planner.permissions import Access, can_file_summary, can_read_accounts, can_work_on_event
from planner.queries.bulletins import find_bulletin_head, next_bulletin_number, read_red_head
from planner.queries.feedback import find_feedback_desk
from planner.queries.photobooks import find_photo_book
from planner.queries.story import read_story
from planner.report.news import NewsLength, write_news
from planner.services import bulletins
from planner.services.photobooks import ask_for_photo_book
from planner.store import FileMissing, current_store
from planner.views.downloads import attach_as
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.links import public_url
from planner.views.once import free_key
from planner.views.publicitypage import PublicityAsked, publicity_page
from planner.views.summaryparts import list_summary_parts

bp = Blueprint("publicity", __name__, url_prefix="/events/<int:event_id>/publicity")
_FORMATS = {"jpg": "image/jpeg", "png": "image/png"}
_CODE_WORDS = "说说这次活动怎么样，不写名字"
_SILENT = "活动办完再来，现在还没有可以对外讲的。"
_OUTDATED = "照片变了，这本相册不能再用，重新做一本。"


@bp.get("")
def show(event_id: int) -> str:
    """All four, with what was left out of them and why."""
    event, access = load_event(event_id, can_read_accounts)
    return _draw(event, access, _number_form(event))


def _draw(event: Event, access: Access, form: BulletinNumberForm) -> str:
    page = publicity_page(
        event,
        access,
        read_story(event),
        PublicityAsked.read(request.args.get),
        head=read_red_head(event),
        has_head=find_bulletin_head(event.organisation_id) is not None,
        book=find_photo_book(event.id),
        can_show_code=bool(_feedback_address(event, access)),
    )
    parts = list_summary_parts(event.id, access, "publicity")
    return render_event("publicity/show.html", event, access, tab="publicity", page=page, form=form, parts=parts)


def _number_form(event: Event) -> BulletinNumberForm:
    """The form as it begins: with the number that there is, else with the next one and today."""
    form, number = BulletinNumberForm(formdata=None), read_red_head(event).number
    today = clock.today()
    form.number.data = number.number if number else next_bulletin_number(event.organisation_id, today.year)
    form.day.data = Day.of(number.issued_on if number else today)
    return form


def _feedback_address(event: Event, access: Access) -> str:
    """What the code on the picture opens; "" while no feedback is taken, and for who doesn't work on the event."""
    desk = find_feedback_desk(event.id)
    if desk is None or not desk.takes_feedback or not desk.link.is_open or not can_work_on_event(access):
        return ""
    try:
        return public_url("givefeedback.choose", token=desk.link.token)
    except BadInput:
        return ""


def _load_told(event_id: int) -> tuple[Event, Access]:
    """An event of which something is told outside; raises NotFound for others."""
    event, access = load_event(event_id, can_read_accounts)
    if not is_told_outside(event):
        raise NotFound(_SILENT)
    return event, access


@bp.get("/news.txt")
def news_file(event_id: int) -> Response:
    """The news as plain text."""
    event, _ = _load_told(event_id)
    news = write_news(read_story(event), NewsLength.read(request.args.get("length", "")))
    response = Response(write_news_file(news), mimetype="text/plain")
    attach_as(response, file_name_of(event.title, "新闻稿", "txt"), plain=f"event-{event.id}-news.txt")
    return response


@bp.get("/picture.<extension>")
def picture(event_id: int, extension: str) -> Response:
    """The long picture, to be looked at or, with `save`, to be kept; an unchanged one answers 304."""
    event, access = _load_told(event_id)
    order = _order_picture(event, access, extension)
    if order.tag in request.if_none_match:
        response = Response(status=304)
    else:
        response = Response(order.draw(), mimetype=_FORMATS[extension])
    response.headers["ETag"] = quote_etag(order.tag)
    response.headers["Cache-Control"] = "private, no-cache"
    if request.args.get("save"):
        name = file_name_of(event.title, "长图", extension)
        attach_as(response, name, plain=f"event-{event.id}-picture.{extension}")
    return response


def _order_picture(event: Event, access: Access, extension: str) -> LongPictureOrder:
    """The picture that the address asks for; raises NotFound for a format that there is none of."""
    if extension not in _FORMATS:
        raise NotFound("长图有 JPG 和 PNG 两种。")
    asked = PublicityAsked.read(request.args.get)
    address = _feedback_address(event, access) if asked.has_code else ""
    return LongPictureOrder(
        story=read_story(event),
        most_photos=asked.photos,
        address=address,
        words=_CODE_WORDS,
        as_png=extension == "png",
    )


@bp.post("/bulletin")
def number(event_id: int) -> AnyResponse | tuple[str, int]:
    """Give the newsletter its number and day."""
    event, access = load_event(event_id, can_file_summary, changes=Aggregate.REPORT)
    form = BulletinNumberForm()
    try:
        if form.validate_on_submit():
            issue = bulletins.number_bulletin(event, form.chosen_number, form.issued_on, actor=current_user)
            db.session.commit()
            flash(f"编为 {issue.year} 年第 {issue.number} 期")
            return redirect(url_for(".show", event_id=event_id) + "#bulletin")
    except BadInput as refusal:
        free_key()
        event, access = load_event(event_id, changes=None)
        put_refusal(form, refusal)
    return _draw(event, access, form), 422


@bp.post("/bulletin/take-back")
def take_back_number(event_id: int) -> AnyResponse:
    """Free the number again."""
    event, _ = load_event(event_id, can_file_summary, changes=Aggregate.REPORT)
    bulletins.take_back_bulletin_number(event, actor=current_user)
    db.session.commit()
    flash("期号撤回了")
    return redirect(url_for(".show", event_id=event_id) + "#bulletin")


@bp.post("/album")
def make_album(event_id: int) -> AnyResponse:
    """Have the album made; it takes about half a minute for 200 photos."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PHOTOS)
    ask_for_photo_book(event, actor=current_user)
    db.session.commit()
    flash("相册在做，做好就能下载")
    return redirect(url_for(".show", event_id=event_id) + "#album")


@bp.get("/album.pdf")
def album(event_id: int) -> AnyResponse:
    """The album, as long as each of its photos may still leave the house as it is."""
    event, _ = _load_told(event_id)
    book = find_photo_book(event.id)
    if book is None or not book.sha256:
        raise NotFound("相册还没做好。")
    return _send_book(event, book)


def _send_book(event: Event, book: PhotoBook) -> AnyResponse:
    if book.tag != tag_photo_book(read_story(event)):
        raise NotAllowed(_OUTDATED, "OUTDATED")
    try:
        file = current_store().open(book.sha256)
    except FileMissing:
        raise NotFound(_OUTDATED) from None
    response = send_file(file, mimetype="application/pdf", conditional=False)
    attach_as(response, file_name_of(event.title, LABEL, "pdf"), plain=f"event-{event.id}-album.pdf")
    response.headers["Cache-Control"] = "private, no-cache"
    return response
