"""Every paper, by what it says of itself; and how little it takes to add one."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskClient

from planner import cli, clock
from planner.documents.wording import clean_xml_text
from planner.enums import EventStatus, TeamRole
from planner.errors import NotFound
from planner.extensions import db
from planner.models import Event
from planner.papers import PAPERS, EventPaper, list_papers, list_plan_papers, list_summary_papers
from planner.papers.material import AGGREGATES, Material
from planner.papers.paper import MIMES, Paper, PrintedPaper
from planner.permissions import Access, can_read_accounts
from planner.services.team import invite_guest
from planner.views import PAPER_ICONS
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.documents.events import NASTY
from tests.planner.papers.orders import GUEST, LEADER, OWNER, STRANGER, order_of
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
# Of a day of visits there is one besides.
OF_EVERY_SUMMARY = ["summary", "results_sheet", "activity_form", "thanks", "home_letter"]
# Of one that was cancelled nothing is told to those outside.
TOLD_OUTSIDE = ["bulletin", "news"]
every_paper = pytest.mark.parametrize("paper", PAPERS.values(), ids=PAPERS)


@pytest.fixture
def guest(client: FlaskClient, world: World, in_app: InApp) -> FlaskClient:
    """A client that has come in by the link of a guest who plans with the others."""
    with in_app():
        _, token = invite_guest(
            event_of(world),
            name="孙医生",
            organisation="县医院",
            role=TeamRole.PLANNER,
            ends_on=clock.today() + timedelta(days=30),
            actor=user(world, "周老师"),
        )
        db.session.commit()
    client.post(f"/join/{token}")
    return client


@pytest.fixture
def poster() -> Iterator[EventPaper]:
    """A paper that only this test knows: a text with the title and the names, as a .pdf by name."""

    def build(given: Material) -> bytes:
        return "，".join([given.dossier.facts.title, *(p.name for p in given.people.participants)]).encode()

    paper = EventPaper(code="poster", label="海报", extension="pdf", needs=("dossier", "people"), build=build)
    PAPERS[paper.code] = paper
    yield paper
    del PAPERS[paper.code]


def export(app: Flask, *arguments: object) -> Result:
    """The answer of the command `export`."""
    return app.test_cli_runner().invoke(args=["export", *map(str, arguments)])


@every_paper
def test_paper_says_what_it_is(paper: EventPaper) -> None:
    assert PAPERS[paper.code] is paper
    assert paper.label
    assert paper.extension in MIMES
    assert paper.extension in PAPER_ICONS
    assert paper.needs
    assert set(paper.needs) <= set(AGGREGATES)
    assert not (paper.of_accounts and paper.of_summary)
    assert (paper.of_accounts or paper.of_summary) == (paper.allowed is can_read_accounts)


def test_no_two_papers_share_a_label_and_so_a_file_name() -> None:
    assert len({paper.label for paper in PAPERS.values()}) == len(PAPERS)


@every_paper
def test_paper_needs_all_that_it_says_it_needs(world: World, in_app: InApp, paper: EventPaper) -> None:
    with in_app():
        event_of(world).status, event_of(world).kind = EventStatus.ENDED, "childrens_day"
        order = order_of(world, paper.code)
        for name in paper.needs:
            others = tuple(other for other in AGGREGATES if other != name)
            with pytest.raises(KeyError, match=name):
                replace(order, paper=replace(paper, needs=others)).print()


@pytest.mark.parametrize(
    ("access", "reads"), [(OWNER, True), (LEADER, True), (GUEST, False)], ids=["owner", "leader", "guest"]
)
def test_papers_of_the_accounts_are_for_whoever_reads_them(access: Access, reads: bool) -> None:
    of_plan = [paper for paper in PAPERS.values() if not (paper.of_accounts or paper.of_summary)]

    assert list_papers(access) == (list(PAPERS.values()) if reads else of_plan)
    assert list_plan_papers(access) == of_plan


@pytest.mark.parametrize(
    ("status", "first_day", "kind", "listed"),
    [
        (EventStatus.APPROVED, date(2027, 6, 2), "childrens_day", []),
        (EventStatus.APPROVED, date(2027, 6, 1), "blank", [*OF_EVERY_SUMMARY, *TOLD_OUTSIDE]),
        (EventStatus.CANCELLED, None, "study_tour", OF_EVERY_SUMMARY),
        (EventStatus.APPROVED, None, "childrens_day", []),
        (EventStatus.ENDED, None, "spring_festival", [*OF_EVERY_SUMMARY, *TOLD_OUTSIDE, "visit_record"]),
    ],
)
def test_papers_of_a_summary_are_there_once_the_event_has_begun_and_of_visits_for_their_kinds(
    at: At, status: EventStatus, first_day: date | None, kind: str, listed: list[str]
) -> None:
    at(datetime(2027, 6, 1, 4, tzinfo=UTC))
    event = Event(id=1, title="六一慰问", status=status, kind=kind, first_date=first_day)

    assert sorted(paper.code for paper in list_summary_papers(event, OWNER)) == sorted(listed)
    assert list_summary_papers(event, GUEST) == []


def test_paper_that_the_event_does_not_have_is_refused(world: World, in_app: InApp) -> None:
    with in_app():
        event_of(world).status = EventStatus.ENDED
        with pytest.raises(NotFound, match="没有这种文件"):
            order_of(world, "visit_record")


@every_paper
def test_stranger_gets_no_paper_whoever_asks_for_him(world: World, in_app: InApp, paper: EventPaper) -> None:
    with in_app(), pytest.raises(NotFound, match="没有这种文件"):
        order_of(world, paper.code, STRANGER)

    assert list_papers(STRANGER) == []


@pytest.mark.parametrize("paper", [p for p in PAPERS.values() if p.of_accounts], ids=lambda paper: paper.code)
def test_paper_of_the_accounts_is_refused_to_guests_in_page_menu_and_command(
    app: Flask,
    world: World,
    guest: FlaskClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    paper: EventPaper,
) -> None:
    monkeypatch.setattr(cli, "operator_access", lambda _event: GUEST)

    page = guest.get(f"/events/{world.event}/documents/{paper.code}")
    menu = guest.get(f"/events/{world.event}")
    command = export(app, world.event, paper.code, tmp_path)
    whole = export(app, world.event, "all", tmp_path)

    assert (page.status_code, "没有这种文件。" in page.text) == (404, True)
    assert (menu.status_code, f"/documents/{paper.code}" in menu.text) == (200, False)
    assert (command.exit_code, f"没有“{paper.code}”这种文件" in command.output) == (1, True)
    assert whole.exit_code == 0
    assert {path.name for path in tmp_path.iterdir()} == {p.file_name("六一慰问") for p in list_papers(GUEST)}


def test_added_paper_comes_through_the_page_the_menu_and_the_command(
    app: Flask, world: World, in_app: InApp, signed_in: SignedIn, poster: EventPaper, tmp_path: Path
) -> None:
    with in_app():
        put(world, "participants")
    client, address = signed_in("周老师"), f"/events/{world.event}/documents/poster"

    page, menu = client.get(address), client.get(f"/events/{world.event}")
    again = client.get(address, headers={"If-None-Match": page.headers["ETag"]})
    command = export(app, world.event, "poster", tmp_path)

    assert (page.status_code, page.mimetype, page.get_data(as_text=True)) == (
        200,
        "application/pdf",
        "六一慰问，林晚晴",
    )
    assert page.headers["Cache-Control"] == "no-store"
    assert again.status_code == 304
    assert (f'href="{address}"' in menu.text, "海报" in menu.text) == (True, True)
    assert command.exit_code == 0
    assert (tmp_path / "六一慰问-海报.pdf").read_bytes() == page.data


def test_added_paper_is_masked_like_all_others(
    world: World, in_app: InApp, signed_in: SignedIn, poster: EventPaper
) -> None:
    with in_app():
        put(world, "participants")
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()

    shown = [
        signed_in(who).get(f"/events/{world.event}/documents/poster").get_data(as_text=True)
        for who in ("周老师", "陈老师", "吴书记")
    ]

    assert shown == ["六一慰问，林晚晴", "六一慰问，林**", "六一慰问"]


def test_file_name_refuses_what_windows_refuses() -> None:
    assert PAPERS["plan"].file_name("夏日研学") == "夏日研学-方案.docx"
    assert PAPERS["budget"].file_name('a<b>:"/\\|?*c. ') == "abc-预算表.xlsx"
    assert PAPERS["calendar"].file_name(clean_xml_text(NASTY)).endswith("-日历.ics")
    assert PAPERS["slips"].file_name("") == "活动-任务单.pdf"
    assert PAPERS["slips"].file_name("长" * 61) == f"{'长' * 60}-任务单.pdf"


def test_file_of_no_event_is_named_by_its_label_and_what_is_said_of_it() -> None:
    paper = Paper(code="overview", label="经费总览", extension="xlsx", build=str.encode)

    printed = paper.print_given("2026", "2026年", "按单位")

    assert printed == PrintedPaper("经费总览-2026年-按单位.xlsx", "overview.xlsx", MIMES["xlsx"], b"2026")
    assert paper.print_given("").name == "经费总览.xlsx"
