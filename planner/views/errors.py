"""Every refusal as a page of clear Chinese; the status says the same to programs."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, current_app, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from planner.config import UPLOADS_AT_ONCE, WAIT_SECONDS
from planner.database import READING_METHODS
from planner.databasefaults import is_busy, is_disk_fault, is_unprepared
from planner.errors import PlannerError
from planner.extensions import db
from planner.forms.labels import find_labels
from planner.forms.remarks import REMARK_PREFIX
from planner.nouns import NOUNS
from planner.views.privacy import mark_private

SENTENCES = {
    400: ("这个请求读不懂", "链接或表单不完整，返回上一页再试。"),
    401: ("先登录", "登录以后再打开。"),
    403: ("这件事你不能做", "需要更高的权限，请联系单位管理员。"),
    404: ("这个页面不在这里", "链接可能写错了，或内容已经删掉。"),
    405: ("这个地址不能直接打开", "它只接收表单，返回上一页从按钮进入。"),
    413: ("内容太大", "一次最多传 {together} MB，附件每个最多 {each} MB。返回上一页，原来的内容还在。"),
    415: ("文件类型不收", "附件和凭证收 PDF、OFD、Word、Excel、WPS、数电票的 XML 和图片。"),
    429: ("太快了", "稍等一分钟再试。"),
    500: ("这一页打不开", "服务器出了问题，不是你做错了。过一会儿再打开。"),
    503: ("系统正忙", f"等了 {WAIT_SECONDS} 秒还没轮到，过一会儿再打开。"),
}
# A form that was sent when we failed.
UNSAVED = {
    500: ("没存上", "服务器出了问题，不是你做错了。填的内容没有丢：返回上一页，再保存一次。"),
    503: ("没存上", f"系统正忙，等了 {WAIT_SECONDS} 秒还没轮到。填的内容没有丢：返回上一页，过几秒再保存一次。"),
}
UNPREPARED = ("系统还没准备好", "数据库要先更新。请管服务器的人运行 planner upgrade，再打开。")
# The disk is full or broken (507, RFC 4918 section 11.5): waiting does not help.
UNREADABLE = ("这一页打不开", "服务器的磁盘满了，或者读写不了。请告诉管理员，腾出空间以后再打开。")
UNWRITTEN = (
    "没存上",
    "服务器的磁盘满了，或者读写不了。填的内容没有丢：告诉管理员，腾出空间以后返回上一页，再保存一次。",
)


# Whoever looks over a shoulder must not read these; a test holds them against every password field of the forms.
SECRETS = frozenset({"password", "old", "again", "code"})
_OF_MACHINES = "csrf_token once version to before after number organisation_id decision do skeleton chapter"
_UNTYPED = SECRETS | set(_OF_MACHINES.split())
_MOST_TYPED = 40
# A field that no form of ours has.
_NAMELESS = "填的内容"


def init_errors(app: Flask) -> None:
    """Answer every error with one page."""
    app.register_error_handler(PlannerError, show_refusal)
    app.register_error_handler(CSRFError, show_expired)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(500, show_fault)


def show_refusal(error: PlannerError) -> tuple[str, int]:
    """A refusal with its own sentence, and with what was typed."""
    db.session.rollback()
    title = error.title or (SENTENCES.get(error.status, ("没做成", ""))[0] if error.status != 422 else "没做成")
    return draw_refusal(title, error.sentence, typed=typed_texts(), place=error.place), error.status


def show_expired(error: CSRFError) -> tuple[str, int]:
    """An expired form: what was typed is shown, so that it can be copied."""
    db.session.rollback()
    sentence = "登录状态变了或页面放得太久，没有保存。刚才填的都在下面，返回上一页刷新后再存一次。"
    return draw_refusal("表单过期了", sentence, typed=typed_texts()), 400


def show_http_error(error: HTTPException) -> tuple[str, int] | HTTPException | Response:
    """The errors of the web in our own words; redirects pass."""
    code = error.code or 500
    if code < 400:
        return error
    if code >= 500:
        return show_fault(error)
    db.session.rollback()
    title, sentence = SENTENCES.get(code, SENTENCES[400])
    each = current_app.config["UPLOAD_MEBIBYTES"]
    limits = {"each": each, "together": UPLOADS_AT_ONCE * each}
    return draw_refusal(title, sentence.format_map(limits)), code


def draw_refusal(title: str, sentence: str, **shown: Any) -> str:
    """The page of a refusal; its way out is called after where it leads."""
    return render_template("error.html", title=title, sentence=sentence, way_out=_way_out(), **shown)


def _way_out() -> str:
    """What is at the root of the app: the desk, the one event of a guest, or the sign-in for whoever has an account."""
    if not current_user or not current_user.is_authenticated:
        return "有账号，去登录"
    return "回工作台" if current_user.guest_of is None else "回活动"


def show_fault(error: Exception) -> Response:
    """A fault of ours, told plainly; Flask has logged it with its trace.

    Drawn without the database, the session and the frame of other pages, for any of them may be what failed.
    """
    with suppress(SQLAlchemyError):
        db.session.rollback()
    mark_private()  # it shows what was typed, of whomever
    cause = getattr(error, "original_exception", None) or error
    status = _status_of(cause)
    title, sentence = _words_for(cause, status)
    page = current_app.jinja_env.get_template("fault.html")
    text = page.render(title=title, sentence=sentence, typed=typed_texts(), back=_page_before())
    response = current_app.response_class(text, status)
    if status == 503:
        response.headers["Retry-After"] = str(WAIT_SECONDS)
    return response


def _words_for(cause: BaseException, status: int) -> tuple[str, str]:
    """The title of the page and what it says: who only opened a page need not fear for what they typed."""
    if is_unprepared(cause):
        return UNPREPARED
    is_reading = request.method in READING_METHODS
    if status == 507:
        return UNREADABLE if is_reading else UNWRITTEN
    words = SENTENCES if is_reading else UNSAVED
    return words.get(status, words[500])


def _status_of(cause: BaseException) -> int:
    """What the answer to a fault says to programs: 503 where trying again helps, 507 where a disk must be seen to."""
    if isinstance(cause, HTTPException) and cause.code:
        return cause.code
    if is_disk_fault(cause):
        return 507
    return 503 if is_busy(cause) or is_unprepared(cause) else 500


def _page_before() -> str:
    """The page of ours from which somebody came, as a path; the desk where that is not known."""
    try:
        before = urlsplit(request.referrer or "")
    except ValueError:  # no browser sends such an address: http://[
        return "/"
    path = "/" + before.path.lstrip("/")
    return path + (f"?{before.query}" if before.query else "") if before.netloc == request.host else "/"


def typed_texts() -> list[tuple[str, str]]:
    """What a refused form holds, by label, so that it can be copied; no passwords, nothing that only machines read."""
    try:
        sent = [(name, text) for name, text in request.form.items(multi=True) if name not in _UNTYPED and text.strip()]
    except (HTTPException, OSError):  # too large to be read at all, or no room for what came
        return []
    noun = NOUNS.get((request.view_args or {}).get("noun", ""))
    labels = {**find_labels(request.form.keys()), **(noun.labels if noun else {})}
    return [(_label_of(name, labels), text) for name, text in sent[:_MOST_TYPED]]


def _label_of(name: str, labels: Mapping[str, str]) -> str:
    if name.startswith(REMARK_PREFIX):
        return "对明细的意见"
    return labels.get(name) or _NAMELESS
