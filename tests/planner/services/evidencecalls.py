"""How the services of evidence sets are called, and logged. Importing adds both."""

from pathlib import Path

from planner import clock
from planner.evidence import PackedSet
from planner.extensions import db
from planner.models import EvidenceSet
from planner.services import evidence
from planner.services.evidence import ask_for_set
from tests.planner.conftest import World
from tests.planner.filestores import memory_store
from tests.planner.services.audiences import KEEPERS
from tests.planner.services.calls import CALLS, NOBODY, on, on_event
from tests.planner.services.loggedsteps import Act, by_owner, prepares
from tests.planner.submissions import event_of, user

PACKED = PackedSet(pieces=(), files=0, lacking=(), fingerprint="")


def asked_for(world: World) -> EvidenceSet:
    """A set that the owner asked for."""
    return ask_for_set(event_of(world), actor=user(world, "周老师"))


def ask_before(world: World) -> None:
    """The same, as a step before."""
    asked_for(world)
    db.session.commit()


CALLS |= {
    "evidence.ask_for_set": on_event(KEEPERS),
    "evidence.drop_set": on_event(KEEPERS, ask_before),
    "evidence.fail_set": on(NOBODY, evidence=asked_for, sentence="磁盘满了。"),
    "evidence.forget_old_sets": on(NOBODY, now=lambda _: clock.now()),
    "evidence.write_set": on(NOBODY, evidence=asked_for, packed=PACKED, state="", store=memory_store()),
}


@prepares(evidence.ask_for_set)
def _ask_for_set(world: World, _: Path) -> Act:
    return by_owner(evidence.ask_for_set, world, shows_names=True, reason="归档")


@prepares(evidence.drop_set)
def _drop_set(world: World, _: Path) -> Act:
    ask_before(world)
    return by_owner(evidence.drop_set, world)
