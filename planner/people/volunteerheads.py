"""What the posts and those who are confirmed say of the number of volunteers in the plan."""

from collections.abc import Sequence
from dataclasses import dataclass

from budgets import HeadGroup
from budgets.audience import kind_of_group
from planner.dossier import Dossier, HeadCount
from planner.enums import GroupSide
from planner.people.staffing import PlacedHelper, Staffing, count_people
from planner.people.volunteers import Slot, slots_of

BY_POST = "按岗位："
_GROUP = "志愿者"
_LONGEST_REMARK = 200


@dataclass(frozen=True, slots=True)
class HeadProposal:
    """The group of volunteers as it could stand in the plan; `row` is the one that there is, None for a new one."""

    row: HeadCount | None
    count: int
    confirmed: int
    by_post: str

    @property
    def sentence(self) -> str:
        """What speaks for it, with the figures."""
        known = f"志愿者确认了 {self.confirmed} 人" if self.confirmed else f"志愿岗位同时最多要 {self.count} 人"
        stated = "没有写志愿者" if self.row is None else f"写的是 {self._stated}"
        return f"{known}（{self.by_post}），方案的人数里{stated}。"

    @property
    def _stated(self) -> str:
        return "待定" if self.row is None or self.row.count is None else f"{self.row.count} 人"

    @property
    def values(self) -> dict[str, object]:
        """The fields of the row; a remark that somebody wrote stays."""
        remark = self.row.remark if self.row else ""
        if not remark or remark.startswith(BY_POST):
            remark = f"{BY_POST}{self.by_post}"[:_LONGEST_REMARK]
        if self.row is not None:
            return {"count": self.count, "remark": remark}
        return {"group": _GROUP, "count": self.count, "side": GroupSide.STAFF, "remark": remark}


def propose_heads(dossier: Dossier, staffing: Staffing) -> HeadProposal | None:
    """The number of volunteers as posts and sign-ups say it; None where the plan says the same.

    It is the number of persons who are confirmed, not of their shifts. While others may still come the plan is not
    asked to have fewer; before anybody has come it is what all posts need at one time.
    """
    slots = [slot for slot in slots_of(dossier) if slot.begins]
    rows = [row for row in dossier.head_counts if is_of_volunteers(row)]
    if not slots or len(rows) > 1:
        return None
    row = rows[0] if rows else None
    stated = row.count if row else None
    confirmed = count_people(staffing.confirmed)
    count = confirmed or count_at_once(slots)
    if stated is not None and staffing.awaits_more(slots):
        count = max(count, stated)
    if count == stated:
        return None
    return HeadProposal(row, count, confirmed, _tell_by_post(slots, staffing.confirmed))


def is_of_volunteers(row: HeadCount) -> bool:
    """Whether a group of the plan are its volunteers."""
    return kind_of_group(HeadGroup(row.group, row.count, row.side is GroupSide.CHILD)) == "volunteers"


def count_at_once(slots: Sequence[Slot]) -> int:
    """The most places that are to be filled at one time."""
    return max((sum(other.shift.places for other in slots if _stands(other, slot)) for slot in slots), default=0)


def _stands(other: Slot, slot: Slot) -> bool:
    """Whether another shift goes on when this one begins."""
    if other.begins is None or other.ends is None or slot.begins is None:
        return False
    return other.begins <= slot.begins < other.ends


def _tell_by_post(slots: Sequence[Slot], helpers: Sequence[PlacedHelper]) -> str:
    """看护 5、摄影 3: persons by post, who are confirmed or, before anybody is, whom it needs at one time."""
    titles = list(dict.fromkeys(slot.post.title for slot in slots))
    counts = {}
    for title in titles:
        own = [slot for slot in slots if slot.post.title == title]
        keys = {slot.key for slot in own}
        counts[title] = count_people(h for h in helpers if h.shift in keys) if helpers else count_at_once(own)
    listed = "、".join(f"{title} {count}" for title, count in counts.items() if count)
    return listed + ("，有人兼岗" if sum(counts.values()) > count_people(helpers) > 0 else "")
