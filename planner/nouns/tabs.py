"""The pages of an event, in the order of its tab bar."""

from dataclasses import dataclass

from planner.nouns.noun import NOUNS
from planner.places import parse_place


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of an event that rows or facts stand on.

    Those without a `label` are reached from the page `within`. Pages that `open_with_findings` begin with what the
    check-up says of them; the others have lists of their own.
    """

    name: str
    label: str = ""
    within: str = ""
    opens_with_findings: bool = False


TABS: dict[str, Tab] = {
    tab.name: tab
    for tab in (
        Tab("events", "概览"),
        Tab("facts", "要点", opens_with_findings=True),
        Tab("sections", "方案"),
        Tab("schedule", "日程"),
        Tab("duties", "分工", opens_with_findings=True),
        Tab("volunteers", "志愿者", opens_with_findings=True),
        Tab("participants", "花名册"),
        Tab("budget", "预算"),
        Tab("expenses", within="budget"),
        Tab("handouts", within="budget"),
        Tab("supplies", "物资", opens_with_findings=True),
        Tab("safety", "安全", opens_with_findings=True),
        Tab("attachments", "附件", opens_with_findings=True),
        Tab("summary", "总结"),
        Tab("photos", within="summary"),
        Tab("feedback", within="summary"),
        Tab("publicity", within="summary"),
        Tab("evidence", within="summary"),
    )
}

_OF_VOLUNTEERS = {"volunteers": "", "sign_ups": "volunteers"}


def tab_of(where: str) -> str:
    """The tab that counts what is to be mended at `where` (facts/place, duties/<key> …).

    That is the tab it stands on; the facts for what stands nowhere else, and for nouns with a page of their own. None
    counts what the board of volunteers says by itself: how many are needed, how sign-up stands.
    """
    place = parse_place(where).noun
    if place in _OF_VOLUNTEERS:
        return _OF_VOLUNTEERS[place]
    noun = NOUNS.get(place)
    return noun.tab or "facts" if noun is not None else "facts"
