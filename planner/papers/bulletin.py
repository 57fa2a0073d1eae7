"""简报: the event on one page under the red head of its unit."""

from planner.documents.bulletin import build_bulletin
from planner.documents.bulletinfit import MOST_PHOTOS
from planner.papers.begun import is_told_outside
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.papers.storyphotos import read_photo_files
from planner.permissions import can_read_accounts
from planner.pictures.choosing import choose_photos
from planner.queries.bulletins import read_red_head


def _build(given: Material) -> bytes:
    photos = list(read_photo_files(choose_photos(given.story.photos, MOST_PHOTOS)))
    return build_bulletin(given.story, given.red_head, photos)


PAPER = EventPaper(
    code="bulletin",
    label="简报",
    extension="docx",
    needs=("story", "red_head"),
    allowed=can_read_accounts,
    suits=is_told_outside,
    besides=read_red_head,
    build=_build,
)
