"""Boxes around faces: where they are on the upright picture, and which of them are to be hidden."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from planner.photoplaces import WHOLE, BoxPlace
from planner.photostates import BoxOrigin, BoxVerdict


@dataclass(frozen=True, slots=True)
class FaceBox:
    """A box as people see it: its number on the photo, where it is, who said so, what becomes of it."""

    number: int
    place: BoxPlace
    origin: BoxOrigin
    verdict: BoxVerdict
    drawn_by: str = ""


@dataclass(frozen=True, slots=True)
class FaceBoxes:
    """All boxes of a photo, in the order of their numbers."""

    boxes: tuple[FaceBox, ...] = ()

    @property
    def undecided(self) -> tuple[FaceBox, ...]:
        """Those that somebody still has to look at."""
        return self._with(BoxVerdict.OPEN)

    @property
    def hidden(self) -> tuple[FaceBox, ...]:
        """Those that no copy shows."""
        return self._with(BoxVerdict.HIDDEN)

    @property
    def shown(self) -> tuple[FaceBox, ...]:
        """Those that somebody looked at and left."""
        return self._with(BoxVerdict.SHOWN)

    @property
    def by_verdict(self) -> tuple[tuple[FaceBox, ...], ...]:
        """What is undecided, hidden, shown."""
        return self.undecided, self.hidden, self.shown

    def _with(self, verdict: BoxVerdict) -> tuple[FaceBox, ...]:
        return tuple(box for box in self.boxes if box.verdict is verdict)


def find_new_places(found: Iterable[BoxPlace], known: Sequence[BoxPlace]) -> list[BoxPlace]:
    """Those of the places around which there is no box yet, each once."""
    fresh: list[BoxPlace] = []
    for place in found:
        if not any(place.is_around_the_same(other) for other in (*known, *fresh)):
            fresh.append(place)
    return fresh


def join_cells(cells: Collection[tuple[int, int]], columns: int, rows: int) -> list[BoxPlace]:
    """The fewest places that a simple eye sees in ticked cells (row, column) of a grid over the picture."""
    ended: list[tuple[int, int, int, int]] = []
    growing: dict[tuple[int, int], int] = {}
    for row in range(rows + 1):
        runs = _find_runs([(row, column) in cells for column in range(columns)]) if row < rows else []
        for run in [run for run in growing if run not in runs]:
            ended.append((*run, growing.pop(run), row))
        growing |= {run: row for run in runs if run not in growing}
    return [_place_cells(*part, columns, rows) for part in sorted(ended, key=lambda part: (part[2], part[0]))]


def _find_runs(ticked: Sequence[bool]) -> list[tuple[int, int]]:
    """Where ticked cells of a row begin and end, one after the other."""
    runs, begin = [], None
    for column, is_ticked in enumerate((*ticked, False)):
        if is_ticked and begin is None:
            begin = column
        elif not is_ticked and begin is not None:
            runs.append((begin, column))
            begin = None
    return runs


def _place_cells(left: int, right: int, top: int, bottom: int, columns: int, rows: int) -> BoxPlace:
    """The part of the picture from one line of the grid to another; neighbours leave no gap between them."""
    x, y = left * WHOLE // columns, top * WHOLE // rows
    return BoxPlace.fit(x, y, -(-right * WHOLE // columns) - x, -(-bottom * WHOLE // rows) - y)
