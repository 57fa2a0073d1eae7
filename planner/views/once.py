"""Every form that posts carries a one-time key: sent a second time it is answered as at first, and does nothing."""

import hashlib
import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from flask import Flask, current_app, flash, g, make_response, redirect, request, session
from flask_login import current_user
from markupsafe import Markup
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from planner.errors import PlannerError
from planner.extensions import db
from planner.models import Link, User
from planner.services.once import TakenKey, keep_answer, take_key
from planner.worksession import PendingWork

F = TypeVar("F", bound=Callable[..., Any])
FIELD = "once"
_FLASHES = "_flashes"
_SAVED = "saved_form"
# Who has just signed out of this browser: what they left unsaved in it goes.
LEFT = "left"
_SHOWN_KEY = 24


@dataclass(slots=True)
class Sending(PendingWork):
    """A form that came for the first time: its key, and how many messages waited before it."""

    taken: TakenKey = field(kw_only=True)
    messages: int = field(kw_only=True)


class AlreadySaved(PlannerError):
    """The form was saved before, and its answer was not for keeping."""

    reason = "ALREADY_SAVED"


class AnsweredBefore(Exception):
    """The form was saved while this request did something slow; `answer` is the one that was given."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


def init_once(app: Flask) -> None:
    """Judge every form that carries a key, before its view and after it."""
    app.register_error_handler(AnsweredBefore, lambda before: before.answer)
    app.before_request(begin)
    app.after_request(finish)
    app.jinja_env.globals.update(page_marks=page_marks)


def once_field() -> Markup:
    """The hidden field with the key of one form as it is drawn now; drawn again it has another one."""
    # Drawn for each row of a list, and of letters and digits alone: not worth the ten times dearer `Markup.format`.
    return Markup(f'<input type="hidden" name="{FIELD}" value="{secrets.token_urlsafe(12)}">')


def count_once_for_visitors(view: F) -> F:
    """Mark a public route whose forms count once although nobody is signed in; passwords are tried anew each time."""
    view.counts_once_for_visitors = True  # type: ignore[attr-defined]
    return view


def begin() -> Response | None:
    """Take the key of the form; a form that was saved before is answered as it was then."""
    if request.method != "POST" or not _counts_here() or not request.form.get(FIELD):
        return None
    # Only visitors come in a rush; whoever writes a plan has the disk to themselves.
    g.shares_sync = not current_user.is_authenticated
    taken, is_new = take_key(_fingerprint())
    if is_new:
        g.pending_work = Sending(taken=taken, messages=len(session.get(_FLASHES, ())))
        return None
    return _answer_again(taken)


def _counts_here() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return current_user.is_authenticated or getattr(view, "counts_once_for_visitors", False)


def _answer_again(taken: TakenKey) -> Response:
    """The answer that the form got when it was saved; raises AlreadySaved where that was not kept."""
    if not taken.answer:
        raise AlreadySaved("这张表刚才已经存上了，没有再存一遍。")
    return _repeat(json.loads(taken.answer))


def finish(response: Response) -> Response:
    """Write what the view did together with its answer; without anything done the key stays free."""
    sending = g.pop("pending_work", None)
    if sending is None or not sending.is_done:
        return response
    answer = _describe(response, sending.messages)
    keep_answer(sending.taken, answer, was_given_back=sending.was_undone)
    db.session.commit()
    if response.location:
        _note_saved()
    return response


def _note_saved() -> None:
    """Let the next page of somebody who is signed in say which form was saved: only theirs are kept by scripts."""
    if current_user.is_authenticated:
        session[_SAVED] = _shown_key()


def free_key() -> None:
    """Take back what the request did so far, the key of its form too: sent again, the form is judged again.

    For what is to be written although the form was refused; whoever commits without this says that the form is saved.
    """
    db.session.rollback()
    g.pop("pending_work", None)


def show_what_was_sent() -> None:
    """Say that the page that answers shows what was sent as it was read: its browser has no older copy to offer."""
    g.shows_what_was_sent = True


@contextmanager
def outside_transaction() -> Iterator[None]:
    """Let others write while this request does something slow.

    What it wrote so far is taken back, and what it loaded is stale. Afterwards the key of its form is taken again: when
    the same form was saved meanwhile, the answer is that one (AnsweredBefore), and nothing is done twice.
    """
    sending = g.get("pending_work")
    key = sending.taken.key if sending else ""
    db.session.rollback()
    yield
    if sending is None:
        return
    taken, is_new = take_key(key)
    if not is_new:
        g.pop("pending_work")
        raise AnsweredBefore(_answer_again(taken))
    sending.taken, sending.was_undone = taken, False


def mark_of(person: User | Link) -> str:
    """Whose a page is, as scripts know it."""
    return f"{'user' if person.guest_of is None else 'guest'}-{person.id}"


def page_marks() -> Markup:
    """What scripts must know, as attributes of the page.

    Whose page it is and which form has just been saved; on the first page after signing out, who has left.
    """
    if not current_user or not current_user.is_authenticated:
        left = session.pop(LEFT, "")
        return Markup(' data-left="{}"').format(left) if left else Markup("")
    marks = Markup(' data-person="{}"').format(mark_of(current_user))
    pending = g.get("pending_work")
    is_here = (pending and pending.is_done) or g.get("shows_what_was_sent")
    saved = _shown_key() if is_here else session.pop(_SAVED, "")
    return marks + Markup(' data-saved="{}"').format(saved) if saved else marks


def _shown_key() -> str:
    return request.form.get(FIELD, "")[:_SHOWN_KEY]


def _fingerprint() -> str:
    """The form as it was sent, by whom and where: with other words in it, it is another form and counts."""
    fields = [[name, text] for name, text in request.form.items(multi=True) if name != "csrf_token"]
    files = [[name, file.filename, _size(file)] for name, file in request.files.items(multi=True)]
    sent = json.dumps([_sender(), request.full_path, fields, files])
    return hashlib.sha256(sent.encode()).hexdigest()


def _sender() -> str:
    """Who sent the form: a person, or a browser by the secret that its forms are proved with."""
    return str(current_user.get_id() if current_user.is_authenticated else session.get("csrf_token", ""))


def _size(file: FileStorage) -> int:
    size = file.stream.seek(0, os.SEEK_END)
    file.stream.seek(0)
    return size


def _describe(response: Response, messages: int) -> str:
    """The answer as it is kept: where it led and what was said, or the page; empty for a page not to be stored."""
    if response.location:
        said = session.get(_FLASHES, [])[messages:]
        return json.dumps({"location": response.location, "status": response.status_code, "messages": said})
    if "no-store" in response.headers.get("Cache-Control", "") or response.mimetype != "text/html":
        return ""
    return json.dumps({"page": response.get_data(as_text=True), "status": response.status_code})


def _repeat(answer: dict[str, Any]) -> Response:
    if "location" not in answer:
        return make_response(answer["page"], answer["status"])
    for category, message in answer["messages"]:
        flash(message, category)
    _note_saved()
    return redirect(answer["location"], answer["status"])
