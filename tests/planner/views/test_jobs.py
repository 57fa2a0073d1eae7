"""The page about the jobs, for the administrators of the installation."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.enums import JobState, Role
from planner.extensions import db
from planner.models import JobRecord
from planner.services.accounts import set_role
from tests.planner.conftest import World
from tests.planner.jobsteps import put_in_line, states
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def administrator(world: World, in_app: InApp, signed_in: SignedIn) -> FlaskClient:
    """Somebody who administers the topmost unit."""
    with in_app():
        set_role(user(world, "吴书记"), world.units["committee"], Role.ADMINISTRATOR, actor=CONSOLE)
        db.session.commit()
    return signed_in("吴书记")


@pytest.fixture
def failed(app: Flask, in_app: InApp) -> int:
    """A backup that was tried five times; its id."""
    (job_id,) = put_in_line(app, "一", kind="backup")
    with in_app():
        job = db.session.get_one(JobRecord, job_id)
        job.state, job.tries, job.error = JobState.FAILED, 5, "备份文件夹不在：/mnt/<nas>。"
        db.session.commit()
    return job_id


def main_of(page: str) -> str:
    """What the page is about."""
    return page.partition('<main id="main"')[2].partition("</main>")[0]


def test_page_shows_what_failed_why_and_what_to_do(administrator: FlaskClient, failed: int) -> None:
    page = main_of(administrator.get("/jobs").text)

    assert "<h1>1 个任务没做成</h1>" in page
    for text in ("备份", "没做成", "备份文件夹不在：/mnt/&lt;nas&gt;。", "试过 5 次，最多 5 次"):
        assert text in page
    assert f'action="/jobs/{failed}/retry"' in page
    assert f'action="/jobs/{failed}/drop"' in page


def test_page_shows_what_was_done_and_what_was_wrong_with_it(administrator: FlaskClient, in_app: InApp) -> None:
    with in_app():
        complaints = ["有 2 个文件在做备份以前就不见了或坏了。"]
        result = {"name": "planner-1.zip", "size": 2048, "rows": 313, "files": 2, "complaints": complaints}
        db.session.add(JobRecord(kind="backup", state=JobState.DONE, tries=1, result=result))
        db.session.commit()

    page = main_of(administrator.get("/jobs").text)

    assert "<h1>系统任务</h1>" in page
    assert "都做完了，没有在等的。" in page
    assert complaints[0] in page
    assert "planner-1.zip（2 KB），313 条，文件 2 个" in page
    assert "/retry" not in page


def test_page_says_how_the_installation_is(administrator: FlaskClient) -> None:
    page = main_of(administrator.get("/jobs").text)

    for text in ("系统情况", "数据库", "磁盘", "还剩"):
        assert text in page
    assert '<span class="tag warn">没有设每天备份</span>' in page, "nothing is wrong, and nothing is safe"


def test_retry_puts_it_in_line_again(app: Flask, administrator: FlaskClient, failed: int) -> None:
    answer = administrator.post(f"/jobs/{failed}/retry")

    assert answer.headers["Location"] == "/jobs"
    assert states(app) == [(JobState.WAITING, 0, "备份文件夹不在：/mnt/<nas>。")]
    assert "已排上，马上再试" in administrator.get("/jobs").text


def test_drop_takes_it_away(app: Flask, administrator: FlaskClient, failed: int) -> None:
    answer = administrator.post(f"/jobs/{failed}/drop")

    assert (answer.headers["Location"], states(app)) == ("/jobs", [])


def test_page_shows_who_moved_which_job(administrator: FlaskClient, failed: int) -> None:
    assert "谁动过" not in administrator.get("/jobs").text
    administrator.post(f"/jobs/{failed}/retry")
    administrator.post(f"/jobs/{failed}/drop")

    page = main_of(administrator.get("/jobs").text)

    assert page.index(f"删掉：备份（第 {failed} 号）") < page.index(f"再试：备份（第 {failed} 号）")
    assert page.partition("谁动过")[2].count("吴书记") == 2


@pytest.mark.parametrize("verb", ["retry", "drop"])
def test_job_that_is_gone_is_a_404(administrator: FlaskClient, verb: str) -> None:
    answer = administrator.post(f"/jobs/7/{verb}")

    assert (answer.status_code, "这个任务不在这里" in answer.text) == (404, True)


@pytest.mark.parametrize("who", ["管理员", "周老师", "吴书记", "江老师"])
def test_everybody_else_is_refused(world: World, app: Flask, signed_in: SignedIn, failed: int, who: str) -> None:
    client = signed_in(who)

    assert client.get("/jobs").status_code == 403
    assert [client.post(f"/jobs/{failed}/{verb}").status_code for verb in ("retry", "drop")] == [403, 403]
    assert "系统任务由最上级单位的管理员来管。" in client.get("/jobs").text
    assert [state for state, *_ in states(app)] == [JobState.FAILED]


def test_jobs_page_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get("/jobs").headers["Location"] == "/sign-in?next=/jobs"


@pytest.mark.parametrize("verb", ["retry", "drop"])
def test_steps_of_a_job_are_posted(administrator: FlaskClient, failed: int, verb: str) -> None:
    assert administrator.get(f"/jobs/{failed}/{verb}").status_code == 405


def test_page_is_entered_from_the_topmost_unit(administrator: FlaskClient, signed_in: SignedIn) -> None:
    assert '<a class="btn btn-line" href="/jobs">系统任务</a>' in administrator.get("/users").text
    assert "系统任务" not in signed_in("管理员").get("/users").text


def test_jobs_page_sends_the_same_statements_for_one_and_three(
    app: Flask,
    administrator: FlaskClient,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    put_in_line(app, "一")
    with count_queries() as one:
        administrator.get("/jobs")
    put_in_line(app, "二", "三")
    with count_queries() as three:
        assert administrator.get("/jobs").text.count("/retry") == 3

    assert len(one) == len(three)
