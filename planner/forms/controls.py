"""How the control of a field is drawn: said by the class of the field, not by lists of class names elsewhere."""

from enum import StrEnum
from typing import ClassVar


class Control(StrEnum):
    """What a field looks like."""

    INPUT = "input"
    LINES = "lines"
    SELECT = "select"
    TICK = "tick"
    TICKS = "ticks"


class Drawn:
    """What pages ask of a field to draw it. The plain fields of WTForms lack these and are drawn as inputs.

    `control` is what it looks like. A wide field takes the whole row. One that counts characters shows how many are
    left of its `most`. One that is never empty is neither marked as optional nor as required. One that is read in
    has a button beside it that fills in other fields from its text.
    """

    control: ClassVar[Control] = Control.INPUT
    is_wide: ClassVar[bool] = False
    counts_characters: ClassVar[bool] = False
    is_never_empty: ClassVar[bool] = False
    is_read_in: ClassVar[bool] = False

    @property
    def is_tick(self) -> bool:
        """Whether the label stands behind the control."""
        return self.control is Control.TICK

    @property
    def is_ticks(self) -> bool:
        """Whether it is a list of ticks."""
        return self.control is Control.TICKS

    @property
    def is_select(self) -> bool:
        """Whether it is a list to choose from."""
        return self.control is Control.SELECT
