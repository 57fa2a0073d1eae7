"""The colours of what is found and decided."""

import pytest

from planner.enums import Decision, ReviewDecision
from planner.findings import Severity
from planner.views.tones import icon_of, tone_of


@pytest.mark.parametrize("vocabulary", [Severity, Decision, ReviewDecision])
def test_every_member_has_a_tone(vocabulary: type[Severity | Decision | ReviewDecision]) -> None:
    assert len({tone_of(member) for member in vocabulary}) == len(vocabulary)


def test_return_of_an_approver_is_milder_than_that_of_finance() -> None:
    assert (tone_of(Decision.RETURN), tone_of(ReviewDecision.RETURN)) == ("warn", "bad")


def test_every_severity_has_its_own_picture() -> None:
    assert len({icon_of(severity) for severity in Severity}) == len(Severity)
