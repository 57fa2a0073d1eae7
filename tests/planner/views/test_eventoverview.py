"""The first page of an event: the stage it is at, and what its reader may do next."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from planner.checkup.readiness import Readiness
from planner.days import Day
from planner.dossier import Dossier, Duty
from planner.enums import ActorKind, Decision, EventStatus, Role, TeamRole
from planner.models import Activity, Event, Revision, User
from planner.nouns import NOUNS
from planner.permissions import Access
from planner.services.events import next_steps
from planner.views.eventoverview import EventOverview, ListLink, NextStep, find_next_step, list_stages, overview_page
from planner.views.summarynote import SummaryNote

S = EventStatus
OWNER = Access(S.DRAFT, role=Role.ORGANISER, team=TeamRole.OWNER)
PLANNER = Access(S.DRAFT, role=Role.ORGANISER, team=TeamRole.PLANNER)
GUEST = Access(S.DRAFT, team=TeamRole.PLANNER, kind=ActorKind.GUEST)
READER = Access(S.DRAFT, role=Role.READER)
NOTHING = Dossier()


def event_at(status: EventStatus) -> Event:
    """An event of that status, in no database."""
    return Event(id=7, status=status, owner=User(name="周老师"), starts_on=Day(6, 1, 2027), ends_on=Day(6, 1, 2027))


def page_for(
    app: Flask,
    status: EventStatus,
    access: Access,
    *,
    dossier: Dossier = NOTHING,
    revision: Revision | None = None,
    log: Sequence[Activity] = (),
) -> EventOverview:
    """The page of an event of that status for that reader."""
    with app.test_request_context():
        return overview_page(
            event_at(status),
            replace(access, status=status),
            dossier,
            ready=Readiness((), 0, (), ()),
            revision=revision,
            waiting=None,
            hours="",
            volunteers="",
            steps=next_steps(status),
            papers=(),
            log=log,
        )


@pytest.mark.parametrize(
    ("status", "here", "done"),
    [
        (S.DRAFT, "草拟", 0),
        (S.RETURNED, "草拟", 0),
        (S.SUBMITTED, "审批", 1),
        (S.APPROVED, "发布", 2),
        (S.PUBLISHED, "进行", 3),
        (S.ONGOING, "进行", 3),
        (S.ENDED, "总结", 4),
        (S.ARCHIVED, "归档", 5),
        (S.CANCELLED, "", 0),
    ],
)
def test_stages_before_the_present_one_are_done(status: EventStatus, here: str, done: int) -> None:
    stages = list_stages(event_at(status), None)

    assert [stage.label for stage in stages if stage.is_here] == [here] * bool(here)
    assert [stage.is_done for stage in stages] == [True] * done + [False] * (6 - done)
    assert stages[0].note == "周老师"


@pytest.mark.parametrize(
    ("revision", "note"),
    [
        (None, ""),
        (Revision(number=2), "第 2 版，待审"),
        (Revision(number=2, decision=Decision.AGREE), "第 2 版，同意"),
        (Revision(number=2, withdrawn_at=datetime(2027, 5, 1, tzinfo=UTC)), ""),
    ],
)
def test_stage_of_approval_says_how_far_it_is(revision: Revision | None, note: str) -> None:
    assert list_stages(event_at(S.SUBMITTED), revision)[1].note == note


@pytest.mark.parametrize(
    ("status", "access", "step"),
    [
        (S.DRAFT, OWNER, NextStep("提交审批", "/events/7/submit")),
        (S.RETURNED, PLANNER, NextStep("提交审批", "/events/7/submit")),
        (S.DRAFT, GUEST, None),
        (S.DRAFT, READER, None),
        (S.SUBMITTED, READER, NextStep("看审批页", "/events/7/approval")),
        (S.APPROVED, OWNER, NextStep("发布", "/events/7/advance", S.PUBLISHED)),
        (S.PUBLISHED, OWNER, NextStep("开始", "/events/7/advance", S.ONGOING)),
        (S.ENDED, OWNER, NextStep("写总结", "/events/7/summary", before=S.ARCHIVED)),
        (S.ENDED, READER, None),
        (S.APPROVED, GUEST, None),
        (S.APPROVED, READER, None),
        (S.ARCHIVED, OWNER, None),
        (S.CANCELLED, OWNER, None),
    ],
)
def test_next_step_is_what_this_reader_would_do(
    app: Flask, status: EventStatus, access: Access, step: NextStep | None
) -> None:
    with app.test_request_context():
        assert find_next_step(event_at(status), replace(access, status=status), next_steps(status)) == step


def test_event_is_archived_once_its_summary_is_filed(app: Flask) -> None:
    filed = SummaryNote(is_filed=True)
    with app.test_request_context():
        step = find_next_step(event_at(S.ENDED), replace(OWNER, status=S.ENDED), next_steps(S.ENDED), filed)

    assert step == NextStep("归档", "/events/7/advance", S.ARCHIVED)


@pytest.mark.parametrize(
    ("status", "access", "may_archive"),
    [(S.ENDED, OWNER, True), (S.ENDED, READER, False), (S.ONGOING, OWNER, False), (S.ARCHIVED, OWNER, False)],
)
def test_event_without_a_summary_can_still_be_archived(
    app: Flask, status: EventStatus, access: Access, may_archive: bool
) -> None:
    assert page_for(app, status, access).may_archive is may_archive


@pytest.mark.parametrize(
    ("status", "access", "cancel", "delete"),
    [
        (S.DRAFT, OWNER, True, True),
        (S.DRAFT, PLANNER, True, False),
        (S.DRAFT, READER, False, False),
        (S.ONGOING, OWNER, True, False),
        (S.ENDED, OWNER, False, True),
    ],
)
def test_who_may_cancel_and_delete(app: Flask, status: EventStatus, access: Access, cancel: bool, delete: bool) -> None:
    page = page_for(app, status, access)

    assert (page.may_cancel, page.may_delete) == (cancel, delete)


@pytest.mark.parametrize(("access", "shown"), [(OWNER, ["duties/d1", "expenses/e1"]), (GUEST, ["duties/d1"])])
def test_guests_read_nothing_of_the_accounts_in_the_log(app: Flask, access: Access, shown: list[str]) -> None:
    log = [Activity(where="duties/d1"), Activity(where="expenses/e1")]

    assert [entry.where for entry in page_for(app, S.DRAFT, access, log=log).log] == shown


@pytest.mark.parametrize(
    ("status", "words", "is_shown"), [(S.RETURNED, "补保险", True), (S.RETURNED, "", False), (S.DRAFT, "补保险", False)]
)
def test_words_of_the_approver_stand_while_it_is_returned(
    app: Flask, status: EventStatus, words: str, is_shown: bool
) -> None:
    revision = Revision(number=1, decision=Decision.RETURN, words=words)

    assert page_for(app, status, OWNER, revision=revision).returned is (revision if is_shown else None)


@pytest.mark.parametrize(
    ("access", "nouns"),
    [
        (OWNER, ["supplies", "participants", "expenses"]),
        (GUEST, ["supplies", "participants"]),
        (replace(GUEST, team=TeamRole.READER), ["supplies"]),
        (READER, ["supplies", "expenses"]),
    ],
)
def test_lists_without_a_tab_are_shown_to_whoever_may_read_them(
    app: Flask, monkeypatch: pytest.MonkeyPatch, access: Access, nouns: list[str]
) -> None:
    links = {}
    for noun in ("supplies", "participants", "expenses"):
        monkeypatch.setitem(NOUNS, noun, replace(NOUNS[noun], tab=""))
        links[noun] = ListLink(NOUNS[noun].label, f"/events/7/rows/{noun}#{noun}")

    lists = page_for(app, S.DRAFT, access).lists

    assert [noun for noun, link in links.items() if link in lists] == nouns


def test_nouns_with_a_tab_are_no_lists_of_their_own(app: Flask) -> None:
    labels = {link.label for link in page_for(app, S.DRAFT, OWNER).lists}

    assert labels == {noun.label for noun in NOUNS.values() if not noun.tab}


def test_first_six_duties_are_shown_and_all_are_counted(app: Flask) -> None:
    duties = tuple(Duty(f"d{n}", "带队") for n in range(7))

    page = page_for(app, S.DRAFT, OWNER, dossier=Dossier(duties=duties))

    assert (page.duties, page.duty_count) == (duties[:6], 7)
