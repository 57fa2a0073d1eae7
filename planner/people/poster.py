"""What a poster that looks for volunteers says."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.masking import mask_phone

MOST_POSTS = 5


@dataclass(frozen=True, slots=True)
class PosterPost:
    """A post with one of its shifts, in words; `needed` is how many are still looked for, at the moment of printing."""

    title: str
    when: str
    place: str
    needed: int

    @property
    def details(self) -> str:
        """When and where."""
        return "，".join(part for part in (self.when, self.place) if part)


@dataclass(frozen=True, slots=True)
class Poster:
    """One poster. `address` is what the code opens; the phone is printed whole only if its owner agreed."""

    title: str
    organiser: str
    when: str
    about: str
    posts: Sequence[PosterPost]
    address: str
    closes: str = ""
    notes: Sequence[str] = ()
    unit: str = ""
    contact: str = ""
    phone: str = ""
    phone_may_be_shown: bool = False

    @property
    def needed(self) -> int:
        """How many are still looked for in all posts."""
        return sum(max(0, post.needed) for post in self.posts)

    @property
    def shown(self) -> Sequence[PosterPost]:
        """The posts with room on the sheet, those that look for somebody first."""
        return sorted(self.posts, key=lambda post: post.needed <= 0)[:MOST_POSTS]

    @property
    def more(self) -> int:
        """How many posts have no room on it."""
        return max(0, len(self.posts) - MOST_POSTS)

    @property
    def call(self) -> str:
        """Whom to ask: 问周老师 138****0001."""
        phone = self.phone if self.phone_may_be_shown else mask_phone(self.phone)
        return f"问{self.contact} {phone}".strip() if self.contact else phone
