"""Several people of a shift at once, and the list by person."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Activity
from planner.services.rows import find_row
from tests.planner.conftest import World
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import asking, signed_up, states_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
C, W, R = SignUpState.CONFIRMED, SignUpState.WAITING, SignUpState.REFUSED


def with_three(world: World, in_app: InApp) -> tuple[str, list[str], str]:
    """A shift of one place with three people, their sign-ups, and the address where they are settled."""
    with in_app():
        shift = asking(world, places=1)
        ids = [str(one.id) for one in signed_up(world, shift, "甲", "乙", "丙")]
    return shift, ids, f"/events/{world.event}/volunteers/shifts/{shift}/several"


def test_several_are_confirmed_together_or_not_at_all(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    shift, ids, address = with_three(world, in_app)
    client = signed_in("周老师")

    refused = client.post(f"{address}/confirm", data={"who": ids})
    with in_app():
        before = states_of(shift)
    client.post(f"{address}/confirm", data={"who": ids, "over": "y"})

    assert (refused.status_code, "补上就是 2 人" in refused.text) == (422, True)
    with in_app():
        assert (before, states_of(shift)) == ([("甲", C), ("乙", W), ("丙", W)], [("甲", C), ("乙", C), ("丙", C)])


def test_several_are_refused_with_one_word_and_nobody_of_them_moves_up(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    shift, ids, address = with_three(world, in_app)
    client = signed_in("周老师")

    silent = client.post(f"{address}/refuse", data={"who": ids[:2], "word": ""})
    client.post(f"{address}/refuse", data={"who": ids[:2], "word": "这次人够了"})

    assert (silent.status_code, "写一句为什么" in silent.text) == (422, True)
    with in_app():
        assert states_of(shift) == [("甲", R), ("乙", R), ("丙", C)]


def test_phones_are_copied_by_planners_and_that_is_logged(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    _, ids, address = with_three(world, in_app)
    query = f"{address}?do=phones&who={ids[0]}&who={ids[2]}"

    copied, refused = signed_in("周老师").get(query), signed_in("管理员").get(query)

    assert [f"{name} 139{ord(name):08d}" in copied.text for name in "甲乙丙"] == [True, False, True]
    assert (copied.headers["Cache-Control"], refused.status_code) == ("no-store", 403)
    with in_app():
        entries = db.session.execute(select(Activity.actor, Activity.verb, Activity.subject)).all()
        assert [tuple(row) for row in entries if row.verb == "查看"] == [("周老师", "查看", "志愿者电话")]


def test_reminder_calls_those_who_are_ticked_by_surname(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    _, ids, address = with_three(world, in_app)

    page = signed_in("周老师").get(f"{address}?do=remind&who={ids[1]}").text

    assert "乙老师：六一慰问的6月1日 周二 09:00—11:00 栈道看护，请打开自己的页面" in page


def test_nobody_ticked_leads_back_to_the_shift(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    shift, _, address = with_three(world, in_app)

    answer = signed_in("周老师").get(f"{address}?do=confirm")

    assert answer.headers["Location"].endswith(f"?shift={shift}#shift")


@pytest.mark.parametrize(("query", "ticked"), [("", 0), ("&all=1", 3)])
def test_all_of_a_shift_are_ticked_without_scripts(
    world: World, in_app: InApp, signed_in: SignedIn, query: str, ticked: int
) -> None:
    shift, _, _ = with_three(world, in_app)

    page = signed_in("周老师").get(f"/events/{world.event}/volunteers?shift={shift}{query}").text

    assert (page.count('form="several"'), page.count(" checked")) == (3, ticked)


@pytest.mark.parametrize("verb", ["confirm", "refuse"])
def test_nothing_is_settled_by_looking_nor_by_a_reader(
    world: World, in_app: InApp, signed_in: SignedIn, verb: str
) -> None:
    shift, ids, address = with_three(world, in_app)

    looked = signed_in("周老师").get(f"{address}/{verb}")
    reader = signed_in("陈老师").post(f"{address}/{verb}", data={"who": ids, "word": "不"})
    stranger = signed_in("江老师").post(f"{address}/{verb}", data={"who": ids})

    assert (looked.status_code, reader.status_code, stranger.status_code) == (405, 403, 404)
    with in_app():
        assert states_of(shift) == [("甲", C), ("乙", W), ("丙", W)]


def test_everybody_stands_once_in_the_list_by_person_with_all_their_shifts(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        shift, other = asking(world), asking(world, start=13, end=14)
        signed_up(world, shift, "甲", "乙")
        signed_up(world, other, "甲")
    address = f"/events/{world.event}/volunteers?view=people"

    planner, reader = signed_in("周老师").get(address), signed_in("陈老师").get(address)
    above = signed_in("吴书记").get(address)

    listed = planner.text[planner.text.index('id="people"') :].partition("</table>")[0]
    assert (listed.count("<tr>"), listed.count(f"shift={shift}#shift"), listed.count(f"shift={other}#shift")) == (
        3,
        2,
        1,
    )
    assert planner.headers["Cache-Control"] == reader.headers["Cache-Control"] == "no-store"
    assert 'id="people"' not in above.text


def test_overlaps_stand_on_the_board_at_the_person_and_in_the_list(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        shift, other = asking(world), asking(world, start=10, end=12)
        signed_up(world, shift, "甲", "乙")
        second = signed_up(world, other, "丙")[0]
        second.volunteer.name = "甲"
        db.session.commit()
    client, board = signed_in("周老师"), f"/events/{world.event}/volunteers"

    shown = client.get(f"{board}?shift={shift}").text
    only = client.get(f"{board}?view=people&only=overlap").text

    assert "甲可能两处时间重叠" in shown
    assert "栈道看护和栈道看护，6月1日 10:00" in shown
    assert shown.count(">时间重叠</span>") == 1
    listed = only[only.index('id="people"') :].partition("</table>")[0]
    assert (listed.count("<tr>"), "乙" in listed) == (3, False)


def test_missing_record_checks_are_settled_by_a_person(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        shift = asking(world, places=3)
        late, gone, good = signed_up(world, shift, "甲", "乙", "丙")
        for one, until in ((late, None), (gone, date(2027, 5, 31)), (good, date(2027, 6, 1))):
            one.volunteer.checked_until = until
        find_row(event_of(world), "posts", find_row(event_of(world), "shifts", shift).post).checked = True
        event_of(world).change_number += 1
        db.session.commit()

    board = signed_in("周老师").get(f"/events/{world.event}/volunteers").text

    assert "栈道看护 2 人没查无犯罪记录" in board
