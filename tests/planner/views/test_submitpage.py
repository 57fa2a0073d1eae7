"""What the page of handing in says of the event and of its readers."""

from typing import Any

import pytest

from planner.checkup.readiness import Readiness
from planner.enums import EventStatus
from planner.findings import Finding, Severity
from planner.models import Revision
from planner.views.submitpage import SubmitPage
from planner.views.whodecides import WhoDecides

MUST = Finding("place-missing", Severity.ERROR, "还没有地点。")
MAY = Finding("hospital-missing", Severity.HINT, "没有写医院。")
SECOND = Revision(number=2, words="车牌没写")


def page(**values: Any) -> SubmitPage:
    """The page of a draft."""
    usual: dict[str, Any] = {
        "status": EventStatus.DRAFT,
        "ready": Readiness((), 12, (), ()),
        "before": None,
        "who": WhoDecides("镇中心小学", "韩校长（审批人）", ""),
    }
    return SubmitPage(**{**usual, **values})


@pytest.mark.parametrize("status", list(EventStatus))
def test_only_drafts_and_what_came_back_is_handed_in(status: EventStatus) -> None:
    assert page(status=status).may_submit_now is (status in (EventStatus.DRAFT, EventStatus.RETURNED))


@pytest.mark.parametrize(
    ("must", "may", "title"),
    [
        ((MUST,), (MAY,), "提交前还差 1 项"),
        ((), (MAY,), "可以提交，还有 1 条建议"),
        ((), (), "都齐了，可以提交"),
    ],
)
def test_title_says_what_is_between_draft_and_approver(
    must: tuple[Finding, ...], may: tuple[Finding, ...], title: str
) -> None:
    assert page(ready=Readiness((), 12, must, may)).title == title


def test_heading_names_the_next_version() -> None:
    assert (page().heading, page(before=SECOND).heading) == ("提交第 1 版", "再次提交第 3 版")


@pytest.mark.parametrize(
    ("status", "before", "shown"),
    [
        (EventStatus.RETURNED, SECOND, True),
        (EventStatus.RETURNED, Revision(number=2, words=""), False),
        (EventStatus.RETURNED, None, False),
        (EventStatus.DRAFT, SECOND, False),
    ],
)
def test_words_of_the_approver_stand_until_they_are_answered(
    status: EventStatus, before: Revision | None, shown: bool
) -> None:
    assert page(status=status, before=before).sent_back is (before if shown else None)
