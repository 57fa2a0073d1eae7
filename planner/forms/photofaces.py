"""What is typed about boxes on a photo, or sent by its script: places in per cent, ticked cells of a grid."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

from planner.errors import BadInput
from planner.forms.fields import clean_text
from planner.photoplaces import WHOLE, BoxPlace
from planner.pictures.boxes import join_cells

PLACE_FIELDS = {"left": "离左边", "top": "离上边", "width": "宽", "height": "高"}
GRIDS = {12: 8, 24: 16}
"""How many columns a grid may have, with its rows."""
_PERCENT = re.compile(r"(\d{1,3})(?:\.(\d{1,4}))?%?")
_CELL = re.compile(r"(\d{1,2})-(\d{1,2})")
_MOST_SHOWN = 20


def read_place(values: Mapping[str, str]) -> BoxPlace:
    """The place that four fields say in per cent of the sides; raises BadInput with the name of the wrong one."""
    return BoxPlace.fit(*(_read_percent(label, values.get(name, "")) for name, label in PLACE_FIELDS.items()))


def _read_percent(label: str, typed: str) -> int:
    text = unicodedata.normalize("NFKC", typed).strip()
    found = _PERCENT.fullmatch(text)
    parts = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0")[:2]) if found else WHOLE + 1
    if parts > WHOLE:
        shown = f"现在是“{clean_text(typed)[:_MOST_SHOWN]}”" if text else "现在是空的"
        raise BadInput(f"{label}写 0—100 的数，可以带小数，{shown}。", "PLACE")
    return parts


def write_percent(parts: int) -> str:
    """61.31 of 6131."""
    return f"{parts / 100:g}"


def read_cells(ticked: Iterable[str], columns: int) -> list[BoxPlace]:
    """The places under the ticked cells (row-column) of a grid; what is no cell of it is left out."""
    rows = GRIDS[columns]
    found = filter(None, map(_CELL.fullmatch, ticked))
    cells = {(int(cell[1]), int(cell[2])) for cell in found}
    return join_cells({cell for cell in cells if cell[0] < rows and cell[1] < columns}, columns, rows)
