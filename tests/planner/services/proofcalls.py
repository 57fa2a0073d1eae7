"""How the services of finance are called: reviews, remarks, waivers. Importing adds them to the calls."""

from planner import clock
from planner.enums import RemarkKind, ReviewDecision
from planner.extensions import db
from planner.services.waivers import waive_gaps
from tests.planner.conftest import World
from tests.planner.moneysteps import handed_in, passed, planned, spent
from tests.planner.services.audiences import KEEPERS, REVIEWERS, STEPPERS
from tests.planner.services.calls import BUDGET, CALLS, NOBODY, on, on_event
from tests.planner.submissions import event_of, user

APPROVAL, WORDS = ["approval:"], "批件在档案室"


def settled(world: World) -> None:
    """Finance has closed the accounts."""
    event_of(world).settled_at = clock.now()


def ready_to_settle(world: World) -> None:
    """A budget that passed, and what was spent."""
    planned(world)
    passed(world)
    spent(world)


def standing_waiver(world: World) -> int:
    """The id of a waiver that finance wrote."""
    (waiver,) = waive_gaps(event_of(world), APPROVAL, WORDS, actor=user(world, "钱会计"))
    db.session.commit()
    return waiver.id


CALLS |= {
    "remarks.add_opinions": on_event(REVIEWERS, texts={"": "补依据"}),
    "remarks.add_requests": on_event(REVIEWERS, texts={"": "请补发票"}),
    "remarks.remark_line": on_event(KEEPERS, line="", kind=RemarkKind.ANSWER, text="见附件"),
    "reviews.decide_review": on_event(
        REVIEWERS, planned, handed_in, **BUDGET, number=1, decision=ReviewDecision.PASS, words=""
    ),
    "reviews.reopen_settlement": on_event(REVIEWERS, settled, words="漏记一笔"),
    "reviews.submit_budget": on_event(STEPPERS, planned),
    "reviews.submit_settlement": on_event(STEPPERS, ready_to_settle),
    "reviews.withdraw_review": on_event(STEPPERS, planned, handed_in, **BUDGET),
    "pages.keep_pages": on(NOBODY, counts={}),
    "waivers.ask_for_proof": on_event(REVIEWERS, ready_to_settle, codes=APPROVAL),
    "waivers.waive_gaps": on_event(REVIEWERS, ready_to_settle, codes=APPROVAL, words=WORDS),
    "waivers.withdraw_waiver": on_event(REVIEWERS, ready_to_settle, waiver_id=standing_waiver),
}
