"""The facts of an event: as a list that anybody reads, and as the form that fills them in."""

from dataclasses import dataclass
from typing import Any

from budgets import Money, Total
from planner import clock
from planner.dossier import Dossier, HeadCount
from planner.enums import GroupSide
from planner.errors import LostUpdate
from planner.fields import display
from planner.forms.facts import FactsForm
from planner.people.volunteerheads import HeadProposal


@dataclass(frozen=True, slots=True)
class Side:
    """The groups of participants, of those who look after them, or of others."""

    label: str
    groups: tuple[HeadCount, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactList:
    """The facts in words; "" and None are holes. `total` is shown where there are no groups, `cost` as far as known."""

    dates: str
    place: str
    transport: str
    theme: str
    sides: tuple[Side, ...]
    total: int | None
    count_note: str
    cost: Total | None
    cost_each: Money | None
    parties: tuple[tuple[str, str], ...]
    has_parties: bool

    @classmethod
    def of(cls, dossier: Dossier) -> "FactList":
        """The facts of a plan."""
        facts, budget = dossier.facts, dossier.full_budget
        each = budget.per_head(dossier.heads)
        return cls(
            dates=dossier.dates_label(clock.today().year),
            place=facts.place or "、".join(stop.name for stop in dossier.stops),
            transport=facts.transport,
            theme=facts.theme,
            sides=_sides(dossier),
            total=facts.stated_total,
            count_note=dossier.count_note,
            cost=budget.total if budget.lines and budget.total.is_known else None,
            cost_each=each.exact if each and budget.lines else None,
            parties=tuple((role.label, "、".join(names)) for role, names in dossier.names_by_party_role()),
            has_parties=bool(dossier.parties),
        )


def _sides(dossier: Dossier) -> tuple[Side, ...]:
    sides = (Side(side.label, tuple(h for h in dossier.head_counts if h.side is side)) for side in GroupSide)
    return tuple(side for side in sides if side.groups)


# The order of the form, and how much of a row a field takes.
_WHOLE, _HALF = "f-wide", "f-half"
_FIELDS = (
    ("title", _HALF),
    ("theme", _HALF),
    ("kind", _HALF),
    ("place", _HALF),
    ("starts_on", ""),
    ("ends_on", ""),
    ("starts_at", ""),
    ("ends_at", ""),
    ("stated_total", ""),
    ("signed_on", ""),
    ("transport", _WHOLE),
)


@dataclass(frozen=True, slots=True)
class FactsPage:
    """The facts with the form over them: its fields with their class, and after a clash what the other person saved.

    `heads` is what posts and sign-ups propose as the number of volunteers.
    """

    facts: FactList
    heads: HeadProposal | None
    fields: tuple[tuple[Any, str], ...]
    theirs: tuple[tuple[str, str], ...]


def facts_page(
    dossier: Dossier, form: FactsForm, clash: LostUpdate | None, heads: HeadProposal | None = None
) -> FactsPage:
    """The page of the facts."""
    return FactsPage(
        facts=FactList.of(dossier),
        heads=heads,
        fields=tuple((form[name], f"f-{name} {width}".strip()) for name, width in _FIELDS),
        theirs=_differences(form, clash) if clash else (),
    )


def _differences(form: FactsForm, clash: LostUpdate) -> tuple[tuple[str, str], ...]:
    return tuple(
        (form[name].label.text, display(value)) for name, value in clash.theirs.items() if value != form[name].data
    )
