"""Photos of which one may be enough: sent twice, forwarded in a smaller size, or taken one right after the other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from planner.pictures.order import sort_photos
from planner.pictures.photo import Photo

# Of the 64 bits of a difference hash (dHash): what a chat does to a photo changes hardly any, a second shot a few.
SAME_BITS, ALIKE_BITS = 2, 10
# A picture of one colour, or one that only grows lighter to a side, has hardly a bit that differs from the others. So
# has every such picture, whatever it shows: a hash tells pictures apart only where it has so many bits of either kind.
LEAST_BITS = 4
# Taken one right after the other.
ALIKE_WITHIN = timedelta(seconds=10)
# One moment, as cameras and programs round it.
_SAME_MOMENT = timedelta(seconds=1)
_SHAPE_PERCENT = 3
_HASH_BITS = 64


@dataclass(frozen=True, slots=True)
class Doubles:
    """Photos that look the same, in their order. `best` is the key of the one to keep where it is clear.

    `are_same`: each is the same picture as the others, perhaps smaller. The others were taken within seconds.
    """

    photos: tuple[Photo, ...]
    are_same: bool
    best: str = ""

    @property
    def key(self) -> str:
        """What tells this group from every other: the key of its first photo."""
        return self.photos[0].key

    @property
    def apart(self) -> str:
        """两部手机传了同一张, 相差 2 秒: why they stand here."""
        if self.are_same:
            senders = {photo.clock.by for photo in self.photos}
            return f"{len(senders)} 部手机传了同一张" if len(senders) > 1 else "同一张传了几遍"
        taken = [photo.taken for photo in self.photos if photo.taken]
        seconds = round((max(taken) - min(taken)).total_seconds()) if taken else 0
        phone = "同一部手机，" if len({photo.clock for photo in self.photos}) == 1 else ""
        return f"{phone}相差 {seconds} 秒"


def bits_apart(one: int, other: int) -> int:
    """In how many bits two hashes differ."""
    return (one ^ other).bit_count()


def tells_apart(dhash: int) -> bool:
    """Whether a hash says anything of what its picture shows."""
    return LEAST_BITS <= dhash.bit_count() <= _HASH_BITS - LEAST_BITS


def find_doubles(photos: Iterable[Photo]) -> tuple[Doubles, ...]:
    """The groups of photos that look the same, in the order of the photos; what somebody wants to keep is none."""
    ready = sort_photos([photo for photo in photos if photo.is_ready and photo.dhash is not None])
    groups = {photo.key: [photo] for photo in ready}
    are_same: dict[str, bool] = {}
    for one, other in combinations(ready, 2):
        kind = _compare(one, other)
        if kind is None:
            continue
        both = groups[one.key]
        if groups[other.key] is not both:
            both += groups[other.key]
            groups.update({photo.key: both for photo in both})
        for photo in (one, other):
            are_same[photo.key] = are_same.get(photo.key, True) and kind
    found = {id(group): group for group in groups.values() if len(group) > 1}
    return tuple(_make_group(group, all(are_same[photo.key] for photo in group)) for group in found.values())


def _compare(one: Photo, other: Photo) -> bool | None:
    """True for the same picture, False for one taken right after the other, None for two that have nothing to do."""
    if one.kept_with and one.kept_with == other.kept_with:
        return None
    if one.sha256 == other.sha256:
        return True
    if one.dhash is None or other.dhash is None or (bits := bits_apart(one.dhash, other.dhash)) > ALIKE_BITS:
        return None
    if not (tells_apart(one.dhash) and tells_apart(other.dhash)):
        return None
    if one.taken is None or other.taken is None:
        return True if bits <= SAME_BITS and _has_same_shape(one, other) else None
    apart = abs(one.taken - other.taken)
    if apart <= _SAME_MOMENT and bits <= SAME_BITS and _has_same_shape(one, other):
        return True
    return False if apart <= ALIKE_WITHIN else None


def _has_same_shape(one: Photo, other: Photo) -> bool:
    """Whether one may be the other in another size."""
    across = one.width * other.height, other.width * one.height
    return abs(across[0] - across[1]) * 100 <= max(across) * _SHAPE_PERCENT


def _make_group(photos: Sequence[Photo], are_same: bool) -> Doubles:
    ordered = sort_photos(photos)
    if not are_same:
        return Doubles(tuple(ordered), are_same=False)
    best = max(ordered, key=lambda photo: (photo.width * photo.height, photo.taken is not None, photo.size))
    return Doubles((best, *(photo for photo in ordered if photo is not best)), are_same=True, best=best.key)
