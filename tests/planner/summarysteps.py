"""Steps that tests of summaries begin with, in the database; `over` comes first."""

from decimal import Decimal

from planner.actualkinds import Outcome
from planner.enums import EventStatus
from planner.extensions import db
from planner.queries.summary import read_summary
from planner.services.actuals import ActualChange, save_actuals
from planner.services.summary import add_paragraph, put_paragraph_away, save_paragraph, take_passage
from planner.services.summarychapters import add_chapter
from planner.services.summaryfiling import file_summary
from tests.planner.conftest import World
from tests.planner.reportsteps import finished
from tests.planner.submissions import event_of, user

EVENT = "full.event"
CHAPTERS = ("basics", "measures", "results", "shortfalls", "next")
ODD = "你写 30 名孩子，记录是 29 名。"


def over(world: World) -> dict[str, str]:
    """The event is over and told of: 29 of 30 children came, with 5 teachers. Keys of its rows."""
    keys = finished(world)
    said = [ActualChange(place="schedule", outcome=Outcome.HELD)]
    for name, number in (("kids", 29), ("teachers", 5)):
        said.append(ActualChange(place=f"head_counts/{keys[name]}", number=Decimal(number)))
    save_actuals(event_of(world), said, actor=user(world, "周老师"))
    db.session.commit()
    return keys


def cancelled(world: World) -> None:
    """The event was cancelled."""
    finished(world)
    event_of(world).status = EventStatus.CANCELLED
    db.session.commit()


def taken(world: World, key: str = EVENT) -> str:
    """A proposed paragraph that 周老师 took over; its key."""
    take_passage(event_of(world), key, actor=user(world, "周老师"))
    return key


def add_own(world: World, chapter: str = "basics", text: str = "自己写的。") -> str:
    """A paragraph of one's own; its key."""
    row = add_paragraph(event_of(world), chapter, actor=user(world, "周老师"))
    save_paragraph(event_of(world), row.key, text, version=row.version, actor=user(world, "周老师"))
    return row.key


def two_taken(world: World) -> str:
    """Two paragraphs in one chapter; the key of the second."""
    taken(world)
    return add_own(world)


def put_away(world: World) -> str:
    """A paragraph that is left out; its key."""
    put_paragraph_away(event_of(world), taken(world), version=1, actor=user(world, "周老师"))
    return EVENT


def doubted(world: World) -> str:
    """A paragraph that the records contradict, in its version 2; its key."""
    taken(world)
    save_paragraph(event_of(world), EVENT, "30 名孩子参加。", version=1, actor=user(world, "周老师"))
    return EVENT


def add_own_chapter(world: World) -> str:
    """An empty chapter of one's own; its key."""
    chapter = add_chapter(event_of(world), "媒体报道", after="results", actor=user(world, "周老师"))
    return chapter.key


def ready_to_file(world: World) -> int:
    """Every chapter has something in it; the version of the summary."""
    taken(world)
    for chapter in CHAPTERS[1:]:
        add_own(world, chapter)
    return read_summary(event_of(world)).version


def file_now(world: World) -> int:
    """The summary is filed; the number of its version."""
    return file_summary(event_of(world), version=ready_to_file(world), actor=user(world, "周老师")).number
