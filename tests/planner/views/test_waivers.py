"""Waivers on the page of the settlement: written, refused with their words, withdrawn; asking for what is missing."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import Waiver
from planner.services.reviews import submit_settlement
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.moneysteps import passed, planned, spent
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
At = Callable[[datetime], None]
AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)
APPROVAL = {"reason": "approval", "gaps": "approval:"}


def address(world: World, rest: str = "") -> str:
    """An address of the settlement."""
    return f"/events/{world.event}/settlement{rest}"


@pytest.fixture(autouse=True)
def handed_in_bare(world: World, in_app: InApp, at: At) -> None:
    """The bus was paid and the settlement handed in; nothing is proven."""
    at(AFTER)
    with in_app():
        bus, _ = planned(world)
        passed(world)
        spent(world, {"line": bus})
        submit_settlement(event_of(world), actor=user(world, "周老师"))
        db.session.commit()


def test_waiver_is_written_printed_and_withdrawn(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    finance = signed_in("钱会计")
    before = finance.get(address(world)).text
    answer = finance.post(address(world, "/waivers"), data=APPROVAL | {"words": "批件在档案室 3 号柜"})
    after = finance.get(address(world)).text
    with in_app():
        (waiver,) = db.session.scalars(db.select(Waiver)).all()
    withdrawn = finance.post(address(world, f"/waivers/{waiver.id}/end"))
    again = finance.get(address(world)).text

    assert (answer.headers["Location"], withdrawn.headers["Location"]) == (address(world), address(world))
    assert [("通过（差 3 项）" in page, "通过（差 2 项）" in page) for page in (before, after, again)] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    printed = "<p>豁免：方案没有批准记录。批件在档案室 3 号柜。钱会计，2027年6月5日。</p>"
    assert [printed in page for page in (before, after, again)] == [False, True, False]


def test_refused_waiver_keeps_its_words_in_its_own_form(world: World, signed_in: SignedIn) -> None:
    finance = signed_in("钱会计")

    empty = finance.post(address(world, "/waivers"), data=APPROVAL | {"words": " "})
    stale = finance.post(
        address(world, "/waivers"), data={"reason": "payment", "gaps": "payment:expenses/gone", "words": "调不出"}
    )

    assert (empty.status_code, "写一句为什么可以豁免，会印在决算说明里。" in empty.text) == (422, True)
    assert (stale.status_code, "选的有一项已经补上或豁免过" in stale.text) == (422, True)
    assert squeeze(stale.text).count("调不出</textarea>") == 1
    assert [page.text.count('<details class="waive" open') for page in (empty, stale)] == [1, 1]


def test_organiser_is_asked_and_reads_it_where_it_is_mended(world: World, signed_in: SignedIn) -> None:
    finance, planner = signed_in("钱会计"), signed_in("周老师")
    asked = finance.post(address(world, "/requests"), data={"gaps": "approval:"})

    page = planner.get(address(world)).text

    assert asked.headers["Location"] == address(world)
    assert "请周老师补：方案没有批准记录" in page
    assert ("去提交审批" in page, "豁免并写进说明" in page) == (True, False)
    assert "补财务要的凭据" in planner.get("/").text


@pytest.mark.parametrize("who", ["周老师", "陈老师", "韩校长"])
def test_only_finance_waives_and_asks(world: World, in_app: InApp, signed_in: SignedIn, who: str) -> None:
    client = signed_in(who)

    answers = [
        client.post(address(world, "/waivers"), data=APPROVAL | {"words": "可以"}).status_code,
        client.post(address(world, "/waivers/1/end")).status_code,
        client.post(address(world, "/requests"), data=APPROVAL).status_code,
    ]

    assert answers == [403] * 3
    with in_app():
        assert db.session.query(Waiver).count() == 0


def test_who_may_not(world: World, signed_in: SignedIn, client: FlaskClient) -> None:
    paths = ("/waivers", "/waivers/1/end", "/requests")

    assert all("/sign-in" in client.post(address(world, path)).headers["Location"] for path in paths)
    assert [signed_in("江老师").post(address(world, path)).status_code for path in paths] == [404] * 3
    assert [signed_in("钱会计").get(address(world, path)).status_code for path in paths] == [405] * 3
    assert signed_in("钱会计").post(address(world, "/requests")).status_code == 422


def test_proofs_can_be_narrowed_to_what_lacks(world: World, signed_in: SignedIn) -> None:
    page = squeeze(signed_in("周老师").get(address(world, "?only=lacking")).text)

    assert 'aria-current="true">缺的 1</a>' in page
    assert ("只有号码" in page, "没有登记" in page) == (True, True)
