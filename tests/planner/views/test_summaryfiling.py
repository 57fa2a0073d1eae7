"""Filing a summary, sending it back, opening it again; what a cancelled event says."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.queries.summary import latest_filed, read_summary
from planner.report.filed import FiledSummary, read_filed
from planner.services.actuals import ActualChange, save_actuals
from planner.services.summaryfiling import MOST_WORDS, reopen_summary
from planner.summarykinds import SummaryState
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.moneysteps import planned, spent
from tests.planner.reportsteps import EVENING
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import cancelled, file_now, over, ready_to_file, taken

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture(autouse=True)
def evening(at: At) -> None:
    """It is the evening of the last day."""
    at(EVENING)


@pytest.fixture
def keys(world: World, in_app: InApp) -> dict[str, str]:
    """The event is over and told of."""
    with in_app():
        return over(world)


def after(world: World, in_app: InApp, step: Callable[[World], Any]) -> Any:
    """What a step returns; committed."""
    with in_app():
        result = step(world)
        db.session.commit()
        return result


def address(world: World, rest: str = "") -> str:
    """A page of the summary."""
    return f"/events/{world.event}/summary{rest}"


def state(world: World, in_app: InApp) -> SummaryState:
    """How far the summary is."""
    with in_app():
        return read_summary(event_of(world)).state


def filed(world: World, in_app: InApp) -> FiledSummary | None:
    """What was filed last."""
    with in_app():
        revision = latest_filed(world.event)
        return read_filed(revision.content) if revision else None


def test_complete_summary_is_filed_with_its_figures(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    version, planner = after(world, in_app, ready_to_file), signed_in("周老师")

    planner.post(address(world, "/file"), data={"version": str(version)})
    page = squeeze(planner.get(address(world)).text)

    assert state(world, in_app) is SummaryState.FILED
    assert "第 1 版，8月11日 周老师定稿。" in page
    assert ("29 名</a>孩子参加" in page, '<textarea id="text"' in page) == (True, False)


@pytest.mark.parametrize(("step", "is_asked"), [(taken, True), (file_now, False)])
def test_what_happened_is_asked_until_the_summary_is_filed(
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    keys: dict[str, str],
    step: Callable[[World], Any],
    *,
    is_asked: bool,
) -> None:
    after(world, in_app, step)

    page = signed_in("周老师").get(f"/events/{world.event}").text

    assert ("趁还记得，答几件事" in page) == is_asked


def test_filed_figure_stays_when_the_records_change(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    after(world, in_app, file_now)
    with in_app():
        change = ActualChange(place=f"head_counts/{keys['kids']}", number=Decimal(28), version=1)
        save_actuals(event_of(world), [change], actor=user(world, "周老师"))
        db.session.commit()

    page = squeeze(signed_in("周老师").get(address(world, "?version=1&number=0")).text)

    assert ("29 名孩子从哪来" in page, "留守儿童 29 人" in page, "28 名" in page) == (True, True, False)


@pytest.mark.parametrize(("step", "sentence"), [(taken, "定稿前还差 4 项"), (ready_to_file, "看一遍再定稿")])
def test_incomplete_or_unseen_summary_is_not_filed(
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    keys: dict[str, str],
    step: Callable[[World], Any],
    sentence: str,
) -> None:
    after(world, in_app, step)

    answer = signed_in("周老师").post(address(world, "/file"), data={"version": "1"})

    assert (sentence in answer.text, answer.status_code in (409, 422)) == (True, True)
    assert filed(world, in_app) is None


def test_filed_summary_stands_still(world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]) -> None:
    after(world, in_app, file_now)
    planner = signed_in("周老师")

    answers = [
        planner.post(address(world, "/paragraphs/full.event"), data={"do": "take"}),
        planner.post(address(world, "/file"), data={"version": "99"}),
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "要改先写明原因重新打开" in answers[0].text


def test_approver_sends_it_back_to_a_chapter(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    after(world, in_app, file_now)
    data = {"words": "午休的事要写", "chapter": "shortfalls"}

    signed_in("韩校长").post(address(world, "/versions/1/return"), data=data)
    page = squeeze(signed_in("周老师").get(address(world)).text)

    assert state(world, in_app) is SummaryState.RETURNED
    assert "<b>韩校长 8月11日退回：</b>“午休的事要写”" in page
    assert f'<a href="{address(world)}?section=shortfalls#chapter">去改“存在不足”</a>' in page


@pytest.mark.parametrize(
    ("who", "sentence"), [("周老师", "自己提交的总结要由别人退回"), ("陈老师", "只有审批单位的审批人能退回总结")]
)
def test_only_an_approver_who_wrote_none_of_it_sends_it_back(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str], who: str, sentence: str
) -> None:
    after(world, in_app, file_now)

    answer = signed_in(who).post(address(world, "/versions/1/return"), data={"words": "改"})

    assert (answer.status_code, sentence in answer.text) == (403, True)
    assert state(world, in_app) is SummaryState.FILED


def test_administrator_who_wrote_a_paragraph_does_not_send_it_back(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    administrator = signed_in("管理员")
    administrator.post(address(world, "/paragraphs/full.money"), data={"text": "账目在校内公示。", "version": "0"})
    administrator.post(address(world, "/paragraphs"), data={"chapter": "basics"})
    after(world, in_app, file_now)

    answer = administrator.post(address(world, "/versions/1/return"), data={"words": "改"})

    assert (answer.status_code, "自己写过内容的总结要由别人退回" in answer.text) == (403, True)


@pytest.mark.parametrize(("what", "who"), [("return", "韩校长"), ("reopen", "周老师")])
@pytest.mark.parametrize(("words", "asked"), [("", "写一句"), ("改" * (MOST_WORDS + 1), "最多")])
def test_words_are_asked_for_in_the_form_that_stays_open(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str], what: str, who: str, words: str, asked: str
) -> None:
    after(world, in_app, file_now)

    answer = signed_in(who).post(address(world, f"/versions/1/{what}"), data={"words": words, "chapter": "shortfalls"})

    above, _, form = squeeze(answer.text).partition(f'/versions/1/{what}"')
    assert (answer.status_code, asked in above, above.count('<details class="panel" open')) == (422, True, 1)
    assert (f"{words}</textarea>" in form, 'value="shortfalls" selected' in form) == (True, what == "return")
    assert state(world, in_app) is SummaryState.FILED


def test_reopened_summary_is_filed_as_the_next_version(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    after(world, in_app, file_now)
    planner = signed_in("周老师")

    planner.post(address(world, "/versions/1/reopen"), data={"words": "漏了一段"})
    page = squeeze(planner.get(address(world)).text)
    with in_app():
        version = read_summary(event_of(world)).version
    planner.post(address(world, "/file"), data={"version": str(version)})
    again = squeeze(planner.get(address(world)).text)

    assert "<b>周老师 8月11日重新打开：</b>“漏了一段”" in page
    assert "第 2 版，8月11日 周老师定稿。" in again
    assert "第 1 版，8月11日 周老师定稿；8月11日 周老师重新打开" in again


def test_version_that_stands_no_more_is_neither_returned_nor_reopened(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    after(world, in_app, file_now)
    after(
        world,
        in_app,
        lambda world: reopen_summary(event_of(world), 1, "漏了", actor=user(world, "周老师")),
    )

    answers = [
        signed_in(who).post(address(world, f"/versions/1/{what}"), data={"words": "改"})
        for who, what in (("韩校长", "return"), ("周老师", "reopen"))
    ]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "这一版已经有人处理过" in answers[0].text


def test_version_that_was_never_filed_is_not_found(world: World, signed_in: SignedIn, keys: dict[str, str]) -> None:
    assert signed_in("周老师").get(address(world, "?version=3")).status_code == 404


def test_cancelled_event_is_summed_up_in_two_sentences(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    def prepare(world: World) -> None:
        bus, _ = planned(world)
        spent(world, {"line": bus})
        cancelled(world)

    after(world, in_app, prepare)
    planner = signed_in("周老师")
    page = squeeze(planner.get(address(world)).text)

    planner.post(address(world, "/file"), data={"version": "0", "text": "发布红色暴雨预警。"})

    found = filed(world, in_app)
    assert ("取消的活动，写两句就够" in page, "已支出 <a" in page) == (True, True)
    assert found is not None
    why, cost = found.chapters[0].paragraphs
    assert (why, cost[0]) == (("发布红色暴雨预警。",), "已支出 ")


def test_cancelled_event_without_a_why_keeps_what_was_typed(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    after(world, in_app, cancelled)
    planner = signed_in("周老师")

    empty = planner.post(address(world, "/file"), data={"version": "0", "text": ""})
    late = planner.post(address(world, "/file"), data={"version": "7", "text": "暴雨。"})

    assert (empty.status_code, "为什么取消没写" in empty.text) == (422, True)
    assert (late.status_code, "暴雨。</textarea>" in late.text) == (409, True)
    assert filed(world, in_app) is None


def test_archived_event_is_still_summed_up(
    world: World, in_app: InApp, signed_in: SignedIn, keys: dict[str, str]
) -> None:
    version = after(world, in_app, ready_to_file)
    with in_app():
        event_of(world).status = EventStatus.ARCHIVED
        db.session.commit()

    signed_in("周老师").post(address(world, "/file"), data={"version": str(version)})

    assert state(world, in_app) is SummaryState.FILED
