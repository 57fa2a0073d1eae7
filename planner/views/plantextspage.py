"""The page of a whole plan: its text with marks, and what each mark would bring into the event."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.enums import GroupSide
from planner.forms.planproposals import JudgedProposal, judge
from planner.intake.plans.planreading import read_plan
from planner.intake.proposals.decisions import PlanDecisions, open_clashes, settle
from planner.intake.proposals.marking import MarkedLine, mark_text
from planner.intake.proposals.proposal import OpenContradiction, PlanProposals, ProposalGroup
from planner.intake.proposals.proposing import propose_plan
from planner.masking import mask_phones
from planner.models import PlanText

PASTED = "粘贴的方案"
_GROUP = "group-"
_WAITS = "先定上面对不上的这一处"
_LONGEST_TITLE = 120


@dataclass(frozen=True, slots=True)
class SeenPlan:
    """A text with what is decided of it now; `judged` are its proposals, `on` the numbers of those that come in."""

    kept: PlanText
    decided: PlanDecisions
    proposals: PlanProposals
    judged: tuple[JudgedProposal, ...]
    on: frozenset[int]

    @property
    def name(self) -> str:
        """What the text came as."""
        return self.kept.name or PASTED

    @property
    def title(self) -> str:
        """The name that the event would get."""
        said = self.proposals.title if self.decided.title is None else self.decided.title
        return said[:_LONGEST_TITLE]

    @property
    def ticked(self) -> int:
        """How many proposals come in."""
        return len(self.on)

    @property
    def taken(self) -> list[JudgedProposal]:
        """The proposals that come in."""
        return [each for each in self.judged if each.item.number in self.on]


def look_at(kept: PlanText, decided: PlanDecisions | None = None) -> SeenPlan:
    """Read a text and hold its proposals against the forms; without `decided` as it was left."""
    proposals = propose_plan(read_plan(kept.text))
    holds = PlanDecisions.parse(kept.decided) if decided is None else decided
    settled = settle(proposals, holds)
    judged = tuple(judge(item) for item, _ in settled)
    on = frozenset(item.number for (item, on), each in zip(settled, judged, strict=True) if on and not each.fault)
    return SeenPlan(kept, holds, proposals, judged, on)


def group_numbers(proposals: PlanProposals, button: str) -> frozenset[int]:
    """The proposals of the group whose button was pressed; none for other buttons."""
    return frozenset(item.number for item in proposals.items if button == f"{_GROUP}{item.group.value}")


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A proposal on the page; `why` says what is to be looked at, `is_locked` that a tick alone doesn't take it."""

    number: int
    group: ProposalGroup
    label: str
    text: str
    words: str
    why: str
    is_on: bool
    is_locked: bool
    choices: tuple[tuple[str, str], ...] = ()
    said: str = ""


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """The proposals of one group: those that are shown, and how many of all are ticked."""

    group: ProposalGroup
    items: tuple[ShownItem, ...]
    on: int
    left: int

    @property
    def button(self) -> str:
        """What the button that ticks all of it says; "" where nothing could be ticked by it."""
        can = any(not item.is_on and not item.is_locked for item in self.items)
        return f"{_GROUP}{self.group.value}" if can else ""


@dataclass(frozen=True, slots=True)
class PlanPage:
    """All that the page shows."""

    kept: PlanText
    name: str
    length: int
    lines: tuple[MarkedLine, ...]
    clashes: tuple[OpenContradiction, ...]
    answers: Mapping[str, str]
    groups: tuple[ShownGroup, ...]
    on: frozenset[int]
    count: int
    only_open: bool
    private_note: str
    notes: tuple[str, ...]

    @property
    def ticked(self) -> int:
        """How many proposals are ticked."""
        return len(self.on)

    @property
    def left(self) -> int:
        """How many proposals are to be looked at."""
        return self.count - self.ticked


def plan_page(seen: SeenPlan, *, only_open: bool) -> PlanPage:
    """The page of a text; `only_open` leaves the ticked proposals out at the right, never in the text."""
    items = _shown_items(seen)
    groups = tuple(group for each in ProposalGroup if (group := _group(each, items, only_open)))
    proposals = seen.proposals
    return PlanPage(
        kept=seen.kept,
        name=seen.name,
        length=len("".join(proposals.text.split())),
        lines=tuple(mark_text(proposals)),
        clashes=proposals.clashes,
        answers=seen.decided.answers,
        groups=groups,
        on=seen.on,
        count=len(items),
        only_open=only_open,
        private_note=_tell_private(proposals),
        notes=proposals.notes,
    )


def _shown_items(seen: SeenPlan) -> list[ShownItem]:
    waiting = open_clashes(seen.proposals, seen.decided)
    shown = []
    for each in seen.judged:
        item, words = each.item, mask_phones(seen.proposals.words(each.item))
        waits = item.number in waiting
        text = mask_phones(item.text)
        said = seen.decided.said.get(item.number, "")
        shown.append(
            ShownItem(
                number=item.number,
                group=item.group,
                label=item.label,
                text=text,
                words="" if words == text else words,
                why=_WAITS if waits else each.fault or item.reason,
                is_on=item.number in seen.on,
                is_locked=waits or bool(each.fault),
                choices=each.choices or tuple(GroupSide.choices() if said else ()),
                said=said,
            )
        )
    return shown


def _group(group: ProposalGroup, items: list[ShownItem], only_open: bool) -> ShownGroup | None:
    own = [item for item in items if item.group is group]
    shown = tuple(item for item in own if not (only_open and item.is_on))
    on = sum(item.is_on for item in own)
    return ShownGroup(group, shown, on, len(own) - on) if shown else None


def _tell_private(proposals: PlanProposals) -> str:
    phones = f"{proposals.phones} 个电话" if proposals.phones else ""
    names = f"{proposals.names} 个孩子的姓名" if proposals.names else ""
    told = "、".join(filter(None, (phones, names)))
    return f"灰底的 {told}不会写进方案正文。" if told else ""
