"""The console command."""

import socket
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest
from click.testing import Result
from flask import Flask

from planner import cli
from planner.enums import EventStatus, Role
from planner.extensions import db
from planner.models import Event, User
from planner.papers import PAPERS
from planner.services.events import delete_event
from planner.services.samples import load_sample_data
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

pytestmark = pytest.mark.usefixtures("quick_hashes")
InApp = Callable[[], AbstractContextManager[Any]]
Run = Callable[..., Result]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was to be served; it returns at once, and no port is taken."""
    calls: list[dict[str, Any]] = []

    def open_sockets(host: str, port: int) -> list[Any]:
        calls.append({"host": host, "port": port})
        return [SimpleNamespace(getsockname=lambda: (host, port), listen=lambda _: None)]

    monkeypatch.setattr("planner.serving.loop.open_sockets", open_sockets)
    for serve in ("loop.serve_alone", "processes.serve_together"):
        monkeypatch.setattr(f"planner.serving.{serve}", lambda _app, _sockets, **options: calls[-1].update(options))
    monkeypatch.setattr(cli, "upgrade_database", lambda: None)  # the tables are there already
    return calls


@pytest.fixture
def run(app: Flask, served: list[dict[str, Any]]) -> Run:
    """`run("serve", "--port", "9000")`: the command's answer."""
    return lambda *args: app.test_cli_runner().invoke(args=[str(a) for a in args])


def test_every_command_is_there(app: Flask) -> None:
    assert {"serve", "upgrade", "create-user", "sample-data", "export"} <= set(
        app.cli.list_commands(click.Context(app.cli))
    )


def test_serve_of_an_empty_database_prints_the_set_up_code(app: Flask, run: Run, served: list[dict[str, Any]]) -> None:
    answer = run("serve", "--host", "0.0.0.0", "--port", "9000")

    assert answer.exit_code == 0
    assert f"设置码 {app.config['SETUP_CODE']}" in answer.output
    assert "活动方案已启动：http://0.0.0.0:9000" in answer.output
    assert [(s["host"], s["port"], s["threads"]) for s in served] == [("0.0.0.0", 9000, 8)]


def test_serve_with_sample_data_fills_an_empty_database_once(
    in_app: InApp, run: Run, served: list[dict[str, Any]]
) -> None:
    first, second = run("serve", "--sample-data"), run("serve", "--sample-data")

    for answer in (first, second):
        assert "示例账号（密码都是 huodong2026）：" in answer.output
        assert "13800000001  周老师（白石镇中心小学组织者）" in answer.output
        assert "设置码" not in answer.output
    with in_app():
        assert db.session.scalar(db.select(db.func.count()).select_from(Event)) == 5
    assert [call["threads"] for call in served] == [8, 8]


@pytest.mark.parametrize("host", ["0.0.0.0", "example.org"])
def test_serve_refuses_other_machines_while_sample_accounts_exist(
    in_app: InApp, run: Run, served: list[dict[str, Any]], host: str
) -> None:
    with in_app():
        load_sample_data()
        db.session.commit()

    refused = run("serve", "--host", host)
    removed = run("sample-data", "--remove")
    taken = run("serve", "--host", host)

    assert refused.exit_code == 1
    assert (
        "示例账号还在，只能在本机（127.0.0.1）打开。先运行 planner sample-data --remove，再对外服务。" in refused.output
    )
    assert "已停用 6 个示例账号。" in removed.output
    assert (taken.exit_code, [call.get("threads") for call in served]) == (0, [None, 8])
    assert "设置码" in taken.output


@pytest.mark.parametrize(
    ("host", "public", "is_told"),
    [
        ("127.0.0.1", "", False),
        ("::1", "", False),
        ("0.0.0.0", "", True),
        ("192.168.1.5", "", True),
        ("0.0.0.0", "http://192.168.1.5:8000", False),
    ],
)
def test_serve_says_when_links_have_no_address(app: Flask, run: Run, host: str, public: str, is_told: bool) -> None:
    app.config["PUBLIC_URL"] = public

    output = run("serve", "--host", host).output

    assert ("还没有设置 PLANNER_PUBLIC_URL，邀请链接和二维码生成不了。" in output) is is_told


def test_serve_over_several_processes(run: Run, served: list[dict[str, Any]]) -> None:
    answer = run("serve", "--workers", "3", "--threads", "4")

    assert answer.exit_code == 0
    assert served == [{"host": "127.0.0.1", "port": 8000, "workers": 3, "threads": 4}]


def test_serve_over_several_processes_is_not_for_windows(
    run: Run, served: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cli, "IS_WINDOWS", True)

    refused, alone = run("serve", "--workers", "2"), run("serve")

    assert (refused.exit_code, "Windows 上只能用一个进程，去掉 --workers。" in refused.output) == (1, True)
    assert (alone.exit_code, [call["threads"] for call in served]) == (0, [8])


def test_serve_at_a_port_that_is_taken_says_so(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "upgrade_database", lambda: pytest.fail("nothing is touched before there is a port"))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        answer = app.test_cli_runner().invoke(args=["serve", "--port", str(port)])

    assert answer.exit_code == 1
    assert f"用不了 127.0.0.1:{port}：" in answer.output
    assert f"--port {port + 1}" in answer.output


def test_serve_does_not_fill_a_database_that_others_reach(in_app: InApp, run: Run) -> None:
    run("serve", "--host", "0.0.0.0", "--sample-data")

    with in_app():
        assert db.session.scalar(db.select(db.func.count()).select_from(User)) == 0


def test_create_user_makes_the_unit_and_prints_a_link(app: Flask, in_app: InApp, run: Run) -> None:
    app.config["PUBLIC_URL"] = "https://plan.example.org/"

    answer = run("create-user", "镇中心小学", "周老师", "138 0000 0001", "--role", "organiser")

    assert answer.exit_code == 0
    token = answer.output.split("https://plan.example.org/password/")[1].strip()
    assert app.test_client().get(f"/password/{token}").status_code == 200
    with in_app():
        made = db.session.scalars(db.select(User)).one()
        assert (made.name, made.phone) == ("周老师", "13800000001")
        assert [(m.organisation.name, m.role) for m in made.memberships] == [("镇中心小学", Role.ORGANISER)]


@pytest.mark.parametrize(
    ("account", "sentence"), [("13800000001", "13800000001 已经有账号"), ("abc", "写 11 位手机号，或邮箱地址。")]
)
def test_create_user_that_cannot_be_made_says_why(
    world: World, in_app: InApp, run: Run, account: str, sentence: str
) -> None:
    answer = run("create-user", "新单位", "周老师", account)

    assert (answer.exit_code, sentence in answer.output) == (1, True)
    with in_app():
        assert db.session.scalar(db.text("SELECT count(*) FROM organisation WHERE name = '新单位'")) == 0


def test_sample_data_leaves_a_used_database_alone(world: World, run: Run) -> None:
    assert run("sample-data").output == "已有数据，没有改动。\n"


def test_sample_data_fills_an_empty_database(in_app: InApp, run: Run) -> None:
    assert run("sample-data").output == "已填示例数据。\n"
    with in_app():
        statuses = set(db.session.scalars(db.select(Event.status)))
        assert EventStatus.SUBMITTED in statuses


@pytest.mark.parametrize(("status", "is_over"), [(EventStatus.DRAFT, False), (EventStatus.ENDED, True)])
def test_export_all_writes_every_paper_that_the_event_has(
    world: World, in_app: InApp, run: Run, tmp_path: Path, at: At, status: EventStatus, is_over: bool
) -> None:
    at(datetime(2027, 5, 20, tzinfo=UTC))
    with in_app():
        event_of(world).status, event_of(world).kind = status, "childrens_day"
        db.session.commit()

    answer = run("export", world.event, "all", tmp_path / "papers")

    assert answer.exit_code == 0
    written = {path.name for path in (tmp_path / "papers").iterdir() if path.stat().st_size}
    assert written == {paper.file_name("六一慰问") for paper in PAPERS.values() if is_over or not paper.of_summary}


def test_export_of_one_paper_writes_a_file_or_into_a_folder(world: World, run: Run, tmp_path: Path) -> None:
    run("export", world.event, "calendar", tmp_path / "a" / "日历.ics")
    run("export", world.event, "calendar", tmp_path)

    first, second = (tmp_path / "a" / "日历.ics").read_bytes(), (tmp_path / "六一慰问-日历.ics").read_bytes()
    assert first == second
    assert first.startswith(b"BEGIN:VCALENDAR")


def test_export_of_nothing_says_so(world: World, in_app: InApp, run: Run, tmp_path: Path) -> None:
    unknown = run("export", world.event, "poster", tmp_path)
    with in_app():
        delete_event(event_of(world), actor=user(world, "周老师"))
        db.session.commit()
    gone = run("export", world.event, "plan", tmp_path)

    assert (unknown.exit_code, "没有“poster”这种文件，可用：plan、" in unknown.output) == (1, True)
    assert (gone.exit_code, gone.output) == (1, f"没有编号为 {world.event} 的活动。\n")
    assert list(tmp_path.iterdir()) == []
