"""The paper that a guardian signs by hand: printed without a script, and promised."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from planner.documents.guardian_consent import build_guardian_consent
from planner.extensions import db
from planner.models import Link
from planner.people.guardianconsent import ConsentShift, GuardianConsent
from tests.planner.conftest import World
from tests.planner.documents.pdfs import pages_of
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
PAPER = GuardianConsent(
    event="看见家乡",
    organiser="云溪县第一小学",
    volunteer="陈晨",
    born="2012年3月",
    shifts=(ConsentShift("8月9日（周一）14:00—16:30", "栈道看护", "红军山停车场", "站在转弯处"),) * 12,
    risk="注意安全。",
)


@pytest.fixture
def minor(world: World, in_app: InApp) -> tuple[str, int]:
    """The own page of somebody under age, and the number of the sign-up."""
    with in_app():
        [one] = signed_up(world, asking(world), "陈晨", born=(2012, 3))
        return f"/v/me/{db.session.get_one(Link, one.volunteer.link_id).token}", one.id


def test_guardian_without_scripts_finds_the_paper_and_the_place_waits(
    minor: tuple[str, int], client: FlaskClient
) -> None:
    home, _ = minor

    page = client.get(f"{home}/guardian").text
    paper = client.get(f"{home}/guardian/paper.pdf")
    answer = client.post(f"{home}/guardian/paper")

    assert f'href="{home}/guardian/paper.pdf"' in page
    assert "照下面的签在纸上" in page.partition("<noscript>")[2].partition("</noscript>")[0]
    [text] = pages_of(paper.data)
    for words in ("监护人同意书", "陈晨", "6月1日", "栈道看护", "监护人签名"):
        assert words in text, words
    assert (paper.headers["Cache-Control"], answer.location) == ("no-store", home)
    assert "名额留到 6月1日 09:00" in client.get(home).text


def test_paper_of_many_shifts_keeps_the_lines_to_sign() -> None:
    pages = pages_of(build_guardian_consent(PAPER))

    assert len(pages) <= 2
    assert "监护人签名" in pages[-1]
    assert "".join(pages).count("栈道看护") == len(PAPER.shifts)
