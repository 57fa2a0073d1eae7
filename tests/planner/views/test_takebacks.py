"""Pages of taking a yes back, and what all pages say of who decides."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.enums import EventStatus, Role, TeamRole
from planner.extensions import db
from planner.models import Organisation
from planner.services.accounts import set_role
from planner.services.team import hand_over, set_team_member
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.moneysteps import handed_in, passed, planned
from tests.planner.submissions import agreed, change, event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
NOON = datetime(2027, 5, 20, 4, 0, tzinfo=UTC)


def test_whoever_agreed_takes_it_back_on_the_same_page(
    world: World, in_app: InApp, signed_in: SignedIn, at: At
) -> None:
    at(NOON)
    with in_app():
        agreed(world)
    client, place = signed_in("韩校长"), f"/events/{world.event}/approval"
    assert "12:10 前一定能收回，之后没人接着办也能。" in client.get(place).text

    empty = client.post(f"{place}/take-back", data={"words": " "})
    assert (empty.status_code, "写一句为什么收回。" in empty.text) == (422, True)
    answer = client.post(f"{place}/take-back", data={"words": "时间看错了"})

    assert answer.headers["Location"] == place
    with in_app():
        assert event_of(world).status == EventStatus.SUBMITTED
    page = client.get(place).text
    assert "韩校长 今天 12:00 收回了同意" in page
    assert "时间看错了" in page
    assert "同意</button>" in page


@pytest.mark.parametrize(("minutes", "hint"), [(9, "12:10 前一定能收回"), (10, "现在没人接着办也能。")])
def test_hint_says_how_long_it_can_be_taken_back(
    world: World, in_app: InApp, signed_in: SignedIn, at: At, minutes: int, hint: str
) -> None:
    at(NOON)
    with in_app():
        agreed(world)
    at(NOON + timedelta(minutes=minutes))

    assert hint in signed_in("韩校长").get(f"/events/{world.event}/approval").text


def test_page_says_why_it_is_too_late(world: World, in_app: InApp, signed_in: SignedIn, at: At) -> None:
    at(NOON)
    with in_app():
        agreed(world)
        event_of(world).status = EventStatus.PUBLISHED
        db.session.commit()
    at(NOON + timedelta(hours=1))
    client, place = signed_in("韩校长"), f"/events/{world.event}/approval"

    page = client.get(place).text
    assert "活动已发布，也过了 10 分钟，不能再收回。" in page
    assert "/take-back" not in page
    assert client.post(f"{place}/take-back", data={"words": "错"}).status_code == 403


@pytest.mark.parametrize("who", ["周老师", "管理员", "陈老师"])
def test_others_are_not_offered_to_take_it_back(world: World, in_app: InApp, signed_in: SignedIn, who: str) -> None:
    with in_app():
        agreed(world)

    place = f"/events/{world.event}/approval"
    assert "收回同意" not in signed_in(who).get(place).text
    assert signed_in(who).post(f"{place}/take-back", data={"words": "错"}).status_code == 403


def test_finance_takes_its_pass_back(world: World, in_app: InApp, signed_in: SignedIn, at: At) -> None:
    at(NOON)
    with in_app():
        planned(world)
        passed(world)
    client, place = signed_in("钱会计"), f"/events/{world.event}/reviews/budget/1"
    assert "12:10 前一定能收回" in client.get(place).text

    assert client.post(f"{place}/take-back", data={"words": ""}).status_code == 422
    answer = client.post(f"{place}/take-back", data={"words": "漏看一条"})

    assert answer.headers["Location"] == place
    page = client.get(place).text
    assert "钱会计 今天 12:00 收回了通过" in page
    assert "漏看一条" in page


def test_waiting_event_names_who_decides_and_since_when(
    world: World, in_app: InApp, signed_in: SignedIn, at: At
) -> None:
    """Case 22: the only approver's role is taken after the submission."""
    at(NOON)
    with in_app():
        submitted(world)
    client = signed_in("周老师")
    places = (f"/events/{world.event}", "/events", "/", "/approvals")
    before = [client.get(place).text for place in places]
    with in_app():
        set_role(user(world, "韩校长"), world.units["school"], Role.READER, actor=CONSOLE)
        db.session.commit()
    after = [client.get(place).text for place in places]
    with in_app():
        set_team_member(event_of(world), world.users["管理员"], TeamRole.PLANNER, actor=user(world, "周老师"))
        db.session.commit()
    nobody = [client.get(place).text for place in places]

    assert "等镇中心小学的韩校长（审批人）审批，今天 12:00 提交。" in before[0]
    assert "等镇中心小学的管理员（管理员）审批，今天 12:00 提交。" in after[0]
    assert "今天 12:00 提交，没有人能审批：管理员是活动的共同编辑。请本人在“我的”里指定" in nobody[0]
    for place in (1, 2):
        assert "等韩校长审批，5月20日起" in before[place]
        assert "等管理员审批，5月20日起" in after[place]
        assert "没有人能审批，5月20日起" in nobody[place]
    assert ["等韩校长审批" in before[3], "等管理员审批" in after[3], "没有人能审批" in nobody[3]] == [True] * 3


def test_barred_owner_reads_why_and_who_else_may(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    """Case 21."""
    with in_app():
        hand_over(event_of(world), world.users["管理员"], actor=user(world, "周老师"))
        change(event_of(world), user(world, "管理员"), place="校操场", stated_total=41)
        db.session.commit()
        submitted(world, theme="手牵手")
    client, place = signed_in("管理员"), f"/events/{world.event}/approval"

    page = client.get(place).text
    assert "自己负责的活动要由别人审批。" in page
    assert "<b>镇中心小学</b> 的韩校长（审批人）审批。" in page
    assert 'name="decision"' not in page
    assert client.post(place, data={"number": "1", "decision": "agree"}).status_code == 403
    with in_app():
        assert event_of(world).status == EventStatus.SUBMITTED


def test_gap_is_told_before_the_submission_with_the_way_out(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        set_role(user(world, "韩校长"), world.units["school"], Role.READER, actor=CONSOLE)
        hand_over(event_of(world), world.users["管理员"], actor=user(world, "周老师"))
        db.session.commit()
    client = signed_in("周老师")
    with_parent = client.get(f"/events/{world.event}/submit").text
    with in_app():
        db.session.get_one(Organisation, world.units["school"]).parent_id = None
        db.session.commit()

    gap = "没有人能审批：管理员是活动的负责人。请本人在“我的”里指定一位没有参与的代理人，代理人就能审批。"
    above = "也可以请管理员在“单位设置”里改为由上级单位审批，再提交：县团委有吴书记（审批人）。"
    assert gap + above in with_parent
    alone = client.get(f"/events/{world.event}/submit").text
    assert (gap in alone, "上级单位" in alone) == (True, False)


def test_reviewer_who_wrote_a_line_reads_why_not(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        set_team_member(event_of(world), world.users["钱会计"], TeamRole.PLANNER, actor=user(world, "周老师"))
        planned(world)
        handed_in(world)

    page = signed_in("钱会计").get(f"/events/{world.event}/reviews/budget/1").text
    assert "自己共同编辑的预算要由别人审核。" in page
    assert "等管理员（管理员）审核" in page
