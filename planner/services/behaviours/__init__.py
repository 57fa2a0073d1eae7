"""What only one noun does, a module each: rules that look at other rows, of this event or of others, and consequences.

The mechanism of rows (`services.rows`) asks the behaviour of a noun and knows none of them by name.
"""

from planner.services.behaviours import (  # noqa: F401  importing registers them
    advances,
    expenses,
    head_counts,
    sections,
    shifts,
)
from planner.services.behaviours.behaviour import BEHAVIOURS, Behaviour, behaviour_of

__all__ = ["BEHAVIOURS", "Behaviour", "behaviour_of"]
