"""The volunteer's own say about being kept: a box that nobody ticked, a page to change one's mind, and what is left."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import Text, select, type_coerce

from planner import clock
from planner.extensions import db
from planner.models import Erasure, FiledVolunteer, Link, Volunteer
from planner.services.remains import database_files
from tests.planner.signingsteps import ALONE, Public, send
from tests.planner.volunteersteps import in_file

InApp = Callable[[], AbstractContextManager[object]]


def sign_up(client: FlaskClient, public: Public, in_app: InApp, **more: str) -> str:
    """林知远 signs up; returns the address of the own page."""
    assert send(client, public.token, public.shift, ALONE, **more).status_code == 302
    with in_app():
        link = db.session.scalars(select(Link).join(Volunteer, Volunteer.link_id == Link.id)).one()
        return f"/v/me/{link.token}"


def test_box_is_not_ticked_by_us_and_says_until_when(public: Public, client: FlaskClient) -> None:
    form = client.get(f"/v/{public.token}/{public.shift}").text

    box = (
        form.partition('name="keeps"')[0].rpartition("<input")[2] + form.partition('name="keeps"')[2].partition(">")[0]
    )
    assert "checked" not in box
    assert "24 个月没有再报名就删除" in form


@pytest.mark.parametrize(("more", "kept"), [({}, []), ({"keeps": "y"}, [("林知远", "13800000027")])])
def test_only_who_ticked_it_is_kept(
    public: Public, client: FlaskClient, in_app: InApp, more: dict[str, str], kept: list[tuple[str, str]]
) -> None:
    sign_up(client, public, in_app, **more)

    with in_app():
        assert in_file() == kept


def test_mind_is_changed_both_ways_on_the_own_page(public: Public, client: FlaskClient, in_app: InApp) -> None:
    home = sign_up(client, public, in_app)

    before = client.get(f"{home}/file").text
    client.post(f"{home}/file", data={"keep": "1"})
    with in_app():
        kept = in_file()
    after = client.get(f"{home}/file").text
    client.post(f"{home}/file", data={"keep": "0"})
    again = client.post(f"{home}/file", data={"keep": "0"})

    assert ("可以再请我？" in before, "取消，删掉" in after, kept) == (True, True, [("林知远", "13800000027")])
    assert again.status_code == 404
    with in_app():
        assert in_file() == []


def test_who_cannot_be_kept_reads_why(public: Public, client: FlaskClient, in_app: InApp) -> None:
    home = sign_up(client, public, in_app)
    with in_app():
        db.session.scalars(select(Volunteer)).one().born = f"{clock.today().year - 13}-01"
        db.session.commit()

    refused = client.post(f"{home}/file", data={"keep": "1"})

    assert (refused.status_code, "未满 14 岁，不留档案。" in refused.text) == (422, True)


def test_nothing_of_who_erased_themselves_is_in_the_files_of_the_database(
    public: Public, client: FlaskClient, in_app: InApp, app: Flask
) -> None:
    home = sign_up(client, public, in_app, keeps="y", unit="云台一中")
    with in_app():
        models = (Volunteer, FiledVolunteer)
        held = [
            text
            for model in models
            for row in db.session.execute(
                select(*(type_coerce(c, Text) for c in (model.name, model.phone, model.born)))
            )
            for text in row
        ]
        before = sum(text.encode() in content for content in read_files() for text in held)

    client.post(f"{home}/erase")

    with in_app():
        report = db.session.scalars(select(Erasure).order_by(Erasure.id.desc())).first()
        files = read_files()
        words = [*held, "林知远", "13800000027", "云台一中"]
        assert len(held) == 6
        assert (before >= 6, in_file()) == (bool(files), [])
        assert [word for word in words if any(word.encode() in content for content in files)] == []
        assert report is not None
        assert report.found in (0, None if not files else 0)


def read_files() -> list[bytes]:
    """The files of a SQLite database, byte by byte; those of a server are out of reach."""
    return [Path(path).read_bytes() for path in database_files()]


def test_calendar_of_a_volunteer_is_read_by_a_second_parser(public: Public, client: FlaskClient, in_app: InApp) -> None:
    home = sign_up(client, public, in_app)

    calendar = Calendar.from_ical(client.get(f"{home}/shifts.ics").text)

    [event] = calendar.walk("VEVENT")
    day: date = clock.today() + timedelta(days=30)
    start, end = (clock.local(event[name].dt) for name in ("DTSTART", "DTEND"))
    assert (start.date(), f"{start:%H:%M}", f"{end:%H:%M}") == (day, "09:00", "11:00")
    assert "栈道看护" in str(event["SUMMARY"])
    assert calendar.errors == []
