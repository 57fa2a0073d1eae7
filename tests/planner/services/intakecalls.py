"""How the services of tables on their way are called, and logged. Importing adds both."""

from pathlib import Path

from planner import clock
from planner.extensions import db
from planner.intake.batches import Decided
from planner.intake.tables.table import SourceCell, SourceLine, Table
from planner.models import IntakeBatch
from planner.services import intake
from tests.planner.conftest import World
from tests.planner.rowvalues import EXAMPLES
from tests.planner.services.audiences import PLANNERS
from tests.planner.services.calls import CALLS, NOBODY, on, on_event
from tests.planner.services.loggedsteps import Act, by_owner, prepares
from tests.planner.submissions import event_of, user

TABLE = Table((SourceLine(1, (SourceCell("职务"), SourceCell("姓名"))), SourceLine(2, (SourceCell("领队"),))))
DUTY = EXAMPLES["duties"].kept


def kept(world: World, noun: str = "duties") -> IntakeBatch:
    """A table that the owner pasted; committed."""
    batch = intake.keep_batch(event_of(world), noun, name="分工.xlsx", tables=[TABLE], actor=user(world, "周老师"))
    db.session.commit()
    return batch


def added(world: World, *values: dict[str, object]) -> IntakeBatch:
    """The same after its second line became a row, or that many rows."""
    batch = kept(world)
    rows = dict(enumerate(values or ({},), start=2))
    keys = intake.add_batch(
        event_of(world), batch, {n: DUTY | more for n, more in rows.items()}, (), actor=user(world, "周老师")
    )
    decided = Decided().with_added(keys)
    intake.decide_batch(event_of(world), batch, decided, lines_left=0, actor=user(world, "周老师"))
    db.session.commit()
    return batch


CALLS |= {
    "headings.forget_headings": on_event(PLANNERS, noun="duties"),
    "headings.remember_headings": on_event(PLANNERS, noun="duties", fields={"职别": "role"}),
    "intake.add_batch": on_event(PLANNERS, batch=kept, rows={2: DUTY}, newcomers=()),
    "intake.decide_batch": on_event(PLANNERS, batch=kept, decided=Decided(sheet=0), lines_left=1),
    "intake.drop_batch": on_event(PLANNERS, batch=kept),
    "intake.keep_batch": on_event(PLANNERS, noun="duties", name="", tables=(TABLE,)),
    "intake.move_batch": on_event(PLANNERS, batch=kept, noun="contacts"),
    "intake.take_back_batch": on_event(PLANNERS, batch=added),
    "intakeerasing.forget_added_batches": on(NOBODY, before=lambda _: clock.now()),
}


@prepares(intake.add_batch)
def _add_batch(world: World, _: Path) -> Act:
    return by_owner(intake.add_batch, world, kept(world), {2: DUTY}, (intake.Newcomer("k1", "张校长", "负责人"),))


@prepares(intake.take_back_batch)
def _take_back_batch(world: World, _: Path) -> Act:
    return by_owner(intake.take_back_batch, world, added(world))
