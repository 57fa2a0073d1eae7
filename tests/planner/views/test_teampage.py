"""The team of an event and its links."""

from datetime import UTC, datetime

import pytest

from planner.enums import EventStatus, LinkPurpose, Role, TeamRole
from planner.models import Link, TeamMember
from planner.permissions import Access
from planner.views.teampage import invitation_of, team_page
from tests.conftest import At

OWNER = Access(EventStatus.DRAFT, role=Role.ORGANISER, team=TeamRole.OWNER)
PLANNER = Access(EventStatus.DRAFT, role=Role.ORGANISER, team=TeamRole.PLANNER)
NOW = datetime(2027, 6, 1, 4, tzinfo=UTC)


def link_of(*, expires: datetime, revoked: datetime | None = None) -> Link:
    """A guest's link, in no database."""
    return Link(
        purpose=LinkPurpose.GUEST,
        name="王医生",
        organisation="卫生院",
        role=TeamRole.READER,
        expires_at=expires,
        revoked_at=revoked,
    )


OPEN = link_of(expires=datetime(2027, 6, 8, 16, tzinfo=UTC))
OVER = link_of(expires=datetime(2027, 5, 8, 16, tzinfo=UTC))
ENDED = link_of(expires=datetime(2027, 6, 8, 16, tzinfo=UTC), revoked=datetime(2027, 5, 9, tzinfo=UTC))


@pytest.mark.parametrize(
    ("access", "rights"),
    [(OWNER, [(True, True), (True, False), (False, False)]), (PLANNER, [(False, False)] * 3)],
)
def test_managers_renew_and_end_links_that_were_not_ended(
    at: At, access: Access, rights: list[tuple[bool, bool]]
) -> None:
    at(NOW)

    page = team_page(access, [], [OPEN, OVER, ENDED])

    assert [(row.may_renew, row.may_revoke) for row in page.links] == rights


def test_links_say_until_when_they_open(at: At) -> None:
    at(NOW)

    page = team_page(OWNER, [], [OPEN, OVER, ENDED])

    assert [row.state for row in page.links] == ["到 6月8日", "已过期", "已停用"]
    assert page.links[0].about == "进活动，卫生院，查看"
    assert page.open_count == 1


def test_owner_is_counted_with_the_members() -> None:
    assert team_page(OWNER, [TeamMember(), TeamMember()], []).count == 3


@pytest.mark.parametrize(("role", "words"), [(TeamRole.PLANNER, "一起编辑"), (TeamRole.READER, "查看")])
def test_invitation(role: TeamRole, words: str) -> None:
    assert invitation_of(Link(role=role)) == words
