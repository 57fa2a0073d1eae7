"""What the records don't say and a summary needs: asked once, with what they do say, and never filled in alone."""

from dataclasses import dataclass

from planner.enums import GroupSide, VoucherKind
from planner.report.figures import LiveFigure
from planner.report.records import Records
from planner.report.report import Report
from planner.report.turnout import GroupResult


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedNumber:
    """A number that is asked: at which place it is answered, in words, and what records say.

    `offered` is the number that one tap answers with: `is_record` says whether records show it, else it is the plan's.
    """

    place: str
    words: str
    records: str
    offered: int | None = None
    is_record: bool = False

    @property
    def yes(self) -> str:
        """What the button says that takes the offered number."""
        if self.offered is None:
            return ""
        if self.is_record:
            return f"就是 {self.offered} 人"
        return f"{self.offered} 人都到了" if self.offered > 1 else f"{self.offered} 人到了"


def find_questions(report: Report, records: Records) -> tuple[AskedNumber, ...]:
    """What is to be asked: how many of each group came, participants first; nothing of a cancelled event."""
    if report.is_cancelled:
        return ()
    order = (GroupSide.CHILD, GroupSide.STAFF, GroupSide.GUEST)
    open_groups = [group for side in order for group in report.people.of_side(side) if group.is_open]
    return tuple(_ask(group, report, records) for group in open_groups)


def _ask(group: GroupResult, report: Report, records: Records) -> AskedNumber:
    plan = group.comparison.plan
    only = len(report.people.of_side(GroupSide.CHILD)) == 1 and group.side is GroupSide.CHILD
    shown = _shown_by_handouts(records) if only else None
    said = [f"计划 {plan.number} 人" if plan else "", *(_told(records) if only else ())]
    offered = shown.value if shown else plan.value if plan else None
    return AskedNumber(
        place=group.place,
        words=f"{group.name}实到多少人？",
        records="；".join(filter(None, said)) or "没有记录",
        offered=offered if isinstance(offered, int) else None,
        is_record=shown is not None,
    )


def _told(records: Records) -> tuple[str, ...]:
    """What papers and lists say of the participants, without a name."""
    shown = _shown_by_handouts(records)
    sheets = len(records.ledger.proofs(VoucherKind.SIGN_IN))
    return (
        f"花名册 {records.roster} 人" if records.roster else "",
        f"{shown.noun}签领 {shown.number} 人" if shown else "",
        f"签到表 {sheets} 份" if sheets else "",
    )


def _shown_by_handouts(records: Records) -> LiveFigure | None:
    """How many were handed something, where every hand-out went to the same number of people."""
    counts = {row.people for row in records.ledger.handouts if row.people}
    if len(counts) != 1:
        return None
    row = records.ledger.handouts[0]
    return LiveFigure(key="handed", value=counts.pop(), unit="人", noun=row.item)
