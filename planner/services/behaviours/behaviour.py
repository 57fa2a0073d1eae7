"""What a noun may do besides what all nouns do, and the register of those that do."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from planner.actors import Actor
from planner.errors import BadInput
from planner.models import Event, RowMixin

Values = Mapping[str, Any]
BEHAVIOURS: dict[str, "Behaviour"] = {}


class Behaviour:
    """The rules and consequences of one noun's rows; a noun without one of its own has none of either.

    A subclass says by `noun` whose it is.
    """

    noun: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        BEHAVIOURS[cls.noun] = cls()

    def refuse(self, event: Event, values: Values, key: str, *, actor: Actor) -> BadInput | None:
        """Why these values of a row (the one of that key, or a new one) can't be taken; None when they can.

        The sentence names nothing that the actor may not read.
        """

    def refuse_together(self, event: Event, many: Sequence[Values], *, actor: Actor) -> list[BadInput | None]:
        """The same for several new rows, one answer each; they must not contradict each other either."""
        return [self.refuse(event, values, "", actor=actor) for values in many]

    def refuse_deletion(self, event: Event, row: RowMixin) -> BadInput | None:
        """Why this row can't be deleted; None when it can."""

    def arrange(self, rows: list[RowMixin]) -> list[RowMixin]:
        """The order of all rows after some were added at their end."""
        return rows

    def follow(self, event: Event) -> None:
        """What is to be brought up to date after any change of the rows."""


def behaviour_of(noun: str) -> Behaviour:
    """The behaviour of a noun."""
    return BEHAVIOURS.get(noun, _PLAIN)


_PLAIN = Behaviour()
