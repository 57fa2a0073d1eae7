"""How far what people dropped has been read."""

from planner.enums import LabelledEnum


class IntakeState(LabelledEnum):
    """How far a file is that somebody dropped."""

    WAITING = "waiting", "正在读"
    READ = "read", "读出来了"
    UNREADABLE = "unreadable", "读不出"
    ADDRESS = "address", "是网址"
