"""`planner purge` and `planner erase-child`: numbers, never a name."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask import Flask

from planner.extensions import db
from planner.models import Participant
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import put

InApp = Callable[[], AbstractContextManager[object]]


@pytest.fixture
def full(world: World, in_app: InApp, at: At) -> World:
    """The world with two children of the same name, whose time is over."""
    at(datetime(2027, 5, 1, 4, tzinfo=UTC))
    with in_app():
        put(world, "participants", {}, {"phone": "13800000177"})
        db.session.commit()
    at(datetime(2027, 12, 2, 4, tzinfo=UTC))
    return world


def count_children(in_app: InApp) -> int:
    """How many children all rosters have."""
    with in_app():
        return db.session.scalar(db.select(db.func.count()).select_from(Participant)) or 0


def test_dry_run_lists_numbers_and_erases_nothing(full: World, app: Flask, in_app: InApp) -> None:
    told = app.test_cli_runner().invoke(args=["purge", "--dry-run"]).output

    line = f"活动 {full.event}：花名册 2 人，有孩子信息的文件 0 个，2027-12-01 到期"
    assert told.splitlines() == [line, "会删 1 项，现在没有删。"]
    assert count_children(in_app) == 2


def test_purge_says_what_went_and_that_it_is_gone(full: World, app: Flask, in_app: InApp) -> None:
    runner = app.test_cli_runner()
    told = runner.invoke(args=["purge"]).output

    line = f"活动 {full.event}：删了 2 个孩子，0 个文件，改写 0 处，其他 0 行；找过，一处都没有了。"
    assert told.splitlines() == [line]
    assert count_children(in_app) == 0
    assert runner.invoke(args=["purge"]).output.splitlines() == ["没有到期的。"]


def test_one_child_is_erased_by_name_and_phone(full: World, app: Flask, in_app: InApp) -> None:
    typed = "林晚晴\n13800000177\n"

    answer = app.test_cli_runner().invoke(args=["erase-child", str(full.event)], input=typed)

    assert (answer.exit_code, "删了 1 个孩子" in answer.output) == (0, True)
    assert count_children(in_app) == 1


@pytest.mark.parametrize("typed", ["王五\n", "林晚晴\n13899999999\n"])
def test_child_that_is_not_found_is_not_erased(full: World, app: Flask, in_app: InApp, typed: str) -> None:
    answer = app.test_cli_runner().invoke(args=["erase-child", str(full.event)], input=typed)

    assert (answer.exit_code, "没有找到这一个孩子" in answer.output) == (1, True)
    assert count_children(in_app) == 2
