"""Places by lot, as the organiser chooses them and as everybody sees them before and after the draw."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.extensions import db
from planner.models import Link, SignUp, SignUpLottery
from planner.queries.signups import find_desk
from planner.services.lottery import draw_lottery
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.signingsteps import ALONE, GROUP, add_shift, send
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
CHOSEN, OPEN, DRAWN = (datetime(2027, 7, day, 4, tzinfo=UTC) for day in (1, 3, 21))
TYPED = {"opens_on": "2027-07-02", "opens_time": "8:00", "draws_on": "2027-07-20", "draws_time": "18:30"}


@pytest.fixture(autouse=True)
def before(at: At) -> None:
    """It is the first of July 2027."""
    at(CHOSEN)


@pytest.fixture
def path(world: World, in_app: InApp) -> str:
    """The address of the lottery of an event with a shift for two on the 31st; volunteers are not taken yet."""
    with in_app():
        add_shift(world, "栈道看护")
        db.session.commit()
    return f"/events/{world.event}/volunteers/lottery"


@pytest.fixture
def public(world: World, in_app: InApp, signed_in: SignedIn, path: str) -> tuple[str, str]:
    """The address of the public page with a lottery, and the key of the shift."""
    signed_in("周老师").post(path, data=TYPED)
    with in_app():
        desk = find_desk(world.event)
        assert desk is not None
        shift = db.session.execute(db.text("SELECT key FROM volunteer_shift")).scalar_one()
        return f"/v/{db.session.get_one(Link, desk.link_id).token}", shift


def lottery_of(in_app: InApp) -> SignUpLottery:
    """The lottery as it is kept."""
    with in_app():
        return db.session.scalars(db.select(SignUpLottery)).one()


def test_organiser_chooses_the_lottery_and_may_give_it_up(
    world: World, in_app: InApp, signed_in: SignedIn, path: str
) -> None:
    owner = signed_in("周老师")
    assert "用抽签" in owner.get(path.removesuffix("/lottery")).text

    answer = owner.post(path, data=TYPED)

    page = owner.get(answer.headers["Location"]).text
    lottery = lottery_of(in_app)
    assert lottery.draws_at == datetime(2027, 7, 20, 10, 30, tzinfo=UTC)
    assert ("定下了" in page, lottery.commitment in page, lottery.seed in page) == (True, True, False)
    assert "7月20日 18:30 抽签" in owner.get(path.removesuffix("/lottery")).text
    owner.post(f"{path}/give-up")
    with in_app():
        assert db.session.scalar(db.select(SignUpLottery)) is None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"opens_on": ""}, "写哪天开始报名，像 2027-07-25。"),
        ({"opens_on": "2027-06-30"}, "开始报名要在现在以后，先让大家看到规则。"),
        ({"draws_on": "7月20日"}, "连年份一起写"),
        ({"draws_time": ""}, "写几点抽签，像 18:30。"),
        ({"draws_on": "2027-07-01"}, "抽签要晚于开始报名。"),
        ({"draws_on": "2027-08-20"}, "在抽签以前就开始了，抽签定早一点。"),
    ],
)
def test_moment_that_can_not_be_is_told_and_stays(
    in_app: InApp, signed_in: SignedIn, path: str, change: dict[str, str], words: str
) -> None:
    answer = signed_in("周老师").post(path, data=TYPED | change)

    assert (answer.status_code, words in answer.text, 'value="8:00"' in answer.text) == (422, True, True)
    with in_app():
        assert db.session.scalar(db.select(SignUpLottery)) is None


def test_lottery_can_not_be_changed_once_sign_up_has_opened(
    signed_in: SignedIn, path: str, public: tuple[str, str], at: At
) -> None:
    owner = signed_in("周老师")
    at(OPEN)

    page = owner.get(path).text
    refused = owner.post(path, data=TYPED | {"draws_on": "2027-07-22"})

    assert ("报名已经开始，抽签不能再改。" in page, "用抽签" in page) == (True, False)
    assert (refused.status_code, "报名已经开始了，抽签要在开始以前定" in refused.text) == (422, True)


def test_rule_and_fingerprint_stand_on_the_public_page_before_sign_up_opens(
    client: FlaskClient, in_app: InApp, public: tuple[str, str]
) -> None:
    home, _ = public
    page, rule, lottery = client.get(home).text, client.get(f"{home}/lottery").text, lottery_of(in_app)

    assert ("7月20日 18:30 抽签" in page, "未开始" in page) == (True, True)
    assert (lottery.commitment in rule, lottery.seed in rule) == (True, False)


def test_everybody_gets_a_number_and_how_it_ends_stands_on_their_page(
    world: World, app: Flask, client: FlaskClient, in_app: InApp, public: tuple[str, str], at: At
) -> None:
    home, shift = public
    token = home.removeprefix("/v/")
    at(OPEN)
    form = client.get(f"{home}/{shift}").text
    done = client.get(send(client, token, shift, ALONE).location or "").text
    group = app.test_client().get(send(app.test_client(), token, shift, GROUP).location or "").text

    assert "2 个名额，登记了 0 人，7月20日 18:30 抽签" in form
    assert ("已登记，7月20日 18:30 抽签" in done, "你的号码是 1。" in done) == (True, True)
    assert "2 人等抽签，号码是 2，一起抽。" in group
    assert "已登记，号码 1" in client.get(home).text
    own = re.search(r"/v/me/[\w-]+", done)
    assert own is not None
    assert "7月20日 18:30 抽签，抽完这里会写" in client.get(own[0]).text
    at(DRAWN)
    assert "报名截止了" in client.get(home).text
    with in_app():
        draw_lottery(event_of(world), actor=CONSOLE)
        db.session.commit()
        mine = db.session.scalars(db.select(SignUp.state).where(SignUp.lot == "1")).one()
    assert ("抽中了" if mine == "confirmed" else "候补第") in client.get(own[0]).text


def test_draw_is_replayed_from_the_page_alone(
    world: World, app: Flask, client: FlaskClient, in_app: InApp, public: tuple[str, str], at: At
) -> None:
    home, shift = public
    at(OPEN)
    for number in range(5):
        who = {**ALONE, "name": f"林知{'甲乙丙丁戊'[number]}", "phone": f"1380000010{number}"}
        send(app.test_client(), home.removeprefix("/v/"), shift, who)
    at(DRAWN)
    with in_app():
        draw_lottery(event_of(world), actor=CONSOLE)
        db.session.commit()

    page = client.get(f"{home}/lottery").text

    seed, commitment = re.search("种子：([0-9a-f]{32})。", page), re.search("公布在这里：([0-9a-f]{64})", page)
    assert seed is not None
    assert commitment is not None
    assert sha256(seed[1].encode()).hexdigest() == commitment[1]
    shown = re.findall(r"(\d+) 号.*?>(抽中|候补)<.*?([0-9a-f]{64})", page, re.DOTALL)
    prints = {str(number): sha256(f"{seed[1]}:{number}".encode()).hexdigest() for number in range(1, 6)}
    order = sorted(prints, key=prints.__getitem__)
    assert [(number, text) for number, _, text in shown] == [(number, prints[number]) for number in order]
    assert [state for _, state, _ in shown] == ["抽中", "抽中", "候补", "候补", "候补"]
    assert "林知" not in page


def test_event_without_a_lottery_says_so(world: World, client: FlaskClient, in_app: InApp, signed_in: SignedIn) -> None:
    signed_in("周老师").post(f"/events/{world.event}/volunteers/open")
    with in_app():
        desk = find_desk(world.event)
        assert desk is not None
        token = db.session.get_one(Link, desk.link_id).token

    answer = client.get(f"/v/{token}/lottery")

    assert (answer.status_code, "这个活动不抽签，先报先得。" in answer.text) == (404, True)
