"""What is noted of volunteers at their shifts."""

from planner.enums import LabelledEnum


class AttendanceMark(LabelledEnum):
    """What is noted of a volunteer at a shift."""

    ARRIVED = "arrived", "签到"
    LEFT = "left", "签退"
