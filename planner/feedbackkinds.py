"""Who says how an event was, and in which year of school the children are."""

from planner.enums import LabelledEnum


class FeedbackAudience(LabelledEnum):
    """Who gives feedback, in the order in which it is shown."""

    CHILD = "child", "孩子"
    GUARDIAN = "guardian", "家长"
    VOLUNTEER = "volunteer", "志愿者"
    OTHER = "other", "老师和其他人"


class SchoolYear(LabelledEnum):
    """All that a child says of itself, and only if it wants to: too little to know it by."""

    ONE = "1", "一年级"
    TWO = "2", "二年级"
    THREE = "3", "三年级"
    FOUR = "4", "四年级"
    FIVE = "5", "五年级"
    SIX = "6", "六年级"
    MIDDLE = "middle", "初中"
    HIGH = "high", "高中"
