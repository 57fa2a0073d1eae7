"""长图: the event as one picture for a chat; made of the story alone, so that its tag costs no drawing."""

import hashlib
from dataclasses import dataclass

from planner.documents.longpicture import MOST_PHOTOS, REVISION, draw_long_picture
from planner.papers.storyphotos import read_photo_files
from planner.pictures import ClearedPhoto
from planner.pictures.choosing import choose_photos
from planner.report.story import Story


@dataclass(frozen=True, slots=True, kw_only=True)
class LongPictureOrder:
    """A picture as somebody asks for it: of how many photos, with the code of which address, in which format."""

    story: Story
    most_photos: int = MOST_PHOTOS
    address: str = ""
    words: str = ""
    as_png: bool = False

    @property
    def photos(self) -> tuple[ClearedPhoto, ...]:
        """Those that stand in it."""
        return choose_photos(self.story.photos, self.most_photos)

    @property
    def tag(self) -> str:
        """An ETag that changes with all that the picture shows."""
        shown = (self.story, self.story.photos, self.most_photos, self.address, self.words, self.as_png, REVISION)
        return hashlib.sha256(repr(shown).encode()).hexdigest()[:32]

    def draw(self) -> bytes:
        """The picture; photos whose file can't be read are left out."""
        return draw_long_picture(
            self.story,
            list(read_photo_files(self.photos)),
            address=self.address,
            words=self.words,
            as_png=self.as_png,
        )
