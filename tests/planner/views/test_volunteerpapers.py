"""Papers of volunteers: what stands on them, who may have them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader

from planner import clock
from planner.dossier import Dossier, Post, Shift
from planner.extensions import db
from planner.models import Activity, SignUpDesk
from planner.people import Offer, Slot
from planner.queries.signups import find_desk
from planner.views.volunteerpaperspage import make_poster
from tests.planner.conftest import World
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def text_of(content: bytes) -> str:
    """What is printed on a PDF, without blanks."""
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.fixture
def address(world: World, in_app: InApp) -> str:
    """The event looks for three and has one: where one signs up."""
    with in_app():
        signed_up(world, asking(world, places=3), "林", unit="三中")
        desk = find_desk(world.event)
        assert desk is not None
        return f"http://localhost/v/{desk.link.token}"


def test_poster_leads_to_where_one_signs_up(world: World, signed_in: SignedIn, address: str) -> None:
    client = signed_in("陈老师")

    picture = client.get(f"/events/{world.event}/volunteers/poster.png")
    sheet = client.get(f"/events/{world.event}/volunteers/poster.pdf")

    image = Image.open(BytesIO(picture.data))
    assert (picture.mimetype, image.width) == ("image/png", 1080)
    assert [code.text for code in zxingcpp.read_barcodes(image)] == [address]
    assert (sheet.mimetype, len(PdfReader(BytesIO(sheet.data)).pages)) == ("application/pdf", 1)
    printed = text_of(sheet.data)
    assert [word for word in ("六一慰问", "栈道看护", "还需2人") if word not in printed] == []


def test_poster_waits_until_volunteers_are_asked_for(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}/volunteers/poster.pdf")

    assert (page.status_code, "先开始招募" in page.text) == (404, True)


@pytest.mark.parametrize(
    ("paper", "words"),
    [("badges", ("林", "三中", "栈道看护")), ("sign-in", ("林", "栈道看护", "09:00", "139****6519"))],
)
def test_papers_with_names_are_logged_and_not_stored(
    world: World, signed_in: SignedIn, in_app: InApp, address: str, paper: str, words: tuple[str, ...]
) -> None:
    answer = signed_in("韩校长").get(f"/events/{world.event}/volunteers/{paper}.pdf")

    printed = text_of(answer.data)
    assert [word for word in words if word not in printed] == []
    assert answer.headers["Cache-Control"] == "no-store"
    with in_app():
        entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert entry is not None
        assert (entry.verb, entry.actor) == ("查看", "韩校长")


@pytest.mark.parametrize("paper", ["badges.pdf", "sign-in.pdf"])
@pytest.mark.parametrize(("who", "status"), [("江老师", 404), ("吴书记", 404)])
def test_papers_with_names_stay_in_the_unit(
    world: World, signed_in: SignedIn, address: str, paper: str, who: str, status: int
) -> None:
    assert signed_in(who).get(f"/events/{world.event}/volunteers/{paper}").status_code == status


def test_poster_names_the_next_shift_with_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    now, post = datetime.fromisoformat("2027-08-09T10:00"), Post("p", "看护")
    monkeypatch.setattr(clock, "wall_now", lambda: now)

    def offer(hours: int, taken: int) -> Offer:
        """A shift for two, so many hours from now."""
        begins = now + timedelta(hours=hours)
        return Offer(Slot(Shift(str(hours), "p", places=2), post, begins, begins + timedelta(hours=1)), taken)

    desk = SignUpDesk(benefits="", bring="", shows_phone=False)
    poster = make_poster(Dossier(posts=(post,)), desk, [offer(-1, 0), offer(1, 2), offer(24, 1)], "")
    over = make_poster(Dossier(posts=(post,)), desk, [offer(0, 0)], "")

    assert [(one.when, one.needed) for one in poster.posts] == [("8月10日 周二，共 2 班", 1)]
    assert over.posts == ()
