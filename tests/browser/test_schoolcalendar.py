"""The calendar of a school, taken in on a phone without scripts and taken back on a laptop."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from planner import clock
from planner.extensions import db
from planner.models import SchoolDay
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter
from tests.planner.icssamples import all_day, calendar


def count_days(server: LiveServer) -> int:
    """How many entries stand in calendars."""
    with server.app.app_context():
        return db.session.scalar(select(func.count(SchoolDay.id))) or 0


@pytest.mark.parametrize(("width", "scripts"), [(390, False), (1280, True)])
def test_file_is_looked_through_taken_in_and_back(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]], width: int, scripts: bool
) -> None:
    with live_server.app.app_context():
        soon = [f"{clock.today() + timedelta(days=days):%Y%m%d}" for days in (20, 40)]
    content = calendar(all_day("期中考试", soon[0]), all_day("六一游园会", soon[1])).encode()
    page = page_at(width, java_script_enabled=scripts)
    enter(page, live_server)
    page.goto("/calendar")
    page.get_by_role("link", name="校历").click()

    page.get_by_label("日历文件（.ics）").set_input_files(
        {"name": "校历.ics", "mimeType": "text/calendar", "buffer": content}
    )
    page.get_by_role("button", name="看一遍").click()
    page.get_by_role("heading", name="读到 2 条，1 条要问一问").wait_for()
    if scripts:
        assert axe(page) == []
    page.get_by_label("只进校历").check()
    page.get_by_role("button", name="放入 1 条").click()

    page.get_by_role("heading", name="放入过的").wait_for()
    assert count_days(live_server) == 2
    page.get_by_role("button", name="撤销 校历.ics").click()
    page.get_by_text("还没有校历").wait_for()
    assert count_days(live_server) == 0
