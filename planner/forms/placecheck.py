"""Whether volunteers are asked if they are near, and where the posts are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField

from planner.dossier import Post
from planner.forms.choices import ChoiceField
from planner.people.positions import GeoPoint, parse_position

METRES = (0, 200, 500, 1000, 2000)


class PlaceCheckForm(FlaskForm):
    """How near is near; the positions of the posts stand beside it, one field a post."""

    version = HiddenField()
    metres = ChoiceField(
        "签到时看看人在不在附近", choices=[(str(m), f"离岗位 {m} 米以内算在场" if m else "不看") for m in METRES]
    )


@dataclass(frozen=True, slots=True)
class PostPlace:
    """The field of one post: what stands in it, and what is wrong with that."""

    post: Post
    text: str
    error: str = ""

    @property
    def name(self) -> str:
        """The name of its field."""
        return f"at-{self.post.key}"


def show_places(posts: Sequence[Post], known: Mapping[str, GeoPoint]) -> tuple[PostPlace, ...]:
    """A field for each post, with where it is as far as that is known."""
    return tuple(PostPlace(post, known[post.key].text if post.key in known else "") for post in posts)


def read_places(
    posts: Sequence[Post], typed: MultiDict[str, str]
) -> tuple[dict[str, GeoPoint | None], tuple[PostPlace, ...]]:
    """Where each post is, by its key, and the fields with what is wrong; an empty one says that it isn't known."""
    positions: dict[str, GeoPoint | None] = {}
    fields = []
    for post in posts:
        text, error = typed.get(f"at-{post.key}", "").strip(), ""
        try:
            positions[post.key] = parse_position(text) if text else None
        except ValueError as fault:
            error = str(fault)
        fields.append(PostPlace(post, text, error))
    return positions, tuple(fields)
