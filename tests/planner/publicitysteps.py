"""Steps that tests of papers for outside begin with, in the database; `over` comes first."""

from planner import clock
from planner.actors import CONSOLE
from planner.extensions import db
from planner.intake.pictures.results import PictureCopy
from planner.models import Photo
from planner.photostates import Clearing
from planner.services.bulletins import number_bulletin
from planner.services.photobooks import ask_for_photo_book
from planner.services.photocopies import keep_copies, write_copies
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.photosteps import reading, sent_photo
from tests.planner.storysamples import draw_photo
from tests.planner.submissions import event_of, user


def drawn_photo(world: World, seed: int = 1, *, clearing: Clearing = Clearing.CLEARED, caption: str = "") -> Photo:
    """A photo whose copies are real pictures; cleared, unless it is said otherwise. Committed."""
    photo, store = sent_photo(world, seed), current_store()
    edges = ((edge, mime) for edge in (1600, 400) for mime in ("image/jpeg", "image/webp"))
    copies = tuple(PictureCopy(edge, mime, draw_photo(seed)) for edge, mime in edges)
    read = reading(seed, "09:00:00", width=800, height=600, copies=copies)
    write_copies(photo.id, read, keep_copies(read, store), store=store, actor=CONSOLE)
    photo.clearing, photo.caption = clearing, caption
    db.session.commit()
    return photo


def numbered(world: World) -> int:
    """The newsletter has a number; which."""
    day = clock.today()
    return number_bulletin(event_of(world), 6, day, actor=user(world, "周老师")).number


def book_asked_for(world: World) -> None:
    """The album is in line to be made."""
    ask_for_photo_book(event_of(world), actor=user(world, "周老师"))
    db.session.commit()
