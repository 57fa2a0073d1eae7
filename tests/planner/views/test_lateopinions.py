"""An opinion that comes too late: what was written is on the page that says so."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask.testing import FlaskClient

from planner.extensions import db
from planner.services.approvals import withdraw_event
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


def test_decide_on_what_was_withdrawn_shows_the_words_where_no_form_is(
    waiting: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        withdraw_event(event_of(waiting), actor=user(waiting, "周老师"))
        db.session.commit()

    typed = {"number": "1", "decision": "return", "words": "写了很久的话"}

    answer = signed_in("韩校长").post(f"/events/{waiting.event}/approval", data=typed)

    assert (answer.status_code, "textarea" in answer.text) == (409, False)
    assert "<dt>你写的意见</dt><dd><pre>写了很久的话</pre></dd>" in answer.text
