"""How far an evidence set is that somebody asked for."""

from planner.enums import LabelledEnum


class EvidenceState(LabelledEnum):
    """A job makes it; what is made is kept for some days."""

    WAITING = "waiting", "正在做"
    MADE = "made", "做好了"
    FAILED = "failed", "没做成"
