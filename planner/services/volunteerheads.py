"""The number of volunteers of the plan, taken from the posts and those who are confirmed."""

from planner.actors import Actor
from planner.errors import NotFound
from planner.models import Event, RowMixin
from planner.people.volunteerheads import propose_heads
from planner.permissions import can_edit_event
from planner.queries.dossier import read_dossier
from planner.queries.staffing import read_staffing_of
from planner.services.guard import guard_event
from planner.services.rows import add_row, edit_row, find_row


def take_volunteer_heads(event: Event, *, actor: Actor) -> RowMixin:
    """Write the proposed number into the head counts, as a change of a row like every other.

    Raises NotFound where the plan says the same by now.
    """
    guard_event(event, actor, can_edit_event)
    proposal = propose_heads(read_dossier(event), read_staffing_of([event.id])[event.id])
    if proposal is None:
        raise NotFound("志愿者的人数已经一致，不用改。")
    if proposal.row is None:
        return add_row(event, "head_counts", proposal.values, actor=actor)
    key = proposal.row.key
    version = find_row(event, "head_counts", key).version
    return edit_row(event, "head_counts", key, proposal.values, version=version, actor=actor)
