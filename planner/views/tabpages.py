"""What the plain tabs of an event show beyond its rows."""

from collections.abc import Mapping
from dataclasses import dataclass

from planner.dossier import Dossier, SafetyCheck, Supply
from planner.enums import SafetyPhase


@dataclass(frozen=True, slots=True)
class SuppliesPage:
    """What is to be brought or bought; `keepers` says by the key of a supply who sees to it, where anybody does."""

    supplies: tuple[Supply, ...]
    keepers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PhasePanel:
    """The checks before, during or after the event, and how many of them were made."""

    phase: SafetyPhase
    checks: tuple[SafetyCheck, ...]
    made: int


@dataclass(frozen=True, slots=True)
class SafetyPage:
    """The safety list by when a check is due; phases without one are left out."""

    panels: tuple[PhasePanel, ...]


def supplies_page(dossier: Dossier) -> SuppliesPage:
    """The supplies with the names of those who see to them, or the roles of posts that are still empty."""
    holders = {duty.key: duty.holder for duty in dossier.duties}
    return SuppliesPage(dossier.supplies, {s.key: holders[s.duty] for s in dossier.supplies if s.duty in holders})


def safety_page(dossier: Dossier) -> SafetyPage:
    """The safety list with how far it has come."""
    return SafetyPage(
        tuple(
            PhasePanel(phase, checks, made=sum(check.is_done for check in checks))
            for phase, checks in dossier.safety_by_phase()
        )
    )
