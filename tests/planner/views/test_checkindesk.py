"""What the organiser prepares for checking in: digits, signs to print, whether places are asked for."""

from io import BytesIO

import pytest
import zxingcpp
from flask.testing import FlaskClient
from PIL import Image
from pypdf import PdfReader

from planner.documents.post_signs import build_post_signs
from planner.documents.typesetting import draw_page
from planner.extensions import db
from planner.models import Activity, PostPosition
from planner.people.postsigns import PostSign
from planner.queries.signups import find_desk
from planner.services.rows import find_row
from tests.conftest import At
from tests.planner.attendancesteps import NEXT_DAY, digits_of, move_shift, wall
from tests.planner.conftest import World
from tests.planner.locks.steps import InApp, SignedIn
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import asking, signed_up

SIGN = PostSign(
    "栈道看护", "6月1日（周二）", "0042", "https://plan.example.edu.cn/v/x/at/y/0042", "东入口", "09:00—11:00"
)


def pages_of(content: bytes) -> list[str]:
    """What is printed on each page, without blanks."""
    return ["".join(page.extract_text().split()) for page in PdfReader(BytesIO(content)).pages]


@pytest.fixture
def desk(world: World, at: At, in_app: InApp) -> str:
    """Two posts on the first of June, one of them on the second as well; its address in the morning of the first."""
    with in_app():
        signed_up(world, asking(world), "甲")
        asking(world, title="水利馆引导", start=13, end=15)
        move_shift(world, asking(world, title="接回交接"), day=NEXT_DAY)
    at(wall("07:00"))
    return f"/events/{world.event}/volunteers"


def test_sign_says_post_day_and_digits_and_nothing_else_is_a_page() -> None:
    pages = pages_of(build_post_signs([SIGN, SIGN], event="六一慰问", organiser="镇中心小学"))

    assert len(pages) == 2
    for words in ("栈道看护", "6月1日（周二）", "0042", "东入口", "09:00—11:00", "六一慰问", "镇中心小学", "签退"):
        assert words in pages[0], words


def test_code_of_a_sign_is_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[bytes] = []

    def draw(template: str, data: dict[str, object]) -> bytes:
        drawn.append(draw_page(template, data, ppi=60))
        return b""

    monkeypatch.setattr("planner.documents.post_signs.typeset", draw)
    build_post_signs([SIGN], event="六一慰问")

    assert [code.text for code in zxingcpp.read_barcodes(Image.open(BytesIO(drawn[0])))] == [SIGN.address]


@pytest.mark.parametrize("name", ["栈" * 30, "看 😀 护", ""])
def test_sign_of_any_title_is_one_page(name: str) -> None:
    sign = PostSign(name, SIGN.day, SIGN.digits, SIGN.address, place="很远的地方" * 20, contact="许同学" * 20)

    assert len(pages_of(build_post_signs([sign], event="活动" * 60))) == 1


def test_day_without_shifts_has_a_page_that_says_so() -> None:
    assert "没有班次" in pages_of(build_post_signs([], event="六一慰问"))[0]


def test_signs_of_a_day_or_of_all_days_to_come(world: World, desk: str, signed_in: SignedIn) -> None:
    client = signed_in("周老师")

    one_day = pages_of(client.get(f"{desk}/signs.pdf?day=2027-06-02").data)
    all_days = pages_of(client.get(f"{desk}/signs.pdf").data)

    assert ([("接回交接" in page) for page in one_day], len(all_days)) == ([True], 3)


def test_page_shows_today_or_the_next_day(desk: str, signed_in: SignedIn, at: At) -> None:
    client = signed_in("周老师")
    page = client.get(f"{desk}/check-in").text
    assert ("今天，6月1日（周二）" in page, "0 / 1" in page, "6月2日（周三） 1 张" in page) == (True, True, True)
    at(wall("07:00", 2))
    assert "今天，6月2日（周三）" in client.get(f"{desk}/check-in").text
    at(wall("07:00", 3))
    assert "没有要签到的班次了" in client.get(f"{desk}/check-in").text


def test_digits_on_the_page_are_those_that_open_the_post(
    world: World, desk: str, signed_in: SignedIn, in_app: InApp
) -> None:
    with in_app():
        shift = asking(world, title="摆渡")
        digits = digits_of(world, shift)

    assert f">{digits}<" in signed_in("周老师").get(f"{desk}/check-in").text


def settings_of(world: World) -> tuple[int, list[tuple[int, int]]]:
    """How near is near, and where posts are."""
    found = find_desk(world.event)
    assert found is not None
    rows = db.session.scalars(db.select(PostPosition).order_by(PostPosition.id))
    return found.place_metres, [(row.latitude, row.longitude) for row in rows]


def test_places_are_kept_changed_and_forgotten(world: World, desk: str, signed_in: SignedIn, in_app: InApp) -> None:
    client = signed_in("周老师")
    with in_app():
        post = find_row(event_of(world), "shifts", asking(world, title="摆渡")).post
    for version, typed in (("1", "30.2741, 120.1551"), ("2", "30.3, 120.2"), ("3", "")):
        answer = client.post(f"{desk}/check-in", data={"version": version, "metres": "500", f"at-{post}": typed})
        assert answer.status_code == 302, version
        with in_app():
            wanted = {"1": [(30_274_100, 120_155_100)], "2": [(30_300_000, 120_200_000)], "3": []}[version]
            assert settings_of(world) == (500, wanted)
    with in_app():
        entries = db.session.scalars(db.select(Activity).where(Activity.subject == "志愿者签到设置")).all()
        assert [one.after for one in entries] == ["离岗位 500 米以内算在场"] * 3


@pytest.mark.parametrize(
    ("metres", "typed", "version", "words"),
    [
        ("500", "东入口", "1", "写纬度和经度两个数"),
        ("7", "", "1", ""),
        ("500", "30.2741, 120.1551", "0", "别人刚才也改了设置"),
    ],
)
def test_what_can_not_be_kept_stays_in_the_form(
    world: World, desk: str, signed_in: SignedIn, in_app: InApp, metres: str, typed: str, version: str, words: str
) -> None:
    with in_app():
        post = find_row(event_of(world), "shifts", asking(world, title="摆渡")).post

    answer = signed_in("周老师").post(
        f"{desk}/check-in", data={"version": version, "metres": metres, f"at-{post}": typed}
    )

    assert (answer.status_code, words in answer.text, f'value="{typed}"' in answer.text) == (422, True, True)
    with in_app():
        assert settings_of(world) == (0, [])


@pytest.mark.parametrize("path", ["check-in", "signs.pdf"])
@pytest.mark.parametrize(("name", "status"), [("江老师", 404), ("陈老师", 403), ("韩校长", 403)])
def test_digits_are_for_who_works_on_the_event(
    desk: str, signed_in: SignedIn, path: str, name: str, status: int
) -> None:
    assert signed_in(name).get(f"{desk}/{path}").status_code == status


def test_desk_needs_login_and_an_event_that_takes_volunteers(
    world: World, signed_in: SignedIn, client: FlaskClient
) -> None:
    address = f"/events/{world.event}/volunteers/check-in"

    assert client.get(address).headers["Location"].startswith("/sign-in")
    page = signed_in("周老师").get(address)
    assert (page.status_code, "还没有开始招募" in page.text) == (404, True)
