"""Which photos go into a paper that has room for a few."""

from collections.abc import Sequence

from planner.pictures.photo import ClearedPhoto


def choose_photos(cleared: Sequence[ClearedPhoto], most: int) -> tuple[ClearedPhoto, ...]:
    """At most so many, in the order of the wall: those that somebody picked first, the cover before all.

    Where there are more than fit, they are taken at even distances, so that the whole event is shown.
    """
    cover = [each for each in cleared if each.photo.is_cover]
    picked = [each for each in cleared if each.photo.is_picked and not each.photo.is_cover]
    others = [each for each in cleared if not each.photo.is_picked and not each.photo.is_cover]
    chosen: list[ClearedPhoto] = []
    for group in (cover, picked, others):
        chosen += _spread(group, most - len(chosen))
    places = {each.photo.key: at for at, each in enumerate(cleared)}
    return tuple(sorted(chosen, key=lambda each: places[each.photo.key]))


def _spread(photos: Sequence[ClearedPhoto], most: int) -> list[ClearedPhoto]:
    """So many of them at even distances, the first among them."""
    if len(photos) <= most:
        return list(photos)
    return [photos[at * len(photos) // most] for at in range(most)]
