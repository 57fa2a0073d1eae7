"""Colours and pictures of what is found and decided: where a meaning becomes a class of the stylesheets."""

from flask import Flask

from planner.enums import Decision, ReviewDecision
from planner.findings import Severity

Meaning = Severity | Decision | ReviewDecision

# A vocabulary each, for members of two of them are equal where their values are: an approver's return asks for more
# work, a return by finance stops the money.
TONES: dict[type[Meaning], dict[str, str]] = {
    Severity: {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.HINT: "hint"},
    Decision: {Decision.AGREE: "ok", Decision.RETURN: "warn", Decision.REJECT: "bad"},
    ReviewDecision: {ReviewDecision.PASS: "ok", ReviewDecision.RETURN: "bad"},
}
ICONS = {
    Severity.ERROR: "exclamation-circle-fill",
    Severity.WARNING: "exclamation-triangle-fill",
    Severity.HINT: "lightbulb",
}


def init_tones(app: Flask) -> None:
    """Give templates `meaning|tone` and `severity|severity_icon`."""
    app.jinja_env.filters.update(tone=tone_of, severity_icon=icon_of)


def tone_of(meaning: Meaning) -> str:
    """The class of a severity or of a decision."""
    return TONES[type(meaning)][meaning]


def icon_of(severity: Severity) -> str:
    """The name of the picture that stands before a finding."""
    return ICONS[severity]
