"""On which side of the staff ratio a group stands, told by its name where that leaves no doubt."""

from budgets.audience import tell_kind
from planner.enums import GroupSide

_ORPHANS = "孤儿"
# Parents and elders may take part, come along or be visited: somebody has to say.
_SIDES = {
    "children": GroupSide.CHILD,
    "teachers": GroupSide.STAFF,
    "volunteers": GroupSide.STAFF,
    "medics": GroupSide.STAFF,
    "staff": GroupSide.STAFF,
    "drivers": GroupSide.STAFF,
    "guests": GroupSide.GUEST,
}


def tell_side(group: str) -> GroupSide | None:
    """The side of a group of that name: 留守儿童 take part, 学生志愿者 come along; None where it is not told."""
    kind = tell_kind(group)
    # A group of that name is of children; in the basis of a line the word may be one of several that narrow it.
    return GroupSide.CHILD if not kind and _ORPHANS in group else _SIDES.get(kind)
