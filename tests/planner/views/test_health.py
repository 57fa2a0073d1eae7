"""Whether the installation is well, and its numbers: for those who watch it, and nobody else."""

import time
from collections import namedtuple
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from threading import BoundedSemaphore, Event

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError

from planner.actors import CONSOLE
from planner.enums import EventStatus, JobState, Role, VoucherKind
from planner.extensions import db
from planner.models import Attachment, JobRecord, Voucher
from planner.services.accounts import set_role
from planner.views import healthpage
from planner.views.guard import public
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
NOON = datetime(2027, 6, 1, 4, tzinfo=UTC)
USUAL_SECONDS = healthpage.MOST_SECONDS
Usage = namedtuple("Usage", "total used free")
WELL = {
    "database": {"ok": True, "note": "正常"},
    "disk": {"ok": True, "note": "还剩 0.5 GB"},
    "jobs": {"ok": True, "note": "没有在等的"},
    "backup": {"ok": True, "note": "没有设每天备份"},
}


@pytest.fixture(autouse=True)
def steady(app: Flask, at: At, monkeypatch: pytest.MonkeyPatch) -> None:
    """Noon, an up-to-date schema (the tables of tests come from no migration), a disk with just enough room.

    And time, for a busy machine.
    """
    at(NOON)
    monkeypatch.setattr(healthpage, "MOST_SECONDS", 60.0)
    app.config["METRICS_TOKEN"] = "a-long-token"
    monkeypatch.setattr(healthpage, "is_current", lambda: True)
    monkeypatch.setattr(healthpage.shutil, "disk_usage", lambda _: Usage(0, 0, healthpage.LEAST_FREE))


def look(app: Flask) -> tuple[int, dict[str, dict[str, object]]]:
    """What whoever holds the token is told."""
    answer = app.test_client().get("/healthz", headers={"Authorization": "Bearer a-long-token"})
    assert answer.json is not None
    assert answer.json["ok"] is (answer.status_code == 200)
    return answer.status_code, answer.json["checks"]


def add_job(in_app: InApp, **values: object) -> None:
    """A job as it may stand in the table."""
    with in_app():
        db.session.add(JobRecord(kind="backup", **values))
        db.session.commit()


def test_strangers_learn_only_whether_it_is_well(world: World, app: Flask, client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json) == (200, {"ok": True})

    app.config["BACKUP_DIR"] = "/mnt/nas"
    answer = client.get("/healthz", headers={"Authorization": "Bearer a-long-toke"})
    assert (answer.status_code, answer.json) == (503, {"ok": False})


def test_token_and_administrators_learn_what_is_wrong(
    world: World, app: Flask, in_app: InApp, signed_in: SignedIn
) -> None:
    assert look(app) == (200, WELL)
    assert signed_in("管理员").get("/healthz").json == {"ok": True}
    with in_app():
        set_role(user(world, "吴书记"), world.units["committee"], Role.ADMINISTRATOR, actor=CONSOLE)
        db.session.commit()

    assert signed_in("吴书记").get("/healthz").json == {"ok": True, "checks": WELL}


@pytest.mark.parametrize("missing", [0, 1])
def test_full_disk_is_not_well(app: Flask, monkeypatch: pytest.MonkeyPatch, missing: int) -> None:
    free = healthpage.LEAST_FREE - missing
    monkeypatch.setattr(healthpage.shutil, "disk_usage", lambda _: Usage(0, 0, free))

    assert look(app)[0] == (503 if missing else 200)


def test_old_schema_is_not_well(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(healthpage, "is_current", lambda: False)

    status, checks = look(app)

    assert (status, checks["database"]) == (503, {"ok": False, "note": "版本不对，运行 planner upgrade"})


def test_database_that_does_not_answer_is_not_well_and_no_fault_of_ours(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("SELECT 1", {}, Exception("gone"))

    monkeypatch.setattr(healthpage, "is_current", fail)
    monkeypatch.setattr(healthpage, "oldest_due", fail)

    status, checks = look(app)

    assert status == 503
    assert checks["database"] == checks["jobs"] == {"ok": False, "note": "查不到"}


@pytest.mark.parametrize(
    ("waited", "is_ok"), [(timedelta(minutes=15) - timedelta(seconds=1), True), (timedelta(minutes=15), False)]
)
def test_job_that_nobody_does_is_not_well(app: Flask, in_app: InApp, waited: timedelta, is_ok: bool) -> None:
    add_job(in_app, run_after=NOON - waited)

    status, checks = look(app)

    assert (status, checks["jobs"]["ok"]) == (200 if is_ok else 503, is_ok)
    assert str(checks["jobs"]["note"]).startswith("最早的从今天 11:4")


def test_job_that_waits_for_its_next_try_is_no_alarm(app: Flask, in_app: InApp) -> None:
    add_job(in_app, run_after=NOON + timedelta(minutes=30), created_at=NOON - timedelta(hours=3))

    assert look(app)[0] == 200


@pytest.mark.parametrize(
    ("age", "complaints", "is_ok"),
    [
        (timedelta(hours=1), [], True),
        (healthpage.OLDEST_BACKUP - timedelta(seconds=1), [], True),
        (healthpage.OLDEST_BACKUP, [], False),
        (-healthpage.OLDEST_BACKUP, [], False),
        (timedelta(hours=1), ["有 2 个文件在做备份以前就不见了或坏了。"], False),
    ],
)
def test_backup_is_well_while_the_last_good_one_is_recent(
    app: Flask, in_app: InApp, age: timedelta, complaints: list[str], is_ok: bool
) -> None:
    app.config["BACKUP_DIR"] = "/mnt/nas"
    add_job(in_app, state=JobState.DONE, finished_at=NOON - age, result={"complaints": complaints, "size": 5})

    assert look(app)[1]["backup"]["ok"] is is_ok


def test_backup_that_fails_every_night_is_not_well(app: Flask, in_app: InApp) -> None:
    app.config["BACKUP_DIR"] = "/mnt/nas"
    add_job(in_app, state=JobState.FAILED, error="备份文件夹不在：/mnt/nas。", finished_at=NOON)

    status, checks = look(app)

    assert (status, checks["backup"]) == (503, {"ok": False, "note": "还没有好的备份"})


def add_files(world: World) -> None:
    """Two files, one of them named twice, and one row without."""
    for position, (model, sha256, size) in enumerate(
        ((Attachment, "a" * 64, 1000), (Voucher, "a" * 64, 1000), (Voucher, "b" * 64, 24), (Attachment, "", 0))
    ):
        row = model(event_id=world.event, key=f"k{position}", position=position, sha256=sha256, size=size)
        row.name, row.kind = "预案", VoucherKind.OTHER
        db.session.add(row)


def test_metrics_are_the_numbers_of_the_installation(world: World, app: Flask, in_app: InApp) -> None:
    with in_app():
        add_files(world)
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()
    add_job(in_app, state=JobState.DONE, finished_at=NOON - timedelta(hours=2), result={"size": 46241})
    add_job(in_app, state=JobState.FAILED, error="磁盘满了。")
    add_job(in_app)

    answer = app.test_client().get("/metrics", headers={"Authorization": "Bearer a-long-token"})

    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    lines = [line for line in answer.text.splitlines() if not line.startswith("# TYPE")]
    assert [line for line in lines if "_total" not in line] == [
        'planner_jobs{state="done"} 1',
        'planner_jobs{state="failed"} 1',
        'planner_jobs{state="waiting"} 1',
        'planner_events{status="approved"} 1',
        "planner_users 8",
        "planner_files 2",
        "planner_file_bytes 1024",
        "planner_job_faults 1",
        "planner_backup_age_seconds 7200",
        "planner_backup_bytes 46241",
    ]


@pytest.mark.parametrize("sent", ["", "Bearer ", "Bearer a-long-toke", "a-long-token-x", "Bearer \xe9"])
def test_metrics_lead_nowhere_without_the_token(world: World, signed_in: SignedIn, sent: str) -> None:
    assert signed_in("管理员").get("/metrics", headers={"Authorization": sent}).status_code == 404


def test_metrics_without_a_token_in_the_settings_are_closed(app: Flask, client: FlaskClient) -> None:
    app.config["METRICS_TOKEN"] = ""

    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/metrics"])
def test_numbers_are_read_only(client: FlaskClient, path: str) -> None:
    assert client.post(path).status_code == 405


def test_whoever_watches_is_answered_within_two_seconds() -> None:
    assert USUAL_SECONDS == 2


def test_database_that_says_nothing_is_waited_for_a_short_while(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    is_back, was_asked = Event(), Event()

    def say_nothing() -> bool:
        was_asked.set()
        return is_back.wait(20)

    monkeypatch.setattr(healthpage, "is_current", say_nothing)
    monkeypatch.setattr(healthpage, "MOST_SECONDS", 0.2)

    begun = time.monotonic()
    status, checks = look(app)
    took = time.monotonic() - begun
    is_back.set()

    assert was_asked.is_set()
    assert (status, took < 15) == (503, True)
    assert checks["disk"]["ok"] is True
    assert checks["database"] == checks["jobs"] == {"ok": False, "note": "查不到"}


def test_those_who_wait_for_a_database_are_few(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(healthpage, "_ROOM", BoundedSemaphore(1))
    monkeypatch.setattr(healthpage, "MOST_SECONDS", 0.05)
    healthpage._ROOM.acquire()

    checks = look(app)[1]
    assert (checks["disk"]["ok"], checks["database"]) == (True, {"ok": False, "note": "查不到"})

    healthpage._ROOM.release()
    monkeypatch.setattr(healthpage, "MOST_SECONDS", 60.0)
    assert look(app) == look(app) == (200, WELL)


def counted(app: Flask) -> dict[str, int]:
    """The counters, by what follows on planner_."""
    text = app.test_client().get("/metrics", headers={"Authorization": "Bearer a-long-token"}).text
    lines = [
        line.removeprefix("planner_").split(" ") for line in text.splitlines() if "_total" in line and line[0] != "#"
    ]
    return {name: int(number) for name, number in lines}


def test_metrics_count_what_was_answered(app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setitem(app.view_functions, "accounts.sign_in", public(lambda: 1 / 0))
    before = counted(app)

    for path in ("/", "/nowhere", "/sign-in", "/healthz"):
        client.get(path)

    after = counted(app)
    more = {name: after[name] - before[name] for name in after}
    # The first look at the numbers counts as well.
    assert more == {
        'answers_total{class="2xx"}': 2,
        'answers_total{class="3xx"}': 1,
        'answers_total{class="4xx"}': 1,
        'answers_total{class="5xx"}': 1,
        "faults_total": 1,
    }
