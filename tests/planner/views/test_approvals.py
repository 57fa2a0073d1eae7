"""The approval pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Organisation, Revision
from planner.queries.approvals import latest_revision
from planner.services.approvals import withdraw_event
from planner.services.events import create_event
from planner.services.rows import add_row
from tests.planner.conftest import World
from tests.planner.submissions import change, event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


def status_of(world: World, in_app: InApp) -> EventStatus:
    """Where the event stands now."""
    with in_app():
        return event_of(world).status


def test_queue_shows_who_when_where_how_many_and_how_much(waiting: World, signed_in: SignedIn) -> None:
    page = signed_in("韩校长").get("/approvals").text

    assert "1 件等我审批" in page
    for fact in ("六一慰问", "2027年6月1日（周二）", "校操场", "41 人", "周老师（镇中心小学）"):
        assert fact in page


def test_queue_of_the_submitter_shows_what_waits(waiting: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get("/approvals").text

    assert "没有等你审批的活动" in page
    assert "我提交的，还在等" in page


def test_queue_sends_the_same_statements_for_one_and_three(
    waiting: World, in_app: InApp, signed_in: SignedIn, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    client = signed_in("韩校长")
    with count_queries() as one:
        client.get("/approvals")
    with in_app():
        for title in ("春节慰问", "重阳敬老"):
            actor = user(waiting, "周老师")
            event = create_event("blank", title=title, organisation_id=waiting.units["school"], actor=actor)
            db.session.add(
                Revision(
                    event_id=event.id,
                    number=1,
                    dossier="{}",
                    submitted_by_id=actor.id,
                    approving_organisation_id=event.organisation_id,
                )
            )
            event.status = EventStatus.SUBMITTED
        db.session.commit()
    with count_queries() as three:
        assert "3 件等我审批" in client.get("/approvals").text

    assert len(one) == len(three) == 8


def test_submit_page_lists_what_is_open_and_who_approves(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}/submit").text

    assert "提交前还差 2 项" in page
    assert "活动地点待定" in page
    assert "韩校长" in page
    assert ">提交审批</button>" not in page


def test_submit_hands_the_event_in(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        change(event_of(world), user(world, "周老师"), place="校操场", stated_total=41)
        db.session.commit()

    answer = signed_in("周老师").post(f"/events/{world.event}/submit", data={"remark": "大巴要提前订"})

    assert answer.headers["Location"] == f"/events/{world.event}"
    assert status_of(world, in_app) == EventStatus.SUBMITTED
    with in_app():
        revision = latest_revision(world.event)
        assert revision is not None
        assert (revision.number, revision.remark) == (1, "大巴要提前订")


def test_submit_incomplete_keeps_the_remark_and_says_why(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(f"/events/{world.event}/submit", data={"remark": "<b>大巴</b>"})

    assert answer.status_code == 422
    assert "提交前还差 2 项：" in answer.text
    assert "&lt;b&gt;大巴&lt;/b&gt;" in answer.text
    assert status_of(world, in_app) == EventStatus.DRAFT


def test_submit_too_many_words_keeps_them(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(f"/events/{world.event}/submit", data={"remark": "字" * 2001})

    assert answer.status_code == 422
    assert "最多 2,000 个字，现在有 2,001 个" in answer.text
    assert "字" * 2001 in answer.text


def test_submit_page_of_a_waiting_event_leads_to_its_approval(waiting: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").get(f"/events/{waiting.event}/submit")

    assert answer.headers["Location"] == f"/events/{waiting.event}/approval"


def test_submit_page_without_an_approver_says_so(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        for name in ("韩校长", "管理员"):
            user(world, name).active = False
        db.session.commit()

    assert "没人能审" in signed_in("周老师").get(f"/events/{world.event}/submit").text


def test_withdraw_takes_it_back(waiting: World, in_app: InApp, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").post(f"/events/{waiting.event}/withdraw")

    assert answer.status_code == 302
    assert status_of(waiting, in_app) == EventStatus.DRAFT


def test_decide_page_holds_what_an_approver_needs(waiting: World, signed_in: SignedIn) -> None:
    page = signed_in("韩校长").get(f"/events/{waiting.event}/approval").text

    for fact in (
        "2027年6月1日（周二）",
        "校操场",
        "41",
        "请本周内定下来",
        "总负责 周老师",
        "13800000001",
        "车辆有道路运输证",
        "未查",
    ):
        assert fact in page
    for verb in ("同意", "退回修改", "不同意"):
        assert f"{verb}</button>" in page
    assert 'class="bottombar"' not in page


@pytest.mark.parametrize(
    ("who", "sentence"), [("陈老师", "韩校长（审批人）审批"), ("周老师", "自己提交的活动要由别人审批。")]
)
def test_decide_page_is_read_only_for_others(waiting: World, signed_in: SignedIn, who: str, sentence: str) -> None:
    page = signed_in(who).get(f"/events/{waiting.event}/approval").text

    assert sentence in page
    assert 'name="decision"' not in page
    assert 'class="bottombar"' in page


def test_decide_agrees(waiting: World, in_app: InApp, signed_in: SignedIn) -> None:
    answer = signed_in("韩校长").post(f"/events/{waiting.event}/approval", data={"number": "1", "decision": "agree"})

    assert answer.headers["Location"] == "/approvals"
    assert status_of(waiting, in_app) == EventStatus.APPROVED


def test_decide_returns_with_words(waiting: World, in_app: InApp, signed_in: SignedIn) -> None:
    data = {"number": "1", "decision": "return", "words": "车牌没写"}
    signed_in("韩校长").post(f"/events/{waiting.event}/approval", data=data)

    assert status_of(waiting, in_app) == EventStatus.RETURNED
    assert "车牌没写" in signed_in("周老师").get(f"/events/{waiting.event}/approval").text


def test_refusal_without_words_says_why(waiting: World, in_app: InApp, signed_in: SignedIn) -> None:
    answer = signed_in("韩校长").post(f"/events/{waiting.event}/approval", data={"number": "1", "decision": "return"})

    assert answer.status_code == 422
    assert "退回或不同意，要写一句意见" in answer.text
    assert status_of(waiting, in_app) == EventStatus.SUBMITTED


@pytest.mark.parametrize("decision", ["", "maybe"])
def test_no_decision_keeps_the_words(waiting: World, in_app: InApp, signed_in: SignedIn, decision: str) -> None:
    data = {"number": "1", "decision": decision, "words": "写了很久的话"}
    answer = signed_in("韩校长").post(f"/events/{waiting.event}/approval", data=data)

    assert answer.status_code == 422
    assert "写了很久的话" in answer.text
    assert status_of(waiting, in_app) == EventStatus.SUBMITTED


@pytest.mark.parametrize("number", ["1", "", "²", "9" * 40])
def test_decide_on_an_older_version_keeps_the_words(
    waiting: World, in_app: InApp, signed_in: SignedIn, number: str
) -> None:
    with in_app():
        withdraw_event(event_of(waiting), actor=user(waiting, "周老师"))
        submitted(waiting, place="县体育馆")

    data = {"number": number, "decision": "agree", "words": "写了很久的话"}
    answer = signed_in("韩校长").post(f"/events/{waiting.event}/approval", data=data)

    assert answer.status_code == 409
    for text in (
        "已经有人处理过，或已经撤回",
        "写了很久的话",
        "县体育馆",
        "和第 1 版比，改了",
        "地点由 校操场 改为 县体育馆",
    ):
        assert text in answer.text
    assert status_of(waiting, in_app) == EventStatus.SUBMITTED


@pytest.mark.parametrize("who", ["周老师", "陈老师", "李老师"])
def test_decide_by_others_is_refused(waiting: World, in_app: InApp, signed_in: SignedIn, who: str) -> None:
    answer = signed_in(who).post(f"/events/{waiting.event}/approval", data={"number": "1", "decision": "agree"})

    assert answer.status_code == 403
    assert status_of(waiting, in_app) == EventStatus.SUBMITTED


def test_approver_above_decides_but_sees_no_phones(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        db.session.get_one(Organisation, world.units["school"]).approval_by_parent = True
        duty = {"role": "总负责", "name": "周老师", "phone": "13800000001"}
        add_row(event_of(world), "duties", duty, actor=user(world, "周老师"))
        submitted(world)
    client = signed_in("吴书记")

    page = client.get(f"/events/{world.event}/approval").text
    assert "138****0001" in page
    assert "13800000001" not in page
    client.post(f"/events/{world.event}/approval", data={"number": "1", "decision": "agree"})
    assert status_of(world, in_app) == EventStatus.APPROVED


def test_decide_page_before_any_submission_is_a_404_sentence(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").get(f"/events/{world.event}/approval")

    assert answer.status_code == 404
    assert "还没有提交过审批" in answer.text


def test_waiting_time_is_told(
    waiting: World, in_app: InApp, signed_in: SignedIn, at: Callable[[datetime], None]
) -> None:
    with in_app():
        revision = latest_revision(waiting.event)
        assert revision is not None
        revision.submitted_at = datetime(2027, 5, 1, 1, tzinfo=UTC)
        db.session.commit()
    at(datetime(2027, 5, 3, 1, tzinfo=UTC))

    assert "已等 2 天" in signed_in("韩校长").get("/approvals").text


PAGES = ("submit", "approval")


@pytest.mark.parametrize("page", PAGES)
def test_event_pages_need_login(waiting: World, client: FlaskClient, page: str) -> None:
    assert client.get(f"/events/{waiting.event}/{page}").headers["Location"].startswith("/sign-in")


def test_queue_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get("/approvals").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("page", PAGES)
def test_stranger_gets_404(waiting: World, signed_in: SignedIn, page: str) -> None:
    assert signed_in("江老师").get(f"/events/{waiting.event}/{page}").status_code == 404


@pytest.mark.parametrize("page", ["submit", "withdraw"])
def test_reader_gets_403(waiting: World, in_app: InApp, signed_in: SignedIn, page: str) -> None:
    assert signed_in("陈老师").post(f"/events/{waiting.event}/{page}").status_code == 403
    assert status_of(waiting, in_app) == EventStatus.SUBMITTED


def test_withdraw_by_get_is_405(waiting: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").get(f"/events/{waiting.event}/withdraw").status_code == 405
