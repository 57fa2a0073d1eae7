"""One row of each noun, as it is typed and as it is kept, and steps that several tests of rows begin with."""

from typing import Any

from planner.extensions import db
from planner.models import ROW_MODELS, Activity, RowMixin
from planner.services.rows import add_row, add_rows
from tests.planner.conftest import World
from tests.planner.examples.example import Example
from tests.planner.examples.money import MONEY
from tests.planner.examples.people import PEOPLE
from tests.planner.examples.plan import PLAN
from tests.planner.examples.report import REPORT
from tests.planner.submissions import event_of, user

EXAMPLES = PLAN | PEOPLE | MONEY | REPORT


def clear_rows() -> None:
    """Take away what the kind of the event proposed; committed."""
    for model in ROW_MODELS.values():
        db.session.execute(db.delete(model))
    db.session.commit()


def listed(world: World, noun: str) -> list[RowMixin]:
    """The rows of that noun that are not deleted, in their order."""
    model = ROW_MODELS[noun]
    found = db.select(model).where(model.event_id == world.event, model.deleted_at.is_(None))
    return list(db.session.scalars(found.order_by(model.position)))


def kept(row: RowMixin, example: Example) -> dict[str, Any]:
    """The values of a row under the names of its example."""
    return {name: getattr(row, name) for name in example.kept}


def last_entry(world: World) -> Activity:
    """The newest entry of the log."""
    found = db.select(Activity).where(Activity.event_id == world.event).order_by(Activity.id.desc()).limit(1)
    return db.session.scalars(found).one()


def put(world: World, noun: str, *more: dict[str, Any]) -> list[str]:
    """Rows like the example, each with other values, added by 周老师 and committed; returns their keys."""
    event, actor = event_of(world), user(world, "周老师")
    rows = [add_row(event, noun, EXAMPLES[noun].kept | values, actor=actor) for values in more or ({},)]
    db.session.commit()
    return [row.key for row in rows]


def put_many(world: World, noun: str, count: int) -> None:
    """That many rows like the example, added at once and committed."""
    add_rows(event_of(world), noun, [EXAMPLES[noun].kept] * count, actor=user(world, "周老师"))
    db.session.commit()
