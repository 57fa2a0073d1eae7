"""志愿岗位签到牌.pdf: a sheet for each post and day, to hang up where volunteers check in."""

from collections.abc import Sequence
from typing import Any

from planner.documents.qrcodes import make_qr
from planner.documents.typesetting import ems, shorten, typeset
from planner.people.postsigns import PostSign

# Points: a title of five signs stands at its largest in the 174 mm that it has.
LARGEST, SMALLEST, ROOM = 64.0, 26.0, 480.0


def build_post_signs(signs: Sequence[PostSign], *, event: str, organiser: str = "") -> bytes:
    """The signs as PDF, A4, one page each; one page that says so without any. The same data gives the same bytes."""
    data = {"event": shorten(event or "活动", 40), "organiser": shorten(organiser, 30)}
    return typeset("post_signs.typ", data | {"signs": [_sign(sign) for sign in signs]})


def _sign(sign: PostSign) -> dict[str, Any]:
    post = shorten(sign.post, 30)
    return {
        "post": post,
        "size": round(min(LARGEST, max(SMALLEST, ROOM / max(1.0, ems(post)))), 1),
        "day": sign.day,
        "hours": shorten(sign.hours, 60),
        "place": shorten(sign.place, 40),
        "contact": shorten(sign.contact, 30),
        "digits": sign.digits,
        "qr": make_qr(sign.address),
    }
