"""全套材料: all that is recorded of an event, gathered from papers, kept files and photos, with what is missing."""

from collections.abc import Iterator

from planner import clock
from planner.evidence import EvidencePart, LackingPart, SetFile, SetMaterial
from planner.models import Event
from planner.papers.evidence.decisions import collect_budget, collect_plan, collect_settlement
from planner.papers.evidence.files import (
    collect_approvals,
    collect_signed_in,
    collect_signed_off,
    collect_vouchers,
)
from planner.papers.evidence.people import collect_attendance, collect_roster, collect_service
from planner.papers.evidence.photos import collect_photos
from planner.papers.evidence.source import Collect, Found, SetSource, number_part, reader_of_set
from planner.papers.evidence.summary import collect_summary
from planner.queries.dossier import current_dossier
from planner.queries.feedback import find_hider
from planner.queries.finances import current_finances

__all__ = ["gather_set"]

_COLLECTED: dict[EvidencePart, tuple[Collect, ...]] = {
    EvidencePart.PLAN: (collect_plan, collect_approvals),
    EvidencePart.BUDGET: (collect_budget,),
    EvidencePart.ROSTER: (collect_roster,),
    EvidencePart.SIGN_IN: (collect_signed_in, collect_attendance),
    EvidencePart.SIGN_OFF: (collect_signed_off,),
    EvidencePart.SERVICE: (collect_service,),
    EvidencePart.PHOTOS: (collect_photos,),
    EvidencePart.VOUCHERS: (collect_vouchers,),
    EvidencePart.SETTLEMENT: (collect_settlement,),
    EvidencePart.SUMMARY: (collect_summary,),
}
# Its photos are numbered among themselves.
_NUMBERED_BEFORE = frozenset({EvidencePart.PHOTOS})


def gather_set(event: Event, *, shows_names: bool, takes_unchecked: bool) -> SetMaterial:
    """What goes into the set of an event, and what is missing; files of the store are named and not yet read.

    For a reading transaction. The same records give the same material on the same day.
    """
    source = SetSource(
        event=event,
        access=reader_of_set(event, shows_names=shows_names),
        dossier=current_dossier(event),
        finances=current_finances(event),
        hider=find_hider(event.id),
        shows_names=shows_names,
        takes_unchecked=takes_unchecked,
    )
    found = [each for part in EvidencePart for each in _collect(part, source)]
    return SetMaterial(
        title=event.title,
        unit=source.unit,
        made_on=clock.today(),
        files=tuple(each for each in found if isinstance(each, SetFile)),
        lacking=tuple(each for each in found if isinstance(each, LackingPart)),
        shows_names=shows_names,
        takes_unchecked=takes_unchecked,
    )


def _collect(part: EvidencePart, source: SetSource) -> Iterator[Found]:
    found = [each for collect in _COLLECTED[part] for each in collect(source)]
    yield from found if part in _NUMBERED_BEFORE else number_part(found)
