"""Moving photos: the fewest new places that put one of them where somebody wants it."""

from collections.abc import Sequence

from planner.pictures.photo import Photo

# Between neighbours that are spread anew: a second, as cameras write it.
STEP = 1_000_000


def sort_photos(photos: Sequence[Photo]) -> list[Photo]:
    """In their order; of those at the same place the one that came first."""
    return sorted(photos, key=lambda photo: (photo.order, photo.number))


def move_photo(photos: Sequence[Photo], key: str, index: int) -> dict[str, int]:
    """The new positions, by key, that put one of these photos at that index among them; empty where it stands there.

    Mostly one photo moves, between its new neighbours; where these stand too close, all of them are spread anew. Raises
    KeyError for a photo that is none of them.
    """
    here = sort_photos(photos)
    keys = [photo.key for photo in here]
    if key not in keys:
        raise KeyError(key)
    moved = here.pop(keys.index(key))
    index = min(max(index, 0), len(here))
    if keys.index(key) == index:
        return {}
    before = here[index - 1].order if index else None
    after = here[index].order if index < len(here) else None
    place = _place_between(before, after)
    if place is not None:
        return {key: place}
    here.insert(index, moved)
    first = here[0].order if here[0] is not moved else here[1].order
    return {photo.key: first + number * STEP for number, photo in enumerate(here)}


def _place_between(before: int | None, after: int | None) -> int | None:
    """A place between two others, before the first or after the last; None where there is no room."""
    if before is None or after is None:
        return (after - STEP) if after is not None else (before or 0) + STEP
    place = (before + after) // 2
    return place if before < place < after else None
