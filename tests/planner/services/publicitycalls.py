"""How the services of papers for outside are called, and logged. Importing adds both."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from planner.report.bulletin import RedHead
from planner.services import bulletins, photobooks
from tests.planner.conftest import World
from tests.planner.filestores import memory_store
from tests.planner.publicitysteps import drawn_photo, numbered
from tests.planner.services.audiences import ADMINISTRATORS, PLANNERS, STEPPERS
from tests.planner.services.calls import CALLS, NOBODY, on, on_event, school
from tests.planner.services.loggedsteps import by_owner, prepares
from tests.planner.summarysteps import over

HEAD = RedHead(name="德育简报", publisher="学校")
DAY = date(2027, 8, 13)
STORE = memory_store()
PRINTED = photobooks.PrintedBook(tag="", sha256=STORE.put(b"%PDF-"), size=5, count=1)
CALLS |= {
    "bulletins.number_bulletin": on_event(STEPPERS, over, number=6, day=DAY),
    "bulletins.save_bulletin_head": on(ADMINISTRATORS, organisation=school, head=HEAD, version=0),
    "bulletins.take_back_bulletin_number": on_event(STEPPERS, over, numbered),
    "photobooks.ask_for_photo_book": on_event(PLANNERS, over, drawn_photo),
    "photobooks.keep_photo_book": on(NOBODY, event_id=1, printed=PRINTED, store=STORE),
}


@prepares(bulletins.number_bulletin)
def _number(world: World, _: Path) -> partial[Any]:
    over(world)
    return by_owner(bulletins.number_bulletin, world, 6, DAY)


@prepares(bulletins.take_back_bulletin_number)
def _take_back(world: World, _: Path) -> partial[Any]:
    over(world)
    numbered(world)
    return by_owner(bulletins.take_back_bulletin_number, world)


@prepares(photobooks.ask_for_photo_book)
def _ask(world: World, _: Path) -> partial[Any]:
    over(world)
    drawn_photo(world)
    return by_owner(photobooks.ask_for_photo_book, world)
