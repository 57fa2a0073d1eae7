"""Who leads an event, as far as its duties say."""

from planner.dossier.dossier import Dossier
from planner.dossier.rows import Duty
from planner.telling import leads_event, leads_group


def leaders(dossier: Dossier) -> tuple[Duty, ...]:
    """The named persons who answer for the whole event (总负责, 总指挥, 总领队), in the order of the duties."""
    return tuple(duty for duty in dossier.duties if duty.name.strip() and leads_event(duty.role))


def guides(dossier: Dossier) -> tuple[Duty, ...]:
    """The named persons who are with the participants on the way (领队, 带队) and don't lead the whole."""
    named = (duty for duty in dossier.duties if duty.name.strip())
    return tuple(duty for duty in named if leads_group(duty.role) and not leads_event(duty.role))
