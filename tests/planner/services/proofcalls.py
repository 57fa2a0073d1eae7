"""How the services around the proofs of a settlement are called. Importing adds them to the calls."""

from planner.extensions import db
from planner.services.waivers import waive_gaps
from tests.planner.conftest import World
from tests.planner.services.audiences import REVIEWERS
from tests.planner.services.calls import CALLS, NOBODY, on, on_event, ready_to_settle
from tests.planner.submissions import event_of, user

APPROVAL, WORDS = ["approval:"], "批件在档案室"


def standing_waiver(world: World) -> int:
    """The id of a waiver that finance wrote."""
    (waiver,) = waive_gaps(event_of(world), APPROVAL, WORDS, actor=user(world, "钱会计"))
    db.session.commit()
    return waiver.id


CALLS |= {
    "pages.keep_pages": on(NOBODY, counts={}),
    "waivers.ask_for_proof": on_event(REVIEWERS, ready_to_settle, codes=APPROVAL),
    "waivers.waive_gaps": on_event(REVIEWERS, ready_to_settle, codes=APPROVAL, words=WORDS),
    "waivers.withdraw_waiver": on_event(REVIEWERS, ready_to_settle, waiver_id=standing_waiver),
}
